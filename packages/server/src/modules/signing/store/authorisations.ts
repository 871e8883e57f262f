import type { PreparedSignature } from '@congvan/sign-core'
import type { Tx } from '../../../platform/tx.ts'

export type Purpose = 'person' | 'seal' | 'trial'

export interface AuthorisationRow {
  id: string
  person_id: string
  position_id: string
  key_id: string
  purpose: Purpose
  options: { send?: boolean }
  state: 'open' | 'done' | 'cancelled' | 'refused' | 'expired'
  memo: Buffer | null
  code: string | null
  problem: string | null
  expires_at: string | null
  started_at: string
}

export interface PendingFile {
  id: string
  authorisation_id: string
  ordinal: number
  document_id: string | null
  session_id: string | null
  component: number
  label: string
  input_sha256: string
  prepared: PreparedSignature | null
  handed_sha256: string | null
  state: 'waiting' | 'asked' | 'signed' | 'done' | 'failed'
  value: Buffer | null
  output_sha256: string | null
  problem: { code: string; vi: string; en: string } | null
  attempt: number
  fetched_at: string | null
  returned_at: string | null
}

const COLUMNS = `id, person_id, position_id, key_id, purpose, options, state, memo, code, problem,
  expires_at::text, started_at::text`
const FILE = `id, authorisation_id, ordinal, document_id, session_id, component, label, input_sha256, prepared, handed_sha256,
  state, value, output_sha256, problem, attempt, fetched_at::text, returned_at::text`

export const insertAuthorisation = (
  tx: Tx,
  agencyId: string,
  row: Pick<AuthorisationRow, 'id' | 'person_id' | 'position_id' | 'key_id' | 'purpose' | 'options'>,
  now: string,
) =>
  tx.run(
    `insert into signing.authorisation (agency_id, id, person_id, position_id, key_id, purpose, options, state, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'open', $8)`,
    [
      agencyId,
      row.id,
      row.person_id,
      row.position_id,
      row.key_id,
      row.purpose,
      JSON.stringify(row.options),
      now,
    ],
  )

export type NewFile = Omit<
  PendingFile,
  'state' | 'value' | 'output_sha256' | 'problem' | 'attempt' | 'fetched_at' | 'returned_at'
>
export const insertFile = (tx: Tx, agencyId: string, row: NewFile) =>
  tx.run(
    `insert into signing.pending_file (agency_id, id, authorisation_id, ordinal, document_id, session_id, component, label,
       input_sha256, prepared, handed_sha256, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting')`,
    [
      agencyId,
      row.id,
      row.authorisation_id,
      row.ordinal,
      row.document_id,
      row.session_id,
      row.component,
      row.label,
      row.input_sha256,
      row.prepared && JSON.stringify(row.prepared),
      row.handed_sha256,
    ],
  )

export const findAuthorisation = (tx: Tx, agencyId: string, id: string) =>
  tx.one<AuthorisationRow>(`select ${COLUMNS} from signing.authorisation where agency_id = $1 and id = $2`, [
    agencyId,
    id,
  ])

/** What a person left open: shown again when the browser comes back. */
export const openAuthorisations = (tx: Tx, agencyId: string, personId: string) =>
  tx.rows<AuthorisationRow>(
    `select ${COLUMNS} from signing.authorisation where agency_id = $1 and person_id = $2 and state = 'open' order by started_at`,
    [agencyId, personId],
  )

export const listFiles = (tx: Tx, agencyId: string, authorisationId: string) =>
  tx.rows<PendingFile>(
    `select ${FILE} from signing.pending_file where agency_id = $1 and authorisation_id = $2 order by ordinal`,
    [agencyId, authorisationId],
  )

export const findFile = (tx: Tx, agencyId: string, id: string) =>
  tx.one<PendingFile>(`select ${FILE} from signing.pending_file where agency_id = $1 and id = $2`, [
    agencyId,
    id,
  ])

/** What is on the device now. */
export const noteAsked = (
  tx: Tx,
  agencyId: string,
  id: string,
  asked: { memo: Uint8Array; code: string | null; now: string; expiresAt: string | null },
) =>
  tx.run(
    `update signing.authorisation set memo = $3, code = $4, asked_at = coalesce(asked_at, $5),
       expires_at = coalesce($6, expires_at) where agency_id = $1 and id = $2 and state = 'open'`,
    [agencyId, id, asked.memo, asked.code, asked.now, asked.expiresAt],
  )

export const markAsked = (tx: Tx, agencyId: string, ids: string[]) =>
  tx.run(
    `update signing.pending_file set state = 'asked' where agency_id = $1 and id = any($2) and state = 'waiting'`,
    [agencyId, ids],
  )

/** The values are kept before anything is done with them: they cannot be made again without the person. */
export async function keepValues(
  tx: Tx,
  agencyId: string,
  id: string,
  values: { id: string; value: Uint8Array }[],
): Promise<void> {
  for (const row of values)
    await tx.run(
      `update signing.pending_file set state = 'signed', value = $3 where agency_id = $1 and id = $2 and state = 'asked'`,
      [agencyId, row.id, row.value],
    )
  await tx.run(
    'update signing.authorisation set memo = null, code = null, expires_at = null where agency_id = $1 and id = $2',
    [agencyId, id],
  )
}

export const endFile = (
  tx: Tx,
  agencyId: string,
  id: string,
  end: {
    state: 'signed' | 'done' | 'failed'
    outputSha256: string | null
    problem: PendingFile['problem']
  },
) =>
  tx.run(
    `update signing.pending_file set state = $3, output_sha256 = coalesce($4, output_sha256), problem = $5,
       prepared = case when $3 = 'signed' then prepared end where agency_id = $1 and id = $2`,
    [agencyId, id, end.state, end.outputSha256, end.problem && JSON.stringify(end.problem)],
  )

/** Everything that was still on its way ends with the authorisation; the documents stay as they were. */
export async function endAuthorisation(
  tx: Tx,
  agencyId: string,
  id: string,
  end: { state: AuthorisationRow['state']; problem: string | null; now: string },
): Promise<void> {
  await tx.run(
    `update signing.authorisation set state = $3, problem = $4, ended_at = $5, memo = null where agency_id = $1 and id = $2 and state = 'open'`,
    [agencyId, id, end.state, end.problem, end.now],
  )
  await tx.run(
    `with ended as (
       update signing.pending_file set state = 'failed', prepared = null
       where agency_id = $1 and authorisation_id = $2 and state in ('waiting', 'asked') returning session_id)
     update signing.session set state = 'expired', ended_at = $3
     where agency_id = $1 and state = 'prepared' and id in (select session_id from ended where session_id is not null)`,
    [agencyId, id, end.now],
  )
}

/** Once an attempt: true for the first caller only. */
export const takeOnce = async (
  tx: Tx,
  agencyId: string,
  file: { id: string; attempt: number },
  what: 'fetched' | 'returned',
  now: string,
): Promise<boolean> => {
  const changed = await tx.run(
    what === 'fetched'
      ? `update signing.pending_file set fetched_at = $4, state = 'asked'
         where agency_id = $1 and id = $2 and attempt = $3 and fetched_at is null and state in ('waiting', 'asked')`
      : `update signing.pending_file set returned_at = $4
         where agency_id = $1 and id = $2 and attempt = $3 and returned_at is null and fetched_at is not null and state = 'asked'`,
    [agencyId, file.id, file.attempt, now],
  )
  return changed === 1
}

/** A token that gave up or answered wrongly may be asked again: the old addresses end with their attempt. */
export const offerAgain = (tx: Tx, agencyId: string, id: string, problem: PendingFile['problem']) =>
  tx.run(
    `update signing.pending_file set attempt = attempt + 1, fetched_at = null, returned_at = null, state = 'waiting', problem = $3
     where agency_id = $1 and id = $2 and state in ('waiting', 'asked')`,
    [agencyId, id, problem && JSON.stringify(problem)],
  )

/** Looks again later whether the device answered; the queue's own clock, which runs on in a demo too. */
export const lookAgain = (
  tx: Tx,
  agencyId: string,
  id: string,
  seconds: number,
  personId: string,
  positionId: string,
) =>
  tx.run(`select platform.add_job('drafting.advance-signing', $1, $2, now() + make_interval(secs => $3))`, [
    JSON.stringify({ agencyId, authorisationId: id, personId, positionId }),
    `signing:${id}`,
    seconds,
  ])
