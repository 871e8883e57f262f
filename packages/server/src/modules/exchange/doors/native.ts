import { createHash } from 'node:crypto'
import { openReceipt, parseKey, signReceipt } from '@congvan/evidence'
import type { Services } from '../../../platform/services.ts'
import {
  installationKeys,
  keepCosignature,
  type Shown,
  showLog,
  type Witnessing,
} from '../../evidence/index.ts'
import { type Door, Refused } from '../door.ts'
import type { MessageRow } from '../store/messages.ts'
import type { PeerRow } from '../store/rows.ts'
import type { Enclosure } from '../store/transfers.ts'
import { signRequest } from './http-signature.ts'
import { bringFiles, filePath } from './native-files.ts'

export const MESSAGES = '/exchange/v1/messages'
/** R3 beside a status packet; signed by itself. */
export const STATUS_RECEIPT = 'congvan-status-receipt'
export const PEERING = '/exchange/v1/peering'
const PATIENCE_MS = 30_000

export interface NativeAnswer {
  receipts?: string[]
  witness?: Witnessing
  /** Of a file: how much of it stands at the other side. */
  have?: number
  problem?: { code: string; vi: string }
}

export async function post(
  services: Services,
  to: Pick<PeerRow, 'id' | 'address'>,
  path: string,
  body: Uint8Array,
  shown: Shown | null,
  more: Record<string, string> = {},
): Promise<{ status: number; answer: NativeAnswer }> {
  const keys = await installationKeys(services)
  const headers = await signRequest(
    {
      method: 'POST',
      path,
      headers: {
        'congvan-from': keys.origin,
        'congvan-to': to.id,
        'congvan-log': shown ? Buffer.from(JSON.stringify(shown)).toString('base64') : '',
      },
      body,
    },
    keys.message,
    Math.floor(services.clock.now().epochMilliseconds / 1000),
  )
  const response = await fetch(`${to.address}${path}`, {
    method: 'POST',
    headers: { ...headers, ...more, 'content-type': 'application/octet-stream', 'x-congvan': '1' },
    body: Buffer.from(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const text = await response.text()
  if (response.status >= 500 || response.status === 429) throw new Error(`HTTP ${response.status}`)
  return { status: response.status, answer: JSON.parse(text) as NativeAnswer }
}

/** Push to another Congvan: signed request, our log beside it; the answer is a signed receipt and a cosignature. */
export const nativeDoor: Door = {
  async send(services, peer, message, packet) {
    await bringFiles(services, peer, message, (file, at, piece) =>
      bringPiece(services, peer, file, at, piece),
    )
    const shown = await showLog(services, peer.witnessed_size)
    const { status, answer } = await post(
      services,
      peer,
      MESSAGES,
      packet,
      shown,
      await r3Of(services, message, packet),
    )
    if (shown && answer.witness?.line) await keepCosignature(services, shown.checkpoint, answer.witness.line)
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
  },
}

// What is wrong between the two installations is repaired by people (doctor), a missing file by bringing it: both wait.
const REPAIRABLE = [401, 403, 409, 421]

export function errorOf(status: number, { problem }: NativeAnswer): Error {
  const said = `${problem?.code ?? `HTTP ${status}`}: ${problem?.vi ?? ''}`
  return REPAIRABLE.includes(status) ? new Error(said) : new Refused(said)
}

async function bringPiece(
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
async function r3Of(
  services: Services,
  message: MessageRow,
  packet: Uint8Array,
): Promise<Record<string, string>> {
  if (message.kind !== 'status') return {}
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
  return { [STATUS_RECEIPT]: Buffer.from(note).toString('base64') }
}
