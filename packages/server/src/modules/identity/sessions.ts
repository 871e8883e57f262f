import { createHash, randomBytes } from 'node:crypto'
import type { PostRole, PostView } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, machineClock } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { absentPositionsOf } from '../organisations/index.ts'
import { hashPassword, verifyPassword } from './password.ts'
import {
  endSession,
  findAccount,
  findSession,
  forgetFailures,
  insertSession,
  logAccess,
  postsOf,
  recordFailure,
} from './store/sessions.ts'

const HOURS = 12
const MOST_FAILURES = 5
const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** Sessions live on the machine's clock: the demo province's own time must not end them. */
export async function openSession(
  services: Services,
  personId: string,
  administrator: boolean,
  how: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const now = machineClock.now()
  await services.runner.system(async (tx) => {
    await insertSession(
      tx,
      hashOf(token),
      personId,
      administrator,
      now.toString(),
      now.add({ hours: HOURS }).toString(),
    )
    await logAccess(tx, { personId, agencyId: null, what: 'log-in', detail: { how } })
  })
  return token
}

export async function closeSession(services: Services, token: string): Promise<void> {
  await services.runner.system((tx) => endSession(tx, hashOf(token), machineClock.now().toString()))
}

/** The actor of a request: the session's person, all posts held today, and the post acted as. */
export async function actorOf(
  services: Services,
  token: string | undefined,
  positionId: string | undefined,
): Promise<Actor> {
  if (!token) throw new DomainError('forbidden', 'identity.not-signed-in')
  const day = isoDay(services.clock.now())
  const found = await services.runner.system(async (tx) => {
    const session = await findSession(tx, hashOf(token), machineClock.now().toString())
    return session && { session, held: await postsOf(tx, session.person_id, day) }
  })
  if (!found) throw new DomainError('forbidden', 'identity.not-signed-in')
  const { person_id: personId, administrator } = found.session
  const actor = await actorFrom(services, personId, administrator, found.held, positionId)
  return { ...actor, session: hashOf(token).toString('hex') }
}

/** The same for the command line and jobs, which act as a post without a session. */
export async function actorForPerson(
  services: Services,
  personId: string,
  positionId?: string,
): Promise<Actor> {
  const held = await services.runner.system((tx) => postsOf(tx, personId, isoDay(services.clock.now())))
  return actorFrom(services, personId, false, held, positionId)
}

async function actorFrom(
  services: Services,
  personId: string,
  administrator: boolean,
  held: Awaited<ReturnType<typeof postsOf>>,
  positionId: string | undefined,
): Promise<Actor> {
  const posts: PostView[] = held.map((row) => ({
    positionId: row.position_id,
    title: row.title,
    roles: row.roles as PostRole[],
    agencyId: row.agency_id,
    agencyName: row.agency_name,
    unitName: row.unit_name,
  }))
  const first = posts[0]
  if (!first) throw new DomainError('forbidden', 'identity.no-post')
  const acting = positionId ? posts.find((post) => post.positionId === positionId) : first
  if (!acting) throw new DomainError('forbidden', 'identity.not-your-post')
  const isAdministrator = administrator || acting.roles.includes('admin')
  const actor: Actor = {
    personId,
    name: held[0]!.full_name,
    posts,
    acting,
    administrator: isAdministrator,
    standsInFor: [],
  }
  const absent = await services.runner.read(actor, (tx) =>
    absentPositionsOf(
      tx,
      posts.map((post) => post.positionId),
      services.clock.now().toString(),
    ),
  )
  return { ...actor, standsInFor: absent.map((row) => row.position_id) }
}

const decoy = hashPassword('không có tài khoản này')

/** Password log-in with lock-out; an unknown account costs the same time and says the same words. */
export async function logIn(services: Services, login: string, password: string): Promise<string> {
  const account = await services.runner.system((tx) =>
    findAccount(tx, login.normalize('NFC').trim().toLowerCase()),
  )
  const now = machineClock.now()
  if (account?.locked_until && account.locked_until > now.toString())
    throw new DomainError('too-many', 'identity.locked', { minutes: 15 })
  const good = await verifyPassword(password, account?.password_hash ?? (await decoy))
  if (!account?.password_hash || !good) {
    await services.runner.system(async (tx) => {
      if (account)
        await recordFailure(tx, account.person_id, MOST_FAILURES, now.add({ minutes: 15 }).toString())
      await logAccess(tx, { personId: account?.person_id ?? null, agencyId: null, what: 'log-in-failed' })
    })
    throw new DomainError('forbidden', 'identity.wrong-login')
  }
  await services.runner.system((tx) => forgetFailures(tx, account.person_id))
  return openSession(services, account.person_id, account.administrator, 'password')
}
