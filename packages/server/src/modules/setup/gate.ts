// Who may set up: the holder of the one-time code until an administrator stands, then that administrator's session.
import { createHash, timingSafeEqual } from 'node:crypto'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { cleanLine } from '../../kernel/text.ts'
import { machineClock } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { hashPassword, logAccess, openSession, setPasswordHash } from '../identity/index.ts'
import {
  accountByLogin,
  administratorBySession,
  anyAdministrator,
  endSessionsOf,
  insertPerson,
  renameAdministrator,
} from './store/people.ts'
import { setupTokenHash, spendToken } from './store/settings.ts'
import { asAdministrator } from './store/walls.ts'
import { checkAccount, checkPassword } from './words.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest()

export interface Administrator {
  personId: string
  login: string
}

export async function administratorOf(
  services: Services,
  session: string | undefined,
): Promise<Administrator | null> {
  if (!session) return null
  const row = await services.runner.system((tx) =>
    administratorBySession(tx, sha256(session), machineClock.now().toString()),
  )
  return row && { personId: row.person_id, login: row.login }
}

export async function requireAdministrator(
  services: Services,
  session: string | undefined,
): Promise<Administrator> {
  if (services.demo) throw new DomainError('forbidden', 'setup.not-in-demo')
  const administrator = await administratorOf(services, session)
  if (!administrator) throw new DomainError('forbidden', 'setup.token-needed')
  return administrator
}

export interface AdministratorInput {
  account: string
  name: string
  password: string
}

/** Makes the administrator, or changes the one whose session asks; answers with a session token. */
export async function setAdministrator(
  services: Services,
  session: string | undefined,
  token: string,
  input: AdministratorInput,
): Promise<string> {
  if (services.demo) throw new DomainError('forbidden', 'setup.not-in-demo')
  const account = checkAccount(input.account)
  const name = cleanLine(input.name)
  if (name === '') throw new DomainError('invalid', 'setup.name-empty', {}, 'name')
  checkPassword(account, input.password)
  const current = await administratorOf(services, session)
  const hash = await hashPassword(input.password)
  const personId = await services.runner.system(async (tx) => {
    await asAdministrator(tx)
    const taken = await accountByLogin(tx, account)
    if (taken && taken.person_id !== current?.personId)
      throw new DomainError('conflict', 'setup.account-taken', { account }, 'account')
    if (current) await renameAdministrator(tx, current.personId, name, account)
    else {
      const wanted = await setupTokenHash(tx)
      if (await anyAdministrator(tx)) throw new DomainError('forbidden', 'setup.token-used')
      if (!wanted || !timingSafeEqual(Buffer.from(wanted, 'hex'), sha256(token)))
        throw new DomainError('forbidden', 'setup.token-needed')
      await spendToken(tx)
    }
    const id = current?.personId ?? newId()
    if (!current) await insertPerson(tx, id, name)
    await setPasswordHash(tx, id, account, hash, true)
    await endSessionsOf(tx, id, machineClock.now().toString())
    await logAccess(tx, { personId: id, agencyId: null, what: 'administrator-set', detail: { account } })
    return id
  })
  return openSession(services, personId, true, 'setup')
}

/** A first password for somebody of the imported sheet; all sessions of that person end. */
export async function setPassword(
  services: Services,
  by: string | null,
  typedAccount: string,
  password: string,
): Promise<void> {
  const account = checkAccount(typedAccount)
  checkPassword(account, password)
  const hash = await hashPassword(password)
  await services.runner.system(async (tx) => {
    const row = await accountByLogin(tx, account)
    if (!row) throw new DomainError('not-found', 'setup.no-such-account', { account }, 'account')
    await setPasswordHash(tx, row.person_id, account, hash, row.administrator)
    await endSessionsOf(tx, row.person_id, machineClock.now().toString())
    await logAccess(tx, { personId: by, agencyId: null, what: 'password-set', detail: { account } })
  })
}
