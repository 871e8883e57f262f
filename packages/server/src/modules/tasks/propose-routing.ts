import { ProposeRouting } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { cleanText } from '../../kernel/text.ts'
import { command } from '../../platform/command.ts'
import { assertCanGo, documents } from '../documents/index.ts'
import { findPost } from '../organisations/index.ts'
import { checkTargets, mine } from './steps.ts'
import { endAssignment, insertAssignment } from './store/assignments.ts'

/** Chánh Văn phòng đề xuất phân phối: what the leader may accept with one touch. */
export const proposeRouting = command({
  name: 'tasks.propose',
  input: ProposeRouting,
  access: () => null,

  async run(scope, input) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const { assignment, document } = await mine(scope, input.assignmentId, 'propose')
    const leader = await findPost(tx, agencyId, input.leaderPositionId)
    if (!leader?.person_id || !(leader.roles.includes('leader') || leader.roles.includes('deputy')))
      throw new DomainError('invalid', 'tasks.no-leader', {}, 'leaderPositionId')
    if (input.targets.length > 0) checkTargets(input.targets, input.dueOn, now)
    assertCanGo(document.state, 'proposed')
    const text = cleanText(input.text)
    await endAssignment(
      tx,
      agencyId,
      assignment.id,
      'done',
      now.toString(),
      actor.acting.positionId,
      text || null,
    )
    await insertAssignment(tx, {
      id: newId(),
      agencyId,
      documentId: document.id,
      parentId: assignment.id,
      role: 'direct',
      holderPositionId: leader.position_id,
      instruction: text,
      targets: input.targets,
      dueOn: input.dueOn,
      byPositionId: actor.acting.positionId,
      now: now.toString(),
    })
    await documents.patchDocument(tx, agencyId, document.id, { state: 'proposed' }, now.toString())
    emit({
      name: 'tasks.routing-proposed',
      subjectId: document.id,
      payload: { to: leader.position_id, targets: input.targets },
      texts: { text },
    })
    touch('work')
    return { documentId: document.id }
  },
})
