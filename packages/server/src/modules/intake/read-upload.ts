import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { MOST_UPLOAD, type UploadReceipt } from '@congvan/contract'
import { CERTAIN } from '@congvan/reader'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { messageOf } from '../../kernel/messages.ts'
import { type Actor, hasRole } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { destroyUploads } from './destroy-upload.ts'
import { findDuplicates } from './duplicates.ts'
import { checkFile, type MediaType, safeFilename } from './file-kind.ts'
import { holdUpload } from './held.ts'
import { issuerName } from './issuer-name.ts'
import { type FileRead, readKept } from './reading.ts'
import { insertUpload, wasReleased } from './store/uploads.ts'

/**
 * A dropped file: checked, kept in the encrypted spool, read. A paper certainly marked MẬT is destroyed at once, only
 * the event stays; one that is perhaps marked is held sealed (`intake.held`) until a clerk has looked at the paper.
 */
export async function takeUploadFile(
  services: Services,
  actor: Actor,
  id: string,
  name: string,
  bytes: Buffer,
): Promise<UploadReceipt> {
  checkFile(safeFilename(name), bytes)
  await services.spool.put(id, bytes)
  return readUpload(services, actor, id, name, bytes)
}

/** Files are read whole, so two at a time: memory is bounded whatever twenty clerks drop at once. */
const AT_ONCE = 2
let reading = 0
const queue: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (reading >= AT_ONCE) await new Promise<void>((go) => queue.push(go))
  else reading++
  try {
    return await work()
  } finally {
    const next = queue.shift()
    if (next) next()
    else reading--
  }
}

export type TakeBytes = typeof takeUploadFile

/**
 * The same for a file that comes in pieces: onto the disk under its key first, refused by name when it is too large.
 * `take` gets the whole, which lies in the spool under `id`.
 */
export async function takeUploadStream(
  services: Services,
  actor: Actor,
  id: string,
  name: string,
  pieces: Readable,
  declared: number,
  take: TakeBytes = readUpload,
): Promise<UploadReceipt> {
  const filename = safeFilename(name)
  // Said to be too large: not one byte is written, but the rest is heard, or the sender never reads the answer.
  const bytes =
    declared > MOST_UPLOAD
      ? await hearOut(pieces, declared)
      : await services.spool.take(id, pieces, MOST_UPLOAD).catch(() => {
          throw new DomainError('invalid', 'intake.cut-off', { name: filename }, 'file')
        })
  if (bytes === null)
    throw new DomainError(
      'invalid',
      'intake.too-large',
      { name: filename, limit: `${MOST_UPLOAD / 1024 ** 2} MB` },
      'file',
    )
  return inTurn(async () => take(services, actor, id, name, (await services.spool.get(id))!))
}

/** Beyond this the line is cut: nobody scans that by accident. */
const MOST_HEARD = 8 * 1024 ** 3

async function hearOut(pieces: Readable, declared: number): Promise<null> {
  if (declared > MOST_HEARD) return null
  pieces.resume()
  await finished(pieces).catch(() => undefined)
  return null
}

/** Checked and read out of the spool; a file that is refused leaves nothing there. */
export async function readUpload(
  services: Services,
  actor: Actor,
  id: string,
  name: string,
  bytes: Buffer,
): Promise<UploadReceipt> {
  const filename = safeFilename(name)
  const { mediaType, read } = await checkedAndRead(bytes, filename).catch(async (problem: unknown) => {
    await services.spool.destroy(id)
    throw problem
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { id, filename, media_type: mediaType, bytes: bytes.length, sha256 }
  if (read.mark) await refuseMarked(services, actor, file, read.mark)
  const { suggestion, confidence } = read.kept
  const agencyId = actor.acting.agencyId
  const duplicates = await services.runner.store(actor, async (tx) => {
    suggestion.issuerName = await issuerName(tx, agencyId, suggestion.issuerName)
    await insertUpload(tx, { ...file, agency_id: agencyId, person_id: actor.personId, reading: read.kept })
    return findDuplicates(tx, agencyId, id, [sha256], suggestion)
  })
  return {
    uploadId: id,
    filename,
    mediaType,
    bytes: bytes.length,
    suggestion,
    confidence,
    duplicates,
    warnings: warningsOf(mediaType, bytes, filename),
  }
}

async function checkedAndRead(
  bytes: Buffer,
  filename: string,
): Promise<{ mediaType: MediaType; read: FileRead }> {
  const mediaType = checkFile(filename, bytes)
  return { mediaType, read: await readKept(bytes, mediaType, filename) }
}

interface UploadedFile {
  id: string
  filename: string
  media_type: string
  bytes: number
  sha256: string
}

/** Returns only for bytes that a clerk has already looked at and released. */
async function refuseMarked(
  services: Services,
  actor: Actor,
  file: UploadedFile,
  mark: NonNullable<FileRead['mark']>,
): Promise<void> {
  const agencyId = actor.acting.agencyId
  if (await services.runner.read(actor, (tx) => wasReleased(tx, agencyId, file.sha256))) return
  if (mark.confidence >= CERTAIN) {
    await destroyUploads(services, actor, [file.id])
    throw new DomainError('forbidden', 'documents.secret', { mark: mark.words }, 'secrecyMark')
  }
  const capture = hasRole(actor, 'clerk') || actor.personId === systemActor('').personId
  const held = { mark: mark.words, confidence: mark.confidence, capture }
  await services.runner.command(holdUpload, systemActor(agencyId), newId(), {
    upload: { ...file, person_id: actor.personId, held },
  })
  throw new DomainError('conflict', 'intake.held', { name: file.filename, mark: mark.words }, 'secrecyMark')
}

const warningsOf = (mediaType: MediaType, bytes: Buffer, name: string): UploadReceipt['warnings'] =>
  mediaType === 'application/pdf' && bytes.includes('/JavaScript')
    ? [{ code: 'intake.active-content', ...messageOf('intake.active-content', { name }) }]
    : []
