import type { AssignmentView, InstructionTarget } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export type AssignmentRole = AssignmentView['role']

export interface AssignmentRow {
  id: string
  agency_id: string
  document_id: string
  role: AssignmentRole
  state: 'open' | 'done' | 'returned' | 'withdrawn'
  holder_position_id: string | null
  holder_role: string | null
  unit_id: string | null
  parent_id: string | null
  instruction: string | null
  targets: InstructionTarget[] | null
  answer: string | null
  due_on: string | null
  by_position_id: string | null
  created_at: string
  done_at: string | null
}

export interface NewAssignment {
  id: string
  agencyId: string
  documentId: string
  role: AssignmentRole
  holderPositionId?: string | null
  holderRole?: string | null
  unitId?: string | null
  parentId?: string | null
  instruction?: string | null
  targets?: InstructionTarget[] | null
  dueOn?: string | null
  byPositionId: string | null
  now: string
}

export const insertAssignment = (tx: Tx, a: NewAssignment) =>
  tx.run(
    `insert into tasks.assignment (agency_id, id, document_id, role, holder_position_id, holder_role, unit_id, parent_id, instruction, targets, due_on, by_position_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      a.agencyId,
      a.id,
      a.documentId,
      a.role,
      a.holderPositionId ?? null,
      a.holderRole ?? null,
      a.unitId ?? null,
      a.parentId ?? null,
      a.instruction || null,
      a.targets ? JSON.stringify(a.targets) : null,
      a.dueOn ?? null,
      a.byPositionId,
      a.now,
    ],
  )

const COLUMNS = `id, agency_id, document_id, role, state, holder_position_id, holder_role, unit_id, parent_id, instruction, targets, answer, due_on, by_position_id, created_at, done_at`

export const lockAssignment = (tx: Tx, agencyId: string, id: string) =>
  tx.one<AssignmentRow>(
    `select ${COLUMNS} from tasks.assignment where agency_id = $1 and id = $2 for update`,
    [agencyId, id],
  )

export const listAssignments = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<AssignmentRow>(
    `select ${COLUMNS} from tasks.assignment where agency_id = $1 and document_id = $2 order by created_at, id`,
    [agencyId, documentId],
  )

export const endAssignment = (
  tx: Tx,
  agencyId: string,
  id: string,
  state: 'done' | 'returned' | 'withdrawn',
  now: string,
  byPositionId: string | null,
  answer: string | null = null,
) =>
  tx.run(
    `update tasks.assignment set state = $3, done_at = $4, done_by_position_id = $5, answer = coalesce($6, answer) where agency_id = $1 and id = $2 and state = 'open'`,
    [agencyId, id, state, now, byPositionId, answer],
  )

export const reopenAssignment = (tx: Tx, agencyId: string, id: string) =>
  tx.run(
    `update tasks.assignment set state = 'open', done_at = null, done_by_position_id = null where agency_id = $1 and id = $2`,
    [agencyId, id],
  )

export const usePhrase = (tx: Tx, agencyId: string, positionId: string, text: string, now: string) =>
  tx.run(
    `insert into tasks.phrase (agency_id, position_id, text, last_used_at) values ($1, $2, $3, $4)
     on conflict (agency_id, position_id, text) do update set used = tasks.phrase.used + 1, last_used_at = $4`,
    [agencyId, positionId, text, now],
  )

export const listPhrases = (tx: Tx, agencyId: string, positionId: string) =>
  tx.rows<{ text: string }>(
    'select text from tasks.phrase where agency_id = $1 and position_id = $2 order by used desc, last_used_at desc limit 8',
    [agencyId, positionId],
  )
