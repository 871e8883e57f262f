import { newId } from '../../kernel/id.ts'
import type { Scope } from '../../platform/command.ts'
import { appendEvents, deliver, markSentOutside } from './store/deliveries.ts'

/** In the transaction that issues: every local addressee has its arrival, or nothing is issued. */
export async function sendLocal(scope: Scope, documentId: string): Promise<number> {
  const { tx, now } = scope
  const arrivals = await deliver(tx, documentId, now.toString())
  await markSentOutside(tx, scope.actor.acting.agencyId, documentId, now.toString())
  if (arrivals.length > 0) {
    await appendEvents(
      tx,
      'deliveries.arrived',
      documentId,
      arrivals.map((row) => ({
        id: newId(),
        agency_id: row.recipient_agency_id,
        happened_at: now.toString(),
        name: 'deliveries.arrived',
        subject_id: row.arrival_document_id,
        command_id: scope.commandId,
        payload: { from: scope.actor.acting.agencyId },
      })),
    )
    scope.touch(
      'intake',
      arrivals.map((row) => row.recipient_agency_id),
    )
  }
  return arrivals.length
}
