// Perhaps MẬT: sealed until a clerk has looked at the paper. Destroying a key cannot be undone, so a doubtful reading never does it.
import { type IntakeDoors, SettleHeld } from '@congvan/contract'
import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { derivedId } from '../../kernel/id.ts'
import { command } from '../../platform/command.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { clerk } from '../registers/index.ts'
import { takeIn } from './capture-arrival.ts'
import { issuerName } from './issuer-name.ts'
import { readKept } from './reading.ts'
import {
  findUploads,
  forgetUploads,
  insertUpload,
  listHeld,
  lockUpload,
  type NewUpload,
  setReading,
  setUploadState,
  type UploadRow,
} from './store/uploads.ts'
import { systemOnly } from './system-only.ts'

/** Given by the product itself, for the person who brought the file; what was read is not kept, for it may be the secret. */
export const holdUpload = command({
  name: 'intake.hold',
  input: Type.Unknown(),
  access: systemOnly,
  async run({ tx, actor, emit, touch }, raw) {
    const { upload } = raw as { upload: Omit<NewUpload, 'agency_id' | 'reading'> }
    await insertUpload(tx, { ...upload, agency_id: actor.acting.agencyId, reading: null })
    emit({
      name: 'intake.upload-held',
      subjectId: upload.id,
      payload: { mark: upload.held?.mark, confidence: upload.held?.confidence },
    })
    touch('intake')
    return {}
  },
})

async function heldOne(tx: Tx, agencyId: string, uploadId: string): Promise<UploadRow> {
  const upload = await lockUpload(tx, agencyId, uploadId)
  if (!upload) throw new DomainError('not-found', 'intake.upload-gone', {}, 'file')
  if (upload.state !== 'held') throw new DomainError('conflict', 'intake.not-held')
  return upload
}

/** "Không có dấu": the clerk's word, under the clerk's name; the file is read and taken in as any other. */
export const releaseHeld = command({
  name: 'intake.release-held',
  input: SettleHeld,
  access: clerk,
  async run({ tx, actor, emit, addJob, touch }, { uploadId }) {
    const agencyId = actor.acting.agencyId
    const upload = await heldOne(tx, agencyId, uploadId)
    await setUploadState(tx, agencyId, [uploadId], 'waiting')
    emit({ name: 'intake.seal-lifted', subjectId: uploadId, payload: { mark: upload.held_mark } })
    if (upload.held_capture) addJob('intake.take-released', { uploadId })
    touch('intake')
    return { uploadId }
  },
})

/** "Có dấu": the key goes; the rule and the way of paper are on the screen. */
export const destroyHeld = command({
  name: 'intake.destroy-held',
  input: SettleHeld,
  access: clerk,
  async run({ tx, actor, emit, addJob, touch }, { uploadId }) {
    const agencyId = actor.acting.agencyId
    const upload = await heldOne(tx, agencyId, uploadId)
    await forgetUploads(tx, agencyId, [uploadId])
    emit({ name: 'intake.held-destroyed', subjectId: uploadId, payload: { mark: upload.held_mark } })
    addJob('intake.clear-spool', { uploadIds: [uploadId] })
    touch('intake')
    return { uploadId }
  },
})

/** After the release: reads the file and makes its arrival; begun again it finds the same ids. */
export async function takeReleased(services: Services, agencyId: string, uploadId: string): Promise<void> {
  const actor = systemActor(agencyId)
  const [upload] = await services.runner.read(actor, (tx) => findUploads(tx, agencyId, [uploadId]))
  if (upload?.state !== 'waiting') return
  const bytes = await services.spool.get(uploadId)
  if (!bytes) return
  const reading = await readKept(bytes, upload.media_type, upload.filename)
  const { suggestion } = reading.kept
  await services.runner.store(actor, async (tx) => {
    suggestion.issuerName = await issuerName(tx, agencyId, suggestion.issuerName)
    await setReading(tx, agencyId, uploadId, reading.kept)
  })
  await services.runner.command(takeIn, actor, derivedId('take-in', uploadId), {
    documentId: derivedId('arrival-of', uploadId),
    uploadIds: [uploadId],
    fields: suggestion,
    paperOnly: false,
  })
}

export const heldOf = async (tx: Tx, agencyId: string): Promise<IntakeDoors['held']> =>
  (await listHeld(tx, agencyId)).map((row) => ({
    uploadId: row.id,
    filename: row.filename,
    mark: row.held_mark,
    confidence: row.held_confidence,
    at: row.uploaded_at,
  }))
