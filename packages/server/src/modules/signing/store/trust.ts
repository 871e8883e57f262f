import { prepared, type Tx } from '../../../platform/tx.ts'

export interface AnchorRow {
  id: string
  certificate: Buffer
  purpose: string
  name: string
  state: 'proposed' | 'trusted' | 'retired'
  source: 'setup' | 'administrator' | 'bundle' | 'key-file'
  note: string
  changed_at: string | null
  sha256: string
}

export const listAllAnchors = (tx: Tx) =>
  tx.rows<AnchorRow>(
    `select id, certificate, purpose, name, state, source, note, changed_at, sha256 from signing.trust_anchor
     order by array_position(array['proposed', 'trusted', 'retired'], state), purpose, name`,
  )

export const findAnchor = (tx: Tx, sha256: string) =>
  tx.one<AnchorRow>(
    `select id, certificate, purpose, name, state, source, note, changed_at, sha256 from signing.trust_anchor where sha256 = $1 limit 1`,
    [sha256],
  )

export const insertAnchor = (
  tx: Tx,
  row: Pick<AnchorRow, 'id' | 'purpose' | 'name' | 'state' | 'source' | 'note'> & {
    certificate: Uint8Array
    now: string
    by: string | null
  },
) =>
  tx.run(
    `insert into signing.trust_anchor (id, certificate, purpose, name, state, source, note, changed_at, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.id,
      Buffer.from(row.certificate),
      row.purpose,
      row.name,
      row.state,
      row.source,
      row.note,
      row.now,
      row.by,
    ],
  )

export const changeAnchor = (
  tx: Tx,
  row: Pick<AnchorRow, 'id' | 'purpose' | 'state' | 'note'> & { now: string; by: string | null },
) =>
  tx.run(
    `update signing.trust_anchor set state = $2, purpose = $3, note = $4, changed_at = $5, changed_by = $6 where id = $1`,
    [row.id, row.state, row.purpose, row.note, row.now, row.by],
  )

export const readSetting = async <A>(tx: Tx, key: string): Promise<A | null> =>
  (await tx.one<{ value: A }>(prepared('select value from platform.setting where key = $1'), [key]))?.value ??
  null

export const writeSetting = (tx: Tx, key: string, value: unknown) =>
  tx.run(
    `insert into platform.setting (key, value) values ($1, $2) on conflict (key) do update set value = $2`,
    [key, JSON.stringify(value)],
  )

/** An answer never gives way to an older one. */
export const putStatusAnswer = (
  tx: Tx,
  row: { certificateSha256: string; ocsp: Uint8Array; thisUpdate: string; now: string },
) =>
  tx.run(
    `insert into signing.status_answer as s (certificate_sha256, ocsp, this_update, fetched_at) values ($1, $2, $3, $4)
     on conflict (certificate_sha256) do update set ocsp = $2, this_update = $3, fetched_at = $4 where s.this_update <= $3`,
    [row.certificateSha256, Buffer.from(row.ocsp), row.thisUpdate, row.now],
  )

export const listStatusAnswers = (tx: Tx, certificates: string[]) =>
  tx.rows<{ certificate_sha256: string; ocsp: Buffer; fetched_at: string }>(
    prepared(
      'select certificate_sha256, ocsp, fetched_at from signing.status_answer where certificate_sha256 = any ($1)',
    ),
    [certificates],
  )

export const putRevocationList = (
  tx: Tx,
  row: { issuer: string; crl: Uint8Array; thisUpdate: string; nextUpdate: string | null },
) =>
  tx.run(
    `insert into signing.revocation_list as l (issuer, crl, this_update, next_update) values ($1, $2, $3, $4)
     on conflict (issuer) do update set crl = $2, this_update = $3, next_update = $4 where l.this_update <= $3`,
    [row.issuer, Buffer.from(row.crl), row.thisUpdate, row.nextUpdate],
  )

export const putIssuer = (tx: Tx, sha256: string, certificate: Uint8Array, now: string) =>
  tx.run(
    `insert into signing.issuer_certificate (sha256, certificate, fetched_at) values ($1, $2, $3) on conflict do nothing`,
    [sha256, Buffer.from(certificate), now],
  )

export const listIssuers = (tx: Tx) =>
  tx.rows<{ certificate: Buffer }>(
    prepared('select certificate from signing.issuer_certificate order by fetched_at desc limit 500'),
  )

/** By the queue's own clock: the office's may stand still (the demo), the queue's does not. */
export const addJobLater = (
  tx: Tx,
  task: string,
  payload: Record<string, unknown>,
  key: string,
  seconds: number,
) =>
  tx.run(`select platform.add_job($1, $2, $3, now() + $4 * interval '1 second')`, [
    task,
    JSON.stringify(payload),
    key,
    seconds,
  ])
