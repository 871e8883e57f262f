import type { Tx } from '../../../platform/tx.ts'

export const anyAdministrator = (tx: Tx) =>
  tx.one<{ person_id: string }>('select person_id from identity.account where administrator limit 1')

/** The administrator behind a session: before the first import no post exists that an actor could be made of. */
export const administratorBySession = (tx: Tx, tokenHash: Buffer, now: string) =>
  tx.one<{ person_id: string; login: string }>(
    `select a.person_id, a.login from identity.session s join identity.account a on a.person_id = s.person_id
     where s.token_hash = $1 and s.ended_at is null and s.expires_at > $2 and a.administrator`,
    [tokenHash, now],
  )

export const accountByLogin = (tx: Tx, login: string) =>
  tx.one<{ person_id: string; login: string; administrator: boolean }>(
    'select person_id, login, administrator from identity.account where login = $1',
    [login],
  )

export const insertPerson = (tx: Tx, id: string, fullName: string) =>
  tx.run('insert into organisations.person (id, full_name) values ($1, $2)', [id, fullName])

export const renameAdministrator = async (tx: Tx, id: string, fullName: string, login: string) => {
  await tx.run('update organisations.person set full_name = $2 where id = $1', [id, fullName])
  await tx.run('update identity.account set login = $2 where person_id = $1', [id, login])
}

export const endSessionsOf = (tx: Tx, personId: string, now: string) =>
  tx.run('update identity.session set ended_at = $2 where person_id = $1 and ended_at is null', [
    personId,
    now,
  ])
