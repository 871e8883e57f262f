import type { DeliverySummary } from '@congvan/contract'
import type { DeliveryRow } from './store/deliveries.ts'

const stateWord = (row: DeliveryRow) =>
  row.refused_at ? 'từ chối' : row.arrived_at ? 'đã đến, chưa tiếp nhận' : 'chưa đến'

/** The state of a delivery is computed from its facts, never stored. Only the late ones are named. */
export function summaryOf(rows: DeliveryRow[]): DeliverySummary | null {
  if (rows.length === 0) return null
  const inside = rows.filter((row) => row.channel === 'local' || row.channel === 'exchange')
  const groups = new Map<string, DeliverySummary['groups'][number]>()
  for (const row of inside) {
    const group = groups.get(row.group_name) ?? { name: row.group_name, total: 0, accepted: 0, late: [] }
    group.total++
    if (row.accepted_at) group.accepted++
    else group.late.push({ deliveryId: row.id, name: row.recipient_name, state: stateWord(row) })
    groups.set(row.group_name, group)
  }
  return {
    total: inside.length,
    arrived: inside.filter((row) => row.arrived_at).length,
    accepted: inside.filter((row) => row.accepted_at).length,
    refused: inside.filter((row) => row.refused_at).length,
    groups: [...groups.values()],
    outside: rows
      .filter((row) => row.channel === 'post' || row.channel === 'email')
      .map((row) => ({ name: row.recipient_name, channel: row.channel, sentAt: row.sent_at })),
  }
}
