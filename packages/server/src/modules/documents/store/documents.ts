import type { DocumentState, InvitationFacts, SignatureVerdict, Urgency } from '@congvan/contract'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface DocumentRow {
  agency_id: string
  id: string
  direction: 'incoming' | 'outgoing'
  state: DocumentState
  revision: number
  regime: 'nd30' | 'party'
  type_code: string
  type_name: string
  number: string | null
  symbol: string | null
  issued_on: string | null
  subject: string
  issuer_name: string
  issuer_agency_id: string | null
  place_name: string | null
  signer_name: string | null
  signer_title: string | null
  urgency: Urgency
  due_on: string | null
  arrived_at: string | null
  arrival_number: number | null
  registered_at: string | null
  completed_at: string | null
  created_at: string
  changed_at: string
  recipients_text: string | null
  invitation: InvitationFacts | null
  paper_only: boolean
  verdict: SignatureVerdict
  dossier: string | null
  note: string | null
}

const COLUMNS = `agency_id, id, direction, state, revision, regime, type_code, type_name, number, symbol, issued_on, subject, issuer_name, issuer_agency_id,
  place_name, signer_name, signer_title, urgency, due_on, arrived_at, arrival_number, registered_at, completed_at, created_at, changed_at,
  recipients_text, invitation, paper_only, verdict, dossier, note`

export type NewDocument = Partial<Omit<DocumentRow, 'revision'>> &
  Pick<
    DocumentRow,
    'agency_id' | 'id' | 'direction' | 'state' | 'type_name' | 'subject' | 'issuer_name' | 'created_at'
  >

export async function insertDocument(tx: Tx, row: NewDocument): Promise<void> {
  const values = {
    agency_id: row.agency_id,
    id: row.id,
    direction: row.direction,
    state: row.state,
    regime: row.regime ?? 'nd30',
    type_code: row.type_code ?? '',
    type_name: row.type_name,
    number: row.number ?? null,
    symbol: row.symbol ?? null,
    issued_on: row.issued_on ?? null,
    subject: row.subject,
    issuer_name: row.issuer_name,
    issuer_agency_id: row.issuer_agency_id ?? null,
    place_name: row.place_name ?? null,
    signer_name: row.signer_name ?? null,
    signer_title: row.signer_title ?? null,
    urgency: row.urgency ?? 0,
    due_on: row.due_on ?? null,
    arrived_at: row.arrived_at ?? null,
    created_at: row.created_at,
    changed_at: row.changed_at ?? row.created_at,
    recipients_text: row.recipients_text ?? null,
    invitation: row.invitation ? JSON.stringify(row.invitation) : null,
    paper_only: row.paper_only ?? false,
    verdict: row.verdict ?? 'pending',
    note: row.note ?? null,
  }
  const names = Object.keys(values)
  await tx.run(
    `insert into documents.document (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(values),
  )
}

export const findDocument = (tx: Tx, agencyId: string, id: string) =>
  tx.one<DocumentRow>(`select ${COLUMNS} from documents.document where agency_id = $1 and id = $2`, [
    agencyId,
    id,
  ])

/** Under whichever of the session's agencies it lies. */
export const findReadable = (tx: Tx, agencyIds: string[], id: string) =>
  tx.one<DocumentRow>(`select ${COLUMNS} from documents.document where agency_id = any ($1) and id = $2`, [
    agencyIds,
    id,
  ])

/** Waits for whoever changes the same document, so that two commands see each other's result. */
export const lockDocument = (tx: Tx, agencyId: string, id: string) =>
  tx.one<DocumentRow>(
    prepared(`select ${COLUMNS} from documents.document where agency_id = $1 and id = $2 for update`),
    [agencyId, id],
  )

export type DocumentPatch = Partial<
  Pick<
    DocumentRow,
    | 'state'
    | 'type_code'
    | 'type_name'
    | 'number'
    | 'symbol'
    | 'issued_on'
    | 'subject'
    | 'issuer_name'
    | 'place_name'
    | 'signer_name'
    | 'signer_title'
    | 'urgency'
    | 'due_on'
    | 'arrival_number'
    | 'registered_at'
    | 'completed_at'
    | 'recipients_text'
    | 'verdict'
    | 'dossier'
    | 'note'
    | 'regime'
  >
> & { invitation?: InvitationFacts | null; search_text?: string }

export async function patchDocument(
  tx: Tx,
  agencyId: string,
  id: string,
  patch: DocumentPatch,
  now: string,
): Promise<void> {
  const entries = Object.entries(patch).map(
    ([name, value]) => [name, name === 'invitation' && value ? JSON.stringify(value) : value] as const,
  )
  const sets = entries.map(([name], i) => `${name} = $${i + 4}`)
  await tx.run(
    prepared(
      `update documents.document set ${[...sets, 'revision = revision + 1', 'changed_at = $3'].join(', ')} where agency_id = $1 and id = $2`,
    ),
    [agencyId, id, now, ...entries.map(([, value]) => value)],
  )
}

export interface Twin {
  id: string
  subject: string
  arrival_number: number | null
  same_bytes: boolean
}

const TWINS =
  prepared(`select d.id, d.subject, d.arrival_number, true as same_bytes from documents.component c
       join documents.document d on d.agency_id = c.agency_id and d.id = c.document_id
       where c.agency_id = $1 and c.sha256 = any ($3) and d.direction = 'incoming' and d.state not in ('returned', 'merged') and d.id <> $2
     union
     select id, subject, arrival_number, false from documents.document
       where agency_id = $1 and number = $4 and symbol = $5 and issued_on = $6 and direction = 'incoming' and state not in ('returned', 'merged') and id <> $2
     order by same_bytes desc, id limit 10`)

/** The same paper arrived before: the same bytes, or the same issuer's number, symbol and date in this agency. */
export const findTwins = (
  tx: Tx,
  agencyId: string,
  exceptId: string,
  of: { shas: string[]; number: string | null; symbol: string | null; issuedOn: string | null },
) => tx.rows<Twin>(TWINS, [agencyId, exceptId, of.shas, of.number, of.symbol, of.issuedOn])

export interface ListFilter {
  agencyIds: string[]
  direction?: string | undefined
  states?: string[] | undefined
  text?: string | undefined
  from?: string | undefined
  to?: string | undefined
  before?: { at: string; id: string } | undefined
  limit: number
}

/** Newest first; keyset page, read along the (agency, direction, created_at) index of each agency and direction. */
export async function listDocuments(
  tx: Tx,
  filter: ListFilter,
): Promise<(DocumentRow & { attachments: number; read: boolean })[]> {
  const directions = filter.direction ? [filter.direction] : ['incoming', 'outgoing']
  const params: unknown[] = [filter.agencyIds, filter.limit, directions]
  const add = (value: unknown) => `$${params.push(value)}`
  const where = ['x.agency_id = own.id', 'x.direction = way.name']
  if (filter.states) where.push(`x.state = any (${add(filter.states)})`)
  if (filter.from) where.push(`x.created_at >= ${add(filter.from)}::date`)
  if (filter.to) where.push(`x.created_at < ${add(filter.to)}::date + 1`)
  if (filter.text) where.push(`x.search_text like '%' || ${add(escapeLike(filter.text))} || '%'`)
  if (filter.before) where.push(`(x.created_at, x.id) < (${add(filter.before.at)}, ${add(filter.before.id)})`)
  // One short walk for each: with `any (…)` the planner sorts all that the agencies have for one page.
  return tx.rows(
    `select ${COLUMNS.split(',')
      .map((c) => `d.${c.trim()}`)
      .join(', ')},
       (select count(*)::int from documents.component c where c.agency_id = d.agency_id and c.document_id = d.id and c.role <> 'main') as attachments, true as read
     from unnest($1::uuid[]) as own (id) cross join unnest($3::text[]) as way (name)
     cross join lateral (select x.* from documents.document x where ${where.join(' and ')} order by x.created_at desc, x.id desc limit $2) d
     order by d.created_at desc, d.id desc limit $2`,
    params,
  )
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`)

export const setSearchText = (tx: Tx, agencyId: string, id: string, text: string) =>
  tx.run('update documents.document set search_text = $3 where agency_id = $1 and id = $2', [
    agencyId,
    id,
    text,
  ])

export const markRead = (tx: Tx, agencyId: string, id: string, personId: string, now: string) =>
  tx.run(
    'insert into documents.reading (agency_id, document_id, person_id, first_read_at) values ($1, $2, $3, $4) on conflict do nothing',
    [agencyId, id, personId, now],
  )

/** Arrivals not yet registered: urgent first, then oldest first. */
export const listWaiting = (tx: Tx, agencyId: string, limit: number) =>
  tx.rows<DocumentRow & { attachments: number }>(
    `select ${COLUMNS.split(',')
      .map((c) => `d.${c.trim()}`)
      .join(', ')},
       (select count(*)::int from documents.component c where c.agency_id = d.agency_id and c.document_id = d.id and c.role <> 'main') as attachments
     from documents.document d where d.agency_id = $1 and d.direction = 'incoming' and d.state in ('arrived', 'registered')
     order by (d.state = 'registered'), d.urgency desc, d.created_at limit $2`,
    [agencyId, limit],
  )

export const findMany = (tx: Tx, agencyIds: string[], ids: string[]) =>
  tx.rows<DocumentRow>(
    `select ${COLUMNS} from documents.document where agency_id = any ($1) and id = any ($2)`,
    [agencyIds, ids],
  )

export const setVerdict = (tx: Tx, agencyId: string, id: string, verdict: SignatureVerdict) =>
  tx.run('update documents.document set verdict = $3 where agency_id = $1 and id = $2', [
    agencyId,
    id,
    verdict,
  ])

/** What this person has put off, of all that may be read here. */
export const putOffBy = async (tx: Tx, personId: string): Promise<Set<string>> =>
  new Set(
    (
      await tx.rows<{ document_id: string }>(
        'select document_id from documents.put_off where agency_id = any (platform.session_agencies()) and person_id = $1 and off',
        [personId],
      )
    ).map((row) => row.document_id),
  )

export const setPutOff = (
  tx: Tx,
  row: { agencyId: string; documentId: string; personId: string; off: boolean; now: string },
) =>
  tx.run(
    `insert into documents.put_off (agency_id, document_id, person_id, off, put_off_at) values ($1, $2, $3, $4, $5)
     on conflict (agency_id, document_id, person_id) do update set off = excluded.off, put_off_at = excluded.put_off_at`,
    [row.agencyId, row.documentId, row.personId, row.off, row.now],
  )
