// The sender's half: the request it would have made itself, sealed for the addressee, given to the hub.
import { openReceipt, parseKey } from '@congvan/evidence'
import type { Services } from '../../../platform/services.ts'
import { installationKeys, showLog } from '../../evidence/index.ts'
import { Refused, type Sent } from '../door.ts'
import { errorOf, MESSAGES, post, r3Of, STATUS_RECEIPT, signedHeaders } from '../doors/native-call.ts'
import { bringFiles, filePath } from '../doors/native-files.ts'
import { PIECE } from '../enclosures.ts'
import { idFrom } from '../ids.ts'
import type { MessageRow } from '../store/messages.ts'
import { findPeer, type PeerRow } from '../store/rows.ts'
import { seal } from './box.ts'
import { outsideBytes, writeEnvelope, writeInside } from './envelope.ts'

export const RELAY = '/exchange/v1/relay'
export const RELAY_KNOWN = '/exchange/v1/relay-known'
/** Names our message to ourselves in the addressee's answer. */
export const ABOUT = 'congvan-about'

type Inside = { path: string; body: Uint8Array; more?: Record<string, string> }

/** Durable at the hub when it answers: its R1. The same name again is the same envelope. */
export async function sendEnvelope(
  services: Services,
  to: PeerRow,
  hub: PeerRow,
  id: string,
  inside: Inside,
): Promise<string> {
  if (!to.settings.boxKey) throw new Refused(`Chưa có khóa mã hóa của ${to.name}; xin mã kết nối mới`)
  const { origin } = await installationKeys(services)
  const shown = inside.more?.[ABOUT] === undefined ? null : await showLog(services, to.witnessed_size)
  const headers = await signedHeaders(services, to.id, inside.path, inside.body, shown)
  const outside = { v: 1, id, from: origin, to: to.id } as const
  const request = {
    method: 'POST',
    path: inside.path,
    headers: { ...headers, ...inside.more },
    body: inside.body,
  }
  const sealed = await seal(to.settings.boxKey, writeInside(request), outsideBytes(outside))
  const { status, answer } = await post(services, hub, RELAY, writeEnvelope(outside, sealed), null)
  if (status >= 400) throw errorOf(status, answer)
  const key = parseKey(hub.settings.messageKey ?? '')
  const receipt = answer.receipts?.[0]
  if (!receipt || !key || openReceipt(receipt, key)?.messageId !== id)
    throw new Error('Biên nhận của nơi chuyển tiếp không được ký bằng khóa đã biết')
  return receipt
}

export const hubOf = async (
  services: Services,
  peer: Pick<PeerRow, 'settings' | 'name'>,
): Promise<PeerRow> => {
  const hub = await services.runner.system((tx) => findPeer(tx, peer.settings.via ?? ''))
  if (!hub) throw new Refused(`Không còn nơi chuyển tiếp tới ${peer.name}`)
  return hub
}

export async function sendThrough(
  services: Services,
  peer: PeerRow,
  message: MessageRow,
  packet: Uint8Array,
): Promise<Sent> {
  const hub = await hubOf(services, peer)
  // A round is over when the addressee said it misses something: then all goes again under new names.
  const round = String(message.payload.round ?? 0)
  const nameOf = (sha256: string, at: number) =>
    idFrom('piece', peer.id, sha256, String(at), round, message.id)
  await bringFiles(services, peer, message, async (file, at, piece) => {
    const path = filePath(file, at)
    if (piece.length > 0) {
      await sendEnvelope(services, peer, hub, nameOf(file.sha256, at), { path, body: piece })
      return at + piece.length
    }
    const starts = Array.from({ length: Math.ceil(file.bytes / PIECE) }, (_, i) => i * PIECE)
    const known = await knownAt(
      services,
      hub,
      starts.map((start) => nameOf(file.sha256, start)),
    )
    const first = starts.find((start) => !known.has(nameOf(file.sha256, start)))
    return first ?? file.bytes
  })
  const r3 = await r3Of(services, message, packet)
  const more = {
    [ABOUT]: `${message.agency_id}/${message.id}`,
    ...(r3 ? { [STATUS_RECEIPT]: r3 } : {}),
  }
  // Sent again by hand it has another end, and is another envelope.
  const id = idFrom('message', message.agency_id, message.id, message.expires_at, round)
  const receipt = await sendEnvelope(services, peer, hub, id, { path: MESSAGES, body: packet, more })
  return { state: 'sent', receipt }
}

async function knownAt(services: Services, hub: PeerRow, ids: string[]): Promise<Set<string>> {
  const { status, answer } = await post(services, hub, RELAY_KNOWN, Buffer.from(JSON.stringify(ids)), null)
  if (status >= 400) throw errorOf(status, answer)
  return new Set(answer.known ?? [])
}
