import { latin1, latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'

/** The parts of a TrueType font (ISO 14496-22) that embedding a subset needs. */
export interface TrueTypeFont {
  name: string
  unitsPerEm: number
  ascent: number
  descent: number
  capHeight: number
  italicAngle: number
  box: [number, number, number, number]
  glyphOf(codePoint: number): number
  /** Advance width in thousandths of the size. */
  widthOf(glyph: number): number
  subset(glyphs: readonly number[]): Uint8Array
}

const REQUIRED = ['head', 'hhea', 'maxp', 'hmtx', 'loca', 'glyf', 'cmap']
const parsed = new WeakMap<Uint8Array, TrueTypeFont>()

export function openTrueType(bytes: Uint8Array): TrueTypeFont {
  const held = parsed.get(bytes)
  if (held !== undefined) return held
  try {
    const font = parse(bytes)
    parsed.set(bytes, font)
    return font
  } catch (error) {
    if (error instanceof SignError) throw error
    throw new SignError('bad-font', `font damaged: ${(error as Error).message}`)
  }
}

type Table = DataView

function readTables(bytes: Uint8Array): Map<string, Table> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const tables = new Map<string, Table>()
  for (let i = 0; i < view.getUint16(4); i++) {
    const at = 12 + 16 * i
    const [offset, length] = [view.getUint32(at + 8), view.getUint32(at + 12)]
    tables.set(latin1(bytes, at, at + 4), new DataView(bytes.buffer, bytes.byteOffset + offset, length))
  }
  for (const tag of REQUIRED) if (!tables.has(tag)) throw new SignError('bad-font', `font lacks table ${tag}`)
  return tables
}

function parse(bytes: Uint8Array): TrueTypeFont {
  const tables = readTables(bytes)
  const [head, hhea, hmtx] = [tables.get('head')!, tables.get('hhea')!, tables.get('hmtx')!]
  const unitsPerEm = head.getUint16(18)
  const scale = (value: number) => Math.round((value * 1000) / unitsPerEm)
  const metrics = hhea.getUint16(34)
  const os2 = tables.get('OS/2')
  const capHeight = os2 !== undefined && os2.getUint16(0) >= 2 ? os2.getInt16(88) : hhea.getInt16(4)
  const post = tables.get('post')
  return {
    name: postscriptName(tables.get('name')),
    unitsPerEm,
    ascent: scale(hhea.getInt16(4)),
    descent: scale(hhea.getInt16(6)),
    capHeight: scale(capHeight),
    italicAngle: post === undefined ? 0 : post.getInt32(4) / 65536,
    box: [
      scale(head.getInt16(36)),
      scale(head.getInt16(38)),
      scale(head.getInt16(40)),
      scale(head.getInt16(42)),
    ],
    glyphOf: characterMap(tables.get('cmap')!),
    widthOf: (glyph) => (hmtx.getUint16(4 * Math.min(glyph, metrics - 1)) * 1000) / unitsPerEm,
    subset: (glyphs) => makeSubset(tables, glyphs),
  }
}

function postscriptName(table: Table | undefined): string {
  if (table === undefined) return 'Font'
  const storage = table.getUint16(4)
  for (let i = 0; i < table.getUint16(2); i++) {
    const at = 6 + 12 * i
    if (table.getUint16(at + 6) !== 6) continue
    const [length, offset] = [table.getUint16(at + 8), table.getUint16(at + 10)]
    const bytes = new Uint8Array(table.buffer, table.byteOffset + storage + offset, length)
    return latin1(bytes).replace(/[^A-Za-z0-9-]/g, '')
  }
  return 'Font'
}

/** cmap formats 12 and 4: all of Unicode, or its first plane. */
function characterMap(table: Table): (codePoint: number) => number {
  let best: { offset: number; format: number } | undefined
  for (let i = 0; i < table.getUint16(2); i++) {
    const offset = table.getUint32(8 + 8 * i)
    const format = table.getUint16(offset)
    const platform = table.getUint16(4 + 8 * i)
    if ((format === 4 || format === 12) && platform !== 1 && (best === undefined || format > best.format)) {
      best = { offset, format }
    }
  }
  if (best === undefined) throw new SignError('bad-font', 'font without a Unicode map')
  const { offset } = best
  return best.format === 12 ? (code) => lookup12(table, offset, code) : (code) => lookup4(table, offset, code)
}

function lookup12(table: Table, base: number, code: number): number {
  for (let i = 0, count = table.getUint32(base + 12); i < count; i++) {
    const at = base + 16 + 12 * i
    const first = table.getUint32(at)
    if (code >= first && code <= table.getUint32(at + 4)) return table.getUint32(at + 8) + code - first
  }
  return 0
}

function lookup4(table: Table, base: number, code: number): number {
  const doubled = table.getUint16(base + 6)
  for (let i = 0; i < doubled; i += 2) {
    if (table.getUint16(base + 14 + i) < code) continue
    const start = table.getUint16(base + 16 + doubled + i)
    if (start > code) return 0
    const delta = table.getUint16(base + 16 + 2 * doubled + i)
    const at = base + 16 + 3 * doubled + i
    const range = table.getUint16(at)
    if (range === 0) return (code + delta) & 0xffff
    const glyph = table.getUint16(at + range + 2 * (code - start))
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff
  }
  return 0
}

function bytesOf(table: Table, from = 0, to = table.byteLength): Uint8Array {
  return new Uint8Array(table.buffer, table.byteOffset + from, to - from)
}

/** A font holding only `glyphs`, numbered in that order; the first must be 0 (.notdef). Accented Vietnamese
 * letters are composites: their parts come along under new numbers behind the asked ones. */
function makeSubset(tables: Map<string, Table>, glyphs: readonly number[]): Uint8Array {
  const [loca, glyf] = [tables.get('loca')!, tables.get('glyf')!]
  const long = tables.get('head')!.getInt16(50) === 1
  const offset = (glyph: number) => (long ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph))
  const order = [...glyphs]
  const numbers = new Map(order.map((glyph, i) => [glyph, i]))
  const outlines: Uint8Array[] = []
  for (let i = 0; i < order.length; i++) {
    const outline = bytesOf(glyf, offset(order[i]!), offset(order[i]! + 1)).slice()
    renumberParts(outline, (part) => {
      let number = numbers.get(part)
      if (number === undefined) {
        number = order.length
        numbers.set(part, number)
        order.push(part)
      }
      return number
    })
    outlines.push(outline)
  }
  return assemble(tables, order, outlines)
}

function renumberParts(outline: Uint8Array, number: (glyph: number) => number): void {
  if (outline.length < 10) return
  const view = new DataView(outline.buffer, outline.byteOffset, outline.length)
  if (view.getInt16(0) >= 0) return
  for (let at = 10, more = true; more; ) {
    const flags = view.getUint16(at)
    view.setUint16(at + 2, number(view.getUint16(at + 2)))
    const transform = flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0
    at += 4 + (flags & 1 ? 4 : 2) + transform
    more = (flags & 0x20) !== 0
  }
}

function assemble(tables: Map<string, Table>, order: number[], outlines: Uint8Array[]): Uint8Array {
  const metrics = tables.get('hhea')!.getUint16(34)
  const hmtx = tables.get('hmtx')!
  const newLoca = new Uint8Array(4 * (order.length + 1))
  const newHmtx = new Uint8Array(4 * order.length)
  const locaView = new DataView(newLoca.buffer)
  const hmtxView = new DataView(newHmtx.buffer)
  let size = 0
  order.forEach((glyph, i) => {
    hmtxView.setUint16(4 * i, hmtx.getUint16(4 * Math.min(glyph, metrics - 1)))
    const side = glyph < metrics ? 4 * glyph + 2 : 4 * metrics + 2 * (glyph - metrics)
    hmtxView.setInt16(4 * i + 2, hmtx.getInt16(side))
    size += (outlines[i]!.length + 3) & ~3
    locaView.setUint32(4 * (i + 1), size)
  })
  const newGlyf = new Uint8Array(size)
  outlines.forEach((outline, i) => {
    newGlyf.set(outline, locaView.getUint32(4 * i))
  })
  const copy = (tag: string) => bytesOf(tables.get(tag)!).slice()
  const [head, hhea, maxp] = [copy('head'), copy('hhea'), copy('maxp')]
  new DataView(head.buffer).setInt16(50, 1)
  new DataView(head.buffer).setUint32(8, 0)
  new DataView(hhea.buffer).setUint16(34, order.length)
  new DataView(maxp.buffer).setUint16(4, order.length)
  const out: [string, Uint8Array][] = []
  for (const tag of ['cvt ', 'fpgm']) if (tables.has(tag)) out.push([tag, copy(tag)])
  out.push(
    ['glyf', newGlyf],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', newHmtx],
    ['loca', newLoca],
    ['maxp', maxp],
  )
  if (tables.has('prep')) out.push(['prep', copy('prep')])
  return writeSfnt(out)
}

function writeSfnt(tables: [string, Uint8Array][]): Uint8Array {
  const size = tables.reduce((sum, [, data]) => sum + ((data.length + 3) & ~3), 12 + 16 * tables.length)
  const out = new Uint8Array(size)
  const view = new DataView(out.buffer)
  const power = 2 ** Math.floor(Math.log2(tables.length))
  view.setUint32(0, 0x00010000)
  view.setUint16(4, tables.length)
  view.setUint16(6, 16 * power)
  view.setUint16(8, Math.log2(power))
  view.setUint16(10, 16 * (tables.length - power))
  let at = 12 + 16 * tables.length
  let headAt = 0
  tables.forEach(([tag, data], i) => {
    const entry = 12 + 16 * i
    out.set(latin1Bytes(tag), entry)
    out.set(data, at)
    if (tag === 'head') headAt = at
    view.setUint32(entry + 4, checksum(out, at, data.length))
    view.setUint32(entry + 8, at)
    view.setUint32(entry + 12, data.length)
    at += (data.length + 3) & ~3
  })
  view.setUint32(headAt + 8, (0xb1b0afba - checksum(out, 0, out.length)) >>> 0)
  return out
}

function checksum(bytes: Uint8Array, from: number, length: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  let sum = 0
  for (let i = 0; i < length; i += 4) sum = (sum + view.getUint32(from + i)) >>> 0
  return sum
}
