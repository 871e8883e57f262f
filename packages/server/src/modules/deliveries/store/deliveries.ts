import { prepared, type Tx } from '../../../platform/tx.ts'

export interface DeliveryRow {
  id: string
  document_id: string
  recipient_agency_id: string | null
  recipient_name: string
  group_name: string
  channel: 'local' | 'exchange' | 'post' | 'email'
  arrival_document_id: string | null
  sent_at: string | null
  arrived_at: string | null
  accepted_at: string | null
  refused_at: string | null
  refused_reason: string | null
  assigned_at: string | null
  completed_at: string | null
  recalled_at: string | null
  reminded_at: string | null
  answer: string | null
}

export interface NewDelivery {
  id: string
  recipientAgencyId: string | null
  recipientName: string
  groupName: string
  channel: 'local' | 'post' | 'email'
  arrivalDocumentId: string | null
}

/** All addressees of a document in one statement; an addressee named twice is one delivery. */
export const insertDeliveries = (tx: Tx, agencyId: string, documentId: string, rows: NewDelivery[]) =>
  tx.run(
    prepared(`insert into deliveries.delivery (agency_id, id, document_id, recipient_agency_id, recipient_name, group_name, channel, arrival_document_id)
     select $1, r.id, $2, r.agency, r.name, r.grp, r.channel, r.arrival
     from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::uuid[]) as r (id, agency, name, grp, channel, arrival)
     on conflict (agency_id, document_id, recipient_agency_id) where recipient_agency_id is not null do nothing`),
    [
      agencyId,
      documentId,
      rows.map((r) => r.id),
      rows.map((r) => r.recipientAgencyId),
      rows.map((r) => r.recipientName),
      rows.map((r) => r.groupName),
      rows.map((r) => r.channel),
      rows.map((r) => r.arrivalDocumentId),
    ],
  )

export const listDeliveries = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<DeliveryRow>(
    'select * from deliveries.delivery where agency_id = $1 and document_id = $2 order by group_name, recipient_name',
    [agencyId, documentId],
  )

/** Addressees inside this installation that have not got it yet. */
export const dueInside = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<{ recipient_agency_id: string; arrival_document_id: string }>(
    prepared(
      `select recipient_agency_id, arrival_document_id from deliveries.delivery
       where agency_id = $1 and document_id = $2 and channel = 'local' and arrived_at is null`,
    ),
    [agencyId, documentId],
  )

export const reportFact = (
  tx: Tx,
  documentId: string,
  fact: 'accepted' | 'unaccepted' | 'refused' | 'assigned' | 'unassigned' | 'completed' | 'answered',
  now: string,
  text: string | null = null,
) =>
  tx.one<{ report_fact: boolean }>('select deliveries.report_fact($1, $2, $3, $4)', [
    documentId,
    fact,
    now,
    text,
  ])

export const recallArrivals = (tx: Tx, documentId: string, reason: string, now: string) =>
  tx.rows<{ recipient_agency_id: string; arrival_document_id: string }>(
    'select * from deliveries.recall($1, $2, $3)',
    [documentId, reason, now],
  )

export const remindLate = async (tx: Tx, documentId: string, now: string) =>
  (await tx.one<{ remind: number }>('select deliveries.remind($1, $2)', [documentId, now]))?.remind ?? 0

export interface ArrivalRow {
  document_id: string
  sender_agency_id: string
  sender_document_id: string
  recalled_at: string | null
  recall_reason: string | null
  reminded_at: string | null
}
export const findArrival = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<ArrivalRow>(
    'select document_id, sender_agency_id, sender_document_id, recalled_at, recall_reason, reminded_at from deliveries.arrival where agency_id = $1 and document_id = $2',
    [agencyId, documentId],
  )

export const appendEvents = (tx: Tx, name: string, documentId: string, events: unknown[]) =>
  tx.run(prepared('select deliveries.append_events($1, $2, $3)'), [name, documentId, JSON.stringify(events)])
