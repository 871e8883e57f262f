import { createHash } from 'node:crypto'
import type { IncomingFields, IntakeProposal, UploadReceipt } from '@congvan/contract'
import type { Reading } from '@congvan/reader'
import type { FileReading } from '@congvan/reader/node'
import { DomainError } from '../../kernel/domain-error.ts'
import { messageOf } from '../../kernel/messages.ts'
import type { Actor } from '../../platform/actor.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { destroyUploads } from './destroy-upload.ts'
import { findDuplicates } from './duplicates.ts'
import { EMPTY_FIELDS } from './fields.ts'
import { checkFile, safeFilename } from './file-kind.ts'
import { insertUpload } from './store/uploads.ts'

const URGENCY: Record<string, 0 | 1 | 2 | 3> = {
  KHẨN: 1,
  'THƯỢNG KHẨN': 2,
  'HỎA TỐC': 3,
  'HỎA TỐC HẸN GIỜ': 3,
}

/** A dropped file: checked, kept in the encrypted spool, read. A paper marked MẬT is destroyed at once; only the event stays. */
export async function takeUploadFile(
  services: Services,
  actor: Actor,
  id: string,
  name: string,
  bytes: Buffer,
): Promise<UploadReceipt> {
  const filename = safeFilename(name)
  const mediaType = checkFile(filename, bytes)
  await services.spool.put(id, bytes)
  const reading = await readOrRefuse(bytes, mediaType, filename).catch(async (problem: unknown) => {
    await services.spool.destroy(id)
    throw problem
  })
  if (reading?.fields.secrecyMark) {
    await destroyUploads(services, actor, [id])
    throw new DomainError(
      'forbidden',
      'documents.secret',
      { mark: reading.fields.secrecyMark },
      'secrecyMark',
    )
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const suggestion = reading ? suggestionOf(reading) : EMPTY_FIELDS
  const confidence = reading ? confidenceOf(reading) : {}
  const duplicates = await services.runner.store(actor, async (tx) => {
    await insertUpload(tx, {
      id,
      agency_id: actor.acting.agencyId,
      person_id: actor.personId,
      filename,
      media_type: mediaType,
      bytes: bytes.length,
      sha256,
      reading: { suggestion, confidence, evidence: reading ? evidenceOf(reading) : {} },
    })
    return findDuplicates(tx, actor.acting.agencyId, id, [sha256], suggestion)
  })
  const warnings =
    mediaType === 'application/pdf' && bytes.includes('/JavaScript')
      ? [{ code: 'intake.active-content', ...messageOf('intake.active-content', { name: filename }) }]
      : []
  return {
    uploadId: id,
    filename,
    mediaType,
    bytes: bytes.length,
    suggestion,
    confidence,
    duplicates,
    warnings,
  }
}

/** A paper that cannot be read is still a paper: the clerk types its fields. A file nobody can open is none. */
async function readOrRefuse(bytes: Buffer, mediaType: string, name: string): Promise<Reading | null> {
  const reading = await readQuietly(bytes, mediaType)
  if (reading?.problem === 'password') throw new DomainError('invalid', 'intake.password', { name }, 'file')
  if (reading?.problem === 'broken')
    throw new DomainError('invalid', 'intake.broken', { name, why: reading.warnings[0] ?? '' }, 'file')
  return reading === null || reading.unreadable ? null : reading
}

async function readQuietly(bytes: Buffer, mediaType: string): Promise<FileReading | null> {
  try {
    const { readFileFields } = await import('@congvan/reader/node')
    return await readFileFields(bytes, { ocr: 'auto', mediaType })
  } catch (error) {
    log.warn('intake.reading-failed', { message: (error as Error).message.slice(0, 200) })
    return null
  }
}

function suggestionOf({ fields }: Reading): IncomingFields {
  const issuer = [fields.issuer].filter(Boolean).join(' ')
  return {
    issuerName: issuer ? sentenceCase(issuer) : null,
    number: fields.number,
    symbol: fields.symbol,
    issuedOn: fields.issuedOn,
    typeName: fields.typeName,
    subject: fields.subject,
    signerName: fields.signer,
    signerTitle: fields.signerTitle,
    urgency: URGENCY[fields.urgency?.toUpperCase() ?? ''] ?? 0,
    dueOn: fields.dueOn,
    secrecyMark: null,
  }
}

/** Headers are in capitals on paper; in the register a body is written as a name. */
function sentenceCase(name: string): string {
  if (name !== name.toUpperCase()) return name
  return name.toLowerCase().replace(/^./u, (c) => c.toUpperCase())
}

function confidenceOf({ confidence }: Reading): UploadReceipt['confidence'] {
  const { issuer, number, symbol, issuedOn, typeName, subject, signer, dueOn } = confidence
  const pairs = { issuerName: issuer, number, symbol, issuedOn, typeName, subject, signerName: signer, dueOn }
  return Object.fromEntries(
    Object.entries(pairs).filter(([, value]) => value !== undefined),
  ) as UploadReceipt['confidence']
}

/** Where each field was read, as fractions of its page: the station lights the zone of the field in focus. */
function evidenceOf({ evidence }: Reading): NonNullable<IntakeProposal['evidence']> {
  const { issuer, number, symbol, issuedOn, typeName, subject, signer, signerTitle, urgency, dueOn } =
    evidence
  const pairs = {
    issuerName: issuer,
    number,
    symbol,
    issuedOn,
    typeName,
    subject,
    signerName: signer,
    signerTitle,
    urgency,
    dueOn,
  }
  const lit = Object.entries(pairs).flatMap(([name, seen]) =>
    seen
      ? [[name, { page: seen.page, rect: [seen.rect.x, seen.rect.y, seen.rect.width, seen.rect.height] }]]
      : [],
  )
  return Object.fromEntries(lit) as NonNullable<IntakeProposal['evidence']>
}
