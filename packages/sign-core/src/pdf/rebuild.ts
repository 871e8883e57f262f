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

/** Reads a file whose cross-reference data is damaged by looking for every `N G obj`; the last one wins.
 * Such a file can be read and signed for the first time; a validator must call it unreadable. */
export async function rebuildSection(source: ByteSource): Promise<XrefSection> {
  const entries = new Map<number, XrefEntry>()
  const trailers: number[] = []
  await scan(source, entries, trailers)
  let trailer: PdfDict | undefined
  for (const at of trailers.slice(-64).reverse()) {
    trailer ??= await trailerAt(source, at)
  }
  trailer ??= await trailerFromObjects(source, entries)
  if (trailer === undefined) throw new PdfError('damaged', 'no catalog found')
  let size = 0
  for (const num of entries.keys()) size = Math.max(size, num + 1)
  const clean = trailer.with({ Prev: undefined, XRefStm: undefined, Size: size })
  return { style: 'rebuilt', offset: source.size, end: source.size, entries, trailer: clean }
}

async function scan(source: ByteSource, entries: Map<number, XrefEntry>, trailers: number[]): Promise<void> {
  for (let at = 0; at < source.size; at += CHUNK) {
    const from = Math.max(0, at - OVERLAP)
    const text = latin1(await source.read(from, at - from + CHUNK))
    for (const m of text.matchAll(
      /(?<![0-9])(\d{1,10})[\0\t\n\f\r ]{1,8}(\d{1,5})[\0\t\n\f\r ]{1,8}obj(?![A-Za-z])/g,
    )) {
      const num = Number(m[1])
      if (num > 0 && num <= 8_388_607)
        entries.set(num, { kind: 'offset', offset: from + m.index, gen: Number(m[2]) })
      if (entries.size > MAX_FOUND) throw new PdfError('limit', 'too many objects')
    }
    for (const m of text.matchAll(/trailer/g)) trailers.push(from + m.index)
  }
}

async function trailerAt(source: ByteSource, at: number): Promise<PdfDict | undefined> {
  try {
    const dict = await parseAt(source, at, (lexer) => (lexer.keyword('trailer') ? lexer.parse() : null))
    return dict instanceof PdfDict && dict.get('Root') instanceof PdfRef ? dict : undefined
  } catch {
    return undefined
  }
}

/** No trailer: take it from a cross-reference stream, or make one that points at the catalog. */
async function trailerFromObjects(
  source: ByteSource,
  entries: Map<number, XrefEntry>,
): Promise<PdfDict | undefined> {
  let made: PdfDict | undefined
  for (const [num, entry] of entries) {
    if (entry.kind !== 'offset') continue
    const head = await parseAt(source, entry.offset, parseIndirect).catch(() => undefined)
    const dict = head?.value
    if (!(dict instanceof PdfDict)) continue
    if (isName(dict.get('Type'), 'XRef') && dict.get('Root') instanceof PdfRef) {
      made = dict.with({
        Filter: undefined,
        DecodeParms: undefined,
        W: undefined,
        Index: undefined,
        Length: undefined,
        Type: undefined,
      })
    } else if (isName(dict.get('Type'), 'Catalog')) made ??= PdfDict.of({ Root: new PdfRef(num, entry.gen) })
  }
  return made
}
