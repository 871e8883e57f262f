import type { ByteSource } from '../bytes/byte-source.ts'
import { lastIndexOfAscii } from '../bytes/latin1.ts'
import { PdfError } from './errors.ts'
import { decodeFilter } from './filters.ts'
import { type Lexer, parseIndirect } from './lexer.ts'
import { isInt, isName, numbersOf, PdfDict, PdfName } from './objects.ts'
import { parseAt } from './window.ts'

export type XrefEntry =
  | { kind: 'offset'; offset: number; gen: number }
  | { kind: 'compressed'; stream: number; index: number }
  | { kind: 'free'; gen: number }

export interface XrefSection {
  style: 'table' | 'stream' | 'hybrid' | 'rebuilt'
  /** File offset of the section (base offset added). */
  offset: number
  end: number
  entries: Map<number, XrefEntry>
  trailer: PdfDict
  /** For a stream section: its own object number. */
  streamNumber?: number
}

const MAX_OBJECTS = 8_388_607 // Annex C.2
const MAX_SECTIONS = 4096

/** The value of the last `startxref` and where that keyword stands. */
export async function findStartxref(source: ByteSource): Promise<{ value: number; at: number }> {
  const size = Math.min(source.size, 64 * 1024)
  const tail = await source.read(source.size - size, size)
  const at = lastIndexOfAscii(tail, 'startxref')
  if (at < 0) throw new PdfError('damaged', 'no startxref')
  const value = await parseAt(source, source.size - size + at, (lexer) => {
    lexer.keyword('startxref')
    return lexer.unsigned()
  })
  if (value === undefined) throw new PdfError('damaged', 'startxref without offset')
  return { value, at: source.size - size + at }
}

/** Cross-reference sections from the newest to the oldest (§7.5.4–7.5.8). `base` is the offset of `%PDF-`
 * when junk precedes it: offsets in such files count from the header. */
export async function readSections(
  source: ByteSource,
  startxref: number,
  base: number,
): Promise<XrefSection[]> {
  const sections: XrefSection[] = []
  const seen = new Set<number>()
  for (let next: number | undefined = startxref; next !== undefined; ) {
    if (seen.has(next)) throw new PdfError('damaged', 'cross-reference sections form a loop')
    if (seen.size >= MAX_SECTIONS) throw new PdfError('limit', 'too many cross-reference sections')
    seen.add(next)
    const section = await readSection(source, next, base)
    const hybrid = section.trailer.get('XRefStm')
    if (section.style === 'table' && isInt(hybrid)) await addHybrid(source, section, hybrid, base)
    sections.push(section)
    const prev = section.trailer.get('Prev')
    if (prev !== undefined && prev !== null && !isInt(prev)) throw new PdfError('damaged', 'bad /Prev')
    next = isInt(prev) ? prev : undefined
  }
  return sections
}

/** §7.5.8.4: what the table hides as free, the stream named by /XRefStm supplies. */
async function addHybrid(
  source: ByteSource,
  section: XrefSection,
  offset: number,
  base: number,
): Promise<void> {
  const extra = await readSection(source, offset, base)
  if (extra.style !== 'stream') throw new PdfError('damaged', '/XRefStm is not a stream')
  section.style = 'hybrid'
  for (const [num, entry] of extra.entries) {
    const shown = section.entries.get(num)
    if (shown === undefined || shown.kind === 'free') section.entries.set(num, entry)
  }
}

async function readSection(source: ByteSource, offset: number, base: number): Promise<XrefSection> {
  const at = offset + base
  const table = await parseAt(
    source,
    at,
    (lexer) => (lexer.keyword('xref') ? readTable(lexer, base) : undefined),
    65536,
  )
  return table === undefined ? readStream(source, at, base) : { ...table, offset: at }
}

function readTable(lexer: Lexer, base: number): Omit<XrefSection, 'offset'> {
  const entries = new Map<number, XrefEntry>()
  while (!lexer.keyword('trailer')) {
    const first = lexer.unsigned()
    const count = lexer.unsigned()
    if (first === undefined || count === undefined) throw lexer.fail('bad cross-reference subsection')
    if (first + count > MAX_OBJECTS + 1) throw new PdfError('limit', 'too many objects')
    for (let i = 0; i < count; i++) {
      const place = lexer.unsigned()
      const gen = lexer.unsigned()
      if (place === undefined || gen === undefined) throw lexer.fail('bad cross-reference entry')
      const used = lexer.keyword('n')
      if (!used && !lexer.keyword('f')) throw lexer.fail('bad cross-reference entry')
      if (entries.has(first + i)) throw lexer.fail('object listed twice in one section')
      // An entry "in use" at 0 is what several scanners write for free objects.
      entries.set(
        first + i,
        used && place > 0 ? { kind: 'offset', offset: place + base, gen } : { kind: 'free', gen },
      )
    }
  }
  const trailer = lexer.parse()
  if (!(trailer instanceof PdfDict)) throw lexer.fail('trailer is not a dictionary')
  return { style: 'table', end: lexer.offset, entries, trailer }
}

async function readStream(source: ByteSource, at: number, base: number): Promise<XrefSection> {
  const head = await parseAt(source, at, parseIndirect)
  if (head === undefined || !(head.value instanceof PdfDict) || head.dataStart === undefined) {
    throw new PdfError('damaged', `no cross-reference section at ${at}`)
  }
  const dict = head.value
  const length = dict.get('Length')
  if (!isName(dict.get('Type'), 'XRef') || !isInt(length) || length < 0 || length > 256 << 20) {
    throw new PdfError('damaged', `no cross-reference stream at ${at}`)
  }
  const raw = await source.read(head.dataStart, length)
  const entries = streamEntries(decodeXref(raw, dict), dict, base)
  const end = await parseAt(source, head.dataStart + length, (lexer) => {
    if (!lexer.keyword('endstream')) throw new PdfError('damaged', 'cross-reference stream length wrong')
    lexer.keyword('endobj')
    return lexer.offset
  })
  return { style: 'stream', offset: at, end, entries, trailer: dict, streamNumber: head.num }
}

function decodeXref(raw: Uint8Array, dict: PdfDict): Uint8Array {
  const filter = dict.get('Filter')
  const max = 256 << 20
  if (filter === undefined || filter === null) return raw
  if (filter instanceof PdfName) return decodeFilter(filter.name, raw, dict.get('DecodeParms'), max)
  const names = 'items' in (filter as object) ? (filter as { items: unknown[] }).items : []
  const parms = dict.get('DecodeParms')
  let data = raw
  names.forEach((item, i) => {
    if (!(item instanceof PdfName)) throw new PdfError('filter', 'bad filter name')
    const each = parms !== null && typeof parms === 'object' && 'items' in parms ? parms.items[i] : undefined
    data = decodeFilter(item.name, data, each, max)
  })
  return data
}

function streamEntries(data: Uint8Array, dict: PdfDict, base: number): Map<number, XrefEntry> {
  const widths = numbersOf(dict.get('W'))
  const size = dict.get('Size')
  if (!widths || widths.length < 3 || widths.some((w) => !isInt(w) || w < 0 || w > 8) || !isInt(size)) {
    throw new PdfError('damaged', 'bad cross-reference stream')
  }
  const index = numbersOf(dict.get('Index')) ?? [0, size]
  const [w0, w1, w2] = widths as [number, number, number]
  const row = widths.reduce((sum, w) => sum + w, 0)
  const entries = new Map<number, XrefEntry>()
  let at = 0
  const field = (offset: number, width: number) => {
    let value = 0
    for (let i = 0; i < width; i++) value = value * 256 + data[offset + i]!
    return value
  }
  for (let i = 0; i + 1 < index.length; i += 2) {
    const [first, count] = [index[i]!, index[i + 1]!]
    if (!isInt(first) || !isInt(count) || first < 0 || count < 0 || first + count > MAX_OBJECTS + 1) {
      throw new PdfError('limit', 'bad cross-reference index')
    }
    for (let k = 0; k < count && row > 0 && at + row <= data.length; k++, at += row) {
      const type = w0 === 0 ? 1 : field(at, w0)
      const second = field(at + w0, w1)
      const third = field(at + w0 + w1, w2)
      if (entries.has(first + k)) throw new PdfError('damaged', 'object listed twice in one section')
      if (type === 0) entries.set(first + k, { kind: 'free', gen: third })
      else if (type === 1) entries.set(first + k, { kind: 'offset', offset: second + base, gen: third })
      else if (type === 2) entries.set(first + k, { kind: 'compressed', stream: second, index: third })
      // Table 18: any other value is the null object, not what an older table said.
      else entries.set(first + k, { kind: 'free', gen: 0 })
    }
  }
  return entries
}
