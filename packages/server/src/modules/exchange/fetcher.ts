// The other half: an installation without an address of its own goes to its peers and fetches.
import { type NoteKey, parseKey } from '@congvan/evidence'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { keepCosignature, showLog } from '../evidence/index.ts'
import { refuseAnswer } from './doors/http-signature.ts'
import { type Asked, ask, type NativeAnswer } from './doors/native-call.ts'
import type { BatchAnswer } from './doors/native-many.ts'
import { MOST_A_REQUEST } from './drain.ts'
import { FileMissing, takePiece } from './enclosures.ts'
import type { FetchAsk, ReadyHead, ReadyItem } from './fetch-inbox.ts'
import { readFrame } from './frames.ts'
import { r3Of, takeIn, witnessOf } from './native-inbox.ts'
import { takeAll } from './native-many-inbox.ts'
import { takeEnvelope } from './relay/take.ts'
import { listPeers, type PeerRow, peerFailed, peerWorked } from './store/rows.ts'
import type { Enclosure } from './store/transfers.ts'

export const PULL = '/exchange/v1/pull'
export const FETCH = '/exchange/v1/fetch'

/** What is to be said at the next knock; lost in a cut, the other side hands out again and hears the same receipts. */
export type Carried = Pick<FetchAsk, 'answers' | 'cosigned'>
export const NOTHING: Carried = { answers: [] }

/** One knock: brings the last receipts, takes what lies ready. Throws when the peer cannot be reached or is not itself. */
export async function fetchOnce(
  services: Services,
  peer: PeerRow,
  carried: Carried,
  wait: number,
  stop?: AbortSignal,
): Promise<{ taken: number; carried: Carried }> {
  const shown = await showLog(services, peer.witnessed_size)
  const body = Buffer.from(JSON.stringify({ ...carried, wait } satisfies FetchAsk))
  const asked = await ask(services, peer, PULL, body, shown, {}, stop)
  const key = parseKey(peer.settings.messageKey ?? '')
  const { head, packets } = readReady(asked, key)
  const line = head.witness?.line
  if (shown && line) await keepCosignature(services, shown.checkpoint, line)
  const now = services.clock.now().toString()
  await services.runner.system((tx) => peerWorked(tx, peer.id, now, head.witness?.size ?? null))
  const answers = await takeAll(peer, head.items, (i) =>
    takeWithFiles(services, peer, key!, head.items[i]!, packets[i]!),
  )
  return {
    taken: answers.filter(({ status }) => status === 200).length,
    carried: {
      answers: answers.map((answer, i) => ({ ...answer, id: head.items[i]!.id })),
      ...(await cosign(services, peer, head)),
    },
  }
}

function readReady(asked: Asked, key: NoteKey | null) {
  if (asked.status >= 400) {
    const { problem } = JSON.parse(asked.body.toString()) as NativeAnswer
    throw new Error(`${problem?.code ?? `HTTP ${asked.status}`}: ${problem?.vi ?? ''}`)
  }
  const wrong = key ? refuseAnswer(asked, asked.signature, key) : 'signature'
  const frame = wrong ? null : readFrame<ReadyItem, ReadyHead>(asked.body, MOST_A_REQUEST)
  if (!frame) throw new Error(`Trả lời không được ký bằng khóa đã biết (${wrong})`)
  return frame
}

async function cosign(services: Services, peer: PeerRow, { shown }: ReadyHead) {
  if (!shown) return {}
  const header = Buffer.from(JSON.stringify(shown)).toString('base64')
  const seen = await witnessOf(services, peer.settings.logKey, header)
  return seen?.line ? { cosigned: { checkpoint: shown.checkpoint, line: seen.line, size: seen.size } } : {}
}

/** A packet that names files makes us fetch them first, from where the last cut left them. */
async function takeWithFiles(
  services: Services,
  peer: PeerRow,
  key: NoteKey,
  item: ReadyItem,
  packet: Uint8Array,
): Promise<BatchAnswer> {
  if (item.relayed) {
    const said = await takeEnvelope(services, peer, packet)
    return { ...said.answer, status: said.status }
  }
  const r3 = r3Of(item.r3, packet, key)
  let last = ''
  for (;;) {
    const said = await takeIn(services, peer, packet, r3).catch((error: Error) => error)
    if (said instanceof FileMissing && said.file.sha256 !== last) {
      last = said.file.sha256
      await fetchFile(services, peer, said.file)
    } else if (said instanceof Error) throw said
    else return { ...said.answer, status: said.status }
  }
}

async function fetchFile(services: Services, peer: PeerRow, file: Enclosure): Promise<void> {
  let at = 0
  let piece: Uint8Array = new Uint8Array()
  for (;;) {
    const taken = await takePiece(services, peer.id, file, at, piece)
    if ('refused' in taken) throw new Error(`Tệp ${file.sha256}: ${taken.refused}`)
    if (taken.have === file.bytes) return
    at = taken.have
    const asked = await ask(
      services,
      peer,
      `${FETCH}/${file.sha256}/${file.bytes}/${at}`,
      new Uint8Array(),
      null,
    )
    if (asked.status !== 200 || asked.body.length === 0) throw new Error(`HTTP ${asked.status}`)
    piece = asked.body
  }
}

const WAIT_S = 25
const LONGEST_REST_MS = 60_000

/** One loop a peer, for ever: knocks, waits there, takes; rests longer and longer while nobody answers. */
export function startFetching(services: Services): { look(): Promise<void>; stop(): Promise<void> } {
  const stopping = new AbortController()
  const loops = new Map<string, Promise<void>>()
  const loop = async (peerId: string) => {
    let carried = NOTHING
    for (let failures = 0; !stopping.signal.aborted; ) {
      const peer = (await listOfPull(services)).find((row) => row.id === peerId)
      if (!peer) return
      try {
        carried = (await fetchOnce(services, peer, carried, WAIT_S, stopping.signal)).carried
        failures = 0
      } catch (error) {
        if (stopping.signal.aborted) return
        failures++
        await noteFailure(services, peer, error as Error)
        await rest(Math.min(1000 * 2 ** failures, LONGEST_REST_MS), stopping.signal)
      }
    }
  }
  return {
    async look() {
      for (const { id } of await listOfPull(services))
        if (!loops.has(id))
          loops.set(
            id,
            loop(id)
              .catch((error: Error) =>
                log.warn('exchange.fetch-ended', { message: error.message.slice(0, 200) }),
              )
              .finally(() => loops.delete(id)),
          )
    },
    async stop() {
      stopping.abort()
      await Promise.all(loops.values())
    },
  }
}

const listOfPull = async (services: Services) =>
  (await services.runner.system(listPeers)).filter(({ settings }) => settings.pull && !settings.revoked)

async function noteFailure(services: Services, peer: PeerRow, error: Error): Promise<void> {
  log.warn('exchange.fetch-failed', { peer: peer.id, message: error.message.slice(0, 200) })
  const now = services.clock.now().toString()
  await services.runner.system((tx) => peerFailed(tx, peer.id, error.message, now))
}

const rest = (milliseconds: number, stop: AbortSignal) =>
  new Promise<void>((done) => {
    const timer = setTimeout(done, milliseconds)
    stop.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })
