// What kind of file this is, by its first bytes; the name is only believed when the bytes say nothing.

export type Media = 'pdf' | 'docx' | 'png' | 'jpeg' | 'tiff' | 'heic' | 'doc' | 'text' | 'unknown'

const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, i) => bytes[i] === b)
const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to))

export function sniff(bytes: Uint8Array, hint?: string): Media {
  if (ascii(bytes, 0, 1024).includes('%PDF-')) return 'pdf'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png'
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'tiff'
  if (ascii(bytes, 4, 8) === 'ftyp' && /hei[cfx]|mif1|hevc/.test(ascii(bytes, 8, 24))) return 'heic'
  if (starts(bytes, 0x50, 0x4b, 3, 4)) return 'docx'
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return 'doc'
  return decodeText(bytes) !== null || /text|\.txt$/i.test(hint ?? '') ? 'text' : 'unknown'
}

const CONTROL = /(?![\t\n\r\f\v\u0080-\u009f])\p{Cc}/gu

/** UTF-8, UTF-16 with its mark, or Latin-1 (texts typed in TCVN3 or VNI); null for binary. */
export function decodeText(bytes: Uint8Array): string | null {
  if (bytes.length === 0) return null
  const utf16 = starts(bytes, 0xff, 0xfe) ? 'utf-16le' : starts(bytes, 0xfe, 0xff) ? 'utf-16be' : null
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  const text = utf8(bytes) ?? latin1(bytes)
  const controls = text.slice(0, 4000).match(CONTROL)?.length ?? 0
  return controls > Math.min(text.length, 4000) * 0.01 ? null : text
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Byte for byte: the "windows-1252" of the platform would bend the range 80–9F that TCVN3 does not use. */
function latin1(bytes: Uint8Array): string {
  let out = ''
  for (let i = 0; i < bytes.length; i += 8192) out += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return out
}
