import type { ByteSource } from '../bytes/byte-source.ts'
import { indexOfAscii } from '../bytes/latin1.ts'
import { openEncryption } from './crypt.ts'
import { PdfError } from './errors.ts'
import { parseObjectStream } from './object-stream.ts'
import { type PdfDict, PdfRef, PdfStream, PdfString } from './objects.ts'
import { PdfReader } from './reader.ts'
import { rebuildSection } from './rebuild.ts'
import { groupRevisions } from './revisions.ts'
import { findStartxref, readSections, type XrefEntry, type XrefSection } from './xref.ts'

export interface OpenOptions {
  password?: string
  /** False: a file whose cross-reference data is damaged is refused instead of being searched for objects. */
  rebuild?: boolean
}

export async function openPdf(source: ByteSource, options: OpenOptions = {}): Promise<PdfReader> {
  const head = await source.read(0, 1024 + 16)
  const base = indexOfAscii(head, '%PDF-')
  if (base < 0) throw new PdfError('not-a-pdf', 'no %PDF- header in the first kilobyte')
  const version = /^%PDF-(\d\.\d)/.exec(String.fromCharCode(...head.subarray(base, base + 16)))?.[1] ?? '1.4'
  try {
    return await openWith(source, version, base, options)
  } catch (error) {
    if (!(error instanceof PdfError) || error.code === 'encrypted' || error.code === 'unsupported-encryption')
      throw error
    if (options.rebuild === false) throw error
  }
  const { section, objectStreams } = await rebuildSection(source)
  const reader = new PdfReader(source, base, version, await groupRevisions(source, [section], base), true)
  await unlock(reader, options)
  await addObjectStreams(reader, section, objectStreams)
  await checkRoot(reader)
  return reader
}

/** Junk before `%PDF-`: some writers count offsets from the header, some from the first byte of the file. */
async function openWith(
  source: ByteSource,
  version: string,
  headerAt: number,
  options: OpenOptions,
): Promise<PdfReader> {
  const { value } = await findStartxref(source)
  let failure: unknown
  for (const base of headerAt === 0 ? [0] : [headerAt, 0]) {
    try {
      const sections = await readSections(source, value, base)
      const reader = new PdfReader(source, base, version, await groupRevisions(source, sections, base), false)
      await unlock(reader, options)
      await checkRoot(reader)
      return reader
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

async function unlock(reader: PdfReader, options: OpenOptions): Promise<void> {
  const value = reader.trailer.get('Encrypt')
  if (value === undefined || value === null) return
  const encrypt = await reader.dict(value)
  if (encrypt === undefined) throw new PdfError('unsupported-encryption', 'no /Encrypt dictionary')
  const ids = await reader.array(reader.trailer.get('ID'))
  const first = ids?.items[0]
  reader.encryptRef = value instanceof PdfRef ? value : undefined
  reader.encryption = openEncryption(
    encrypt,
    first instanceof PdfString ? first.bytes : new Uint8Array(),
    options.password ?? '',
  )
}

/** The catalog and the first level of the page tree must be where the table says. */
async function checkRoot(reader: PdfReader): Promise<void> {
  const pages = await reader.dict((await reader.catalog()).get('Pages'))
  const kids = await reader.array(pages?.get('Kids'))
  if (kids === undefined) throw new PdfError('damaged', 'no page tree')
  for (const kid of kids.items.slice(0, 16)) {
    if ((await reader.dict(kid)) === undefined) throw new PdfError('damaged', 'page tree broken')
  }
}

/** What all object streams of a searched file may unpack to together. */
const MOST_UNPACKED = 256 << 20

/** In a searched file, objects inside object streams count too, unless a plain object has the number. */
async function addObjectStreams(
  reader: PdfReader,
  section: XrefSection,
  streams: readonly number[],
): Promise<void> {
  let unpacked = 0
  for (const num of streams) {
    const entry = section.entries.get(num)
    if (entry?.kind !== 'offset') continue
    const loaded = await reader.load(new PdfRef(num, entry.gen)).catch(() => undefined)
    if (!(loaded?.value instanceof PdfStream)) continue
    const { dict } = loaded.value
    const data = await reader.decode(loaded.value).catch(() => undefined)
    unpacked += data?.length ?? 0
    if (unpacked > MOST_UNPACKED) throw new PdfError('limit', 'object streams unpack to too much')
    const content = data && contentOf(dict, data)
    content?.numbers.forEach((inner, index) => {
      const found: XrefEntry = { kind: 'compressed', stream: num, index }
      if (section.entries.get(inner)?.kind === 'offset') return
      section.entries.set(inner, found)
      reader.revisions[0]!.changed.set(inner, found)
    })
  }
}

function contentOf(dict: PdfDict, data: Uint8Array): ReturnType<typeof parseObjectStream> | undefined {
  try {
    return parseObjectStream(dict, data)
  } catch {
    return undefined
  }
}
