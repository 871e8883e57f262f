// What the native door answers to a batch: lines beside each other, each line in its order, up to its first failure.
import type { NoteKey } from '@congvan/evidence'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import type { SignedRequest } from './doors/http-signature.ts'
import { type BatchAnswer, type BatchItem, BEHIND } from './doors/native-many.ts'
import { MOST_A_REQUEST } from './drain.ts'
import { readFrame } from './frames.ts'
import { knock, no, r3Of, type Said, takeOrAsk, witnessOf } from './native-inbox.ts'
import type { PeerRow } from './store/rows.ts'

const LINES_AT_ONCE = 8

export async function onBatch(services: Services, request: SignedRequest): Promise<Said> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const { peer, key } = known
  const witness = await witnessOf(services, peer.settings.logKey, request.headers['congvan-log'])
  const frame = readFrame<BatchItem>(request.body, MOST_A_REQUEST)
  if (!frame) return no(400, 'exchange.batch-refused', 'Gói gộp không đọc được.')
  const { items } = frame.head
  const answers = await takeAll(peer, items, (i) =>
    takeOne(services, peer, key, items[i]!, frame.packets[i]!),
  )
  return { status: 200, answer: { answers, ...(witness ? { witness } : {}) } }
}

/** An answer for each packet, in the order of the packets. */
export async function takeAll(
  peer: PeerRow,
  items: BatchItem[],
  take: (i: number) => Promise<BatchAnswer>,
): Promise<BatchAnswer[]> {
  const lines = new Map<string, number[]>()
  for (const [i, { line }] of items.entries()) lines.set(line, [...(lines.get(line) ?? []), i])
  const waiting = [...lines.values()]
  const answers: BatchAnswer[] = []
  const worker = async () => {
    for (let line = waiting.pop(); line; line = waiting.pop()) {
      let broken = false
      for (const i of line) {
        answers[i] = broken
          ? { status: BEHIND }
          : await take(i).catch((error: Error) => {
              log.warn('exchange.not-taken', { peer: peer.id, message: error.message.slice(0, 200) })
              return { status: 500 }
            })
        broken ||= answers[i].status >= 400 && answers[i].status !== 422
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(LINES_AT_ONCE, waiting.length) }, worker))
  return answers
}

async function takeOne(
  services: Services,
  peer: PeerRow,
  key: NoteKey,
  item: BatchItem,
  packet: Uint8Array,
): Promise<BatchAnswer> {
  const { status, answer } = await takeOrAsk(services, peer, packet, r3Of(item.r3, packet, key))
  return { ...answer, status }
}
