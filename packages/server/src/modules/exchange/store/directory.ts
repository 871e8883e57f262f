import type { Tx } from '../../../platform/tx.ts'

export interface ListedRow {
  code: string
  name: string
  search: string
  ended: boolean
  successor: string | null
}

/** One batch of a list: what is new is inserted, what differs is changed, what is the same is only marked as seen. */
export async function putListed(
  tx: Tx,
  peerId: string,
  run: string,
  today: string,
  list: ListedRow[],
): Promise<{ added: number; changed: number }> {
  const row = await tx.one<{ added: number; changed: number }>(
    `with listed as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::text[]) as l (code, name, search, ended, successor)
     ), known as (
       select l.*, e.code as key, (e.name <> l.name or e.search <> l.search or (e.ended_on is not null) <> l.ended
         or coalesce(e.successor_code, '') <> coalesce(l.successor, '')) as differs
       from listed l left join lateral (select * from exchange.directory_entry d where lower(d.code) = lower(l.code) limit 1) e on true
     ), changed as (
       update exchange.directory_entry e set name = k.name, search = k.search, seen_run = $6,
         -- a successor named by hand stays until the list itself names one
         ended_on = case when e.successor_code is not null and k.successor is null and e.ended_on is not null then e.ended_on
           when k.ended then coalesce(e.ended_on, $7::date) else null end,
         successor_code = coalesce(k.successor, e.successor_code)
       from known k where e.code = k.key and e.peer_id = $8 returning k.differs
     ), added as (
       insert into exchange.directory_entry (code, name, search, peer_id, ended_on, successor_code, seen_run)
       select k.code, k.name, k.search, $8, case when k.ended then $7::date end, k.successor, $6 from known k where k.key is null
       on conflict do nothing returning 1
     )
     select (select count(*)::int from added) as added, (select count(*)::int from changed where differs) as changed`,
    [
      list.map((l) => l.code),
      list.map((l) => l.name),
      list.map((l) => l.search),
      list.map((l) => l.ended),
      list.map((l) => l.successor),
      run,
      today,
      peerId,
    ],
  )
  return row ?? { added: 0, changed: 0 }
}

export const endUnseen = (tx: Tx, peerId: string, run: string, today: string) =>
  tx.run(
    `update exchange.directory_entry set ended_on = $3 where peer_id = $1 and seen_run is distinct from $2 and ended_on is null`,
    [peerId, run, today],
  )
export const endEntry = (tx: Tx, code: string, successor: string, today: string) =>
  tx.run(
    'update exchange.directory_entry set ended_on = coalesce(ended_on, $3::date), successor_code = $2 where code = $1',
    [code, successor, today],
  )
export const listUnoffered = (tx: Tx, peerId: string) =>
  tx.rows<{ code: string; name: string }>(
    'select code, name from exchange.directory_entry where peer_id = $1 and organisation_id is null and ended_on is null',
    [peerId],
  )
