// The hub's half: takes sealed envelopes between two of its peers, keeps them until the addressee has them, in order.
import { signReceipt } from '@congvan/evidence'
import { Temporal } from '../../../kernel/time.ts'
import { log } from '../../../platform/log.ts'
import type { Services } from '../../../platform/services.ts'
import { installationKeys } from '../../evidence/index.ts'
import type { SignedRequest } from '../doors/http-signature.ts'
import { post } from '../doors/native-call.ts'
import { knock, no, type Said, shutAgainst } from '../native-inbox.ts'
import { waitBefore } from '../outcome.ts'
import { wake } from '../ready.ts'
import * as store from '../store/relay.ts'
import { findPeer } from '../store/rows.ts'
import { readEnvelope } from './envelope.ts'
import { RELAYED } from './take.ts'

/** What one peer may leave here at most before its addressees fetched it. */
const MOST_WAITING = 8 * 1024 ** 3

export async function onRelay(services: Services, request: SignedRequest): Promise<Said> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const envelope = readEnvelope(request.body)
  if (!envelope || envelope.outside.from !== known.peer.id)
    return no(400, 'exchange.relay-refused', 'Phong bì chuyển tiếp không đúng.')
  const { id, from, to } = envelope.outside
  const addressee = await services.runner.system((tx) => findPeer(tx, to))
  if (addressee?.kind !== 'native')
    return no(403, 'exchange.relay-unknown', 'Nơi chuyển tiếp không kết nối với nơi nhận.')
  const shut = shutAgainst(addressee, services)
  if (shut) return shut
  const before = await services.runner.system((tx) => store.findRelay(tx, id, from))
  if (before) return { status: 200, answer: { receipts: [before.receipt] } }
  if ((await services.runner.system((tx) => store.waitingBytes(tx, from))) > MOST_WAITING)
    return { status: 429, answer: {} }
  const blob = await services.blobs.put(request.body, { underKey: true })
  const receipt = await durableHere(services, id, to, blob.sha256)
  const now = services.clock.now().toString()
  const row = { id, from_peer: from, to_peer: to, ...blob, receipt }
  const kept = await services.runner.system(async (tx) => {
    await store.insertRelay(tx, row, now)
    await store.wakeRelay(tx)
    return store.findRelay(tx, id, from)
  })
  // The name belongs to somebody else's envelope.
  if (!kept) return no(409, 'exchange.relay-refused', 'Phong bì trùng tên.')
  wake(to)
  return { status: 200, answer: { receipts: [kept.receipt] } }
}

async function durableHere(services: Services, id: string, to: string, sha256: string): Promise<string> {
  const keys = await installationKeys(services)
  const at = services.clock.now().toString()
  return signReceipt(
    { level: 'R1', messageId: id, messageHash: sha256, addressee: to, by: keys.origin, at },
    keys.message,
  )
}

const MOST_IDS = 10_000

/** Which of these envelopes are here, or were: the sender goes on behind them. */
export async function onKnown(services: Services, request: SignedRequest): Promise<Said> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const ids = JSON.parse(Buffer.from(request.body).toString()) as unknown
  const list = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(0, MOST_IDS) : []
  return {
    status: 200,
    answer: { known: await services.runner.system((tx) => store.knownRelays(tx, list, known.peer.id)) },
  }
}

/** Pushes what waits to peers that can be reached, each pair in its order; what cannot leave waits longer and longer. */
export async function forward(services: Services): Promise<number> {
  let passed = 0
  for (;;) {
    const now = services.clock.now().toString()
    const due = await services.runner.system((tx) => store.claimRelays(tx, now))
    if (due.length === 0) return passed
    const left = await Promise.all(due.map((row) => pushOne(services, row)))
    passed += left.filter(Boolean).length
  }
}

async function pushOne(services: Services, row: store.RelayRow): Promise<boolean> {
  try {
    const peer = await services.runner.system((tx) => findPeer(tx, row.to_peer))
    const { status, answer } = await post(
      services,
      peer!,
      RELAYED,
      await services.blobs.get(row.sha256),
      null,
    )
    // Between the two hubs something is to be repaired by people; the envelope waits for it.
    if ([401, 403, 421].includes(status)) throw new Error(answer.problem?.code ?? `HTTP ${status}`)
    await relayEnded(services, row, status)
    return true
  } catch (error) {
    await relayLater(services, row, error as Error)
    return false
  }
}

/** The addressee has it, or said it never will: the bytes are no longer ours to keep. */
export async function relayEnded(services: Services, row: store.RelayRow, status: number): Promise<void> {
  const now = services.clock.now().toString()
  const [state, why] = status < 400 ? (['passed', null] as const) : (['refused', `HTTP ${status}`] as const)
  await services.runner.system((tx) => store.relayDone(tx, row.id, state, why, now))
  await services.blobs.destroy(row.sha256)
}

export async function relayLater(services: Services, row: store.RelayRow, error: Error): Promise<void> {
  log.warn('exchange.not-relayed', { peer: row.to_peer, attempts: row.attempts + 1 })
  const now = services.clock.now()
  const next = now.add({ milliseconds: Math.round(waitBefore(row.attempts) * 1000) })
  const over = Temporal.Instant.compare(next, Temporal.Instant.from(row.expires_at)) > 0
  await services.runner.system((tx) =>
    over
      ? store.relayDone(tx, row.id, 'expired', error.message, now.toString())
      : store.relayFailed(tx, row.id, error.message, next.toString()),
  )
  if (over) await services.blobs.destroy(row.sha256)
}
