import { randomInt } from 'node:crypto'
import { Temporal } from '../../kernel/time.ts'
import { crashPoint } from '../../platform/crash-point.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { type Door, Paused, Refused } from './door.ts'
import { axisDoor } from './doors/axis.ts'
import { loopbackDoor } from './doors/loopback.ts'
import { nativeDoor } from './doors/native.ts'
import { packetOf, Unsendable } from './packet.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'
import { tell } from './tell.ts'

export const DOORS: Record<rows.PeerRow['kind'], Door> = {
  loopback: loopbackDoor,
  native: nativeDoor,
  axis: axisDoor,
}

const LONGEST_WAIT_S = 15 * 60

/** 1 s, 2 s, 4 s … 15 min, each ±20 %, so that many waiting senders do not knock together. */
export const waitBefore = (attempts: number, jitter = randomInt(80, 121) / 100) =>
  Math.min(2 ** Math.min(attempts, 20), LONGEST_WAIT_S) * jitter

/** Sends everything that is due, each addressee's messages in their order; answers how many left. */
export async function drain(services: Services): Promise<number> {
  let left = 0
  for (;;) {
    const now = services.clock.now().toString()
    const due = await services.runner.system((tx) => messages.claimDue(tx, now, 16))
    if (due.length === 0) break
    crashPoint('sender.claimed')
    const done = await Promise.all(due.map((row) => sendOne(services, row.agency_id, row.id)))
    left += done.filter(Boolean).length
  }
  crashPoint('sender.drained')
  await scheduleNext(services)
  crashPoint('sender.scheduled')
  return left
}

async function sendOne(services: Services, agencyId: string, id: string): Promise<boolean> {
  const actor = systemActor(agencyId)
  const message = await services.runner.read(actor, (tx) => messages.findMessage(tx, agencyId, id))
  if (message?.state !== 'waiting') return false
  const peer = await services.runner.system((tx) => rows.findPeer(tx, message.peer_id))
  try {
    if (!peer) throw new Refused(`Không có điểm liên thông ${message.peer_id}`)
    if (peer.settings.revoked) throw new Refused(`Đã ngừng kết nối với ${peer.name}`)
    crashPoint('sender.read')
    const packet = await packetOf(services, message, peer)
    crashPoint('sender.before-door')
    const sent = await DOORS[peer.kind].send(services, peer, message, packet)
    crashPoint('sender.answered')
    const now = services.clock.now().toString()
    await services.runner.store(actor, (tx) =>
      messages.messageDone(tx, agencyId, id, sent.state, sent.receipt, now),
    )
    crashPoint('sender.done-stored')
    await services.runner.system((tx) => rows.peerWorked(tx, peer.id, now, sent.witnessedSize ?? null))
    crashPoint('sender.peer-worked')
    return true
  } catch (error) {
    if (error instanceof Paused) {
      await services.runner.store(actor, (tx) => messages.putBack(tx, agencyId, id))
      return false
    }
    await failed(services, message, peer, error as Error)
    return false
  }
}

/** Told at one hour, one day and at expiry: the three moments when a person may want to do something. */
const toldLevel = (waited: number, expired: boolean) =>
  expired ? 3 : waited >= 86_400 ? 2 : waited >= 3600 ? 1 : 0

async function failed(
  services: Services,
  message: messages.MessageRow,
  peer: rows.PeerRow | null,
  error: Error,
): Promise<void> {
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
  if (peer && !forGood)
    await services.runner.system((tx) => rows.peerFailed(tx, peer.id, error.message, nextAt.toString()))
}

/** The queue wakes us when the next retry is due; it counts in the machine's time, we in the installation's. */
async function scheduleNext(services: Services): Promise<void> {
  await services.runner.system(async (tx: Tx) => {
    const next = await messages.nextDue(tx)
    if (!next) return
    const seconds = Temporal.Instant.from(next).since(services.clock.now()).total('seconds')
    await messages.wakeIn(tx, Math.min(Math.max(seconds, 1), LONGEST_WAIT_S))
  })
}
