import type { Reaction } from '../../platform/command.ts'
import { documents, relations } from '../documents/index.ts'
import { finishDocument } from './finish-parts.ts'
import { endAssignment, listAssignments } from './store/assignments.ts'

const OPEN = ['registered', 'submitted', 'proposed', 'instructed', 'handling']
const ON_THE_WAY = ['propose', 'direct', 'hand-over', 'assign']

/** The reply's issue ends what it answers, in the same transaction: nobody ticks "done" (design/style.md §6). */
export const closeAnswered: Reaction = {
  on: 'drafting.issued',
  async run(scope, event) {
    const { tx, actor, now } = scope
    const agencyId = actor.acting.agencyId
    const reply = event.subjectId ? await relations.findReplyTarget(tx, agencyId, event.subjectId) : null
    if (!reply?.target_id) return
    const document = await documents.lockDocument(tx, agencyId, reply.target_id)
    if (document?.direction !== 'incoming' || !OPEN.includes(document.state)) return
    const open = (await listAssignments(tx, agencyId, document.id)).filter((part) => part.state === 'open')
    // Who was still to propose, instruct or hand over has nothing left to do.
    for (const part of open.filter((row) => ON_THE_WAY.includes(row.role)))
      await endAssignment(tx, agencyId, part.id, 'withdrawn', now.toString(), null)
    for (const part of open.filter((row) => row.role === 'lead'))
      await endAssignment(
        tx,
        agencyId,
        part.id,
        'done',
        now.toString(),
        null,
        `Trả lời bằng ${event.payload?.numberSymbol ?? 'văn bản'}`,
      )
    await finishDocument(scope, document, null)
    scope.emit({
      name: 'tasks.completed-by-reply',
      subjectId: document.id,
      payload: { by: event.subjectId, numberSymbol: event.payload?.numberSymbol ?? null },
    })
  },
}
