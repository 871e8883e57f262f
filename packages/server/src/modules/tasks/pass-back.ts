import { PassBack } from '@congvan/contract'
import { newId } from '../../kernel/id.ts'
import { command, type Scope } from '../../platform/command.ts'
import { assertCanGo, type DocumentRow, documents } from '../documents/index.ts'
import { leaveHandling, mine } from './steps.ts'
import {
  type AssignmentRole,
  type AssignmentRow,
  endAssignment,
  insertAssignment,
  listAssignments,
} from './store/assignments.ts'

/** Chuyển lại, không thuộc thẩm quyền: goes back to whoever gave it, with the reason. */
export const passBack = command({
  name: 'tasks.pass-back',
  input: PassBack,
  access: () => null,
  async run(scope, { assignmentId, reason }) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const { assignment, document } = await mine(
      scope,
      assignmentId,
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
      reason,
    )
    const parts = await listAssignments(tx, agencyId, document.id)
    if (assignment.role === 'propose') await backToClerk(scope, document, parts)
    else if (assignment.role === 'direct') await backToProposer(scope, document, parts, assignment, reason)
    else if (assignment.role === 'lead') await backToGiver(scope, document, parts, assignment, reason)
    else if (assignment.role === 'collaborate') await tellGiver(scope, parts, assignment, reason)
    emit({ name: 'tasks.passed-back', subjectId: document.id, texts: { reason } })
    touch('work')
    return { documentId: document.id }
  },
})

/** Nobody above decides any more: the clerk routes it anew, and what was opened beside it is taken back. */
async function backToClerk(scope: Scope, document: DocumentRow, parts: AssignmentRow[]): Promise<void> {
  const { tx, actor, now, touch } = scope
  for (const part of parts.filter((row) => row.state === 'open'))
    await endAssignment(
      tx,
      actor.acting.agencyId,
      part.id,
      'withdrawn',
      now.toString(),
      actor.acting.positionId,
    )
  await setState(scope, document, 'registered')
  touch('intake')
}

async function backToProposer(
  scope: Scope,
  document: DocumentRow,
  parts: AssignmentRow[],
  assignment: AssignmentRow,
  reason: string,
): Promise<void> {
  const proposer = parts.findLast((part) => part.role === 'propose')
  if (!proposer) return backToClerk(scope, document, parts)
  await reopenFor(scope, assignment, 'propose', proposer.holder_position_id!, reason)
  await setState(scope, document, 'submitted')
}

/** A unit head's officer gives it back to the head; a unit to the leader who named it; a direct route to the clerk. */
async function backToGiver(
  scope: Scope,
  document: DocumentRow,
  parts: AssignmentRow[],
  assignment: AssignmentRow,
  reason: string,
): Promise<void> {
  const parent = parts.find((part) => part.id === assignment.parent_id)
  if (parent?.role === 'lead' && parent.holder_position_id)
    return reopenFor(scope, assignment, 'lead', parent.holder_position_id, reason)
  const leader = parts.findLast((part) => part.role === 'direct')
  if (!leader) return backToClerk(scope, document, parts)
  await reopenFor(scope, assignment, 'direct', leader.holder_position_id!, reason)
  await setState(scope, document, 'submitted')
}

/** A part beside the one in charge does not stop the document: whoever gave it reads why it came back. */
async function tellGiver(
  scope: Scope,
  parts: AssignmentRow[],
  assignment: AssignmentRow,
  reason: string,
): Promise<void> {
  const parent = parts.find((part) => part.id === assignment.parent_id)
  if (parent?.role === 'collaborate' && parent.holder_position_id)
    return reopenFor(scope, assignment, 'collaborate', parent.holder_position_id, reason)
  const leader = parts.findLast((part) => part.role === 'direct')
  const giver = leader?.holder_position_id ?? assignment.by_position_id
  if (giver) await reopenFor(scope, assignment, 'informed', giver, reason)
}

async function reopenFor(
  { tx, actor, now }: Scope,
  assignment: AssignmentRow,
  role: AssignmentRole,
  holderPositionId: string,
  reason: string,
): Promise<void> {
  await insertAssignment(tx, {
    id: newId(),
    agencyId: actor.acting.agencyId,
    documentId: assignment.document_id,
    parentId: assignment.id,
    role,
    holderPositionId,
    instruction: `Chuyển lại: ${reason}`,
    byPositionId: actor.acting.positionId,
    dueOn: assignment.due_on,
    now: now.toString(),
  })
}

async function setState(
  scope: Scope,
  document: DocumentRow,
  state: 'registered' | 'submitted',
): Promise<void> {
  const { tx, actor, now } = scope
  if (document.state === state) return
  assertCanGo(document.state, state)
  await documents.patchDocument(tx, actor.acting.agencyId, document.id, { state }, now.toString())
  await leaveHandling(scope, document)
}
