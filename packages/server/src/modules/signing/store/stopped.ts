import { prepared, type Tx } from '../../../platform/tx.ts'

export const findStopped = (tx: Tx, serials: string[]) =>
  tx.rows<{ serial: string; since: string }>(
    prepared(
      `select serial, to_char(since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
       from signing.stopped_certificate where serial = any ($1)`,
    ),
    [serials],
  )

/** The first block counts; what it is called may change. */
export const stopCertificate = (tx: Tx, row: { serial: string; since: string; why: string }) =>
  tx.run(
    `insert into signing.stopped_certificate (serial, since, why) values ($1, $2, $3)
     on conflict (serial) do update set why = excluded.why`,
    [row.serial, row.since, row.why],
  )

export const freeCertificate = (tx: Tx, serial: string) =>
  tx.run('delete from signing.stopped_certificate where serial = $1', [serial])
