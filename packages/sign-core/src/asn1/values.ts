// Primitive values of DER elements as the types TypeScript has.
import { childrenOf, DerError, type DerNode, isUniversal, TAG } from './der.ts'

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0
}

export function oidOf(node: DerNode): string {
  if (!isUniversal(node, TAG.oid)) throw new DerError('object identifier expected')
  return decodeOid(node.content)
}

const oidCache = new Map<string, string>()

export function decodeOid(content: Uint8Array): string {
  const key = content.length <= 16 ? toHex(content) : ''
  const known = oidCache.get(key)
  if (known) return known
  const parts: bigint[] = []
  let value = 0n
  for (const byte of content) {
    value = value * 128n + BigInt(byte & 0x7f)
    if (byte & 0x80) continue
    if (parts.length === 0) {
      const first = value < 40n ? 0n : value < 80n ? 1n : 2n
      parts.push(first, value - first * 40n)
    } else parts.push(value)
    value = 0n
  }
  if (parts.length === 0 || content[content.length - 1]! & 0x80)
    throw new DerError('object identifier cut off')
  const text = parts.join('.')
  if (key && oidCache.size < 1000) oidCache.set(key, text)
  return text
}

/** Serial numbers and nonces: the content octets without sign padding, in hex. */
export function integerHex(node: DerNode): string {
  if (!isUniversal(node, TAG.integer) && !isUniversal(node, TAG.enumerated))
    throw new DerError('integer expected')
  if (node.content.length === 0) throw new DerError('integer without octets')
  return toHex(node.content).replace(/^(00)+(?=..)/, '')
}

export function smallInteger(node: DerNode): number {
  if (node.content.length === 0 || node.content.length > 6) throw new DerError('small integer expected')
  let value = node.content[0]! & 0x80 ? -1 : 0
  for (const byte of node.content) value = value * 256 + byte
  return value
}

export function booleanOf(node: DerNode): boolean {
  if (!isUniversal(node, TAG.boolean) || node.content.length !== 1) throw new DerError('boolean expected')
  return node.content[0] !== 0
}

/** OCTET STRING, also the constructed form of BER. */
export function octetsOf(node: DerNode): Uint8Array {
  if (!node.constructed) return node.content
  return Buffer.concat(childrenOf(node).map(octetsOf))
}

export interface BitString {
  readonly unusedBits: number
  readonly bytes: Uint8Array
}

export function bitStringOf(node: DerNode): BitString {
  const unusedBits = node.content[0]
  if (unusedBits === undefined || unusedBits > 7 || node.constructed)
    throw new DerError('bit string expected')
  return { unusedBits, bytes: node.content.subarray(1) }
}

/** The numbers of the bits that are set, first bit 0 (KeyUsage, ReasonFlags). */
export function setBits({ bytes }: BitString): Set<number> {
  const bits = new Set<number>()
  for (let i = 0; i < Math.min(bytes.length, 8) * 8; i++) if (bytes[i >> 3]! & (0x80 >> (i & 7))) bits.add(i)
  return bits
}

/** UTCTime and GeneralizedTime (RFC 5280, 4.1.2.5; fractions of a second as RFC 3161 needs). */
export function timeOf(node: DerNode): Date {
  const text = Buffer.from(node.content).toString('latin1')
  const utc = isUniversal(node, TAG.utcTime)
  if (!utc && node.tag !== TAG.generalizedTime && node.cls === 0) throw new DerError('time expected')
  const pattern = utc
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?()Z$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?Z$/
  const match = pattern.exec(text)
  if (!match) throw new DerError('time unreadable')
  const [, y, month, day, hour, minute, second, fraction] = match
  const year = utc ? (Number(y) >= 50 ? 1900 : 2000) + Number(y) : Number(y)
  const millis = fraction ? Math.floor(Number(`0.${fraction}`) * 1000) : 0
  const at = new Date(
    Date.UTC(
      year,
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second ?? '0'),
      millis,
    ),
  )
  if (Number.isNaN(at.getTime()) || at.getUTCMonth() !== Number(month) - 1)
    throw new DerError('time out of range')
  return at
}

const utf8 = new TextDecoder('utf-8')
const utf16 = new TextDecoder('utf-16be')

/** Any of the string types of a DirectoryString, and IA5String. */
export function textOf(node: DerNode): string {
  const bytes = octetsOf(node)
  if (node.cls === 0 && node.tag === TAG.bmpString) return utf16.decode(bytes)
  if (node.cls === 0 && node.tag === TAG.universalString)
    return utf16.decode(bytes.filter((_, i) => i % 4 > 1))
  if (node.cls === 0 && node.tag === TAG.teletexString) return Buffer.from(bytes).toString('latin1')
  return utf8.decode(bytes)
}
