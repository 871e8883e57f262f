// What one look at a sealed number hands to the screen: for one person's session, one subscriber, one minute.
import { DomainError } from '../../kernel/domain-error.ts'
import { machineClock } from '../../kernel/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'

const SECONDS = 60

interface Look {
  subscriberId: string
  personId: string
  positionId: string
  session: string | null
  until: number
}

/** By the machine's clock, as sessions: the demo's own time may stand still. */
export const sealLook = (services: Services, actor: Actor, subscriberId: string): string => {
  const look: Look = {
    subscriberId,
    personId: actor.personId,
    positionId: actor.acting.positionId,
    session: actor.session ?? null,
    until: machineClock.now().epochMilliseconds + SECONDS * 1000,
  }
  return services.sealer.seal('identity-look', Buffer.from(JSON.stringify(look))).toString('base64url')
}

/** The subscriber it names. Copied to another session, another post or kept for later, it opens nothing. */
export function openLook(services: Services, actor: Actor, ticket: string): string {
  const look = read(services, ticket)
  if (!look) throw new DomainError('not-found', 'provisioning.no-identity')
  const own =
    look.personId === actor.personId &&
    look.positionId === actor.acting.positionId &&
    look.session === (actor.session ?? null)
  if (!own || look.until < machineClock.now().epochMilliseconds)
    throw new DomainError('forbidden', 'provisioning.look-over')
  return look.subscriberId
}

function read(services: Services, ticket: string): Look | null {
  try {
    const text = services.sealer.open('identity-look', Buffer.from(ticket, 'base64url')).toString()
    return JSON.parse(text) as Look
  } catch {
    return null
  }
}
