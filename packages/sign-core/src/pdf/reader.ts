import type { ByteSource } from '../bytes/byte-source.ts'
import { indexOfAscii } from '../bytes/latin1.ts'
import type { Decryptor } from './crypt.ts'
import { decryptObject } from './decrypt.ts'
import { PdfError } from './errors.ts'
import { decodeFilter } from './filters.ts'
import { type ObjectHead, parseIndirect } from './lexer.ts'
import { type ObjectStream, parseObjectStream } from './object-stream.ts'
import { isInt, isName, PdfArray, PdfDict, PdfName, type PdfObject, PdfRef, PdfStream } from './objects.ts'
import type { Revision } from './revisions.ts'
import { parseAt } from './window.ts'
import type { XrefEntry } from './xref.ts'

export const MAX_DECODED = 128 << 20
const MAX_STREAM = 2 ** 32
const CACHE_OBJECTS = 20_000

export interface LoadedObject {
  ref: PdfRef
  value: PdfObject
  entry: XrefEntry
  /** Byte range of the object in the file; undefined for objects inside an object stream. */
  start: number | undefined
  end: number | undefined
}

export class PdfReader {
  readonly source: ByteSource
  /** Offset of `%PDF-`: all offsets written in the file count from here. */
  readonly base: number
  readonly version: string
  readonly revisions: readonly Revision[]
  /** True when the cross-reference data was damaged and objects were found by searching. */
  readonly rebuilt: boolean
  encryption: Decryptor | undefined
  encryptRef: PdfRef | undefined
  private readonly cache = new Map<string, LoadedObject>()
  private readonly objectStreams = new Map<string, ObjectStream>()

  constructor(
    source: ByteSource,
    base: number,
    version: string,
    revisions: readonly Revision[],
    rebuilt: boolean,
  ) {
    this.source = source
    this.base = base
    this.version = version
    this.revisions = revisions
    this.rebuilt = rebuilt
  }

  get last(): number {
    return this.revisions.length - 1
  }

  get trailer(): PdfDict {
    return this.revisions[this.last]!.trailer
  }

  /** Cross-reference entry of an object as a reader of revision `at` sees it. */
  entry(num: number, at = this.last): XrefEntry | undefined {
    for (let i = at; i >= 0; i--) {
      const entry = this.revisions[i]!.changed.get(num)
      if (entry !== undefined) return entry
    }
    return undefined
  }

  /** The revision that supplies an object seen at revision `at`. */
  revisionOf(num: number, at = this.last): number | undefined {
    for (let i = at; i >= 0; i--) if (this.revisions[i]!.changed.has(num)) return i
    return undefined
  }

  /** One more than the highest object number ever used. */
  size(at = this.last): number {
    let size = 1
    for (let i = 0; i <= at; i++) {
      const declared = this.revisions[i]!.trailer.get('Size')
      if (isInt(declared) && declared <= 8_388_608) size = Math.max(size, declared)
      for (const num of this.revisions[i]!.changed.keys()) if (num >= size) size = num + 1
    }
    return size
  }

  async load(ref: PdfRef, at = this.last, depth = 0): Promise<LoadedObject | undefined> {
    if (depth > 32) throw new PdfError('limit', `references nested too deep at ${ref}`)
    const entry = this.entry(ref.num, at)
    if (entry === undefined || entry.kind === 'free') return undefined
    const gen = entry.kind === 'offset' ? entry.gen : 0
    if (gen !== ref.gen) return undefined // §7.3.10: a reference to an undefined object is null
    const key =
      entry.kind === 'offset'
        ? `@${entry.offset}:${ref.num}`
        : `${this.revisionOf(entry.stream, at)}:${ref.num}:${entry.stream}#${entry.index}`
    const held = this.cache.get(key)
    if (held !== undefined) return held
    const loaded =
      entry.kind === 'offset'
        ? await this.loadPlain(ref, entry, at, depth)
        : await this.loadCompressed(ref, entry, at, depth)
    if (this.cache.size >= CACHE_OBJECTS) this.cache.clear()
    if (loaded !== undefined) this.cache.set(key, loaded)
    return loaded
  }

  private async loadPlain(
    ref: PdfRef,
    entry: XrefEntry & { kind: 'offset' },
    at: number,
    depth: number,
  ): Promise<LoadedObject> {
    const head = await parseAt(this.source, entry.offset, parseIndirect)
    if (head === undefined || head.num !== ref.num || head.gen !== ref.gen) {
      throw new PdfError('damaged', `object ${ref} is not at offset ${entry.offset}`)
    }
    let value = head.value
    let end = head.end
    if (head.dataStart !== undefined && value instanceof PdfDict) {
      const length = await this.streamLength(head, value, at, depth)
      value = new PdfStream(value, head.dataStart, length.length, ref)
      end = length.end
    }
    if (this.encryption !== undefined && this.encryptRef?.num !== ref.num) {
      value = decryptObject(value, ref, this.encryption)
    }
    return { ref, value, entry, start: head.start, end }
  }

  private async streamLength(
    head: ObjectHead,
    dict: PdfDict,
    at: number,
    depth: number,
  ): Promise<{ length: number; end: number }> {
    const start = head.dataStart!
    const declared = await this.resolve(dict.get('Length'), at, depth + 1)
    if (isInt(declared) && declared >= 0 && declared <= MAX_STREAM && start + declared < this.source.size) {
      const end = await parseAt(this.source, start + declared, (lexer) => {
        if (!lexer.keyword('endstream')) return undefined
        lexer.keyword('endobj')
        return lexer.offset
      }).catch(() => undefined)
      if (end !== undefined) return { length: declared, end }
    }
    return this.searchEndstream(start)
  }

  /** /Length wrong: the data ends before the next `endstream` (what every viewer does). */
  private async searchEndstream(start: number): Promise<{ length: number; end: number }> {
    for (let from = start; from < this.source.size; from += (1 << 20) - 16) {
      const bytes = await this.source.read(from, 1 << 20)
      const at = indexOfAscii(bytes, 'endstream')
      if (at < 0) continue
      let stop = at
      if (stop > 0 && bytes[stop - 1] === 10) stop--
      if (stop > 0 && bytes[stop - 1] === 13) stop--
      return { length: from + stop - start, end: from + at + 9 }
    }
    throw new PdfError('damaged', `stream at ${start} has no end`)
  }

  private async loadCompressed(
    ref: PdfRef,
    entry: XrefEntry & { kind: 'compressed' },
    at: number,
    depth: number,
  ): Promise<LoadedObject> {
    const container = this.entry(entry.stream, at)
    if (container?.kind !== 'offset') throw new PdfError('damaged', `object stream ${entry.stream} missing`)
    const key = `@${container.offset}`
    let stream = this.objectStreams.get(key)
    if (stream === undefined) {
      const loaded = await this.load(new PdfRef(entry.stream, container.gen), at, depth + 1)
      if (!(loaded?.value instanceof PdfStream))
        throw new PdfError('damaged', 'object stream is not a stream')
      const data = await this.decode(loaded.value, at, depth + 1)
      stream = parseObjectStream(loaded.value.dict, data)
      if (this.objectStreams.size >= 64) this.objectStreams.clear()
      this.objectStreams.set(key, stream)
    }
    return { ref, value: stream.get(ref.num, entry.index), entry, start: undefined, end: undefined }
  }

  /** Follows references; absent objects are null (§7.3.10). */
  async resolve(value: PdfObject | undefined, at = this.last, depth = 0): Promise<PdfObject> {
    let current = value ?? null
    for (let hop = depth; current instanceof PdfRef; hop++) {
      if (hop > 32) throw new PdfError('limit', 'references nested too deep')
      current = (await this.load(current, at, hop))?.value ?? null
    }
    return current
  }

  async dict(value: PdfObject | undefined, at = this.last): Promise<PdfDict | undefined> {
    const found = await this.resolve(value, at)
    return found instanceof PdfDict ? found : found instanceof PdfStream ? found.dict : undefined
  }

  async array(value: PdfObject | undefined, at = this.last): Promise<PdfArray | undefined> {
    const found = await this.resolve(value, at)
    return found instanceof PdfArray ? found : undefined
  }

  async catalog(at = this.last): Promise<PdfDict> {
    const root = await this.dict(this.revisions[at]!.trailer.get('Root'), at)
    if (root === undefined) throw new PdfError('damaged', 'no catalog')
    return root
  }

  /** Stream bytes as stored, decrypted when the file is encrypted. */
  async raw(stream: PdfStream, at = this.last): Promise<Uint8Array> {
    if (stream.data !== undefined) return stream.data
    if (stream.length > MAX_DECODED) throw new PdfError('limit', 'stream too long to hold in memory')
    const data = await this.source.read(stream.dataStart, stream.length)
    const crypt = this.encryption
    if (crypt === undefined || isName(stream.dict.get('Type'), 'XRef')) return data
    if (isName(stream.dict.get('Type'), 'Metadata') && !crypt.encryptMetadata) return data
    return crypt.decrypt(await this.streamMethod(stream, crypt, at), stream.id, data)
  }

  private async streamMethod(stream: PdfStream, crypt: Decryptor, at: number) {
    const [first] = await this.filters(stream, at)
    if (first?.name !== 'Crypt') return crypt.streams
    const name = first.parms?.get('Name')
    return crypt.named(name instanceof PdfName ? name.name : 'Identity')
  }

  /** Filter names with their parameters, in decoding order. */
  async filters(stream: PdfStream, at = this.last): Promise<{ name: string; parms: PdfDict | undefined }[]> {
    const list = async (key: string, short: string): Promise<PdfObject[]> => {
      const value = await this.resolve(stream.dict.get(key) ?? stream.dict.get(short), at)
      return value instanceof PdfArray ? value.items : value === null ? [] : [value]
    }
    const parms = await list('DecodeParms', 'DP')
    const out: { name: string; parms: PdfDict | undefined }[] = []
    for (const [i, item] of (await list('Filter', 'F')).entries()) {
      const name = await this.resolve(item, at)
      if (!(name instanceof PdfName) || i > 16) throw new PdfError('filter', 'bad filter list')
      out.push({ name: name.name, parms: await this.dict(parms[i], at) })
    }
    return out
  }

  /** Decoded stream data. Image filters (DCT, JPX, CCITT, JBIG2) are not decoded here. */
  async decode(stream: PdfStream, at = this.last, depth = 0, max = MAX_DECODED): Promise<Uint8Array> {
    if (depth > 32) throw new PdfError('limit', 'streams nested too deep')
    let data = await this.raw(stream, at)
    for (const filter of await this.filters(stream, at)) {
      if (filter.name !== 'Crypt') data = decodeFilter(filter.name, data, filter.parms, max)
    }
    return data
  }
}
