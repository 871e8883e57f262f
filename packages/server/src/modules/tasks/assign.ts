import { Assign } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { cleanText } from '../../kernel/text.ts'
import { hasRole } from '../../platform/actor.ts'
import { command } from '../../platform/command.ts'
import { findPost } from '../organisations/index.ts'
import { mine } from './steps.ts'
import { endAssignment, insertAssignment } from './store/assignments.ts'

/** Trưởng phòng phân công: the unit's part goes to one person, in the same role. */
export const assign = command({
  name: 'tasks.assign',
  input: Assign,
  access: (actor) =>
    hasRole(actor, 'unit-head', 'unit-deputy', 'leader', 'deputy', 'office-chief')
      ? null
      : 'platform.forbidden',

  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const { assignment, document } = await mine(scope, input.assignmentId, 'lead', 'collaborate')
    const post = await findPost(tx, agencyId, input.positionId)
    if (!post) throw new DomainError('not-found', 'organisations.no-such-post', {}, 'positionId')
    if (!post.person_id)
      throw new DomainError('conflict', 'organisations.post-vacant', { title: post.title }, 'positionId')
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      `Phân công ${post.full_name}`,
    )
    await insertAssignment(tx, {
      id: newId(),
      agencyId,
      documentId: document.id,
      parentId: assignment.id,
      role: assignment.role,
      holderPositionId: post.position_id,
      unitId: post.unit_id,
      instruction: text || assignment.instruction,
      dueOn: input.dueOn ?? assignment.due_on,
      byPositionId: actor.acting.positionId,
      now: now.toString(),
    })
    emit({
      name: 'tasks.assigned',
      subjectId: document.id,
      payload: { to: post.position_id, dueOn: input.dueOn },
      texts: { text },
    })
    touch('work')
    return { documentId: document.id }
  },
})
