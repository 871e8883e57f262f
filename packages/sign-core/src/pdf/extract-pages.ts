import { latin1Bytes } from '../bytes/latin1.ts'
import { PdfError } from './errors.ts'
import { name, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from './objects.ts'
import { pages } from './pages.ts'
import type { PdfReader } from './reader.ts'
import { ByteWriter } from './serialize.ts'

/** What ties a page to its old file: the tree above it, the structure tree, threads, forms. */
const LEFT_BEHIND = ['Parent', 'Annots', 'B', 'StructParents', 'Tabs', 'AA', 'PieceInfo']
const MOST_OBJECTS = 200_000

/**
 * A new file of some pages of another, their streams copied as they are (a scanner's picture keeps its bytes).
 * `indexes` count from 0, in the order wanted. For unsigned files: annotations, fields and signatures are left behind.
 * Throws `PdfError` for a damaged input and `limit` for more objects than any scan has.
 */
export async function extractPages(reader: PdfReader, indexes: readonly number[]): Promise<Uint8Array> {
  const wanted = new Set(indexes)
  const found = new Map<number, PdfDict>()
  for await (const page of pages(reader))
    if (wanted.has(page.index)) found.set(page.index, await whole(reader, page))
  const copier = new Copier(reader)
  const [catalog, tree] = [copier.add(null), copier.add(null)]
  const kids: PdfRef[] = []
  for (const index of indexes) {
    const page = found.get(index)
    if (!page) throw new PdfError('damaged', `no page ${index + 1}`)
    const copied = (await copier.copy(page)) as PdfDict
    kids.push(copier.add(copied.with({ Parent: tree })))
  }
  copier.set(tree, PdfDict.of({ Type: name('Pages'), Count: kids.length, Kids: new PdfArray(kids) }))
  copier.set(catalog, PdfDict.of({ Type: name('Catalog'), Pages: tree }))
  await copier.finish()
  return written(copier.objects, catalog)
}

/** The page with what it inherits, without what it leaves. */
async function whole(
  reader: PdfReader,
  page: { dict: PdfDict; box: [number, number, number, number]; rotate: number },
): Promise<PdfDict> {
  let resources = page.dict.get('Resources')
  let at: PdfDict | undefined = page.dict
  for (let hop = 0; resources === undefined && at && hop < 64; hop++) {
    at = await reader.dict(at.get('Parent'))
    resources = at?.get('Resources')
  }
  return page.dict.with({
    ...Object.fromEntries(LEFT_BEHIND.map((key) => [key, undefined])),
    MediaBox: new PdfArray([...page.box]),
    CropBox: undefined,
    Rotate: page.rotate === 0 ? undefined : page.rotate,
    Resources: resources ?? new PdfDict(),
  })
}

class Copier {
  readonly objects: PdfObject[] = []
  private readonly numbers = new Map<number, PdfRef>()
  private readonly waiting: { from: PdfRef; to: PdfRef }[] = []
  private readonly reader: PdfReader

  constructor(reader: PdfReader) {
    this.reader = reader
  }

  add(value: PdfObject): PdfRef {
    if (this.objects.length >= MOST_OBJECTS) throw new PdfError('limit', 'too many objects')
    this.objects.push(value)
    return new PdfRef(this.objects.length)
  }

  set(at: PdfRef, value: PdfObject): void {
    this.objects[at.num - 1] = value
  }

  /** References get their new numbers at once; what they point to follows in `finish`, so that nothing nests. */
  async copy(value: PdfObject): Promise<PdfObject> {
    if (value instanceof PdfRef) return this.moved(value)
    if (value instanceof PdfArray)
      return new PdfArray(await Promise.all(value.items.map((item) => this.copy(item))))
    if (value instanceof PdfStream) {
      const dict = (await this.copy(value.dict)) as PdfDict
      return new PdfStream(dict, -1, value.length, value.id, await this.reader.raw(value))
    }
    if (!(value instanceof PdfDict)) return value
    const map = new Map<string, PdfObject>()
    for (const [key, item] of value.map) map.set(key, await this.copy(item))
    return new PdfDict(map)
  }

  async finish(): Promise<void> {
    for (let next = this.waiting.pop(); next; next = this.waiting.pop())
      this.set(next.to, await this.copy((await this.reader.load(next.from))?.value ?? null))
  }

  private moved(from: PdfRef): PdfRef {
    const known = this.numbers.get(from.num)
    if (known) return known
    const to = this.add(null)
    this.numbers.set(from.num, to)
    this.waiting.push({ from, to })
    return to
  }
}

/** Header, objects, one cross-reference table (ISO 32000-1 §7.5). */
function written(objects: readonly PdfObject[], catalog: PdfRef): Uint8Array {
  const out = new ByteWriter()
  out.text('%PDF-1.7\n%')
  out.bytes(Uint8Array.of(0xe2, 0xe3, 0xcf, 0xd3, 10))
  const offsets: number[] = []
  for (const [i, value] of objects.entries()) {
    offsets.push(out.length)
    out.text(`${i + 1} 0 obj\n`)
    out.object(value)
    out.text('\nendobj\n')
  }
  const start = out.length
  out.text(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`)
  for (const offset of offsets) out.text(`${String(offset).padStart(10, '0')} 00000 n \n`)
  out.text('trailer\n')
  out.object(PdfDict.of({ Size: objects.length + 1, Root: catalog }))
  out.bytes(latin1Bytes(`\nstartxref\n${start}\n%%EOF\n`))
  return out.result()
}
