import { prepared, type Tx } from '../../../platform/tx.ts'

export interface SessionRow {
  id: string
  document_id: string
  purpose: 'person' | 'seal'
  state: 'prepared' | 'completed' | 'failed' | 'expired'
  position_id: string
  input_sha256: string
}

/** One open session a document and purpose: an older one that never came back is expired, the document stays signable. */
export async function openSigningSession(
  tx: Tx,
  row: Omit<SessionRow, 'state'> & { agencyId: string; now: string },
): Promise<void> {
  await tx.run(
    prepared(
      `update signing.session set state = 'expired', ended_at = $4 where agency_id = $1 and document_id = $2 and purpose = $3 and state = 'prepared'`,
    ),
    [row.agencyId, row.document_id, row.purpose, row.now],
  )
  await tx.run(
    prepared(
      `insert into signing.session (agency_id, id, document_id, purpose, state, position_id, input_sha256, prepared_at) values ($1, $2, $3, $4, 'prepared', $5, $6, $7)`,
    ),
    [row.agencyId, row.id, row.document_id, row.purpose, row.position_id, row.input_sha256, row.now],
  )
}

export const findSigningSession = (tx: Tx, agencyId: string, id: string) =>
  tx.one<Pick<SessionRow, 'state'>>('select state from signing.session where agency_id = $1 and id = $2', [
    agencyId,
    id,
  ])

export const lockSigningSession = (tx: Tx, agencyId: string, id: string) =>
  tx.one<SessionRow>(
    prepared(
      'select id, document_id, purpose, state, position_id, input_sha256 from signing.session where agency_id = $1 and id = $2 for update',
    ),
    [agencyId, id],
  )

export const endSigningSession = (
  tx: Tx,
  agencyId: string,
  id: string,
  state: 'completed' | 'failed',
  now: string,
  outputSha: string | null,
  problem: string | null,
) =>
  tx.run(
    prepared(
      'update signing.session set state = $3, ended_at = $4, output_sha256 = $5, problem = $6 where agency_id = $1 and id = $2',
    ),
    [agencyId, id, state, now, outputSha, problem],
  )
