import type { Delivery } from '@congvan/demo'
import { derivedId } from './derived-id.ts'

/** The chain as the product keeps it: each part stems from the one before, a unit's part lies with its head as chủ trì. */
export function handlingRows(
  ctx: { heads: Map<string, string>; units: Map<string, string | null> },
  delivery: Delivery,
  id: string,
): Record<string, unknown>[] {
  return delivery.assignments.map((row, i) => {
    const before = delivery.assignments.findLast(
      (_, k) => k < i && delivery.assignments[k]!.role !== row.role,
    )
    const byClerk = row.role === 'hand-over'
    const head = ctx.heads.get(delivery.agencyId)
    return {
      agency_id: delivery.agencyId,
      id: derivedId('assignment', id, String(i)),
      document_id: id,
      role: row.role === 'assign' ? 'lead' : row.role,
      state: row.state,
      holder_position_id: byClerk ? null : row.positionId,
      holder_role: byClerk ? 'clerk' : null,
      unit_id: byClerk ? null : (ctx.units.get(row.positionId) ?? null),
      parent_id: before ? derivedId('assignment', id, String(delivery.assignments.indexOf(before))) : null,
      instruction: row.instruction,
      targets: byClerk && head ? [{ role: 'lead', positionId: head }] : null,
      due_on: row.dueOn ?? (row.role === 'lead' || row.role === 'assign' ? delivery.dueOn : null),
      by_position_id: before?.positionId ?? null,
      created_at: row.at,
      done_at: row.state === 'done' ? (row.doneAt ?? row.at) : null,
      done_by_position_id: row.state === 'done' ? row.positionId : null,
    }
  })
}
