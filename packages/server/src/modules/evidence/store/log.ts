import type { TileStore } from '@congvan/evidence'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface WaitingEvent {
  event_id: string
  agency_id: string
  document_id: string
  kind: string
  happened_at: string
  position_id: string | null
  agency_code: string
  sha256: string | null
  number: string | null
  symbol: string | null
  issued_on: string | null
  payload: Record<string, unknown>
}

/** One writer at a time in all processes: the tree grows by exactly one hand. */
export const lockLog = (tx: Tx) => tx.run('select pg_advisory_xact_lock(812604)')

/** Asked on every beat, so it takes no lock. */
export const isWaiting = async (tx: Tx) =>
  (await tx.one<{ any: boolean }>(prepared('select evidence.is_waiting() as any')))!.any

export const listWaiting = (tx: Tx, limit: number) =>
  tx.rows<WaitingEvent>(
    `select event_id, agency_id, document_id, kind, to_char(happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as happened_at,
       position_id, agency_code, sha256, number, symbol, issued_on::text as issued_on, payload from evidence.waiting($1)`,
    [limit],
  )

export const recordLeaves = (tx: Tx, leaves: unknown[]) =>
  tx.run('select evidence.record_leaves($1)', [JSON.stringify(leaves)])

export interface CheckpointRow {
  size: number
  note: string
}

export const newestCheckpoint = (tx: Tx) =>
  tx.one<CheckpointRow>(
    'select size::int as size, note from evidence.checkpoint order by evidence.checkpoint.size desc limit 1',
  )

export const checkpointsSince = (tx: Tx, size: number) =>
  tx.rows<CheckpointRow>(
    'select size::int as size, note from evidence.checkpoint c where c.size >= $1 order by c.size',
    [size],
  )

export const insertCheckpoint = (tx: Tx, size: number, note: string, now: string) =>
  tx.run('insert into evidence.checkpoint (size, note, signed_at) values ($1, $2, $3)', [size, note, now])

/** Tiles in the same database: a leaf, its tile and its checkpoint are one commit. */
export const tileStore = (tx: Tx): TileStore => ({
  get: async (path) => {
    const row = await tx.one<{ bytes: Buffer }>('select bytes from evidence.tile where path = $1', [path])
    return row ? new Uint8Array(row.bytes) : null
  },
  put: async (path, bytes) => {
    await tx.run(
      'insert into evidence.tile (path, bytes) values ($1, $2) on conflict (path) do update set bytes = $2',
      [path, Buffer.from(bytes)],
    )
  },
})

export const dropTiles = (tx: Tx, paths: string[]) =>
  tx.run('delete from evidence.tile where path = any ($1)', [paths])

export interface LeafRow {
  index: number
  kind: string
  sha256: string | null
  openings: Record<string, { salt: string; value: string }>
}

export const leavesOf = (tx: Tx, documentId: string) =>
  tx.rows<LeafRow>(
    'select index::int as index, kind, sha256, openings from evidence.leaf where document_id = $1 order by evidence.leaf.index',
    [documentId],
  )

export const putCosignature = (tx: Tx, size: number, witness: string, line: string) =>
  tx.run(
    'insert into evidence.cosignature (size, witness, line) values ($1, $2, $3) on conflict do nothing',
    [size, witness, line],
  )

export const cosignaturesOf = (tx: Tx, size: number) =>
  tx.rows<{ line: string }>('select line from evidence.cosignature where size = $1 order by witness', [size])

export const listUnstamped = (tx: Tx) =>
  tx.rows<CheckpointRow>(
    `select c.size::int as size, c.note from evidence.checkpoint c
     where c.size in ((select max(size) from evidence.checkpoint), (select max(size) from evidence.cosignature))
       and not exists (select from evidence.stamp s where s.size = c.size) order by c.size`,
  )

export const putStamp = (tx: Tx, size: number, token: Uint8Array, now: string) =>
  tx.run('insert into evidence.stamp (size, token, stamped_at) values ($1, $2, $3) on conflict do nothing', [
    size,
    Buffer.from(token),
    now,
  ])

/** The checkpoint that proves most about a leaf: seen by others and stamped, then seen, then stamped, then only signed. */
export const bestCheckpointFor = (tx: Tx, index: number) =>
  tx.one<CheckpointRow & { token: Buffer | null }>(
    `select c.size::int as size, c.note, s.token from (
       (select size from evidence.cosignature where size > $1 order by size desc limit 1)
       union (select size from evidence.stamp where size > $1 order by size desc limit 1)
       union (select max(x.size) from evidence.cosignature x join evidence.stamp y using (size) where x.size > $1)
       union (select max(size) from evidence.checkpoint where size > $1)) z
     join evidence.checkpoint c using (size) left join evidence.stamp s using (size)
     order by exists (select from evidence.cosignature w where w.size = c.size) desc, s.size is not null desc, c.size desc limit 1`,
    [index],
  )

export const findWitnessed = (tx: Tx, origin: string) =>
  tx.one<{ note: string }>('select note from evidence.witnessed where origin = $1 for update', [origin])

export const putWitnessed = (tx: Tx, origin: string, logKey: string, note: string) =>
  tx.run(
    'insert into evidence.witnessed (origin, log_key, note) values ($1, $2, $3) on conflict (origin) do update set note = $3',
    [origin, logKey, note],
  )

export const insertAlarm = (
  tx: Tx,
  row: { id: string; origin: string; kind: string; known: string; offered: string; now: string },
) =>
  tx.run(
    `insert into evidence.alarm (id, origin, kind, known, offered, raised_at)
     select $1, $2, $3, $4, $5, $6 where not exists (select 1 from evidence.alarm where origin = $2 and known = $4 and offered = $5)`,
    [row.id, row.origin, row.kind, row.known, row.offered, row.now],
  )

export const listAlarms = (tx: Tx) =>
  tx.rows<{ origin: string; kind: string; raised_at: string }>(
    'select origin, kind, raised_at from evidence.alarm order by raised_at desc limit 50',
  )

export const findKeys = (tx: Tx) =>
  tx.one<{ value: { origin: string; sealed: string } }>(
    `select value from platform.setting where key = 'evidence-keys'`,
  )

export const putKeys = (tx: Tx, value: { origin: string; sealed: string }) =>
  tx.run(
    `insert into platform.setting (key, value) values ('evidence-keys', $1) on conflict (key) do nothing`,
    [JSON.stringify(value)],
  )
