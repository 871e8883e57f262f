import { Temporal } from '../../kernel/time.ts'
import { crashPoint } from '../../platform/crash-point.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import type { Tx } from '../../platform/tx.ts'
import { type Door, type Outgoing, Paused, Refused, type Sent, Unfetched } from './door.ts'
import { axisDoor } from './doors/axis.ts'
import { loopbackDoor } from './doors/loopback.ts'
import { nativeDoor } from './doors/native.ts'
import { keepFailed, keepSent, LONGEST_WAIT_S, type Outcome } from './outcome.ts'
import { packetOf } from './packet.ts'
import { wake } from './ready.ts'
import * as messages from './store/messages.ts'
import * as rows from './store/rows.ts'

export const DOORS: Record<rows.PeerRow['kind'], Door> = {
  loopback: loopbackDoor,
  native: nativeDoor,
  axis: axisDoor,
}

/** So many in one request, and so many out at a time. */
export const MOST_A_REQUEST = 64
const MOST_BYTES = 16 * 1024 * 1024

/** Sends everything that is due, each addressee's messages in their order; answers how many left. */
export async function drain(services: Services): Promise<number> {
  let left = 0
  for (;;) {
    const now = services.clock.now().toString()
    const due = await services.runner.system((tx) =>
      messages.claimDue(tx, now, MOST_A_REQUEST, MOST_A_REQUEST, null),
    )
    if (due.length === 0) break
    crashPoint('sender.claimed')
    const sent = await Promise.all(together(due).map((list) => sendTogether(services, list)))
    left += sent.reduce((sum, n) => sum + n, 0)
  }
  crashPoint('sender.drained')
  await scheduleNext(services)
  crashPoint('sender.scheduled')
  return left
}

/** What one door call may carry: all of one agency for one peer, in the order in which it was written. */
function together(due: messages.Claimed[]): messages.Claimed[][] {
  const groups = new Map<string, messages.Claimed[]>()
  for (const row of due.toSorted((a, b) => a.seq - b.seq)) {
    const key = `${row.agency_id} ${row.peer_id}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

async function sendTogether(services: Services, list: messages.Claimed[]): Promise<number> {
  const { agency_id: agencyId, peer_id: peerId } = list[0]!
  const peer = await services.runner.system((tx) => rows.findPeer(tx, peerId))
  const many = peer?.kind === 'native' && peer.settings.can?.includes('batch') && list.length > 1
  const found = await Promise.all(
    list.map(({ id }) =>
      services.runner.read(systemActor(agencyId), (tx) => messages.findMessage(tx, agencyId, id)),
    ),
  )
  const waiting = found.filter((message) => message?.state === 'waiting') as messages.MessageRow[]
  if (many) return sendAll(services, peer, waiting)
  const sent = await Promise.all(waiting.map((message) => sendAll(services, peer, [message])))
  return sent.reduce((sum, n) => sum + n, 0)
}

/** One try; how many of these left. */
async function sendAll(
  services: Services,
  peer: rows.PeerRow | null,
  list: messages.MessageRow[],
): Promise<number> {
  const outcomes = await tryAll(services, peer, list).catch((error: Error) => onlyFirst(list, error))
  const sent = list.flatMap(({ id }, i) => {
    const outcome = outcomes[i]!
    return outcome instanceof Error ? [] : [{ id, sent: outcome }]
  })
  if (sent.length) await keepDone(services, list[0]!.agency_id, peer!, sent)
  for (const [i, message] of list.entries()) {
    const outcome = outcomes[i]!
    if (outcome instanceof Error) await keepFailed(services, message, peer, outcome)
  }
  return sent.length
}

/** When nobody answered, the first of each line failed; those behind it only wait for it. */
function onlyFirst(list: messages.MessageRow[], error: Error): Outcome[] {
  const lines = new Set<string>()
  return list.map(({ recipient_code }) => {
    if (lines.has(recipient_code)) return new Paused()
    lines.add(recipient_code)
    return error
  })
}

async function tryAll(
  services: Services,
  peer: rows.PeerRow | null,
  list: messages.MessageRow[],
): Promise<Outcome[]> {
  if (!peer) throw new Refused(`Không có điểm liên thông ${list[0]!.peer_id}`)
  if (peer.settings.revoked) throw new Refused(`Đã ngừng kết nối với ${peer.name}`)
  if (peer.settings.fetches) {
    wake(peer.id)
    throw new Unfetched(`Chờ ${peer.name} đến lấy`)
  }
  crashPoint('sender.read')
  const out: Outgoing[] = []
  let bytes = 0
  for (const message of list) {
    // A packet that cannot be made is the first's own failure, or waits behind those that can.
    const packet = await packetOf(services, message, peer).catch((error: Error) => {
      if (out.length === 0) throw error
      return null
    })
    bytes += packet?.length ?? MOST_BYTES
    if (!packet || (out.length > 0 && bytes > MOST_BYTES)) break
    out.push({ message, packet })
  }
  crashPoint('sender.before-door')
  const door = DOORS[peer.kind]
  const outcomes: Outcome[] =
    out.length > 1 && door.sendMany
      ? await door.sendMany(services, peer, out)
      : [await door.send(services, peer, out[0]!.message, out[0]!.packet)]
  crashPoint('sender.answered')
  return list.map((_, i) => outcomes[i] ?? new Paused())
}

async function keepDone(
  services: Services,
  agencyId: string,
  peer: rows.PeerRow,
  list: { id: string; sent: Sent }[],
): Promise<void> {
  await keepSent(services, agencyId, list)
  crashPoint('sender.done-stored')
  const size = list.at(-1)?.sent.witnessedSize ?? null
  const now = services.clock.now().toString()
  await services.runner.system((tx) => rows.peerWorked(tx, peer.id, now, size))
  crashPoint('sender.peer-worked')
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
