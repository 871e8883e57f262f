// Up to 64 packets in one signed request: one signature, one look at the log, an answer for each.
import type { Services } from '../../../platform/services.ts'
import { keepCosignature, showLog } from '../../evidence/index.ts'
import { type Outgoing, Paused, type Sent } from '../door.ts'
import { type FrameItem, writeFrame } from '../frames.ts'
import type { PeerRow } from '../store/rows.ts'
import { bringPiece, type NativeAnswer, post, r3Of, sentOf } from './native-call.ts'
import { bringFiles } from './native-files.ts'

export const BATCH = '/exchange/v1/batch'

export interface BatchItem extends FrameItem {
  /** Packets of one line are taken in their order. */
  line: string
  /** R3 of a status packet, base64. */
  r3?: string
}
export type BatchAnswer = { status: number } & NativeAnswer

/** 503 inside a batch: it stood behind one that failed. */
export const BEHIND = 503

export async function sendMany(
  services: Services,
  peer: PeerRow,
  list: Outgoing[],
): Promise<(Sent | Error)[]> {
  const items: BatchItem[] = []
  for (const { message, packet } of list) {
    await bringFiles(services, peer, message, (file, at, piece) =>
      bringPiece(services, peer, file, at, piece),
    )
    const r3 = await r3Of(services, message, packet)
    const line = `${message.agency_id} ${message.recipient_code}`
    items.push({ bytes: packet.length, line, ...(r3 ? { r3 } : {}) })
  }
  const shown = await showLog(services, peer.witnessed_size)
  const body = writeFrame(
    { items },
    list.map(({ packet }) => packet),
  )
  const { status, answer } = await post(services, peer, BATCH, body, shown)
  if (shown && answer.witness?.line) await keepCosignature(services, shown.checkpoint, answer.witness.line)
  const answers = answer.answers ?? list.map((): BatchAnswer => ({ ...answer, status }))
  return list.map((_, i) => outcomeOf(peer, answers[i], answer))
}

function outcomeOf(peer: PeerRow, one: BatchAnswer | undefined, whole: NativeAnswer): Sent | Error {
  if (!one) return new Error('Không có trả lời cho gói tin')
  if (one.status === BEHIND) return new Paused()
  if (one.status === 500) return new Error('HTTP 500')
  try {
    return sentOf(peer, one.status, { ...one, ...(whole.witness ? { witness: whole.witness } : {}) })
  } catch (error) {
    return error as Error
  }
}
