import { crc32, deflateSync } from 'node:zlib'
import type { Canvas } from './raster.ts'

const chunk = (type: string, body: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(12 + body.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, body.length)
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i)
  bytes.set(body, 8)
  view.setUint32(8 + body.length, crc32(bytes.subarray(4, 8 + body.length)))
  return bytes
}

/**
 * One ink on a transparent ground: 8-bit indexed PNG (ISO 15948) whose 64 palette entries are the same colour with
 * rising opacity. A quarter of the bytes of RGBA, and every reader knows it.
 */
export const inkPng = (
  canvas: Canvas,
  colour: readonly [number, number, number],
  pixelsPerMetre: number,
): Uint8Array => {
  const levels = 64
  const { width, height, ink } = canvas
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header.set([8, 3, 0, 0, 0], 8)
  const palette = Uint8Array.from({ length: levels * 3 }, (_, i) => colour[i % 3] as number)
  const alpha = Uint8Array.from({ length: levels }, (_, i) => Math.round((i * 255) / (levels - 1)))
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      rows[y * (width + 1) + 1 + x] = Math.round((ink[y * width + x] as number) * (levels - 1))
  }
  const size = new Uint8Array(9)
  new DataView(size.buffer).setUint32(0, pixelsPerMetre)
  new DataView(size.buffer).setUint32(4, pixelsPerMetre)
  size[8] = 1
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('pHYs', size),
    chunk('PLTE', palette),
    chunk('tRNS', alpha),
    chunk('IDAT', deflateSync(rows, { level: 5 })),
    chunk('IEND', new Uint8Array()),
  ]
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
