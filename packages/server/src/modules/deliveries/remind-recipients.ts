import { RemindRecipients } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { documents } from '../documents/index.ts'
import { appendEvents, listDeliveries, remindLate } from './store/deliveries.ts'

/** Nhắc N nơi chưa tiếp nhận. */
export const remindRecipients = command({
  name: 'deliveries.remind',
  input: RemindRecipients,
  access: (actor) =>
    hasRole(actor, 'clerk', 'leader', 'deputy', 'office-chief', 'officer', 'unit-head', 'unit-deputy')
      ? null
      : 'platform.forbidden',

  async run({ tx, actor, now, emit, touch, commandId }, { documentId }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.findDocument(tx, agencyId, documentId)
    if (document?.direction !== 'outgoing') throw new DomainError('not-found', 'deliveries.own-document-only')
    const late = (await listDeliveries(tx, agencyId, documentId)).filter(
      (row) => row.channel === 'local' && !row.accepted_at && !row.refused_at,
    )
    if (late.length === 0) throw new DomainError('conflict', 'deliveries.nobody-late')
    const count = await remindLate(tx, documentId, now.toString())
    await appendEvents(
      tx,
      'deliveries.reminded',
      documentId,
      late.map((row) => ({
        id: newId(),
        agency_id: row.recipient_agency_id,
        happened_at: now.toString(),
        name: 'deliveries.reminded',
        subject_id: row.arrival_document_id,
        command_id: commandId,
        payload: { from: agencyId },
      })),
    )
    emit({ name: 'deliveries.recipients-reminded', subjectId: documentId, payload: { count } })
    touch('documents')
    touch(
      'intake',
      late.map((row) => row.recipient_agency_id!),
    )
    return { documentId, count }
  },
})
