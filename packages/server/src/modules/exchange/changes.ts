// What the sender may still say about a document that has left: cập nhật (type 2) and thay thế (type 3).
import { Type } from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { command } from '../../platform/command.ts'
import { documents, relations } from '../documents/index.ts'
import { clerk } from '../registers/index.ts'
import { hashOf } from './ids.ts'
import { DRAIN } from './outgoing.ts'
import * as messages from './store/messages.ts'

const Id = Type.String({ format: 'uuid' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const sentOf = async (
  tx: Parameters<typeof messages.messagesOf>[0],
  agencyId: string,
  documentId: string,
) =>
  (await messages.messagesOf(tx, [agencyId], documentId)).filter(
    (row) => row.kind === 'document' && (row.what === 'new' || row.what === 'replace'),
  )

/** Cập nhật: the corrected data go to every addressee outside, who sees the difference and answers 15 or 16. */
export const sendUpdate = command({
  name: 'exchange.send-update',
  input: Type.Object(
    {
      documentId: Id,
      reason: Type.String({ maxLength: 500 }),
      subject: Type.Optional(Type.String({ maxLength: 500 })),
      dueOn: Type.Optional(Type.Union([Day, Type.Null()])),
      /** Addressees that no longer are: their copy is frozen once they agree. */
      without: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { maxItems: 500 })),
    },
    { additionalProperties: false },
  ),
  access: clerk,
  async run({ tx, actor, now, emit, addJob, touch }, { documentId, reason, subject, dueOn, without = [] }) {
    const agencyId = actor.acting.agencyId
    if (!reason.trim()) throw new DomainError('invalid', 'exchange.reason-needed', {}, 'reason')
    const document = await documents.lockDocument(tx, agencyId, documentId)
    const sent = await sentOf(tx, agencyId, documentId)
    if (!document || sent.length === 0) throw new DomainError('conflict', 'exchange.not-sent-out')
    if (document.state === 'recalled') throw new DomainError('conflict', 'exchange.recalled')
    const patch = {
      ...(subject?.trim() && subject !== document.subject ? { subject: subject.trim() } : {}),
      ...(dueOn !== undefined && dueOn !== document.due_on ? { due_on: dueOn } : {}),
    }
    const removed = without.filter((code) => sent.some((row) => row.recipient_code === code))
    if (Object.keys(patch).length === 0 && removed.length === 0)
      throw new DomainError('invalid', 'exchange.nothing-changed', {}, 'subject')
    if (Object.keys(patch).length)
      await documents.patchDocument(tx, agencyId, documentId, patch, now.toString())
    const change = { subject: patch.subject ?? document.subject, dueOn: dueOn ?? document.due_on, removed }
    for (const row of sent) {
      const about = now.toString()
      const payload = { ...row.payload, text: reason, at: about, change }
      await messages.insertMessage(tx, { ...row, id: newId(), what: 'update', about, payload }, about)
      const fact = { kind: 'update' as const, at: about, text: reason }
      await messages.putFact(tx, agencyId, row.delivery_id!, hashOf(fact), fact)
    }
    emit({
      name: 'exchange.update-sent',
      subjectId: documentId,
      payload: { asked: sent.length, fields: Object.keys(patch) },
      texts: { reason },
    })
    addJob('exchange.drain', {}, DRAIN)
    touch('documents')
    return { documentId, asked: sent.length }
  },
})

/** Thay thế: a paper that is being drafted will replace one already sent; when it is issued, the packet says so (type 3). */
export const replaceWith = command({
  name: 'exchange.replace-with',
  input: Type.Object({ documentId: Id, draftId: Id }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, emit, touch }, { documentId, draftId }) {
    const agencyId = actor.acting.agencyId
    const old = await documents.findDocument(tx, agencyId, documentId)
    if (!old || (await sentOf(tx, agencyId, documentId)).length === 0)
      throw new DomainError('conflict', 'exchange.not-sent-out')
    const draft = await documents.lockDocument(tx, agencyId, draftId)
    if (draft?.direction !== 'outgoing' || ['issued', 'recalled', 'cancelled'].includes(draft.state))
      throw new DomainError('conflict', 'exchange.draft-gone')
    const known = await relations.listRelations(tx, agencyId, draftId)
    if (!known.some((row) => row.outward && row.kind === 'supersedes' && row.target_id === documentId))
      await relations.insertRelation(tx, {
        agency_id: agencyId,
        id: newId(),
        document_id: draftId,
        kind: 'supersedes',
        target_id: documentId,
        number_symbol: `${old.number}/${old.symbol}`,
        subject: old.subject,
        issued_on: old.issued_on,
      })
    emit({ name: 'exchange.replacement-begun', subjectId: documentId, payload: { draftId } })
    touch('drafts')
    return { documentId, draftId }
  },
})
