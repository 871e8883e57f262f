import { fold } from '../../../kernel/text.ts'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface PeerRow {
  id: string
  name: string
  kind: 'loopback' | 'native' | 'axis'
  address: string
  settings: PeerSettings
  witnessed_size: number
  failures: number
  open_until: string | null
  last_ok_at: string | null
  last_error: string | null
}
/** What an axis or a hub speaks: the national axis, and the provincial hubs of domain notes §8.2. */
export type HubDialect = 'vxp' | 'key' | 'oauth' | 'bkav'

export interface PeerSettings {
  messageKey?: string
  logKey?: string
  witnessKey?: string
  /** What the other side understands beyond single packets. */
  can?: string[]
  /** It has no address of its own: what is for it lies ready until it comes. */
  fetches?: boolean
  /** We have no address for it: we go and fetch. */
  pull?: boolean
  /** For sealing what a hub carries (HPKE, X25519). */
  boxKey?: string
  /** The peer through which it is reached. */
  via?: string
  systemId?: string
  /** Nothing passes any more, either way. */
  revoked?: boolean
  /** Last day on which the other side's key is good. */
  validUntil?: string
  /** base64, sealed */
  secret?: string
  dialect?: HubDialect
  /** Where each agency has its own: code on the wire, id, sealed secret. */
  accounts?: { code: string; systemId: string; secret: string }[]
}

export const findPeer = (tx: Tx, id: string) =>
  tx.one<PeerRow>('select *, witnessed_size::int as witnessed_size from exchange.peer where id = $1', [id])
export const patchSettings = (tx: Tx, id: string, patch: Partial<PeerSettings>) =>
  tx.run('update exchange.peer set settings = settings || $2::jsonb where id = $1', [
    id,
    JSON.stringify(patch),
  ])
export const listPeers = (tx: Tx) => tx.rows<PeerRow>('select * from exchange.peer order by name')

export const putPeer = (
  tx: Tx,
  row: Pick<PeerRow, 'id' | 'name' | 'kind' | 'address' | 'settings'>,
  now: string,
) =>
  tx.run(
    `insert into exchange.peer (id, name, kind, address, settings, added_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set name = $2, address = $4, settings = $5, failures = 0, open_until = null`,
    [row.id, row.name, row.kind, row.address, JSON.stringify(row.settings), now],
  )

export const peerWorked = (tx: Tx, id: string, now: string, witnessedSize: number | null) =>
  tx.run(
    `update exchange.peer set failures = 0, open_until = null, last_ok_at = $2, last_error = null,
       witnessed_size = coalesce($3, witnessed_size) where id = $1`,
    [id, now, witnessedSize],
  )

/** The breaker: after five failures in a row nobody knocks for a while. */
export const peerFailed = (tx: Tx, id: string, error: string, openUntil: string) =>
  tx.run(
    `update exchange.peer set failures = failures + 1, last_error = $2,
       open_until = case when failures + 1 >= 5 then $3::timestamptz else open_until end where id = $1`,
    [id, error.slice(0, 300), openUntil],
  )

export interface DirectoryEntry {
  code: string
  name: string
  peer_id: string
  organisation_id: string | null
  ended_on: string | null
  successor_code: string | null
}
export const findEntry = (tx: Tx, code: string) =>
  tx.one<DirectoryEntry>('select * from exchange.directory_entry where lower(code) = lower($1)', [code])
export const entryOfOrganisation = (tx: Tx, organisationId: string) =>
  tx.one<DirectoryEntry>('select * from exchange.directory_entry where organisation_id = $1', [
    organisationId,
  ])
/** By words of the name or the code, without tone marks; 110,000 rows are never shown at once. */
export const searchEntries = (tx: Tx, words: string[], limit: number) =>
  tx.rows<DirectoryEntry & { successor_name: string | null }>(
    `select e.*, s.name as successor_name from exchange.directory_entry e
     left join exchange.directory_entry s on s.code = e.successor_code
     where (select bool_and(e.search like '%' || w || '%') from unnest($1::text[]) w) is not false
     order by e.ended_on is not null, e.name limit $2`,
    [words, limit],
  )
export const countEntries = (tx: Tx) =>
  tx.rows<{ peer_id: string; n: number; ended: number }>(
    `select peer_id, count(*)::int as n, count(ended_on)::int as ended from exchange.directory_entry group by peer_id`,
  )

/** An agency that lives elsewhere becomes findable as an addressee here. */
export async function putEntry(
  tx: Tx,
  row: { code: string; name: string; peerId: string; organisationId: string },
  since: string,
): Promise<void> {
  const known = await findEntry(tx, row.code)
  if (known?.organisation_id) {
    await tx.run('update exchange.directory_entry set name = $2, peer_id = $3 where code = $1', [
      known.code,
      row.name,
      row.peerId,
    ])
    return
  }
  await tx.run(
    `insert into organisations.agency (id, code, kind, level_code, layout_regime, valid_from)
     select $1, $2, 'external', (select code from organisations.level order by ordinal limit 1), 'nd30', $3
     on conflict do nothing`,
    [row.organisationId, `lt.${row.code}`, since],
  )
  await tx.run(
    `insert into organisations.agency_name (agency_id, valid_from, name, short_name, abbreviation, name_on_paper, place_name, identifier_code)
     values ($1, $2, $3, $3, '', upper($3), '', $4) on conflict do nothing`,
    [row.organisationId, since, row.name, row.code],
  )
  await tx.run(
    `insert into exchange.directory_entry (code, name, peer_id, organisation_id, search) values ($1, $2, $3, $4, $5)
     on conflict (code) do update set name = $2, peer_id = $3, organisation_id = $4`,
    [
      known?.code ?? row.code,
      row.name,
      row.peerId,
      row.organisationId,
      `${fold(row.name)} ${row.code.toLowerCase()}`,
    ],
  )
}

/** Agencies that live here, with the code they have on the wire. */
export const ownAgencies = (tx: Tx) =>
  tx.rows<{ id: string; code: string; name: string }>(
    `select a.id, coalesce(n.identifier_code, a.code) as code, n.name from organisations.agency a
     join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null
     where a.valid_to is null and not exists (select 1 from exchange.directory_entry e where e.organisation_id = a.id)
     order by n.name`,
  )
export const ownAgencyByCode = (tx: Tx, code: string) =>
  tx.one<{ id: string; code: string; name: string }>(
    `select a.id, coalesce(n.identifier_code, a.code) as code, n.name from organisations.agency a
     join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null
     where a.valid_to is null and (lower(n.identifier_code) = lower($1) or (n.identifier_code is null and lower(a.code) = lower($1)))
       and not exists (select 1 from exchange.directory_entry e where e.organisation_id = a.id)`,
    [code],
  )

export interface ArrivalRow {
  agency_id: string
  document_id: string
  peer_id: string
  sender_code: string
  sender_name: string
  wire_id: string
  content_hash: string
  trace: { organId: string; at: string | null }[]
  arrived_at: string
  recalled_at: string | null
  recall_reason: string | null
  replaced_by: string | null
}
/** Asked by every act upon an arrival, wherever it came from. */
const ARRIVAL_OF = prepared('select * from exchange.arrival where agency_id = $1 and document_id = $2')
export const findArrivalOf = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<ArrivalRow>(ARRIVAL_OF, [agencyId, documentId])
export const findArrivalByWire = (tx: Tx, agencyId: string, senderCode: string, wireId: string) =>
  tx.one<ArrivalRow>(
    'select * from exchange.arrival where agency_id = $1 and lower(sender_code) = lower($2) and wire_id = $3',
    [agencyId, senderCode, wireId],
  )
export const insertArrival = (
  tx: Tx,
  row: Omit<ArrivalRow, 'recalled_at' | 'recall_reason' | 'replaced_by'> & { packet_sha256: string },
) =>
  tx.run(
    `insert into exchange.arrival (agency_id, document_id, peer_id, sender_code, sender_name, wire_id, content_hash, packet_sha256, trace, arrived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      row.agency_id,
      row.document_id,
      row.peer_id,
      row.sender_code,
      row.sender_name,
      row.wire_id,
      row.content_hash,
      row.packet_sha256,
      JSON.stringify(row.trace),
      row.arrived_at,
    ],
  )
export const markRecalled = (tx: Tx, agencyId: string, documentId: string, reason: string, now: string) =>
  tx.run(
    'update exchange.arrival set recalled_at = coalesce(recalled_at, $4), recall_reason = coalesce(recall_reason, $3) where agency_id = $1 and document_id = $2',
    [agencyId, documentId, reason, now],
  )
export const markReplaced = (tx: Tx, agencyId: string, documentId: string, by: string) =>
  tx.run('update exchange.arrival set replaced_by = $3 where agency_id = $1 and document_id = $2', [
    agencyId,
    documentId,
    by,
  ])

export interface RequestRow {
  id: string
  document_id: string
  kind: 'take-back' | 'recall' | 'update'
  reason: string
  proposal: Record<string, unknown> | null
  asked_at: string
  answer: 'agreed' | 'refused' | null
}
export const insertRequest = (
  tx: Tx,
  agencyId: string,
  row: Omit<RequestRow, 'answer'> & { answer?: 'agreed' | null; answered_at?: string | null },
) =>
  tx.run(
    `insert into exchange.request (agency_id, id, document_id, kind, reason, proposal, asked_at, answer, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      agencyId,
      row.id,
      row.document_id,
      row.kind,
      row.reason,
      row.proposal ? JSON.stringify(row.proposal) : null,
      row.asked_at,
      row.answer ?? null,
      row.answered_at ?? null,
    ],
  )
export const lockOpenRequest = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<RequestRow>(
    'select * from exchange.request where agency_id = $1 and document_id = $2 and answer is null order by asked_at desc limit 1 for update',
    [agencyId, documentId],
  )
export const answerRequest = (
  tx: Tx,
  agencyId: string,
  id: string,
  answer: string,
  text: string,
  now: string,
) =>
  tx.run(
    'update exchange.request set answer = $3, answer_text = $4, answered_at = $5 where agency_id = $1 and id = $2',
    [agencyId, id, answer, text, now],
  )
export const listOpenRequests = (tx: Tx, agencyIds: string[]) =>
  tx.rows<
    RequestRow & { agency_id: string; subject: string; due_on: string | null; signer_name: string | null }
  >(
    `select r.*, d.subject, d.due_on, d.signer_name from exchange.request r join documents.document d on d.agency_id = r.agency_id and d.id = r.document_id
     where r.agency_id = any ($1) and r.answer is null order by r.asked_at`,
    [agencyIds],
  )

export const insertQuarantine = (
  tx: Tx,
  row: { id: string; peerId: string; sha256: string; code: string; vi: string; now: string },
) =>
  tx.run(
    `insert into exchange.quarantine (id, peer_id, sha256, code, vi, received_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (peer_id, sha256) do update set state = 'held' where exchange.quarantine.state = 'taken'`,
    [row.id, row.peerId, row.sha256, row.code, row.vi, row.now],
  )
export interface QuarantineRow {
  id: string
  peer_id: string
  sha256: string
  code: string
  vi: string
  received_at: string
  state: string
}
export const listQuarantine = (tx: Tx) =>
  tx.rows<QuarantineRow>(
    `select * from exchange.quarantine where state = 'held' order by received_at desc limit 200`,
  )
export const findQuarantine = (tx: Tx, id: string) =>
  tx.one<QuarantineRow>('select * from exchange.quarantine where id = $1', [id])
export const holdAgain = (tx: Tx, id: string) =>
  tx.run(`update exchange.quarantine set state = 'held' where id = $1`, [id])
export const releaseQuarantine = (tx: Tx, peerId: string, sha256: string) =>
  tx.run(
    `update exchange.quarantine set state = 'taken' where peer_id = $1 and sha256 = $2 and state = 'held'`,
    [peerId, sha256],
  )
/** Packets about one document stand in line, from whichever door they come. */
export const lockWire = (tx: Tx, agencyId: string, wireId: string) =>
  tx.run('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${agencyId}/${wireId}`])
export const setQuarantine = (tx: Tx, id: string, state: 'taken' | 'dismissed') =>
  tx.run('update exchange.quarantine set state = $2 where id = $1', [id, state])

export const findReceipt = (tx: Tx, key: string) =>
  tx.one<{ note: string }>('select note from exchange.receipt where message_key = $1', [key])
export const putReceipt = (tx: Tx, key: string, note: string) =>
  tx.run('insert into exchange.receipt (message_key, note) values ($1, $2) on conflict do nothing', [
    key,
    note,
  ])

/** Our own issued document by the number and symbol a reply names. */
export const findOwnByNumber = (
  tx: Tx,
  agencyId: string,
  number: string,
  symbol: string,
  issuedOn: string | null,
) =>
  tx.one<{ id: string; subject: string }>(
    `select id, subject from documents.document where agency_id = $1 and direction = 'outgoing' and ltrim(number, '0') = ltrim($2, '0')
       and symbol = $3 and ($4::date is null or issued_on = $4) order by issued_on desc limit 1`,
    [agencyId, number, symbol, issuedOn],
  )

export const ownCode = async (tx: Tx, agencyId: string) =>
  (
    await tx.one<{ code: string }>(
      `select coalesce(n.identifier_code, a.code) as code from organisations.agency a
       join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null where a.id = $1`,
      [agencyId],
    )
  )?.code ?? null
