// What the reader makes of a file, in the words of the register.
import type { IncomingFields, IntakeProposal, UploadReceipt } from '@congvan/contract'
import type { Reading } from '@congvan/reader'
import type { FileReading } from '@congvan/reader/node'
import { DomainError } from '../../kernel/domain-error.ts'
import { log } from '../../platform/log.ts'
import { EMPTY_FIELDS } from './fields.ts'
import type { KeptReading } from './store/uploads.ts'

const URGENCY: Record<string, 0 | 1 | 2 | 3> = {
  KHẨN: 1,
  'THƯỢNG KHẨN': 2,
  'HỎA TỐC': 3,
  'HỎA TỐC HẸN GIỜ': 3,
}

export interface FileRead {
  kept: KeptReading
  /** A mark of secrecy that was seen, with how sure the reader is of it. */
  mark: { words: string; confidence: number } | null
}

/** A paper that cannot be read is still a paper (its fields are empty); a file nobody can open is refused. */
export async function readKept(bytes: Buffer, mediaType: string, filename: string): Promise<FileRead> {
  const reading = await readOrRefuse(bytes, mediaType, filename)
  if (!reading) return { kept: { suggestion: { ...EMPTY_FIELDS }, confidence: {}, evidence: {} }, mark: null }
  const words = reading.fields.secrecyMark
  return {
    kept: {
      suggestion: suggestionOf(reading),
      confidence: confidenceOf(reading),
      evidence: evidenceOf(reading),
    },
    mark: words ? { words, confidence: reading.confidence.secrecyMark ?? 0 } : null,
  }
}

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
  return {
    issuerName: fields.issuer,
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
