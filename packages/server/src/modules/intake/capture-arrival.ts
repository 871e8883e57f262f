import { CaptureArrival } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'
import { command, type Scope } from '../../platform/command.ts'
import { components, documents, searchTextOf } from '../documents/index.ts'
import { clerk } from '../registers/index.ts'
import { destroyUploads } from './destroy-upload.ts'
import { EMPTY_FIELDS, isSecret, realDay, refuseSecret } from './fields.ts'
import { findUploads, setUploadState } from './store/uploads.ts'
import { systemOnly } from './system-only.ts'

/** Tiếp nhận: uploads (or paper alone) become an arrival that waits to be registered. The bytes are kept as they came. */
export const captureArrival = command({
  name: 'intake.capture',
  input: CaptureArrival,
  access: clerk,
  run: capture,
})

/** The same by a door that no person keeps: the scan folder, a file released after it was held. */
export const takeIn = command({
  name: 'intake.take-in',
  input: CaptureArrival,
  access: systemOnly,
  run: capture,
})

async function capture(
  { tx, actor, now, emit, addJob, touch, services }: Scope,
  input: CaptureArrival,
): Promise<{ documentId: string }> {
  const agencyId = actor.acting.agencyId
  if (input.uploadIds.length === 0 && !input.paperOnly)
    throw new DomainError('invalid', 'intake.paper-or-file', {}, 'file')
  const uploads = await findUploads(tx, agencyId, input.uploadIds)
  if (uploads.length !== input.uploadIds.length || uploads.some((row) => row.state !== 'waiting'))
    throw new DomainError('not-found', 'intake.upload-gone', {}, 'file')
  const fields = { ...EMPTY_FIELDS, ...input.fields }
  if (isSecret(fields.secrecyMark)) {
    await destroyUploads(services, actor, input.uploadIds)
    refuseSecret(fields.secrecyMark)
  }
  const issuedOn = realDay(fields.issuedOn, 'issuedOn')
  const dueOn = realDay(fields.dueOn, 'dueOn')
  const subject = cleanLine(fields.subject ?? '') || uploads[0]?.filename || 'Văn bản giấy chưa ghi trích yếu'
  const row = {
    number: fields.number,
    symbol: fields.symbol,
    subject,
    issuer_name: cleanLine(fields.issuerName ?? '') || 'Chưa rõ nơi ban hành',
    type_name: fields.typeName ?? 'Công văn',
  }
  await documents.insertDocument(tx, {
    ...row,
    agency_id: agencyId,
    id: input.documentId,
    direction: 'incoming',
    state: 'arrived',
    issued_on: issuedOn,
    signer_name: fields.signerName,
    signer_title: fields.signerTitle,
    urgency: fields.urgency as 0,
    due_on: dueOn,
    arrived_at: now.toString(),
    created_at: now.toString(),
    paper_only: input.paperOnly,
    verdict: uploads.length ? 'pending' : 'unsigned',
  })
  await documents.setSearchText(tx, agencyId, input.documentId, searchTextOf(row))
  for (const [i, upload] of input.uploadIds.map((id) => uploads.find((u) => u.id === id)!).entries()) {
    const bytes = await services.spool.get(upload.id)
    if (!bytes) throw new DomainError('not-found', 'intake.upload-gone', {}, 'file')
    const blob = await services.blobs.put(bytes, { underKey: true })
    await components.putComponent(tx, {
      agency_id: agencyId,
      document_id: input.documentId,
      ordinal: i + 1,
      role: i === 0 ? 'main' : 'annex',
      filename: upload.filename,
      media_type: upload.media_type,
      bytes: blob.bytes,
      sha256: blob.sha256,
    })
  }
  await setUploadState(tx, agencyId, input.uploadIds, 'taken', input.documentId)
  emit({
    name: 'intake.captured',
    subjectId: input.documentId,
    payload: { files: uploads.length, paperOnly: input.paperOnly },
  })
  if (uploads.length) addJob('signing.judge', { documentId: input.documentId, agencyId })
  if (uploads.length) addJob('intake.clear-spool', { uploadIds: input.uploadIds })
  touch('intake')
  return { documentId: input.documentId }
}
