import type { Tx } from '../../../platform/tx.ts'

export interface KeptFile {
  agency_id: string
  document_id: string
  ordinal: number
  sha256: string
  level: string | null
  state: 'waiting' | 'kept'
  protected_until: string | null
  problem: string | null
  tries: number
}

export const putKept = (tx: Tx, row: KeptFile & { now: string }) =>
  tx.run(
    `insert into preservation.file (agency_id, document_id, ordinal, sha256, level, state, protected_until, problem, tries, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (agency_id, document_id, ordinal) do update set sha256 = $4, level = $5, state = $6, protected_until = $7, problem = $8, tries = $9, changed_at = $10`,
    [
      row.agency_id,
      row.document_id,
      row.ordinal,
      row.sha256,
      row.level,
      row.state,
      row.protected_until,
      row.problem,
      row.tries,
      row.now,
    ],
  )

export const findKept = (tx: Tx, agencyId: string, documentId: string, ordinal: number) =>
  tx.one<KeptFile>(
    'select * from preservation.file where agency_id = $1 and document_id = $2 and ordinal = $3',
    [agencyId, documentId, ordinal],
  )

export const listDue = (tx: Tx, before: string, most: number) =>
  tx.rows<{ agency_id: string; document_id: string }>('select * from preservation.due($1, $2)', [
    before,
    most,
  ])

export const countKept = (tx: Tx, before: string) =>
  tx.one<{ kept: number; waiting: number; ending: number }>('select * from preservation.counts($1)', [before])

export const putEvidence = (
  tx: Tx,
  row: {
    agencyId: string
    documentId: string
    ordinal: number
    fileSha256: string
    blobSha256: string
    bytes: number
    verdict: string
    now: string
  },
) =>
  tx.run(
    `insert into preservation.evidence (agency_id, document_id, ordinal, file_sha256, blob_sha256, bytes, verdict, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (agency_id, document_id, ordinal, file_sha256) do update set blob_sha256 = $5, bytes = $6, verdict = $7, made_at = $8`,
    [
      row.agencyId,
      row.documentId,
      row.ordinal,
      row.fileSha256,
      row.blobSha256,
      row.bytes,
      row.verdict,
      row.now,
    ],
  )

export const findEvidence = (tx: Tx, agencyIds: string[], documentId: string, ordinal: number) =>
  tx.one<{ blob_sha256: string; file_sha256: string; made_at: string }>(
    `select e.blob_sha256, e.file_sha256, e.made_at from preservation.evidence e
     where e.agency_id = any ($1) and e.document_id = $2 and e.ordinal = $3 order by e.made_at desc limit 1`,
    [agencyIds, documentId, ordinal],
  )

export interface RunRow {
  id: string
  began_at: string
  ended_at: string | null
  due: number
  renewed: number
  waiting: number
  problem: string | null
}

export const lastRuns = (tx: Tx, most: number) =>
  tx.rows<RunRow>('select * from preservation.run order by began_at desc limit $1', [most])

export const beginRun = (tx: Tx, id: string, now: string) =>
  tx.run('insert into preservation.run (id, began_at) values ($1, $2)', [id, now])

export const endRun = (tx: Tx, row: Omit<RunRow, 'began_at'>) =>
  tx.run(
    'update preservation.run set ended_at = $2, due = $3, renewed = $4, waiting = $5, problem = $6 where id = $1',
    [row.id, row.ended_at, row.due, row.renewed, row.waiting, row.problem],
  )
