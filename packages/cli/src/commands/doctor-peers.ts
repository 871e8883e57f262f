// What stands between this installation and each one it exchanges with: what is wrong, and which side must change what.
import type pg from 'pg'
import type { Finding } from './doctor-database.ts'

const SIDES = { ours: 'bên ta', theirs: 'bên kia', both: 'cả hai bên', nobody: null } as const

/** From the rows of the last tries; nobody is called, so it says the same when the line is cut. */
export async function checkPeers(owner: pg.Pool): Promise<Finding[]> {
  const { examinePeer } = await import('../../../server/src/modules/exchange/index.ts')
  type Peer = Parameters<typeof examinePeer>[0]
  const { rows } = await owner.query<Peer & { entries: number; alarms: number; today: string }>(
    `select p.*, (now() at time zone 'Asia/Ho_Chi_Minh')::date::text as today,
       (select count(*)::int from exchange.directory_entry e where e.peer_id = p.id) as entries,
       (select count(*)::int from evidence.alarm a where a.origin = p.id) as alarms
     from exchange.peer p order by p.name`,
  )
  return rows.flatMap(({ entries, alarms, today, ...peer }) =>
    examinePeer(peer, { entries, alarms, today }).map(({ peerId, state, side, vi }) => ({
      code: `peer ${peerId}`,
      state,
      side,
      vi: SIDES[side] ? `Liên thông: ${vi} (Phải sửa: ${SIDES[side]}.)` : `Liên thông: ${vi}`,
    })),
  )
}
