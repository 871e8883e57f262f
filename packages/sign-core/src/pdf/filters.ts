import { inflateSync } from 'node:zlib'
import { concatBytes } from '../bytes/latin1.ts'
import { PdfError } from './errors.ts'
import { hexDigit, isSpace } from './lexer.ts'
import { isInt, PdfDict, type PdfObject } from './objects.ts'

/** Decodes one filter (§7.4). `max` bounds the output: a 1 KB stream must not become 10 GB. */
export function decodeFilter(
  filter: string,
  data: Uint8Array,
  params: PdfObject | undefined,
  max: number,
): Uint8Array {
  const parms = params instanceof PdfDict ? params : new PdfDict()
  switch (filter) {
    case 'FlateDecode':
    case 'Fl':
      return predict(inflate(data, max), parms)
    case 'LZWDecode':
    case 'LZW':
      return predict(lzw(data, parms.get('EarlyChange') !== 0, max), parms)
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(data)
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data)
    case 'RunLengthDecode':
    case 'RL':
      return runLength(data, max)
    default:
      throw new PdfError('filter', `filter ${filter} is not decoded here`)
  }
}

function inflate(data: Uint8Array, max: number): Uint8Array {
  try {
    // finishFlush 2 (Z_SYNC_FLUSH): a stream cut short still yields what it holds, as readers do.
    return inflateSync(data, { maxOutputLength: max, finishFlush: 2 })
  } catch (error) {
    const tooLong = (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new PdfError(tooLong ? 'limit' : 'filter', `FlateDecode: ${(error as Error).message}`)
  }
}

function lzw(data: Uint8Array, early: boolean, max: number): Uint8Array {
  const parts: Uint8Array[] = []
  let total = 0
  let table: Uint8Array[] = []
  let width = 9
  let previous: Uint8Array | undefined
  let bits = 0
  let held = 0
  const reset = () => {
    table = Array.from({ length: 258 }, (_, i) => Uint8Array.of(i & 0xff))
    width = 9
    previous = undefined
  }
  reset()
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    if (code === 257) break
    if (code === 256) {
      reset()
      continue
    }
    const known = code < table.length ? table[code] : undefined
    if (known === undefined && (previous === undefined || code !== table.length)) {
      throw new PdfError('filter', 'LZWDecode: bad code')
    }
    const entry: Uint8Array = known ?? concatBytes([previous!, previous!.subarray(0, 1)])
    parts.push(entry)
    total += entry.length
    if (total > max) throw new PdfError('limit', 'LZWDecode: output too long')
    if (previous !== undefined && table.length < 4096)
      table.push(concatBytes([previous, entry.subarray(0, 1)]))
    previous = entry
    const size = table.length + (early ? 1 : 0)
    width = size >= 2048 ? 12 : size >= 1024 ? 11 : size >= 512 ? 10 : 9
  }
  return concatBytes(parts)
}

function asciiHex(data: Uint8Array): Uint8Array {
  const out: number[] = []
  let high = -1
  for (const c of data) {
    if (c === 0x3e) break
    if (isSpace(c)) continue
    const digit = hexDigit(c)
    if (digit < 0) throw new PdfError('filter', 'ASCIIHexDecode: bad digit')
    if (high < 0) high = digit
    else {
      out.push(high * 16 + digit)
      high = -1
    }
  }
  if (high >= 0) out.push(high * 16)
  return Uint8Array.from(out)
}

function ascii85(data: Uint8Array): Uint8Array {
  const out: number[] = []
  let group: number[] = []
  const flush = (digits: number[], keep: number) => {
    let value = 0
    for (const digit of digits) value = value * 85 + digit
    for (let i = 0; i < keep; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff)
  }
  for (const c of data) {
    if (c === 0x7e) break
    if (isSpace(c)) continue
    if (c === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    else if (c >= 0x21 && c <= 0x75) {
      group.push(c - 0x21)
      if (group.length === 5) {
        flush(group, 4)
        group = []
      }
    } else throw new PdfError('filter', 'ASCII85Decode: bad digit')
  }
  if (group.length > 1) flush([...group, 84, 84, 84, 84].slice(0, 5), group.length - 1)
  return Uint8Array.from(out)
}

function runLength(data: Uint8Array, max: number): Uint8Array {
  const parts: Uint8Array[] = []
  let total = 0
  for (let i = 0; i < data.length; ) {
    const n = data[i++]!
    if (n === 128) break
    const part = n < 128 ? data.subarray(i, i + n + 1) : new Uint8Array(257 - n).fill(data[i] ?? 0)
    i += n < 128 ? n + 1 : 1
    total += part.length
    if (total > max) throw new PdfError('limit', 'RunLengthDecode: output too long')
    parts.push(part)
  }
  return concatBytes(parts)
}

/** PNG and TIFF predictors (§7.4.4.4). */
function predict(data: Uint8Array, parms: PdfDict): Uint8Array {
  const number = (key: string, fallback: number, max: number) => {
    const value = parms.get(key)
    if (value === undefined || value === null) return fallback
    if (!isInt(value) || value < 1 || value > max) throw new PdfError('filter', `predictor: bad ${key}`)
    return value
  }
  const predictor = number('Predictor', 1, 15)
  if (predictor === 1) return data
  const colors = number('Colors', 1, 32)
  const bits = number('BitsPerComponent', 8, 16)
  const rowBytes = Math.ceil((colors * bits * number('Columns', 1, 1 << 24)) / 8)
  const pixel = Math.max(1, (colors * bits) >> 3)
  return predictor === 2 ? tiffRows(data, rowBytes, pixel, bits) : unfilterPng(data, rowBytes, pixel)
}

function tiffRows(data: Uint8Array, rowBytes: number, pixel: number, bits: number): Uint8Array {
  if (bits !== 8) throw new PdfError('filter', 'TIFF predictor only with 8 bits')
  const out = data.slice()
  for (let row = 0; row < out.length; row += rowBytes) {
    const end = Math.min(out.length, row + rowBytes)
    for (let i = row + pixel; i < end; i++) out[i] = (out[i]! + out[i - pixel]!) & 0xff
  }
  return out
}

/** Undoes PNG row filters; also used by the PNG decoder. */
export function unfilterPng(data: Uint8Array, rowBytes: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowBytes + 1))
  const out = new Uint8Array(Math.max(0, data.length - rows))
  for (let row = 0; row < rows; row++) {
    const source = row * (rowBytes + 1)
    const target = row * rowBytes
    const type = data[source]!
    const length = Math.min(rowBytes, data.length - source - 1)
    for (let i = 0; i < length; i++) {
      const left = i >= pixel ? out[target + i - pixel]! : 0
      const up = row > 0 ? out[target + i - rowBytes]! : 0
      const corner = row > 0 && i >= pixel ? out[target + i - rowBytes - pixel]! : 0
      out[target + i] = (data[source + 1 + i]! + pngGuess(type, left, up, corner)) & 0xff
    }
  }
  return out
}

function pngGuess(type: number, left: number, up: number, corner: number): number {
  if (type === 0) return 0
  if (type === 1) return left
  if (type === 2) return up
  if (type === 3) return (left + up) >> 1
  if (type !== 4) throw new PdfError('filter', 'PNG predictor: bad row type')
  const guess = left + up - corner
  const a = Math.abs(guess - left)
  const b = Math.abs(guess - up)
  const c = Math.abs(guess - corner)
  return a <= b && a <= c ? left : b <= c ? up : corner
}
