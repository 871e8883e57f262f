import type { Tx } from '../../../platform/tx.ts'

export interface SessionRow {
  person_id: string
  administrator: boolean
  expires_at: string
}

export const insertSession = (
  tx: Tx,
  hash: Buffer,
  personId: string,
  administrator: boolean,
  now: string,
  expires: string,
) =>
  tx.run(
    `insert into identity.session (token_hash, person_id, administrator, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $4, $5)`,
    [hash, personId, administrator, now, expires],
  )

export const findSession = (tx: Tx, hash: Buffer, now: string) =>
  tx.one<SessionRow>(
    `select person_id, administrator, expires_at from identity.session where token_hash = $1 and ended_at is null and expires_at > $2`,
    [hash, now],
  )

export const endSession = (tx: Tx, hash: Buffer, now: string) =>
  tx.run('update identity.session set ended_at = $2 where token_hash = $1 and ended_at is null', [hash, now])

export interface AccountRow {
  person_id: string
  password_hash: string | null
  failed: number
  locked_until: string | null
  administrator: boolean
}
export const findAccount = (tx: Tx, login: string) =>
  tx.one<AccountRow>(
    'select person_id, password_hash, failed, locked_until, administrator from identity.account where login = $1',
    [login],
  )
export const findAccountOfPerson = (tx: Tx, personId: string) =>
  tx.one<AccountRow>(
    'select person_id, password_hash, failed, locked_until, administrator from identity.account where person_id = $1',
    [personId],
  )

/** Counted by the database: guesses sent side by side all count. The lock falls with the `most`th. */
export const recordFailure = (tx: Tx, personId: string, most: number, lockedUntil: string) =>
  tx.run(
    `update identity.account set failed = case when failed + 1 >= $2 then 0 else failed + 1 end,
       locked_until = case when failed + 1 >= $2 then $3::timestamptz else locked_until end where person_id = $1`,
    [personId, most, lockedUntil],
  )
export const forgetFailures = (tx: Tx, personId: string) =>
  tx.run('update identity.account set failed = 0, locked_until = null where person_id = $1', [personId])

export const setPasswordHash = (
  tx: Tx,
  personId: string,
  login: string,
  hash: string,
  administrator: boolean,
) =>
  tx.run(
    `insert into identity.account (person_id, login, password_hash, administrator) values ($1, $2, $3, $4)
     on conflict (person_id) do update set password_hash = $3, failed = 0, locked_until = null`,
    [personId, login, hash, administrator],
  )

export const logAccess = (
  tx: Tx,
  row: {
    personId: string | null
    agencyId: string | null
    what: string
    subjectId?: string
    detail?: Record<string, unknown>
  },
) =>
  tx.run(
    'insert into identity.access_log (person_id, agency_id, what, subject_id, detail) values ($1, $2, $3, $4, $5)',
    [row.personId, row.agencyId, row.what, row.subjectId ?? null, JSON.stringify(row.detail ?? {})],
  )

export interface HeldPost {
  position_id: string
  agency_id: string
  unit_id: string | null
  title: string
  roles: string[]
  unit_name: string | null
  agency_name: string
  full_name: string
}
export const postsOf = (tx: Tx, personId: string, day: string) =>
  tx.rows<HeldPost>('select * from organisations.posts_of($1, $2)', [personId, day])
