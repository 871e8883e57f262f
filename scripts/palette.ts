// A picture of a screen has few colours: 256 of them say it in a third of the bytes (indexed PNG, ISO 15948).
import { crc32, deflateSync } from 'node:zlib'
import { decodePng } from '../packages/sign-core/src/appearance/png.ts'

const MOST = 256

const chunk = (type: string, body: Uint8Array): Buffer => {
  const bytes = Buffer.alloc(12 + body.length)
  bytes.writeUInt32BE(body.length, 0)
  bytes.write(type, 4, 'latin1')
  bytes.set(body, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length)
  return bytes
}

/** Colours by their number; the rest are those that would be missed most: rare blue ink stays blue. */
const FREQUENT = 192

const far = (a: number, b: number): number =>
  ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2

/** The most frequent colours, then again and again the one farthest from all that are in. */
function choose(ranked: readonly number[]): number[] {
  const chosen = ranked.slice(0, FREQUENT)
  const rest = ranked.slice(FREQUENT)
  const apart = rest.map((colour) => Math.min(...chosen.map((one) => far(one, colour))))
  while (chosen.length < MOST && rest.length > 0) {
    const at = apart.reduce((best, value, i) => (value > apart[best]! ? i : best), 0)
    const colour = rest[at]!
    chosen.push(colour)
    rest.forEach((one, i) => {
      apart[i] = Math.min(apart[i]!, far(one, colour))
    })
  }
  return chosen
}

/** Every colour of the picture with the nearest that is kept. */
function paletteOf(pixels: Uint32Array): { colours: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const ranked = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour)
  const colours = choose(ranked)
  const nearest = (colour: number) =>
    colours.reduce((best, one, i) => (far(one, colour) < far(colours[best]!, colour) ? i : best), 0)
  const indexOf = new Map(ranked.map((colour) => [colour, nearest(colour)]))
  return { colours, indexOf }
}

export function smallPng(png: Uint8Array): Uint8Array {
  const { width, height, channels, color } = decodePng(png)
  if (channels !== 3) return png
  const pixels = new Uint32Array(width * height)
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = (color[3 * i]! << 16) | (color[3 * i + 1]! << 8) | color[3 * i + 2]!
  const { colours, indexOf } = paletteOf(pixels)
  const rows = new Uint8Array((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x]!)!
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(colours.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ])
}
