import { CompleteWork, GiveOpinion, MarkSeen, PassBack } from '@congvan/contract'
import { newId } from '../../kernel/id.ts'
import { cleanText } from '../../kernel/text.ts'
import { command, type Scope } from '../../platform/command.ts'
import { reportFact } from '../deliveries/index.ts'
import { type DocumentRow, documents } from '../documents/index.ts'
import { mine, touchSender } from './steps.ts'
import { endAssignment, insertAssignment, listAssignments } from './store/assignments.ts'

/** Hoàn thành: the document is done when the one in charge is done (clerical-work.md §12.2). */
export async function finishDocument(
  scope: Scope,
  document: DocumentRow,
  dossier: string | null,
): Promise<void> {
  const { tx, actor, now } = scope
  await documents.patchDocument(
    tx,
    actor.acting.agencyId,
    document.id,
    { state: 'completed', completed_at: now.toString(), ...(dossier ? { dossier } : {}) },
    now.toString(),
  )
  await reportFact(tx, document.id, 'completed', now.toString())
  touchSender(scope, document)
}

/** Hoàn thành, không cần văn bản trả lời. */
export const completeWork = command({
  name: 'tasks.complete',
  input: CompleteWork,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, now, emit } = scope
    const { assignment, document } = await mine(scope, input.assignmentId, 'lead')
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      text || 'Hoàn thành, không cần văn bản trả lời',
    )
    await finishDocument(scope, document, input.dossier ? cleanText(input.dossier) : null)
    emit({ name: 'tasks.completed', subjectId: document.id, texts: { text } })
    return { documentId: document.id }
  },
})

/** Phối hợp ends with "Cho ý kiến". */
export const giveOpinion = command({
  name: 'tasks.give-opinion',
  input: GiveOpinion,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const { assignment, document } = await mine(scope, input.assignmentId, 'collaborate')
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      text,
    )
    emit({ name: 'tasks.opinion-given', subjectId: document.id, texts: { text } })
    touch('work')
    return { documentId: document.id }
  },
})

/** Để biết ends with "Đã xem". */
export const markSeen = command({
  name: 'tasks.mark-seen',
  input: MarkSeen,
  access: () => null,
  async run(scope, { assignmentId }) {
    const { tx, actor, now, emit, touch } = scope
    const { assignment, document } = await mine(scope, assignmentId, 'informed')
    await endAssignment(
      tx,
      actor.acting.agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      'Đã xem',
    )
    emit({ name: 'tasks.seen', subjectId: document.id })
    touch('work')
    return { documentId: document.id }
  },
})

/** Chuyển lại, không thuộc thẩm quyền: goes back to whoever gave it, with the reason. */
export const passBack = command({
  name: 'tasks.pass-back',
  input: PassBack,
  access: () => null,
  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const { assignment, document } = await mine(
      scope,
      input.assignmentId,
      'lead',
      'collaborate',
      'informed',
      'direct',
      'propose',
    )
    await endAssignment(
      tx,
      agencyId,
      assignment.id,
      'returned',
      now.toString(),
      actor.acting.positionId,
      input.reason,
    )
    const parts = await listAssignments(tx, agencyId, document.id)
    const parent = parts.find((part) => part.id === assignment.parent_id)
    const giver = { propose: 'registered', direct: 'submitted', other: 'handling' } as const
    if (assignment.role === 'propose' || (assignment.role === 'direct' && !parent)) {
      await documents.patchDocument(tx, agencyId, document.id, { state: giver.propose }, now.toString())
      touch('intake')
    } else if (assignment.role !== 'informed') {
      const back = parent ?? assignment
      const toLeader = parts.find((part) => part.role === 'direct')
      const role =
        assignment.role === 'direct'
          ? 'propose'
          : parent?.role === 'lead' || parent?.role === 'collaborate'
            ? parent.role
            : 'direct'
      const holder = role === 'direct' ? toLeader?.holder_position_id : back.holder_position_id
      await insertAssignment(tx, {
        id: newId(),
        agencyId,
        documentId: document.id,
        parentId: assignment.id,
        role,
        ...(holder ? { holderPositionId: holder } : { holderRole: 'clerk' }),
        instruction: `Chuyển lại: ${input.reason}`,
        byPositionId: actor.acting.positionId,
        dueOn: assignment.due_on,
        now: now.toString(),
      })
      if (role === 'direct')
        await documents.patchDocument(tx, agencyId, document.id, { state: 'submitted' }, now.toString())
      if (role === 'propose')
        await documents.patchDocument(tx, agencyId, document.id, { state: 'submitted' }, now.toString())
    }
    emit({ name: 'tasks.passed-back', subjectId: document.id, texts: { reason: input.reason } })
    touch('work')
    return { documentId: document.id }
  },
})
