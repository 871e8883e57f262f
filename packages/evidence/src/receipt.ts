// Receipts at three levels, as signed notes: R1 durable at the hop, R2 in the addressee's inbox, R3 a
// business status. Everything that is said is in the signed text; a duplicate is answered with the very
// same bytes.

import { isSignedBy, type NoteKey, type NoteSigner, parseNote, signNote } from './note.ts'

export interface Receipt {
  level: 'R1' | 'R2' | 'R3'
  /** Permanent id of the message that is receipted. */
  messageId: string
  /** SHA-256 of the message's bytes, hex. */
  messageHash: string
  /** Agency code for whom, and at whose system. */
  addressee: string
  by: string
  /** ISO 8601 */
  at: string
  /** R3 only: 01–06, 13, 15, 16, with its reason or text. */
  status?: string
  text?: string
  /** Newest checkpoint of the signer: the log travels with every receipt. */
  checkpoint?: string
}

const HEADER = 'congvan-receipt/v1'
const ORDER = [
  'level',
  'messageId',
  'messageHash',
  'addressee',
  'by',
  'at',
  'status',
  'text',
  'checkpoint',
] as const

export async function signReceipt(receipt: Receipt, signer: NoteSigner): Promise<string> {
  if (!isReceipt(receipt)) throw new Error('not a receipt')
  const lines = ORDER.flatMap((name) => {
    const value = receipt[name]
    return value === undefined ? [] : [`${name} ${JSON.stringify(value)}\n`]
  })
  return signNote(`${HEADER}\n${lines.join('')}`, signer)
}

/** The receipt, when that key signed exactly this text; null otherwise. */
export function openReceipt(raw: string, key: NoteKey): Receipt | null {
  const note = parseNote(raw)
  if (!note || !isSignedBy(note, key)) return null
  const [header, ...lines] = note.text.slice(0, -1).split('\n')
  if (header !== HEADER) return null
  const found: Record<string, unknown> = {}
  let last = -1
  for (const line of lines) {
    const space = line.indexOf(' ')
    const place = ORDER.indexOf(line.slice(0, space) as (typeof ORDER)[number])
    if (space < 0 || place <= last) return null
    last = place
    try {
      found[ORDER[place] as string] = JSON.parse(line.slice(space + 1))
    } catch {
      return null
    }
  }
  return isReceipt(found) ? found : null
}

function isReceipt(input: object): input is Receipt {
  const it = input as Partial<Record<keyof Receipt, unknown>>
  const texts = Object.values(it).every((value) => typeof value === 'string')
  const needed = [it.messageId, it.addressee, it.by].every(
    (value) => typeof value === 'string' && value !== '',
  )
  if (!texts || !needed || !/^R[123]$/.test(String(it.level))) return false
  if (!/^[0-9a-f]{64}$/.test(String(it.messageHash)) || Number.isNaN(Date.parse(String(it.at)))) return false
  return (it.level === 'R3') === (it.status !== undefined)
}
