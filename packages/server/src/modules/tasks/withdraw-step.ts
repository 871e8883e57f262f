import { WithdrawStep } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { command } from '../../platform/command.ts'
import { assertIn, documents } from '../documents/index.ts'
import { leaveHandling } from './steps.ts'
import { endAssignment, listAssignments, reopenAssignment } from './store/assignments.ts'

/** Rút lại: undoes one's own last step while nobody has acted on it. */
export const withdrawStep = command({
  name: 'tasks.withdraw',
  input: WithdrawStep,
  access: () => null,

  async run(scope, { documentId }) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'submitted', 'proposed', 'instructed', 'handling')
    // What was taken back already is no step: the one before it may be taken back too.
    const parts = (await listAssignments(tx, agencyId, documentId)).filter(
      (part) => part.state !== 'withdrawn',
    )
    const newest = parts.at(-1)
    const step = newest
      ? parts.filter(
          (part) => part.created_at === newest.created_at && part.by_position_id === newest.by_position_id,
        )
      : []
    if (
      !newest ||
      newest.by_position_id !== actor.acting.positionId ||
      step.some((part) => part.state !== 'open')
    )
      throw new DomainError('conflict', 'tasks.nothing-to-withdraw')
    for (const part of step)
      await endAssignment(tx, agencyId, part.id, 'withdrawn', now.toString(), actor.acting.positionId)
    const parent = newest.parent_id ? parts.find((part) => part.id === newest.parent_id) : undefined
    if (parent) await reopenAssignment(tx, agencyId, parent.id)
    const state = !parent
      ? 'registered'
      : parent.role === 'propose'
        ? 'submitted'
        : parent.role === 'direct'
          ? parent.parent_id
            ? 'proposed'
            : 'submitted'
          : parent.role === 'hand-over'
            ? 'instructed'
            : 'handling'
    await documents.patchDocument(tx, agencyId, documentId, { state }, now.toString())
    if (state !== 'handling') await leaveHandling(scope, document)
    emit({ name: 'tasks.step-withdrawn', subjectId: documentId, payload: { role: newest.role } })
    touch('work')
    touch('intake')
    return { documentId }
  },
})
