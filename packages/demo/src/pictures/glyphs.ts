// Outlines of letters from a TrueType font (ISO 14496-22): just cmap, loca, glyf and hmtx. Tinos is under Apache-2.0/OFL.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Point } from './raster.ts'

export interface Glyph {
  /** Closed outlines in units of the em, y upwards. */
  readonly outlines: readonly (readonly Point[])[]
  readonly advance: number
}

interface Font {
  glyph(character: string): Glyph
}

interface Contour {
  readonly points: readonly { x: number; y: number; on: boolean }[]
}

const readFont = (bytes: Uint8Array): Font => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, number>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i
    tables.set(String.fromCharCode(...bytes.subarray(at, at + 4)), view.getUint32(at + 8))
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag)
    if (offset === undefined) throw new Error(`font lacks ${tag}`)
    return offset
  }
  const em = view.getUint16(table('head') + 18)
  const longOffsets = view.getInt16(table('head') + 50) === 1
  const metrics = view.getUint16(table('hhea') + 34)
  const map = characterMap(view, table('cmap'))
  const [loca, glyf, hmtx] = [table('loca'), table('glyf'), table('hmtx')]
  const offsetOf = (id: number): number =>
    longOffsets ? view.getUint32(loca + 4 * id) : 2 * view.getUint16(loca + 2 * id)
  const contours = (id: number, depth = 0): Contour[] => {
    const [from, to] = [offsetOf(id), offsetOf(id + 1)]
    if (from === to || depth > 4) return []
    const at = glyf + from
    const count = view.getInt16(at)
    return count >= 0
      ? simpleGlyph(view, at, count)
      : compositeGlyph(view, at, (part) => contours(part, depth + 1))
  }
  const known = new Map<string, Glyph>()
  const glyph = (character: string): Glyph => {
    const held = known.get(character)
    if (held) return held
    const id = map(character.codePointAt(0) ?? 0)
    const made = {
      outlines: contours(id).map((contour) => flatten(contour, em)),
      advance: view.getUint16(hmtx + 4 * Math.min(id, metrics - 1)) / em,
    }
    known.set(character, made)
    return made
  }
  return { glyph }
}

/** Format 4 of the Unicode BMP, which covers Vietnamese. */
const characterMap = (view: DataView, cmap: number): ((code: number) => number) => {
  for (let i = 0; i < view.getUint16(cmap + 2); i++) {
    const at = cmap + view.getUint32(cmap + 4 + 8 * i + 4)
    if (view.getUint16(at) !== 4) continue
    const segments = view.getUint16(at + 6) / 2
    return (code) => {
      for (let s = 0; s < segments; s++) {
        const end = view.getUint16(at + 14 + 2 * s)
        if (code > end) continue
        const start = view.getUint16(at + 16 + 2 * segments + 2 * s)
        if (code < start) return 0
        const delta = view.getUint16(at + 16 + 4 * segments + 2 * s)
        const rangeAt = at + 16 + 6 * segments + 2 * s
        const range = view.getUint16(rangeAt)
        if (range === 0) return (code + delta) & 0xffff
        const id = view.getUint16(rangeAt + range + 2 * (code - start))
        return id === 0 ? 0 : (id + delta) & 0xffff
      }
      return 0
    }
  }
  throw new Error('font has no Unicode character map')
}

const simpleGlyph = (view: DataView, start: number, count: number): Contour[] => {
  let at = start + 10
  const ends = Array.from({ length: count }, (_, i) => view.getUint16(at + 2 * i))
  at += 2 * count
  at += 2 + view.getUint16(at)
  const total = (ends.at(-1) ?? -1) + 1
  const flags: number[] = []
  while (flags.length < total) {
    const flag = view.getUint8(at++)
    const repeat = flag & 8 ? view.getUint8(at++) : 0
    for (let i = 0; i <= repeat; i++) flags.push(flag)
  }
  const axis = (short: number, same: number): number[] => {
    let value = 0
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++)
      else if (!(flag & same)) {
        value += view.getInt16(at)
        at += 2
      }
      return value
    })
  }
  const xs = axis(2, 16)
  const ys = axis(4, 32)
  let first = 0
  return ends.map((end) => {
    const points = Array.from({ length: end - first + 1 }, (_, i) => ({
      x: xs[first + i] as number,
      y: ys[first + i] as number,
      on: ((flags[first + i] as number) & 1) === 1,
    }))
    first = end + 1
    return { points }
  })
}

/** Letters with marks are put together from parts that are moved, rarely scaled. */
const compositeGlyph = (view: DataView, start: number, part: (id: number) => Contour[]): Contour[] => {
  const result: Contour[] = []
  let at = start + 10
  for (let more = true; more; ) {
    const flags = view.getUint16(at)
    const id = view.getUint16(at + 2)
    const words = (flags & 1) !== 0
    const dx = words ? view.getInt16(at + 4) : view.getInt8(at + 4)
    const dy = words ? view.getInt16(at + 6) : view.getInt8(at + 5)
    at += words ? 8 : 6
    const scales = flags & 8 ? 1 : flags & 0x40 ? 2 : flags & 0x80 ? 4 : 0
    const m = Array.from({ length: scales }, (_, i) => view.getInt16(at + 2 * i) / 16384)
    at += 2 * scales
    const [a, b, c, d] =
      scales === 1 ? [m[0], 0, 0, m[0]] : scales === 2 ? [m[0], 0, 0, m[1]] : scales === 4 ? m : [1, 0, 0, 1]
    for (const { points } of part(id)) {
      result.push({
        points: points.map(({ x, y, on }) => ({
          x: x * (a ?? 1) + y * (c ?? 0) + dx,
          y: x * (b ?? 0) + y * (d ?? 1) + dy,
          on,
        })),
      })
    }
    more = (flags & 0x20) !== 0
  }
  return result
}

const STEPS = 6

/** Quadratic curves to short lines; two neighbouring control points imply a point between them. */
const flatten = ({ points }: Contour, em: number): Point[] => {
  const full = points.flatMap((point, i) => {
    const next = points[(i + 1) % points.length] as (typeof points)[number]
    return point.on || next.on
      ? [point]
      : [point, { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2, on: true }]
  })
  const from = Math.max(
    0,
    full.findIndex(({ on }) => on),
  )
  const line: Point[] = []
  for (let i = 0; i < full.length; i++) {
    const point = full[(from + i) % full.length] as (typeof full)[number]
    if (point.on) {
      line.push({ x: point.x / em, y: point.y / em })
      continue
    }
    const start = full[(from + i - 1 + full.length) % full.length] as (typeof full)[number]
    const end = full[(from + i + 1) % full.length] as (typeof full)[number]
    for (let s = 1; s < STEPS; s++) {
      const t = s / STEPS
      const [u, v, w] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t]
      line.push({
        x: (u * start.x + v * point.x + w * end.x) / em,
        y: (u * start.y + v * point.y + w * end.y) / em,
      })
    }
  }
  return line
}

let font: Font | undefined

export const glyphOf = (character: string): Glyph => {
  font ??= readFont(
    readFileSync(
      createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/700Bold/Tinos_700Bold.ttf'),
    ),
  )
  return font.glyph(character)
}

export const textWidth = (text: string, size: number, spacing = 0): number =>
  [...text].reduce((sum, character) => sum + glyphOf(character).advance * size + spacing, 0)
