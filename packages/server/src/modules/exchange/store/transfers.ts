import type { Tx } from '../../../platform/tx.ts'

export interface Enclosure {
  sha256: string
  bytes: number
}
export const putEnclosures = async (tx: Tx, peerId: string, packetSha256: string, list: Enclosure[]) => {
  for (const { sha256, bytes } of list)
    await tx.run(
      'insert into exchange.enclosure (peer_id, packet_sha256, sha256, bytes) values ($1, $2, $3, $4) on conflict do nothing',
      [peerId, packetSha256, sha256, bytes],
    )
}
export const listEnclosures = (tx: Tx, peerId: string, packetSha256: string) =>
  tx.rows<Enclosure>(
    'select sha256, bytes::float8 as bytes from exchange.enclosure where peer_id = $1 and packet_sha256 = $2 order by sha256',
    [peerId, packetSha256],
  )
export const isEnclosed = async (tx: Tx, peerId: string, sha256: string) =>
  (await tx.one('select 1 from exchange.enclosure where peer_id = $1 and sha256 = $2 limit 1', [
    peerId,
    sha256,
  ])) !== null

export interface Transfer extends Enclosure {
  have: number
  completed_at: string | null
}
export const findTransfer = (tx: Tx, peerId: string, sha256: string) =>
  tx.one<Transfer>(
    `select sha256, bytes::float8 as bytes, have::float8 as have, completed_at from exchange.transfer
     where peer_id = $1 and sha256 = $2`,
    [peerId, sha256],
  )
export const countOpen = async (tx: Tx, peerId: string) =>
  (await tx.one<{ n: number }>(
    'select count(*)::int as n from exchange.transfer where peer_id = $1 and completed_at is null',
    [peerId],
  ))!.n
export const putTransfer = (tx: Tx, peerId: string, row: Transfer, now: string) =>
  tx.run(
    `insert into exchange.transfer (peer_id, sha256, bytes, have, completed_at, touched_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (peer_id, sha256) do update set bytes = $3, have = $4, completed_at = $5, touched_at = $6`,
    [peerId, row.sha256, row.bytes, row.have, row.completed_at, now],
  )
export const dropTransfer = (tx: Tx, peerId: string, sha256: string) =>
  tx.run('delete from exchange.transfer where peer_id = $1 and sha256 = $2', [peerId, sha256])
export const listStale = (tx: Tx, before: string) =>
  tx.rows<{ peer_id: string; sha256: string }>(
    'select peer_id, sha256 from exchange.transfer where completed_at is null and touched_at < $1 limit 100',
    [before],
  )
