import type { Tx } from '../../../platform/tx.ts'

const BOX = 'exchange-box'
export const findBox = async (tx: Tx) =>
  (await tx.one<{ value: string }>('select value from platform.setting where key = $1', [BOX]))?.value ?? null
export const putBox = (tx: Tx, sealed: string) =>
  tx.run('insert into platform.setting (key, value) values ($1, $2) on conflict (key) do nothing', [
    BOX,
    JSON.stringify(sealed),
  ])

export interface RelayRow {
  id: string
  seq: number
  from_peer: string
  to_peer: string
  sha256: string
  bytes: number
  attempts: number
  expires_at: string
  receipt: string
}
type NewRelay = Omit<RelayRow, 'seq' | 'attempts' | 'expires_at'>
const EXPIRES_DAYS = 30

/** False when an envelope of this name is known already. */
export const insertRelay = async (tx: Tx, row: NewRelay, now: string) =>
  (await tx.run(
    `insert into exchange.relay (id, from_peer, to_peer, sha256, bytes, receipt, next_at, expires_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7::timestamptz + make_interval(days => $8), $7) on conflict do nothing`,
    [row.id, row.from_peer, row.to_peer, row.sha256, row.bytes, row.receipt, now, EXPIRES_DAYS],
  )) > 0
export const findRelay = (tx: Tx, id: string, from: string) =>
  tx.one<RelayRow>('select * from exchange.relay where id = $1 and from_peer = $2', [id, from])
export const findWaitingRelay = (tx: Tx, id: string, to: string) =>
  tx.one<RelayRow>(`select * from exchange.relay where id = $1 and to_peer = $2 and state = 'waiting'`, [
    id,
    to,
  ])
export const knownRelays = async (tx: Tx, ids: string[], from: string) =>
  (
    await tx.rows<{ id: string }>('select id from exchange.relay where id = any ($1) and from_peer = $2', [
      ids,
      from,
    ])
  ).map(({ id }) => id)
export const waitingBytes = async (tx: Tx, from: string) =>
  (await tx.one<{ sum: number }>(
    `select coalesce(sum(bytes), 0)::float8 as sum from exchange.relay where from_peer = $1 and state = 'waiting'`,
    [from],
  ))!.sum

const LEASED = `r.id, r.seq::float8 as seq, r.from_peer, r.to_peer, r.sha256, r.bytes::float8 as bytes, r.attempts, r.expires_at, r.receipt`

/** The next of each pair of which the addressee is pushed to, on lease. */
export const claimRelays = (tx: Tx, now: string) =>
  tx.rows<RelayRow>(
    `with heads as (
       select distinct on (r.to_peer, r.from_peer) r.id, r.next_at, r.leased_until from exchange.relay r
       join exchange.peer p on p.id = r.to_peer
       where r.state = 'waiting' and coalesce((p.settings->>'fetches')::boolean, false) = false
         and coalesce((p.settings->>'revoked')::boolean, false) = false
       order by r.to_peer, r.from_peer, r.seq
     ), due as (
       select id from heads where (leased_until is null or leased_until < $1) and next_at <= $1 limit 16
     )
     update exchange.relay r set leased_until = $1::timestamptz + interval '2 minutes' from due
     where r.id = due.id and r.state = 'waiting' and (r.leased_until is null or r.leased_until < $1) returning ${LEASED}`,
    [now],
  )

/** What lies for a peer that fetches, in order; nothing while it still holds the last it was given. */
export const claimForFetcher = async (tx: Tx, now: string, peerId: string, limit: number) =>
  (
    await tx.rows<RelayRow>(
      `with due as (
         select id, leased_until from exchange.relay where to_peer = $2 and state = 'waiting' order by seq limit $3
       )
       update exchange.relay r set leased_until = $1::timestamptz + interval '2 minutes' from due
       where r.id = due.id and r.state = 'waiting' and not exists (select 1 from due d where d.leased_until >= $1) returning ${LEASED}`,
      [now, peerId, limit],
    )
  ).toSorted((a, b) => a.seq - b.seq)
export const relayDone = (
  tx: Tx,
  id: string,
  state: 'passed' | 'refused' | 'expired',
  why: string | null,
  now: string,
) =>
  tx.run(
    `update exchange.relay set state = $2, last_error = $3, passed_at = $4, leased_until = null where id = $1 and state = 'waiting'`,
    [id, state, why, now],
  )
export const relayFailed = (tx: Tx, id: string, error: string, nextAt: string) =>
  tx.run(
    `update exchange.relay set attempts = attempts + 1, last_error = $2, next_at = $3, leased_until = null where id = $1`,
    [id, error.slice(0, 300), nextAt],
  )
export const wakeRelay = (tx: Tx) =>
  tx.run(`select platform.add_job('exchange.forward', '{}', 'exchange.forward', clock_timestamp())`)
/** What lies at this hub for others, for the screen: sizes and times only. */
export const countRelays = (tx: Tx) =>
  tx.rows<{ from_peer: string; to_peer: string; n: number; oldest: string }>(
    `select from_peer, to_peer, count(*)::int as n, min(created_at) as oldest from exchange.relay
     where state = 'waiting' group by 1, 2 order by 1, 2`,
  )
