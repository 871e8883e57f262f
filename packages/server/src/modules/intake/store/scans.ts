import type { Tx } from '../../../platform/tx.ts'

export interface ScanDoor {
  agency_id: string
  folder: string
}

export const openScanDoors = (tx: Tx) => tx.rows<ScanDoor>('select * from intake.open_scan_doors()')

export const findScanDoor = (tx: Tx, agencyId: string) =>
  tx.one<ScanDoor & { open: boolean }>(
    'select agency_id, folder, open from intake.scan_door where agency_id = $1',
    [agencyId],
  )

/** 0 when it was so already. The folder keeps the name of its first opening, so that a scanner set up once goes on working. */
export const putScanDoor = (tx: Tx, agencyId: string, folder: string, open: boolean, now: string) =>
  tx.run(
    `insert into intake.scan_door (agency_id, folder, open, changed_at) values ($1, $2, $3, $4)
     on conflict (agency_id) do update set open = excluded.open, changed_at = excluded.changed_at where intake.scan_door.open <> excluded.open`,
    [agencyId, folder, open, now],
  )

export interface ScannedFile {
  id: string
  filename: string
  state: 'taken' | 'set-aside' | 'cleared'
  reason: string | null
  seen_at: string
}

export const findScanned = (tx: Tx, agencyId: string, id: string) =>
  tx.one<ScannedFile>(
    'select id, filename, state, reason, seen_at from intake.scanned_file where agency_id = $1 and id = $2',
    [agencyId, id],
  )

export const listSetAside = (tx: Tx, agencyId: string) =>
  tx.rows<ScannedFile>(
    `select id, filename, state, reason, seen_at from intake.scanned_file where agency_id = $1 and state = 'set-aside' order by seen_at desc limit 100`,
    [agencyId],
  )

export const putScanned = (
  tx: Tx,
  agencyId: string,
  row: Omit<ScannedFile, 'seen_at'> & { documents: number; now: string },
) =>
  tx.run(
    `insert into intake.scanned_file (agency_id, id, filename, state, reason, documents, seen_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (agency_id, id) do nothing`,
    [agencyId, row.id, row.filename, row.state, row.reason, row.documents, row.now],
  )

export const clearScanned = (tx: Tx, agencyId: string, id: string) =>
  tx.run(
    `update intake.scanned_file set state = 'cleared' where agency_id = $1 and id = $2 and state = 'set-aside'`,
    [agencyId, id],
  )
