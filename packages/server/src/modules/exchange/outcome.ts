// What becomes of a message after its try: sent, refused for good, tried again later, or put back untouched.
import { randomInt } from 'node:crypto'
import { Temporal } from '../../kernel/time.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { Paused, Refused, type Sent, Unfetched } from './door.ts'
import { Unsendable } from './packet.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'
import { tell } from './tell.ts'

export const LONGEST_WAIT_S = 15 * 60

/** 1 s, 2 s, 4 s … 15 min, each ±20 %, so that many waiting senders do not knock together. */
export const waitBefore = (attempts: number, jitter = randomInt(80, 121) / 100) =>
  Math.min(2 ** Math.min(attempts, 20), LONGEST_WAIT_S) * jitter

/** Told at one hour, one day and at expiry: the three moments when a person may want to do something. */
const toldLevel = (waited: number, expired: boolean) =>
  expired ? 3 : waited >= 86_400 ? 2 : waited >= 3600 ? 1 : 0

export type Outcome = Sent | Error

/** One try of messages of one agency, in their order. True for those that left. */
export async function keepSent(
  services: Services,
  agencyId: string,
  list: { id: string; sent: Sent }[],
): Promise<void> {
  const now = services.clock.now().toString()
  await services.runner.store(systemActor(agencyId), async (tx) => {
    for (const { id, sent } of list)
      await messages.messageDone(tx, agencyId, id, sent.state, sent.receipt, now)
  })
}

export async function keepFailed(
  services: Services,
  message: messages.MessageRow,
  peer: rows.PeerRow | null,
  error: Error,
): Promise<void> {
  if (error instanceof Paused)
    return void (await services.runner.store(systemActor(message.agency_id), (tx) =>
      messages.putBack(tx, message.agency_id, message.id),
    ))
  const now = services.clock.now()
  const wait = waitBefore(message.attempts)
  const nextAt = now.add({ milliseconds: Math.round(wait * 1000) })
  const forGood = error instanceof Refused || error instanceof Unsendable
  const expired = Temporal.Instant.compare(nextAt, Temporal.Instant.from(message.expires_at)) > 0
  const waited = now.since(Temporal.Instant.from(message.created_at)).total('seconds')
  const level = Math.max(message.told, toldLevel(waited, expired))
  log.warn('exchange.not-sent', { peer: message.peer_id, attempts: message.attempts + 1, forGood })
  await services.runner.store(systemActor(message.agency_id), (tx) =>
    messages.messageFailed(tx, message.agency_id, message.id, {
      error: error.message,
      nextAt: nextAt.toString(),
      state: forGood ? 'dead' : expired ? 'expired' : 'waiting',
      told: level,
    }),
  )
  if (level > message.told) await tell(services, message, level)
  // Who fetches by itself is not broken by being away.
  if (peer && !forGood && !(error instanceof Unfetched))
    await services.runner.system((tx) => rows.peerFailed(tx, peer.id, error.message, nextAt.toString()))
}
