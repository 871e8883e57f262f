import { deflateSync } from 'node:zlib'
import { PdfError } from './errors.ts'
import { isName, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from './objects.ts'
import type { PdfReader } from './reader.ts'
import { ByteWriter, type ObjectCipher } from './serialize.ts'

export interface UpdateBytes {
  /** What is appended: the file is always the exact input followed by this. */
  tail: Uint8Array
  /** File offsets of the tracked objects. */
  marks: Map<PdfObject, { start: number; end: number }>
}

interface Written {
  gen: number
  offset: number
}

const MAX_TABLE_OFFSET = 9_999_999_999

/** One incremental update (ISO 32000-1 §7.5.6): objects are staged, then written after the input. */
export class PdfUpdate {
  readonly reader: PdfReader
  private readonly staged = new Map<number, { ref: PdfRef; value: PdfObject }>()
  private next: number

  constructor(reader: PdfReader) {
    this.reader = reader
    this.next = reader.size()
  }

  get empty(): boolean {
    return this.staged.size === 0
  }

  /** A new object. Numbers of freed objects are never used again (§7.5.4 generation rules stay out of the way). */
  add(value: PdfObject): PdfRef {
    const ref = new PdfRef(this.next++, 0)
    this.staged.set(ref.num, { ref, value })
    return ref
  }

  set(ref: PdfRef, value: PdfObject): void {
    this.staged.set(ref.num, { ref, value })
  }

  async resolve(value: PdfObject | undefined): Promise<PdfObject> {
    if (!(value instanceof PdfRef)) return value ?? null
    const staged = this.staged.get(value.num)
    return staged === undefined ? this.reader.resolve(value) : this.resolve(staged.value)
  }

  async dict(value: PdfObject | undefined): Promise<PdfDict | undefined> {
    const found = await this.resolve(value)
    return found instanceof PdfDict ? found : undefined
  }

  get root(): PdfRef {
    const root = this.reader.trailer.get('Root')
    if (!(root instanceof PdfRef)) throw new PdfError('damaged', 'catalog is not an indirect object')
    return root
  }

  /** Changes `owner[key]` where it lives: in the object it refers to, or in the owner itself. */
  async change(owner: PdfRef, key: string, make: (old: PdfObject) => PdfObject): Promise<void> {
    const dict = await this.dict(owner)
    if (dict === undefined) throw new PdfError('damaged', `object ${owner} is not a dictionary`)
    const held = dict.get(key)
    const old = await this.resolve(held)
    const made = make(old)
    if (held instanceof PdfRef && old !== null) this.set(held, made)
    else this.set(owner, dict.with({ [key]: made }))
  }

  /** Appends to an array that may be absent, direct or an object of its own. */
  append(owner: PdfRef, key: string, ...items: PdfObject[]): Promise<void> {
    return this.change(
      owner,
      key,
      (old) => new PdfArray([...(old instanceof PdfArray ? old.items : []), ...items]),
    )
  }

  async build(tracked: PdfObject[] = []): Promise<UpdateBytes> {
    if (this.empty) return { tail: new Uint8Array(), marks: new Map() }
    const { source, base } = this.reader
    const out = new ByteWriter(tracked)
    const last = (await source.read(source.size - 1, 1))[0]
    if (last !== 10 && last !== 13) out.text('\n')
    const written = new Map<number, Written>()
    for (const { ref, value } of [...this.staged.values()].sort((a, b) => a.ref.num - b.ref.num)) {
      written.set(ref.num, { gen: ref.gen, offset: source.size + out.length - base })
      out.text(`${ref.num} ${ref.gen} obj\n`)
      out.object(value, this.cipher(ref))
      out.text('\nendobj\n')
    }
    const startxref = source.size + out.length - base
    if (this.usesStream()) this.writeStream(out, written, startxref)
    else this.writeTable(out, written, startxref)
    out.text(`startxref\n${startxref}\n%%EOF\n`)
    const marks = new Map(
      [...out.marks].map(([key, mark]) => [
        key,
        { start: mark.start + source.size, end: mark.end + source.size },
      ]),
    )
    return { tail: out.result(), marks }
  }

  private cipher(ref: PdfRef): ObjectCipher | undefined {
    const crypt = this.reader.encryption
    if (crypt === undefined) return undefined
    return {
      string: (bytes) => crypt.encrypt(crypt.strings, ref, bytes),
      stream: (dict, bytes) =>
        isName(dict.get('Type'), 'Metadata') && !crypt.encryptMetadata
          ? bytes
          : crypt.encrypt(crypt.streams, ref, bytes),
    }
  }

  /** The style of the newest section; a searched file gets a stream when object streams must be listed. */
  private usesStream(): boolean {
    const newest = this.reader.revisions[this.reader.last]!.sections[0]!
    if (newest.style !== 'rebuilt') return newest.style === 'stream'
    return [...newest.entries.values()].some((entry) => entry.kind === 'compressed')
  }

  private trailer(size: number): PdfDict {
    const newest = this.reader.revisions[this.reader.last]!
    const section = newest.sections[0]!
    return this.reader.trailer.with({
      Type: undefined,
      W: undefined,
      Index: undefined,
      Filter: undefined,
      DecodeParms: undefined,
      Length: undefined,
      XRefStm: undefined,
      DocChecksum: undefined,
      Size: size,
      Prev: section.style === 'rebuilt' ? undefined : section.offset - this.reader.base,
    })
  }

  /** A searched file has no usable table: the new section lists every object found. */
  private inherited(): [number, Uint8Array][] {
    const section = this.reader.revisions[this.reader.last]!.sections[0]!
    if (section.style !== 'rebuilt') return []
    const rows: [number, Uint8Array][] = [[0, row(0, 0, 65535)]]
    for (const [num, entry] of section.entries) {
      if (entry.kind === 'offset') rows.push([num, row(1, entry.offset - this.reader.base, entry.gen)])
      if (entry.kind === 'compressed') rows.push([num, row(2, entry.stream, entry.index)])
    }
    return rows
  }

  private rows(written: Map<number, Written>): Map<number, Uint8Array> {
    const rows = new Map(this.inherited())
    for (const [num, item] of written) rows.set(num, row(1, item.offset, item.gen))
    return new Map([...rows].sort((a, b) => a[0] - b[0]))
  }

  private writeTable(out: ByteWriter, written: Map<number, Written>, startxref: number): void {
    if (startxref > MAX_TABLE_OFFSET) throw new PdfError('limit', 'file too long for a cross-reference table')
    const rows = this.rows(written)
    out.text('xref\n')
    for (const [first, count] of ranges([...rows.keys()])) {
      out.text(`${first} ${count}\n`)
      for (let num = first; num < first + count; num++) out.text(tableLine(rows.get(num)!))
    }
    out.text('trailer\n')
    out.object(this.trailer(this.next))
    out.text('\n')
  }

  private writeStream(out: ByteWriter, written: Map<number, Written>, startxref: number): void {
    const self = new PdfRef(this.next, 0)
    written.set(self.num, { gen: 0, offset: startxref }) // the stream lists itself
    const rows = this.rows(written)
    const data = new Uint8Array(rows.size * ROW)
    let at = 0
    for (const bytes of rows.values()) {
      data.set(bytes, at)
      at += ROW
    }
    const packed = deflateSync(data)
    const dict = this.trailer(self.num + 1).with({
      Type: new PdfName('XRef'),
      W: new PdfArray([1, 6, 2]),
      Index: new PdfArray(ranges([...rows.keys()]).flat()),
      Filter: new PdfName('FlateDecode'),
    })
    out.text(`${self.num} 0 obj\n`)
    out.object(new PdfStream(dict, -1, packed.length, self, packed))
    out.text('\nendobj\n')
  }
}

const ROW = 9

/** One cross-reference row with field widths 1, 6 and 2. */
function row(type: number, second: number, third: number): Uint8Array {
  const out = new Uint8Array(ROW)
  out[0] = type
  for (let i = 6, rest = second; i >= 1; i--, rest = Math.floor(rest / 256)) out[i] = rest % 256
  out[7] = third >> 8
  out[8] = third & 0xff
  return out
}

/** Exactly 20 bytes (§7.5.4). */
function tableLine(bytes: Uint8Array): string {
  let offset = 0
  for (let i = 1; i <= 6; i++) offset = offset * 256 + bytes[i]!
  const gen = bytes[7]! * 256 + bytes[8]!
  return `${String(offset).padStart(10, '0')} ${String(gen).padStart(5, '0')} ${bytes[0] === 0 ? 'f' : 'n'} \n`
}

/** Runs of consecutive numbers as [first, count]. */
function ranges(sorted: readonly number[]): [number, number][] {
  const out: [number, number][] = []
  for (const num of sorted) {
    const last = out.at(-1)
    if (last !== undefined && last[0] + last[1] === num) last[1]++
    else out.push([num, 1])
  }
  return out
}
