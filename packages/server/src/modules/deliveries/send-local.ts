import { newId } from '../../kernel/id.ts'
import type { Scope } from '../../platform/command.ts'
import { dueInside } from './store/deliveries.ts'

/** With the commit of what issues: every addressee inside has its arrival, or nothing is issued. Answers with their count. */
export async function sendLocal(scope: Scope, documentId: string): Promise<number> {
  const { tx, actor, now, commandId, settle, touch } = scope
  const due = await dueInside(tx, actor.acting.agencyId, documentId)
  settle('deliveries.send', {
    document: documentId,
    now: now.toString(),
    events: due.map((row) => ({
      id: newId(),
      agency_id: row.recipient_agency_id,
      happened_at: now.toString(),
      name: 'deliveries.arrived',
      subject_id: row.arrival_document_id,
      command_id: commandId,
      payload: { from: actor.acting.agencyId },
    })),
  })
  touch(
    'intake',
    due.map((row) => row.recipient_agency_id),
  )
  return due.length
}
