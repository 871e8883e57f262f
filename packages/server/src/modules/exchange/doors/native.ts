import type { Services } from '../../../platform/services.ts'
import { keepCosignature, showLog } from '../../evidence/index.ts'
import { type Door, type Outgoing, Paused, type Sent } from '../door.ts'
import { sendThrough } from '../relay/send.ts'
import type { PeerRow } from '../store/rows.ts'
import { bringPiece, MESSAGES, post, r3Of, STATUS_RECEIPT, sentOf } from './native-call.ts'
import { bringFiles } from './native-files.ts'
import { sendMany } from './native-many.ts'

/** Push to another Congvan: signed request, our log beside it; the answer is a signed receipt and a cosignature. */
export const nativeDoor: Door = {
  async send(services, peer, message, packet) {
    if (peer.settings.via) return sendThrough(services, peer, message, packet)
    await bringFiles(services, peer, message, (file, at, piece) =>
      bringPiece(services, peer, file, at, piece),
    )
    const shown = await showLog(services, peer.witnessed_size)
    const r3 = await r3Of(services, message, packet)
    const more: Record<string, string> = r3 ? { [STATUS_RECEIPT]: r3 } : {}
    const { status, answer } = await post(services, peer, MESSAGES, packet, shown, more)
    if (shown && answer.witness?.line) await keepCosignature(services, shown.checkpoint, answer.witness.line)
    return sentOf(peer, status, answer)
  },
  sendMany: (services, peer, list) =>
    peer.settings.via ? throughInOrder(services, peer, list) : sendMany(services, peer, list),
}

/** Each in its own envelope, since each is answered by itself; behind a failure all wait. */
async function throughInOrder(
  services: Services,
  peer: PeerRow,
  list: Outgoing[],
): Promise<(Sent | Error)[]> {
  const outcomes: (Sent | Error)[] = []
  for (const { message, packet } of list) {
    if (outcomes.at(-1) instanceof Error) outcomes.push(new Paused())
    else outcomes.push(await sendThrough(services, peer, message, packet).catch((error: Error) => error))
  }
  return outcomes
}
