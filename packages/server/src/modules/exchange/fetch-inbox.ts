// A peer that nobody can reach comes for what lies ready: it waits in a long poll and brings its receipts the next time.
import { isId } from '../../kernel/id.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { installationKeys, keepCosignature, type Shown, showLog, type Witnessing } from '../evidence/index.ts'
import { Paused } from './door.ts'
import { type SignedRequest, signAnswer } from './doors/http-signature.ts'
import { r3Of, sentOf } from './doors/native-call.ts'
import { type BatchAnswer, type BatchItem, BEHIND } from './doors/native-many.ts'
import { MOST_A_REQUEST } from './drain.ts'
import { PIECE } from './enclosures.ts'
import { writeFrame } from './frames.ts'
import { knock, no, type Said, witnessOf } from './native-inbox.ts'
import { keepFailed, keepSent } from './outcome.ts'
import { packetOf } from './packet.ts'
import { wokenOrAfter } from './ready.ts'
import { relayEnded, relayLater } from './relay/hub.ts'
import * as messages from './store/messages.ts'
import { claimForFetcher, findWaitingRelay, type RelayRow } from './store/relay.ts'
import { type PeerRow, peerWorked } from './store/rows.ts'
import { isEnclosed } from './store/transfers.ts'

export interface ReadyItem extends BatchItem {
  id: string
  /** A sealed envelope that this peer only carries. */
  relayed?: true
}
/** What the fetching side says with its next request. */
export interface FetchAsk {
  /** Seconds it will wait for something to come. */
  wait: number
  answers: ({ id: string } & BatchAnswer)[]
  /** Its cosignature of the log we showed. */
  cosigned?: { checkpoint: string; line: string; size: number }
}
export interface ReadyHead {
  items: ReadyItem[]
  shown: Shown | null
  witness: Witnessing | null
}
export interface Raw {
  status: number
  headers: Record<string, string>
  body: Buffer
}

const MOST_WAIT_S = 25
const LOOK_AGAIN_MS = 1000
/** Envelopes at once, each up to a piece of a file. */
const MOST_RELAYS = 8
const MOST_BYTES = 16 * 1024 * 1024

export async function onPull(
  services: Services,
  request: SignedRequest,
  gone: AbortSignal = new AbortController().signal,
): Promise<Said | Raw> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const { peer } = known
  const asked = readAsk(request.body)
  if (!asked) return no(400, 'exchange.pull-refused', 'Lời gọi nhận gói tin không đúng.')
  const witness = await witnessOf(services, peer.settings.logKey, request.headers['congvan-log'])
  await keepAnswers(services, peer, asked)
  const { claimed, relays } = await claimWithin(services, peer, Math.min(asked.wait, MOST_WAIT_S), gone)
  const { items, packets } = await makeReady(services, peer, claimed)
  for (const row of relays) {
    items.push({ id: `relay/${row.id}`, bytes: row.bytes, line: `relay ${row.from_peer}`, relayed: true })
    packets.push(await services.blobs.get(row.sha256))
  }
  const head: ReadyHead = { items, witness, shown: await showLog(services, peer.witnessed_size) }
  return signed(services, request, writeFrame(head, packets))
}

const readAsk = (body: Uint8Array): FetchAsk | null => {
  try {
    const asked = JSON.parse(Buffer.from(body).toString()) as FetchAsk
    return Array.isArray(asked.answers) && asked.answers.length <= MOST_A_REQUEST && asked.wait >= 0
      ? asked
      : null
  } catch {
    return null
  }
}

async function signed(services: Services, request: SignedRequest, body: Buffer): Promise<Raw> {
  const keys = await installationKeys(services)
  const created = Math.floor(services.clock.now().epochMilliseconds / 1000)
  const answer = { status: 200, body }
  const headers = await signAnswer(answer, request.headers.signature ?? '', keys.message, created)
  return { ...answer, headers }
}

/** Its receipts end the messages; what it refused ends them too, what it could not take now comes again. */
async function keepAnswers(services: Services, peer: PeerRow, asked: FetchAsk): Promise<void> {
  if (asked.cosigned) await keepCosignature(services, asked.cosigned.checkpoint, asked.cosigned.line)
  for (const answer of asked.answers) {
    const [agencyId = '', id = ''] = String(answer.id).split('/')
    if (agencyId === 'relay') await keepRelayed(services, peer, id, answer.status)
    if (!isId(agencyId) || !isId(id)) continue
    const message = await services.runner.read(systemActor(agencyId), (tx) =>
      messages.findMessage(tx, agencyId, id),
    )
    if (message?.state !== 'waiting' || message.peer_id !== peer.id) continue
    try {
      if (answer.status === BEHIND) throw new Paused()
      if (answer.status >= 500) throw new Error(`${peer.name}: HTTP ${answer.status}`)
      await keepSent(services, agencyId, [{ id, sent: sentOf(peer, answer.status, answer) }])
    } catch (error) {
      await keepFailed(services, message, null, error as Error)
    }
  }
  const size = asked.cosigned?.size ?? null
  await services.runner.system((tx) => peerWorked(tx, peer.id, services.clock.now().toString(), size))
}

async function keepRelayed(services: Services, peer: PeerRow, id: string, status: number): Promise<void> {
  const row = await services.runner.system((tx) => findWaitingRelay(tx, id, peer.id))
  if (!row) return
  if (status < 500 && ![401, 403, 421].includes(status)) await relayEnded(services, row, status)
  else await relayLater(services, row, new Error(`HTTP ${status}`))
}

async function claimWithin(
  services: Services,
  peer: PeerRow,
  seconds: number,
  gone: AbortSignal,
): Promise<{ claimed: messages.Claimed[]; relays: RelayRow[] }> {
  const until = performance.now() + seconds * 1000
  for (;;) {
    const now = services.clock.now().toString()
    if (gone.aborted) return { claimed: [], relays: [] }
    const [claimed, relays] = await services.runner.system(async (tx) => [
      await messages.claimDue(tx, now, MOST_A_REQUEST - MOST_RELAYS, MOST_A_REQUEST, peer.id),
      await claimForFetcher(tx, now, peer.id, MOST_RELAYS),
    ])
    const left = until - performance.now()
    if (claimed.length + relays.length > 0 || left <= 0)
      return { claimed: claimed.toSorted((a, b) => a.seq - b.seq), relays }
    await wokenOrAfter(peer.id, Math.min(left, LOOK_AGAIN_MS), gone)
  }
}

async function makeReady(services: Services, peer: PeerRow, claimed: messages.Claimed[]) {
  const items: ReadyItem[] = []
  const packets: Uint8Array[] = []
  let bytes = 0
  for (const row of claimed) {
    const message = await services.runner.read(systemActor(row.agency_id), (tx) =>
      messages.findMessage(tx, row.agency_id, row.id),
    )
    if (message?.state !== 'waiting') continue
    try {
      if (bytes > MOST_BYTES) throw new Paused()
      const packet = await packetOf(services, message, peer)
      const r3 = await r3Of(services, message, packet)
      const line = `${row.agency_id} ${row.recipient_code}`
      const id = `${row.agency_id}/${row.id}`
      items.push({ id, bytes: packet.length, line, ...(r3 ? { r3 } : {}) })
      packets.push(packet)
      bytes += packet.length
    } catch (error) {
      await keepFailed(services, message, null, error as Error)
    }
  }
  return { items, packets }
}

const FETCH_PATH = /\/([0-9a-f]{64})\/[0-9]{1,15}\/([0-9]{1,15})$/

/** A piece of a file that some packet for this peer names; the peer knows its hash and checks it. */
export async function onFetch(services: Services, request: SignedRequest): Promise<Said | Raw> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const [, sha256 = '', at = ''] = FETCH_PATH.exec(request.path) ?? []
  const theirs = await services.runner.system((tx) => isEnclosed(tx, known.peer.id, sha256))
  if (!theirs || !(await services.blobs.has(sha256)))
    return no(404, 'exchange.file-refused', 'Không có tệp này cho nơi gọi.')
  return { status: 200, headers: {}, body: await services.blobs.read(sha256, Number(at), PIECE) }
}
