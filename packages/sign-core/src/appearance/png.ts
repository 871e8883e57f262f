import { inflateSync } from 'node:zlib'
import { concatBytes, latin1 } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import { unfilterPng } from '../pdf/filters.ts'

/** A decoded picture: 8 bits a channel, colour and alpha apart, as PDF wants them. */
export interface Picture {
  width: number
  height: number
  /** 1 gray, 3 RGB. */
  channels: 1 | 3
  color: Uint8Array
  /** Undefined when fully opaque. */
  alpha: Uint8Array | undefined
}

const MAX_PIXELS = 32_000_000
const SAMPLES: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

interface Header {
  width: number
  height: number
  depth: number
  type: number
}

/** PNG (ISO 15948) without interlacing; 16-bit samples lose their low byte. */
export function decodePng(bytes: Uint8Array): Picture {
  if (latin1(bytes, 0, 8) !== '\x89PNG\r\n\x1a\n') throw bad('not a PNG file')
  const { header, palette, transparency, data } = readChunks(bytes)
  const samples = SAMPLES[header.type]
  const depthOk = header.type === 3 ? header.depth <= 8 : header.type === 0 || header.depth >= 8
  if (samples === undefined || !depthOk || ![1, 2, 4, 8, 16].includes(header.depth))
    throw bad('unknown PNG format')
  const rowBytes = Math.ceil((header.width * samples * header.depth) / 8)
  let raw: Uint8Array
  try {
    raw = inflateSync(data, { maxOutputLength: (rowBytes + 1) * header.height })
  } catch {
    throw bad('PNG data damaged')
  }
  if (raw.length < (rowBytes + 1) * header.height) throw bad('PNG data cut short')
  const rows = unfilterPng(raw, rowBytes, Math.max(1, (samples * header.depth) >> 3))
  const values = expand(rows, header, samples, rowBytes)
  return separate(values, header, palette, transparency)
}

function bad(message: string): SignError {
  return new SignError('bad-image', message)
}

function readChunks(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let header: Header | undefined
  let palette = new Uint8Array()
  let transparency = new Uint8Array()
  const data: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at)
    const type = latin1(bytes, at + 4, at + 8)
    if (at + 12 + length > bytes.length) break
    const body = bytes.slice(at + 8, at + 8 + length)
    if (type === 'IHDR') header = readHeader(body)
    else if (type === 'PLTE') palette = body
    else if (type === 'tRNS') transparency = body
    else if (type === 'IDAT') data.push(body)
    else if (type === 'IEND') break
    at += 12 + length
  }
  if (header === undefined || data.length === 0) throw bad('PNG file incomplete')
  return { header, palette, transparency, data: concatBytes(data) }
}

function readHeader(body: Uint8Array): Header {
  if (body.length !== 13) throw bad('bad PNG header')
  const view = new DataView(body.buffer, body.byteOffset, body.length)
  const [width, height] = [view.getUint32(0), view.getUint32(4)]
  if (width === 0 || height === 0 || width * height > MAX_PIXELS) throw bad('PNG too large')
  if (body[12] !== 0) throw bad('interlaced PNG is not accepted; save it without interlacing')
  return { width, height, depth: body[8]!, type: body[9]! }
}

/** One byte a sample. Gray of less than 8 bits is widened to the full range; palette indexes are kept. */
function expand(rows: Uint8Array, header: Header, samples: number, rowBytes: number): Uint8Array {
  const { depth, width, height, type } = header
  if (depth === 8) return rows
  const count = width * samples
  const out = new Uint8Array(count * height)
  const scale = type === 3 ? 1 : 255 / (2 ** depth - 1)
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < count; i++) {
      const bit = i * depth
      const byte = rows[y * rowBytes + (bit >> 3)]!
      const value = depth === 16 ? byte : (byte >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
      out[y * count + i] = depth === 16 ? value : value * scale
    }
  }
  return out
}

function separate(
  values: Uint8Array,
  header: Header,
  palette: Uint8Array,
  transparency: Uint8Array,
): Picture {
  const { width, height, type } = header
  const pixels = width * height
  const channels = type === 0 || type === 4 ? 1 : 3
  const color = type === 0 || type === 2 ? values : new Uint8Array(pixels * channels)
  const alpha = new Uint8Array(pixels).fill(255)
  if (type === 3) fillPalette(values, palette, transparency, color, alpha)
  else if (type === 4 || type === 6) {
    const step = channels + 1
    for (let i = 0; i < pixels; i++) {
      for (let c = 0; c < channels; c++) color[i * channels + c] = values[i * step + c]!
      alpha[i] = values[i * step + channels]!
    }
  } else if (transparency.length >= 2 * channels) {
    const key = Array.from(
      { length: channels },
      (_, c) => transparency[2 * c + (header.depth === 16 ? 0 : 1)]!,
    )
    const scale = header.depth < 8 ? 255 / (2 ** header.depth - 1) : 1
    for (let i = 0; i < pixels; i++)
      if (key.every((k, c) => values[i * channels + c] === k * scale)) alpha[i] = 0
  }
  return { width, height, channels, color, alpha: alpha.every((a) => a === 255) ? undefined : alpha }
}

function fillPalette(
  values: Uint8Array,
  palette: Uint8Array,
  transparency: Uint8Array,
  color: Uint8Array,
  alpha: Uint8Array,
): void {
  for (let i = 0; i < values.length; i++) {
    const index = values[i]!
    if (3 * index + 2 >= palette.length) throw bad('PNG palette too short')
    color[3 * i] = palette[3 * index]!
    color[3 * i + 1] = palette[3 * index + 1]!
    color[3 * i + 2] = palette[3 * index + 2]!
    alpha[i] = transparency[index] ?? 255
  }
}

/** Width and height in millimetres as the file states them (chunk pHYs): a seal is drawn at its real size. */
export function pngMillimetres(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const type = latin1(bytes, at + 4, at + 8)
    if (type === 'IDAT') return undefined
    if (type !== 'pHYs' || view.getUint32(at) !== 9 || at + 21 > bytes.length || bytes[at + 16] !== 1)
      continue
    const [x, y] = [view.getUint32(at + 8), view.getUint32(at + 12)]
    if (x === 0 || y === 0) return undefined
    return { width: (view.getUint32(16) / x) * 1000, height: (view.getUint32(20) / y) * 1000 }
  }
  return undefined
}
