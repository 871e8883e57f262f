// A DER writer: small functions that nest like the ASN.1 they spell. Used for requests (OCSP, TSP) and by the lab.

export type Bytes = Uint8Array

export function tlv(tag: number, ...parts: Bytes[]): Bytes {
  let length = 0
  for (const part of parts) length += part.length
  const head = lengthOctets(length)
  const out = new Uint8Array(1 + head.length + length)
  out[0] = tag
  out.set(head, 1)
  let at = 1 + head.length
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length]
  const octets: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest & 0xff)
  return [0x80 | octets.length, ...octets]
}

export const seq = (...parts: Bytes[]): Bytes => tlv(0x30, ...parts)
/** SET OF, sorted as DER demands (X.690, 11.6). */
export const setOf = (...parts: Bytes[]): Bytes =>
  tlv(0x31, ...[...parts].sort((a, b) => Buffer.compare(a, b)))
export const explicit = (n: number, ...parts: Bytes[]): Bytes => tlv(0xa0 | n, ...parts)
export const implicit = (n: number, content: Bytes): Bytes => tlv(0x80 | n, content)
export const octets = (bytes: Bytes): Bytes => tlv(0x04, bytes)
export const bits = (bytes: Bytes, unused = 0): Bytes => tlv(0x03, Uint8Array.of(unused), bytes)
export const bool = (value: boolean): Bytes => tlv(0x01, Uint8Array.of(value ? 0xff : 0))
export const nul = (): Bytes => Uint8Array.of(0x05, 0)
export const utf8 = (text: string): Bytes => tlv(0x0c, Buffer.from(text, 'utf8'))
export const printable = (text: string): Bytes => tlv(0x13, Buffer.from(text, 'latin1'))
export const ia5 = (text: string): Bytes => tlv(0x16, Buffer.from(text, 'latin1'))
/** Already UTF-16BE. */
export const bmp = (bytes: Bytes): Bytes => tlv(0x1e, bytes)
export const enumerated = (value: number): Bytes => tlv(0x0a, Uint8Array.of(value))

export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const out: number[] = []
  for (const part of [first * 40 + second, ...rest]) {
    const groups = [part & 0x7f]
    for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128))
      groups.unshift((left & 0x7f) | 0x80)
    out.push(...groups)
  }
  return tlv(0x06, Uint8Array.from(out))
}

export function integer(value: number | bigint | Bytes): Bytes {
  if (value instanceof Uint8Array) {
    const trimmed = value.subarray(
      Math.max(
        0,
        value.findIndex((byte) => byte !== 0),
      ),
    )
    return trimmed[0]! & 0x80 ? tlv(0x02, Uint8Array.of(0), trimmed) : tlv(0x02, trimmed)
  }
  let hex = BigInt(value).toString(16)
  if (hex.length % 2) hex = `0${hex}`
  return integer(Uint8Array.from(Buffer.from(hex, 'hex')))
}

const digits = (date: Date): string => date.toISOString().replace(/[-:T]/g, '').slice(0, 14)

/** Time as RFC 5280, 4.1.2.5 asks: UTCTime to 2049, GeneralizedTime after. */
export function time(date: Date): Bytes {
  return date.getUTCFullYear() < 2050
    ? tlv(0x17, Buffer.from(`${digits(date).slice(2)}Z`))
    : generalizedTime(date)
}

export function generalizedTime(date: Date): Bytes {
  return tlv(0x18, Buffer.from(`${digits(date)}Z`))
}

/** Named bits (KeyUsage): trailing zero bits are left out. */
export function namedBits(...positions: number[]): Bytes {
  const last = Math.max(...positions)
  const bytes = new Uint8Array((last >> 3) + 1)
  for (const position of positions) bytes[position >> 3]! |= 0x80 >> (position & 7)
  return bits(bytes, 7 - (last & 7))
}
