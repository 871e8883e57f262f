import type { InstructionTarget } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { dateIn, printDay, type Temporal } from '../../kernel/time.ts'
import { type Actor, positionsOf } from '../../platform/actor.ts'
import type { Scope } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { reportFact } from '../deliveries/index.ts'
import { assertCanGo, type DocumentRow, documents } from '../documents/index.ts'
import { listPosts, listUnits, type PostCard } from '../organisations/index.ts'
import { findEntryOf, patchEntry } from '../registers/index.ts'
import {
  type AssignmentRole,
  type AssignmentRow,
  insertAssignment,
  lockAssignment,
} from './store/assignments.ts'

/** The open assignment of the acting person, or the reason why it is not theirs. */
export async function mine(
  scope: Scope,
  assignmentId: string,
  ...roles: AssignmentRole[]
): Promise<{ assignment: AssignmentRow; document: DocumentRow }> {
  const { tx, actor } = scope
  const agencyId = actor.acting.agencyId
  const assignment = await lockAssignment(tx, agencyId, assignmentId)
  if (!assignment) throw new DomainError('not-found', 'tasks.no-assignment')
  const document = await documents.lockDocument(tx, agencyId, assignment.document_id)
  if (!document) throw new DomainError('not-found', 'documents.not-found')
  if (document.state === 'recalled') throw new DomainError('conflict', 'documents.recalled')
  if (assignment.state !== 'open') throw new DomainError('conflict', 'tasks.already-done')
  if (!holds(actor, assignment))
    throw new DomainError('forbidden', 'tasks.not-yours', {
      holder: await holderName(tx, agencyId, assignment),
    })
  if (!roles.includes(assignment.role))
    throw new DomainError('conflict', 'tasks.wrong-role', { role: ROLE_WORDS[assignment.role] })
  scope.actFor(assignment.holder_position_id)
  return { assignment, document }
}

export const ROLE_WORDS: Record<AssignmentRole, string> = {
  propose: 'đề xuất phân phối',
  direct: 'cho ý kiến chỉ đạo',
  'hand-over': 'chuyển giao',
  assign: 'phân công',
  lead: 'chủ trì',
  collaborate: 'phối hợp',
  informed: 'để biết',
}

export const holds = (actor: Actor, assignment: Pick<AssignmentRow, 'holder_position_id' | 'holder_role'>) =>
  assignment.holder_position_id
    ? positionsOf(actor).includes(assignment.holder_position_id)
    : actor.acting.roles.includes(assignment.holder_role as 'clerk')

async function holderName(tx: Tx, agencyId: string, assignment: AssignmentRow): Promise<string> {
  if (!assignment.holder_position_id) return 'Văn thư'
  const post = (await listPosts(tx, agencyId)).find(
    (row) => row.position_id === assignment.holder_position_id,
  )
  return post ? `${post.title} ${post.full_name ?? ''}`.trim() : 'người khác'
}

/** Exactly one chủ trì; every target a unit or a person; no deadline in the past. */
export function checkTargets(
  targets: InstructionTarget[],
  dueOn: string | null,
  now: Temporal.Instant,
): void {
  if (targets.filter((target) => target.role === 'lead').length !== 1)
    throw new DomainError('invalid', 'tasks.one-lead', {}, 'targets')
  for (const target of targets) {
    if ((target.unitId === undefined) === (target.positionId === undefined))
      throw new DomainError('invalid', 'tasks.target-unclear', {}, 'targets')
  }
  const today = dateIn(now).toString()
  for (const day of [dueOn, ...targets.map((target) => target.dueOn ?? null)]) {
    if (day && day < today)
      throw new DomainError('invalid', 'tasks.due-past', { day: printDay(day) }, 'dueOn')
  }
}

/** Opens the parts of an instruction: a unit's part goes to its head to assign, a person's part to the person. */
export async function openParts(
  scope: Scope,
  documentId: string,
  parentId: string | null,
  targets: InstructionTarget[],
  text: string,
  dueOn: string | null,
): Promise<void> {
  const { tx, actor, now } = scope
  const agencyId = actor.acting.agencyId
  const posts = await listPosts(tx, agencyId)
  const units = new Map((await listUnits(tx, agencyId)).map((unit) => [unit.id, unit]))
  for (const target of targets) {
    const holder = target.positionId
      ? posts.find((post) => post.position_id === target.positionId)
      : headOf(posts, target.unitId!)
    if (!holder)
      throw target.unitId
        ? new DomainError(
            'conflict',
            'tasks.unit-without-head',
            { unit: units.get(target.unitId)?.name ?? 'Đơn vị' },
            'targets',
          )
        : new DomainError('not-found', 'organisations.no-such-post', {}, 'targets')
    if (!holder.person_id)
      throw new DomainError('conflict', 'organisations.post-vacant', { title: holder.title }, 'targets')
    await insertAssignment(tx, {
      id: newId(),
      agencyId,
      documentId,
      parentId,
      role: target.role,
      holderPositionId: holder.position_id,
      unitId: target.unitId ?? holder.unit_id,
      instruction: text,
      dueOn: target.dueOn ?? dueOn,
      byPositionId: actor.acting.positionId,
      now: now.toString(),
    })
  }
  await noteHandler(scope, documentId, targets, posts, units)
}

/** Who takes a unit's part: its head, else its deputy, else (a commune's unit of one) its first official. */
function headOf(posts: PostCard[], unitId: string): PostCard | undefined {
  const held = posts.filter((post) => post.unit_id === unitId && post.person_id)
  return (
    held.find((post) => post.roles.includes('unit-head')) ??
    held.find((post) => post.roles.includes('unit-deputy')) ??
    held.find((post) => post.roles.includes('officer'))
  )
}

/** Column 7 of the printed register: unit or person that receives. */
async function noteHandler(
  scope: Scope,
  documentId: string,
  targets: InstructionTarget[],
  posts: PostCard[],
  units: Map<string, { name: string }>,
): Promise<void> {
  const { tx, actor, now } = scope
  const entry = await findEntryOf(tx, actor.acting.agencyId, documentId)
  if (!entry) return
  const lead = targets.find((target) => target.role === 'lead')!
  const name = lead.unitId
    ? units.get(lead.unitId)?.name
    : posts.find((post) => post.position_id === lead.positionId)?.full_name
  await patchEntry(tx, actor.acting.agencyId, entry.id, {
    handler: name ?? null,
    handed_over_on: dateIn(now).toString(),
  })
}

/** The document starts to be handled: the sender sees "đã phân công", nothing of the content. */
export async function startHandling(
  scope: Scope,
  document: DocumentRow,
  dueOn: string | null,
): Promise<void> {
  const { tx, actor, now } = scope
  assertCanGo(document.state, 'handling')
  await documents.patchDocument(
    tx,
    actor.acting.agencyId,
    document.id,
    { state: 'handling', ...(dueOn ? { due_on: dueOn } : {}) },
    now.toString(),
  )
  await reportFact(tx, document.id, 'assigned', now.toString())
  touchSender(scope, document)
}

/** Taken back or passed back before anybody handles it: the sender reads "đã tiếp nhận" again, not a state that is over. */
export async function leaveHandling(scope: Scope, document: DocumentRow): Promise<void> {
  if (document.state !== 'handling') return
  await reportFact(scope.tx, document.id, 'unassigned', scope.now.toString())
  touchSender(scope, document)
}

export function touchSender(scope: Scope, document: DocumentRow): void {
  scope.touch('work')
  scope.touch('documents')
  if (document.issuer_agency_id) scope.touch('documents', [document.issuer_agency_id])
}
