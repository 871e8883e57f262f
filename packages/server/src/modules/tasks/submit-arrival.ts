import { SubmitArrival } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { command } from '../../platform/command.ts'
import { assertIn, documents } from '../documents/index.ts'
import { listPosts } from '../organisations/index.ts'
import { clerk } from '../registers/index.ts'
import { insertAssignment } from './store/assignments.ts'

/** Văn thư trình (Art 23.1): to the chief of office who proposes, or straight to the leader where there is none. */
export const submitArrival = command({
  name: 'tasks.submit',
  input: SubmitArrival,
  access: clerk,

  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    assertIn(document.state, 'registered')
    const posts = (await listPosts(tx, agencyId)).filter((post) => post.person_id)
    const to = input.positionId
      ? posts.find((post) => post.position_id === input.positionId)
      : (posts.find((post) => post.roles.includes('office-chief')) ??
        posts.find((post) => post.roles.includes('leader')))
    if (!to) throw new DomainError('conflict', 'tasks.no-leader')
    const role = to.roles.includes('leader') || to.roles.includes('deputy') ? 'direct' : 'propose'
    await insertAssignment(tx, {
      id: newId(),
      agencyId,
      documentId: document.id,
      role,
      holderPositionId: to.position_id,
      byPositionId: actor.acting.positionId,
      dueOn: document.due_on,
      now: now.toString(),
    })
    await documents.patchDocument(tx, agencyId, document.id, { state: 'submitted' }, now.toString())
    emit({ name: 'tasks.submitted', subjectId: document.id, payload: { to: to.position_id, role } })
    touch('work')
    touch('intake')
    return { documentId: document.id, to: `${to.title} ${to.full_name ?? ''}`.trim() }
  },
})
