import type { ByteSource } from '../bytes/byte-source.ts'
import { latin1 } from '../bytes/latin1.ts'
import { PdfError } from './errors.ts'
import { parseIndirect } from './lexer.ts'
import { isName, PdfDict, PdfRef } from './objects.ts'
import { parseAt } from './window.ts'
import type { XrefEntry, XrefSection } from './xref.ts'

const CHUNK = 1 << 20
const OVERLAP = 64
const MAX_FOUND = 1_000_000

/** A trailer is a small dictionary; what does not end within this is none. */
const LARGEST_TRAILER = 1 << 16
const LARGEST_HEAD = 8 << 20

export interface Rebuilt {
  section: XrefSection
  /** Numbers of the plain objects whose dictionary says /Type /ObjStm. */
  objectStreams: number[]
}

/** Reads a file whose cross-reference data is damaged by looking for every `N G obj`; the last one wins.
 * Such a file can be read and signed for the first time; a validator must call it unreadable.
 * Time and memory grow with the length of the file: no object is parsed beyond the head of the next one. */
export async function rebuildSection(source: ByteSource): Promise<Rebuilt> {
  const entries = new Map<number, XrefEntry>()
  const trailers: number[] = []
  const heads = await scan(source, entries, trailers)
  let trailer: PdfDict | undefined
  for (const at of trailers.slice(-64).reverse()) {
    trailer ??= await trailerAt(source, at)
  }
  const seen = await lookAtObjects(source, entries, heads)
  trailer ??= seen.trailer
  if (trailer === undefined) throw new PdfError('damaged', 'no catalog found')
  let size = 0
  for (const num of entries.keys()) size = Math.max(size, num + 1)
  const clean = trailer.with({ Prev: undefined, XRefStm: undefined, Size: size })
  const section: XrefSection = {
    style: 'rebuilt',
    offset: source.size,
    end: source.size,
    entries,
    trailer: clean,
  }
  return { section, objectStreams: seen.objectStreams }
}

/** Fills `entries` and `trailers`; gives where every object head stands, in rising order. */
async function scan(
  source: ByteSource,
  entries: Map<number, XrefEntry>,
  trailers: number[],
): Promise<number[]> {
  const heads: number[] = []
  for (let at = 0; at < source.size; at += CHUNK) {
    const from = Math.max(0, at - OVERLAP)
    const text = latin1(await source.read(from, at - from + CHUNK))
    for (const m of text.matchAll(
      /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]{1,8}(\d{1,5})[\0\t\n\f\r ]{1,8}obj(?![A-Za-z])/g,
    )) {
      const offset = from + m.index
      if (offset > (heads.at(-1) ?? -1)) heads.push(offset)
      const num = Number(m[1])
      if (num > 0 && num <= 8_388_607) entries.set(num, { kind: 'offset', offset, gen: Number(m[2]) })
      if (heads.length > MAX_FOUND) throw new PdfError('limit', 'too many objects')
    }
    for (const m of text.matchAll(/trailer/g)) trailers.push(from + m.index)
    if (trailers.length > 1024) trailers.splice(0, trailers.length - 64)
  }
  return heads
}

async function trailerAt(source: ByteSource, at: number): Promise<PdfDict | undefined> {
  try {
    const dict = await parseAt(
      source,
      at,
      (lexer) => (lexer.keyword('trailer') ? lexer.parse() : null),
      4096,
      LARGEST_TRAILER,
    )
    return dict instanceof PdfDict && dict.get('Root') instanceof PdfRef ? dict : undefined
  } catch {
    return undefined
  }
}

/** One look at every object: the object streams, and for a file without a trailer one made from a cross-reference
 * stream or from the catalog. Each is parsed up to the next head only, so all looks together read the file about once. */
async function lookAtObjects(
  source: ByteSource,
  entries: Map<number, XrefEntry>,
  heads: readonly number[],
): Promise<{ trailer: PdfDict | undefined; objectStreams: number[] }> {
  let trailer: PdfDict | undefined
  const objectStreams: number[] = []
  const next = new Map(heads.map((at, i) => [at, heads[i + 1] ?? source.size]))
  for (const [num, entry] of entries) {
    if (entry.kind !== 'offset') continue
    const length = (next.get(entry.offset) ?? source.size) - entry.offset
    const dict = await dictAt(source, entry.offset, length)
    if (!dict) continue
    const type = dict.get('Type')
    if (isName(type, 'ObjStm')) objectStreams.push(num)
    else if (isName(type, 'XRef') && dict.get('Root') instanceof PdfRef)
      trailer = dict.with({
        Filter: undefined,
        DecodeParms: undefined,
        W: undefined,
        Index: undefined,
        Length: undefined,
        Type: undefined,
      })
    else if (isName(type, 'Catalog')) trailer ??= PdfDict.of({ Root: new PdfRef(num, entry.gen) })
  }
  return { trailer, objectStreams }
}

async function dictAt(source: ByteSource, at: number, length: number): Promise<PdfDict | undefined> {
  // A few bytes of the next head, so that an object without `endobj` is seen to end.
  const most = Math.min(length + 16, LARGEST_HEAD)
  try {
    const head = await parseAt(source, at, parseIndirect, Math.min(1024, most), most)
    return head?.value instanceof PdfDict ? head.value : undefined
  } catch {
    return undefined
  }
}
