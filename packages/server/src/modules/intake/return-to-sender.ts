import { ReturnToSender } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command } from '../../platform/command.ts'
import { reportFact } from '../deliveries/index.ts'
import { assertCanGo, documents } from '../documents/index.ts'
import { clerk, findEntryOf, patchEntry } from '../registers/index.ts'

/** Trả lại nơi gửi (Art 21.2): wrong addressee or failed check; the sender reads the reason. */
export const returnToSender = command({
  name: 'intake.return',
  input: ReturnToSender,
  access: clerk,

  async run({ tx, actor, now, emit, touch }, { documentId, reason }) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertCanGo(document.state, 'returned')
    const entry = await findEntryOf(tx, agencyId, documentId)
    if (entry)
      await patchEntry(tx, agencyId, entry.id, { state: 'cancelled', reason: `Trả lại nơi gửi: ${reason}` })
    await documents.patchDocument(
      tx,
      agencyId,
      documentId,
      { state: 'returned', note: reason },
      now.toString(),
    )
    await reportFact(tx, documentId, 'refused', now.toString(), reason)
    emit({ name: 'intake.returned', subjectId: documentId, texts: { reason } })
    touch('intake')
    if (document.issuer_agency_id) touch('documents', [document.issuer_agency_id])
    return { documentId }
  },
})
