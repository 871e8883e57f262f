import type { Reaction } from '../../platform/command.ts'
import { documents, relations } from '../documents/index.ts'
import { finishDocument } from './finish-parts.ts'
import { endAssignment, listAssignments } from './store/assignments.ts'

/** The reply's issue ends what it answers, in the same transaction: nobody ticks "done" (design/style.md §6). */
export const closeAnswered: Reaction = {
  on: 'drafting.issued',
  async run(scope, event) {
    const { tx, actor, now } = scope
    const agencyId = actor.acting.agencyId
    const reply = event.subjectId ? await relations.findReplyTarget(tx, agencyId, event.subjectId) : null
    if (!reply?.target_id) return
    const document = await documents.lockDocument(tx, agencyId, reply.target_id)
    if (document?.direction !== 'incoming' || document.state === 'completed' || document.state === 'recalled')
      return
    const lead = (await listAssignments(tx, agencyId, document.id)).filter(
      (part) => part.state === 'open' && part.role === 'lead',
    )
    for (const part of lead)
      await endAssignment(
        tx,
        agencyId,
        part.id,
        'done',
        now.toString(),
        null,
        `Trả lời bằng ${event.payload?.numberSymbol ?? 'văn bản'}`,
      )
    if (document.state === 'arrived') return
    await finishDocument(scope, document, null)
    scope.emit({
      name: 'tasks.completed-by-reply',
      subjectId: document.id,
      payload: { by: event.subjectId, numberSymbol: event.payload?.numberSymbol ?? null },
    })
  },
}
