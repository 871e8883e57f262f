/** Bytes ↔ strings of code points 0–255. (TextDecoder('latin1') is windows-1252 and would change bytes.) */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let out = ''
  for (let i = start; i < end; i += 8192) {
    out += String.fromCharCode(...bytes.subarray(i, Math.min(end, i + 8192)))
  }
  return out
}

export function latin1Bytes(text: string): Uint8Array {
  const out = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) out[i] = text.charCodeAt(i)
  return out
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0
  for (const part of parts) size += part.length
  const out = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

export function toHex(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0')
  return out
}

export function fromHex(hex: string): Uint8Array {
  const out = new Uint8Array(hex.length >> 1)
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
  return out
}

/** First position of an ASCII needle at or after `from`, or -1. */
export function indexOfAscii(hay: Uint8Array, needle: string, from = 0): number {
  const first = needle.charCodeAt(0)
  const last = hay.length - needle.length
  for (let at = hay.indexOf(first, from); at >= 0 && at <= last; at = hay.indexOf(first, at + 1)) {
    if (startsWithAscii(hay, needle, at)) return at
  }
  return -1
}

export function lastIndexOfAscii(hay: Uint8Array, needle: string): number {
  for (let at = hay.length - needle.length; at >= 0; at--) if (startsWithAscii(hay, needle, at)) return at
  return -1
}

export function startsWithAscii(hay: Uint8Array, needle: string, at = 0): boolean {
  for (let i = 0; i < needle.length; i++) if (hay[at + i] !== needle.charCodeAt(i)) return false
  return true
}
