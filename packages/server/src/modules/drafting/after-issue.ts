import { CancelNumber, RecallDocument, SendNumbered } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { appendEvents, listDeliveries, recallArrivals } from '../deliveries/index.ts'
import { assertIn, documents, printNumberSymbol } from '../documents/index.ts'
import { clerk, findEntryOf, patchEntry } from '../registers/index.ts'
import { sendOut } from './send-out.ts'

/** Sends what was numbered and sealed but kept back. */
export const sendNumbered = command({
  name: 'issuing.send',
  input: SendNumbered,
  access: clerk,
  async run(scope, { documentId }) {
    const { tx, actor, now, touch } = scope
    const document = await documents.lockDocument(tx, actor.acting.agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'numbered')
    if ((await listDeliveries(tx, actor.acting.agencyId, documentId)).length === 0)
      throw new DomainError('conflict', 'deliveries.no-recipient', {}, 'recipients')
    await documents.patchDocument(tx, actor.acting.agencyId, documentId, { state: 'issued' }, now.toString())
    await sendOut(scope, documentId, printNumberSymbol(document.number, document.symbol, document.regime)!)
    touch('issue')
    touch('documents')
    return { documentId }
  },
})

/** Hủy số: only before it is sent; the row stays in the book, struck through, with its reason. */
export const cancelNumber = command({
  name: 'issuing.cancel-number',
  input: CancelNumber,
  access: clerk,
  async run({ tx, actor, now, emit, touch }, { documentId, reason }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'on-paper', 'issuing', 'numbered')
    const entry = await findEntryOf(tx, agencyId, documentId)
    if (!entry) throw new DomainError('not-found', 'registers.no-entry')
    await patchEntry(tx, agencyId, entry.id, { state: 'cancelled', reason })
    await documents.patchDocument(
      tx,
      agencyId,
      documentId,
      { state: 'cancelled', note: reason },
      now.toString(),
    )
    emit({
      name: 'registers.number-cancelled',
      subjectId: documentId,
      payload: { number: entry.number },
      texts: { reason },
    })
    touch('issue')
    touch('registers')
    return { documentId }
  },
})

/** Thu hồi văn bản (Art 18.4): receivers' copies freeze, the notice stands in both logs. */
export const recallDocument = command({
  name: 'issuing.recall',
  input: RecallDocument,
  access: (actor) => (hasRole(actor, 'clerk', 'leader', 'office-chief') ? null : 'platform.forbidden'),
  async run({ tx, actor, now, emit, touch, commandId }, { documentId, reason }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    if (document.direction !== 'outgoing' || document.state !== 'issued')
      throw new DomainError('conflict', 'drafting.recall-only-issued')
    await documents.patchDocument(
      tx,
      agencyId,
      documentId,
      { state: 'recalled', note: reason },
      now.toString(),
    )
    const frozen = await recallArrivals(tx, documentId, reason, now.toString())
    if (frozen.length) {
      await appendEvents(
        tx,
        'deliveries.recalled-by-sender',
        documentId,
        frozen.map((row) => ({
          id: newId(),
          agency_id: row.recipient_agency_id,
          happened_at: now.toString(),
          name: 'deliveries.recalled-by-sender',
          subject_id: row.arrival_document_id,
          command_id: commandId,
          payload: { from: agencyId },
        })),
      )
    }
    const entry = await findEntryOf(tx, agencyId, documentId)
    if (entry) await patchEntry(tx, agencyId, entry.id, { note: `Đã thu hồi: ${reason}` })
    emit({
      name: 'drafting.recalled',
      subjectId: documentId,
      payload: { recipients: frozen.length },
      texts: { reason },
    })
    touch('documents')
    touch(
      'intake',
      frozen.map((row) => row.recipient_agency_id),
    )
    return { documentId }
  },
})
