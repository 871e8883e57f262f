import type { Tx } from '../../../platform/tx.ts'

export interface SourceRow {
  id: string
  direction: 'incoming' | 'outgoing'
  state: string
  regime: 'nd30' | 'party'
  type_name: string
  number: string | null
  symbol: string | null
  subject: string
  issuer_name: string
  issuer_also: string[] | null
  signer_name: string | null
  arrival_number: number | null
  issued_on: string | null
  /** The agency's own day of the document: registered, else come. */
  day: string
  created_at: string
  recipients_text: string | null
  note: string | null
  holders: string[] | null
  people: string[] | null
  files: { sha256: string; mediaType: string }[] | null
}

/** Everything the index needs of some documents of one agency, in one statement. */
export const readSources = (tx: Tx, agencyId: string, ids: string[]) =>
  tx.rows<SourceRow>(
    `select d.id, d.direction, d.state, d.regime, d.type_name, d.number, d.symbol, d.subject, d.issuer_name, d.signer_name, d.arrival_number,
       d.issued_on, (coalesce(d.registered_at, d.arrived_at, d.created_at) at time zone 'Asia/Ho_Chi_Minh')::date::text as day,
       d.created_at, d.recipients_text, d.note,
       (select array[n.short_name, n.abbreviation] from organisations.agency_card n where n.id = d.issuer_agency_id) as issuer_also,
       (select array_agg(distinct coalesce(p.full_name, 'Văn thư')) from tasks.assignment a
          left join organisations.post_card p on p.position_id = a.holder_position_id and p.agency_id = a.agency_id
          where a.agency_id = d.agency_id and a.document_id = d.id and a.state = 'open') as holders,
       (select array_agg(distinct x.name) from (
          select p.full_name || coalesce(' ' || p.unit_name, '') as name from tasks.assignment a
            join organisations.post_card p on p.position_id = a.holder_position_id and p.agency_id = a.agency_id
            where a.agency_id = d.agency_id and a.document_id = d.id
          union all
          select p.full_name || coalesce(' ' || p.unit_name, '') from drafting.draft r
            join organisations.post_card p on p.position_id = r.drafter_position_id and p.agency_id = r.agency_id
            where r.agency_id = d.agency_id and r.document_id = d.id) x where x.name is not null) as people,
       (select jsonb_agg(jsonb_build_object('sha256', c.sha256, 'mediaType', c.media_type) order by c.ordinal) from documents.component c
          where c.agency_id = d.agency_id and c.document_id = d.id) as files
     from documents.document d where d.agency_id = $1 and d.id = any ($2)`,
    [agencyId, ids],
  )

/** Documents that were there before the index, in the order they came. */
export const missingDocuments = async (tx: Tx, agencyId: string, most: number): Promise<string[]> =>
  (
    await tx.rows<{ id: string }>(
      `select d.id from documents.document d left join search.entry e on e.agency_id = d.agency_id and e.document_id = d.id
       where d.agency_id = $1 and e.document_id is null order by d.created_at, d.id limit $2`,
      [agencyId, most],
    )
  ).map((row) => row.id)

/** Agencies with something new; ids only. */
export const agenciesBehind = async (tx: Tx, most: number): Promise<string[]> =>
  (await tx.rows<{ agency_id: string }>('select agency_id from search.agencies_behind($1)', [most])).map(
    (row) => row.agency_id,
  )

/** Makes the agency's cursor when there is none, and holds it: one follower at a time; null when another holds it. */
export async function holdCursor(
  tx: Tx,
  agencyId: string,
): Promise<{ seq: string; complete: boolean } | null> {
  await tx.run('insert into search.cursor (agency_id) values ($1) on conflict do nothing', [agencyId])
  return tx.one('select seq, complete from search.cursor where agency_id = $1 for update skip locked', [
    agencyId,
  ])
}
export const moveCursor = (tx: Tx, agencyId: string, seq: string, complete: boolean) =>
  tx.run('update search.cursor set seq = $2, complete = $3 where agency_id = $1', [agencyId, seq, complete])

export const eventsSince = (tx: Tx, agencyId: string, seq: string, most: number) =>
  tx.rows<{ seq: string; subject_id: string | null }>(
    'select seq, subject_id from platform.event where agency_id = $1 and seq > $2 order by seq limit $3',
    [agencyId, seq, most],
  )

export const takePending = async (tx: Tx, agencyId: string, most: number): Promise<string[]> =>
  (
    await tx.rows<{ document_id: string }>(
      `update search.pending set waiting = false where agency_id = $1 and document_id in
         (select document_id from search.pending where agency_id = $1 and waiting limit $2) returning document_id`,
      [agencyId, most],
    )
  ).map((row) => row.document_id)
