import { AnswerInvitation } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine } from '../../kernel/text.ts'
import { command } from '../../platform/command.ts'
import { documents } from '../documents/index.ts'
import { reportFact } from './store/deliveries.ts'

/** Giấy mời: "Xác nhận dự" or "Cử người dự thay"; the sender's list shows it at once. */
export const answerInvitation = command({
  name: 'deliveries.answer-invitation',
  input: AnswerInvitation,
  access: () => null,

  async run({ tx, actor, now, emit, touch }, input) {
    const document = await documents.findDocument(tx, actor.acting.agencyId, input.documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    if (document.state === 'recalled') throw new DomainError('conflict', 'documents.recalled')
    if (document.direction !== 'incoming' || !document.invitation)
      throw new DomainError('conflict', 'deliveries.no-invitation')
    const answer = `${input.answer === 'attend' ? 'Xác nhận dự' : 'Cử người dự thay'}: ${cleanLine(input.who) || actor.name}`
    await reportFact(tx, document.id, 'answered', now.toString(), answer)
    emit({ name: 'deliveries.invitation-answered', subjectId: document.id, texts: { answer } })
    touch('documents')
    if (document.issuer_agency_id) touch('documents', [document.issuer_agency_id])
    return { documentId: document.id }
  },
})
