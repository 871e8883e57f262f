import { createHash } from 'node:crypto'
import { openReceipt, parseKey, signReceipt } from '@congvan/evidence'
import type { Services } from '../../../platform/services.ts'
import { installationKeys, type Shown, type Witnessing } from '../../evidence/index.ts'
import { Refused, type Sent } from '../door.ts'
import type { MessageRow } from '../store/messages.ts'
import type { PeerRow } from '../store/rows.ts'
import type { Enclosure } from '../store/transfers.ts'
import { signRequest } from './http-signature.ts'
import { filePath } from './native-files.ts'

export const MESSAGES = '/exchange/v1/messages'
/** R3 beside a status packet; signed by itself. */
export const STATUS_RECEIPT = 'congvan-status-receipt'
export const PEERING = '/exchange/v1/peering'
const PATIENCE_MS = 30_000

export interface NativeAnswer {
  receipts?: string[]
  witness?: Witnessing
  /** Of a batch: one for each packet. */
  answers?: ({ status: number } & NativeAnswer)[]
  /** Of a file: how much of it stands at the other side. */
  have?: number
  /** Of envelopes at a hub. */
  known?: string[]
  problem?: { code: string; vi: string }
}

export interface Asked {
  status: number
  headers: Record<string, string>
  body: Buffer
  /** The signature our request carried; a signed answer names it. */
  signature: string
}

/** One signed request. Throws when nobody answers, or answers only that it cannot now. */
export async function ask(
  services: Services,
  to: Pick<PeerRow, 'id' | 'address'>,
  path: string,
  body: Uint8Array,
  shown: Shown | null,
  more: Record<string, string> = {},
  stop?: AbortSignal,
): Promise<Asked> {
  const headers = await signedHeaders(services, to.id, path, body, shown)
  const patience = AbortSignal.timeout(PATIENCE_MS)
  const response = await fetch(`${to.address}${path}`, {
    method: 'POST',
    headers: { ...headers, ...more, 'content-type': 'application/octet-stream', 'x-congvan': '1' },
    body: Buffer.from(body),
    signal: stop ? AbortSignal.any([stop, patience]) : patience,
  })
  const said = Buffer.from(await response.arrayBuffer())
  if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`)
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: said,
    signature: headers.signature ?? '',
  }
}

export async function signedHeaders(
  services: Services,
  to: string,
  path: string,
  body: Uint8Array,
  shown: Shown | null,
): Promise<Record<string, string>> {
  const keys = await installationKeys(services)
  const headers = {
    'congvan-from': keys.origin,
    'congvan-to': to,
    'congvan-log': shown ? Buffer.from(JSON.stringify(shown)).toString('base64') : '',
  }
  const created = Math.floor(services.clock.now().epochMilliseconds / 1000)
  return signRequest({ method: 'POST', path, headers, body }, keys.message, created)
}

export async function post(
  services: Services,
  to: Pick<PeerRow, 'id' | 'address'>,
  path: string,
  body: Uint8Array,
  shown: Shown | null,
  more: Record<string, string> = {},
): Promise<{ status: number; answer: NativeAnswer }> {
  const asked = await ask(services, to, path, body, shown, more)
  return { status: asked.status, answer: JSON.parse(asked.body.toString()) as NativeAnswer }
}

/** What the other side said of one packet; throws what it refused. */
export function sentOf(peer: PeerRow, status: number, answer: NativeAnswer): Sent {
  if (status >= 400) throw errorOf(status, answer)
  const key = parseKey(peer.settings.messageKey ?? '')
  const receipt = answer.receipts?.[0]
  const opened = receipt && key ? openReceipt(receipt, key) : null
  if (!receipt || !opened) throw new Error('Biên nhận không được ký bằng khóa đã biết')
  return {
    state: opened.level === 'R2' ? 'delivered' : 'sent',
    receipt,
    ...(answer.witness ? { witnessedSize: answer.witness.size } : {}),
  }
}

// What is wrong between the two installations is repaired by people (doctor), a missing file by bringing it: both wait.
const REPAIRABLE = [401, 403, 409, 421]

export function errorOf(status: number, { problem }: NativeAnswer): Error {
  const said = `${problem?.code ?? `HTTP ${status}`}: ${problem?.vi ?? ''}`
  return REPAIRABLE.includes(status) ? new Error(said) : new Refused(said)
}

export async function bringPiece(
  services: Services,
  peer: PeerRow,
  file: Enclosure,
  at: number,
  piece: Uint8Array,
): Promise<number> {
  const { status, answer } = await post(services, peer, filePath(file, at), piece, null)
  if (status >= 400) throw errorOf(status, answer)
  return answer.have ?? 0
}

/** R3: the business status as a note of its own, so that it stays proved when the packet is long gone. */
export async function r3Of(
  services: Services,
  message: MessageRow,
  packet: Uint8Array,
): Promise<string | null> {
  if (message.kind !== 'status') return null
  const keys = await installationKeys(services)
  const note = await signReceipt(
    {
      level: 'R3',
      messageId: message.id,
      messageHash: createHash('sha256').update(packet).digest('hex'),
      addressee: message.recipient_code,
      by: keys.origin,
      at: message.payload.at ?? message.created_at,
      status: message.what,
      ...(message.payload.text ? { text: message.payload.text } : {}),
    },
    keys.message,
  )
  return Buffer.from(note).toString('base64')
}
