// The envelope: who to whom stands outside, a whole signed request inside.
import type { SignedRequest } from '../doors/http-signature.ts'

export interface Outside {
  v: 1
  id: string
  from: string
  to: string
}

const lengthOf = (bytes: Uint8Array) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return length
}
const withHead = (head: object, body: Uint8Array) => {
  const text = Buffer.from(JSON.stringify(head))
  return Buffer.concat([lengthOf(text), text, body])
}
function parted(bytes: Uint8Array): { head: unknown; body: Buffer } | null {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = all.length >= 4 ? all.readUInt32BE(0) : all.length
  if (4 + length > all.length) return null
  try {
    return { head: JSON.parse(all.subarray(4, 4 + length).toString()), body: all.subarray(4 + length) }
  } catch {
    return null
  }
}

/** Bound to the seal: another sender, addressee or name on the same content opens nothing. */
export const outsideBytes = ({ v, id, from, to }: Outside) =>
  new Uint8Array(Buffer.from(JSON.stringify([v, id, from, to])))

export const writeEnvelope = ({ v, id, from, to }: Outside, sealed: Uint8Array) =>
  withHead({ v, id, from, to }, sealed)

export function readEnvelope(bytes: Uint8Array): { outside: Outside; sealed: Buffer } | null {
  const found = parted(bytes)
  const head = found?.head as Partial<Outside> | undefined
  const texts = [head?.id, head?.from, head?.to].every(
    (text) => typeof text === 'string' && text !== '' && text.length <= 200,
  )
  if (!found || head?.v !== 1 || !texts) return null
  const { id, from, to } = head as Outside
  return { outside: { v: 1, id, from, to }, sealed: found.body }
}

export const writeInside = ({ path, headers, body }: SignedRequest) => withHead({ path, headers }, body)

export function readInside(bytes: Uint8Array): SignedRequest | null {
  const found = parted(bytes)
  const head = found?.head as { path?: unknown; headers?: unknown } | undefined
  if (!found || typeof head?.path !== 'string' || typeof head.headers !== 'object' || !head.headers)
    return null
  return {
    method: 'POST',
    path: head.path,
    headers: head.headers as Record<string, string>,
    body: found.body,
  }
}
