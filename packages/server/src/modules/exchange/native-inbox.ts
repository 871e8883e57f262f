// What the native door answers when another installation knocks; knows no framework.
import { createHash } from 'node:crypto'
import { type NoteKey, openReceipt, parseKey } from '@congvan/evidence'
import { DomainError } from '../../kernel/domain-error.ts'
import { messageOf } from '../../kernel/messages.ts'
import { dateIn } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { installationKeys, type Shown, witnessLog } from '../evidence/index.ts'
import { refuseRequest, type SignedRequest } from './doors/http-signature.ts'
import { type NativeAnswer, STATUS_RECEIPT } from './doors/native-call.ts'
import { FileMissing, takePiece } from './enclosures.ts'
import { acceptCard, type Card } from './peering.ts'
import { receive } from './receive.ts'
import { findPeer, type PeerRow } from './store/rows.ts'

export const no = (status: number, code: string, vi: string): { status: number; answer: NativeAnswer } => ({
  status,
  answer: { problem: { code, vi } },
})

interface Knock {
  peer: PeerRow
  key: NoteKey
}
export type Said = { status: number; answer: NativeAnswer }

/** Who knocks: a peer we know, speaking to us, with its own key, not shut out. Nothing is stored before. */
export async function knock(services: Services, request: SignedRequest): Promise<Knock | { refused: Said }> {
  const from = request.headers['congvan-from'] ?? ''
  const peer = await services.runner.system((tx) => findPeer(tx, from))
  const key = parseKey(peer?.settings.messageKey ?? '')
  if (!peer || !key)
    return { refused: no(403, 'exchange.no-peer', 'Hai bên chưa kết nối liên thông với nhau.') }
  const keys = await installationKeys(services)
  if (request.headers['congvan-to'] !== keys.origin)
    return { refused: no(421, 'exchange.not-for-us', 'Gói tin ghi nơi đến là hệ thống khác.') }
  const wrong = refuseRequest(request, key)
  if (wrong) return { refused: no(401, `exchange.${wrong}`, 'Chữ ký của gói tin không đúng.') }
  const shut = shutAgainst(peer, services)
  return shut ? { refused: shut } : { peer, key }
}

export async function onMessage(services: Services, request: SignedRequest): Promise<Said> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const { peer, key } = known
  const witness = await witnessOf(services, peer.settings.logKey, request.headers['congvan-log'])
  const seen = witness ? { witness } : {}
  const said = await takeOrAsk(
    services,
    peer,
    request.body,
    r3Of(request.headers[STATUS_RECEIPT], request.body, key),
  )
  return { status: said.status, answer: { ...said.answer, ...seen } }
}

/** Throws FileMissing when the packet names a file that is not here yet. */
export async function takeIn(
  services: Services,
  peer: PeerRow,
  packet: Uint8Array,
  r3?: string,
): Promise<Said> {
  const received = await receive(services, peer.id, packet, r3)
  return received.ok
    ? { status: 200, answer: { receipts: received.receipts } }
    : { status: 422, answer: { problem: received.quarantined } }
}

export const takeOrAsk: typeof takeIn = (...words) =>
  takeIn(...words).catch((error: Error) => {
    if (!(error instanceof FileMissing)) throw error
    return no(409, 'exchange.file-missing', 'Tệp kèm theo chưa được chuyển đủ.')
  })

const FILE_PATH = /\/([0-9a-f]{64})\/([1-9][0-9]{0,14})\/([0-9]{1,15})$/

/** A piece of a file, or the question how much of it is here. */
export async function onFile(services: Services, request: SignedRequest): Promise<Said> {
  const known = await knock(services, request)
  if ('refused' in known) return known.refused
  const [, sha256, bytes, at] = FILE_PATH.exec(request.path) ?? []
  if (!sha256) return no(400, 'exchange.file-refused', 'Lời gọi chuyển tệp không đúng.')
  const file = { sha256, bytes: Number(bytes) }
  const taken = await takePiece(services, known.peer.id, file, Number(at), request.body)
  return 'have' in taken
    ? { status: 200, answer: { have: taken.have } }
    : no(422, 'exchange.file-refused', REFUSALS[taken.refused])
}

const REFUSALS = {
  'too-big': 'Tệp lớn hơn mức nhận được (10 GiB).',
  'too-many': 'Quá nhiều tệp đang chuyển dở từ cùng một nơi.',
  'not-its-hash': 'Tệp chuyển xong không đúng mã băm đã báo.',
}

/** A key that has run out or was shut out stops the next request, also in the middle of a transfer. */
export function shutAgainst(peer: PeerRow, services: Services) {
  if (peer.settings.revoked) return no(403, 'exchange.peer-revoked', 'Bên này đã ngừng kết nối liên thông.')
  const until = peer.settings.validUntil
  if (until && until < dateIn(services.clock.now()).toString())
    return no(403, 'exchange.peer-expired', 'Khóa liên thông đã hết hạn, cần mã kết nối mới.')
  return null
}

/** Only a note of that peer's about exactly this packet counts. */
export function r3Of(note64: string | undefined, packet: Uint8Array, key: NoteKey): string | undefined {
  if (!note64) return undefined
  const note = Buffer.from(note64, 'base64').toString()
  const said = openReceipt(note, key)
  const hash = createHash('sha256').update(packet).digest('hex')
  return said?.level === 'R3' && said.messageHash === hash ? note : undefined
}

export async function witnessOf(services: Services, logKey: string | undefined, header: string | undefined) {
  if (!logKey || !header) return null
  const shown = JSON.parse(Buffer.from(header, 'base64').toString()) as Shown
  const known = Array.isArray(shown.proof) && typeof shown.checkpoint === 'string'
  return known ? witnessLog(services, logKey, shown) : null
}

/** The invited side brings its card; the token proves that it was invited, the signature that the key is its own. */
export async function onPeering(services: Services, request: SignedRequest, via?: string): Promise<Said> {
  try {
    const { token, card } = JSON.parse(Buffer.from(request.body).toString()) as { token: string; card: Card }
    const key = parseKey(card?.messageKey ?? '')
    if (!key || refuseRequest(request, key)) return no(401, 'exchange.signature', 'Chữ ký không đúng.')
    await acceptCard(services, String(token), card, via)
    return { status: 200, answer: {} }
  } catch (error) {
    if (error instanceof DomainError) return no(403, error.code, messageOf(error.code).vi)
    if (error instanceof SyntaxError) return no(400, 'exchange.bad-invitation', 'Không đọc được.')
    throw error
  }
}
