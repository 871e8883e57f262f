import type { Tx } from '../../../platform/tx.ts'

export interface EntryRow {
  document_id: string
  direction: string
  state: string
  type_name: string
  issuer_name: string
  number_key: string | null
  issued_on: string | null
  day: string
  sort_at: string
  holders: string[]
  terms_hash: string
  terms: string
}

/** Writes rows; where the words are the same only the narrow columns change, so the word index is left alone. */
export async function putEntries(tx: Tx, agencyId: string, rows: EntryRow[]): Promise<void> {
  if (rows.length === 0) return
  const all = JSON.stringify(rows)
  const NARROW = 'direction, state, type_name, issuer_name, number_key, issued_on, day, sort_at, holders'
  await tx.run(
    `with r as (select * from jsonb_to_recordset($2::jsonb) as r (document_id uuid, direction text, state text, type_name text, issuer_name text,
       number_key text, issued_on date, day date, sort_at timestamptz, holders text[], terms_hash text))
     update search.entry e set (${NARROW}) = (select r.direction, r.state, r.type_name, r.issuer_name, r.number_key, r.issued_on, r.day, r.sort_at, r.holders)
     from r where e.agency_id = $1 and e.document_id = r.document_id and e.terms_hash = r.terms_hash`,
    [agencyId, all],
  )
  await tx.run(
    `insert into search.entry (agency_id, document_id, ${NARROW}, terms_hash, terms)
     select $1, r.document_id, r.direction, r.state, r.type_name, r.issuer_name, r.number_key, r.issued_on, r.day, r.sort_at, r.holders, r.terms_hash, r.terms::tsvector
     from jsonb_to_recordset($2::jsonb) as r (document_id uuid, direction text, state text, type_name text, issuer_name text, number_key text,
       issued_on date, day date, sort_at timestamptz, holders text[], terms_hash text, terms text)
     where not exists (select 1 from search.entry e where e.agency_id = $1 and e.document_id = r.document_id and e.terms_hash = r.terms_hash)
     on conflict (agency_id, document_id) do update set direction = excluded.direction, state = excluded.state, type_name = excluded.type_name,
       issuer_name = excluded.issuer_name, number_key = excluded.number_key, issued_on = excluded.issued_on, day = excluded.day,
       sort_at = excluded.sort_at, holders = excluded.holders, terms_hash = excluded.terms_hash, terms = excluded.terms`,
    [agencyId, all],
  )
}

export interface CitationRow {
  document_id: string
  kind: 'basis' | 'cites' | 'replies-to' | 'supersedes'
  number_key: string
  printed: string
  issued_on: string | null
}

/** What these documents' texts name, in place of what was found before. */
export async function putCitations(
  tx: Tx,
  agencyId: string,
  documentIds: string[],
  rows: CitationRow[],
): Promise<void> {
  await tx.run(
    'update search.citation set current = false where agency_id = $1 and document_id = any ($2) and current',
    [agencyId, documentIds],
  )
  if (rows.length === 0) return
  await tx.run(
    `insert into search.citation (agency_id, document_id, kind, number_key, printed, issued_on)
     select $1, r.document_id, r.kind, r.number_key, r.printed, r.issued_on
     from jsonb_to_recordset($2::jsonb) as r (document_id uuid, kind text, number_key text, printed text, issued_on date)
     on conflict (agency_id, document_id, number_key, kind) do update set current = true, printed = excluded.printed, issued_on = excluded.issued_on`,
    [agencyId, JSON.stringify(rows)],
  )
}

export interface NameRow {
  kind: 'person' | 'agency'
  folded: string
  name: string
}
export async function putNames(tx: Tx, agencyId: string, rows: NameRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.run(
    `insert into search.name as n (agency_id, kind, folded, name)
     select $1, r.kind, r.folded, min(r.name) from jsonb_to_recordset($2::jsonb) as r (kind text, folded text, name text) group by r.kind, r.folded
     on conflict (agency_id, kind, folded) do update set documents = n.documents + 1`,
    [agencyId, JSON.stringify(rows)],
  )
}
