// The part of ZIP that ASiC needs (APPNOTE 4.3; EN 319 162-1, A.1): written stored, read strictly.
import { crc32, inflateRawSync } from 'node:zlib'
import { concatBytes } from '../bytes/latin1.ts'

export class ZipError extends Error {}

export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const UTF8_NAMES = 0x0800
const MAX_ENTRIES = 2000
const MAX_TOTAL = 256 << 20

function header(size: number, fill: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size)
  fill(new DataView(bytes.buffer))
  return bytes
}

/** 1980-01-01: the same content gives the same container. */
const DOS_DATE = 0x21

export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of entries) {
    const encoded = new TextEncoder().encode(name)
    const common = (view: DataView, at: number): void => {
      view.setUint16(at, 20, true)
      view.setUint16(at + 2, UTF8_NAMES, true)
      view.setUint16(at + 8, DOS_DATE, true)
      view.setUint32(at + 10, crc32(bytes), true)
      view.setUint32(at + 14, bytes.length, true)
      view.setUint32(at + 18, bytes.length, true)
      view.setUint16(at + 22, encoded.length, true)
    }
    const local = header(30, (view) => {
      view.setUint32(0, LOCAL, true)
      common(view, 4)
    })
    const at = offset
    central.push(
      header(46, (view) => {
        view.setUint32(0, CENTRAL, true)
        view.setUint16(4, 20, true)
        common(view, 6)
        view.setUint32(42, at, true)
      }),
      encoded,
    )
    parts.push(local, encoded, bytes)
    offset += 30 + encoded.length + bytes.length
  }
  const directory = concatBytes(central)
  const end = header(22, (view) => {
    view.setUint32(0, END, true)
    view.setUint16(8, entries.length, true)
    view.setUint16(10, entries.length, true)
    view.setUint32(12, directory.length, true)
    view.setUint32(16, offset, true)
  })
  return concatBytes([...parts, directory, end])
}

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 66_000); at--)
    if (view.getUint32(at, true) === END && at + 22 + view.getUint16(at + 20, true) === view.byteLength)
      return at
  throw new ZipError('no end of directory')
}

/** Names that leave the container or differ only by case would let two readers see two things. */
function checkName(name: string, seen: Set<string>): void {
  if (name.startsWith('/') || name.includes('\\') || name.split('/').includes('..') || name.includes('\0'))
    throw new ZipError(`name ${name} refused`)
  const folded = name.normalize('NFC').toLowerCase()
  if (seen.has(folded)) throw new ZipError(`name ${name} twice`)
  seen.add(folded)
}

export function readZip(bytes: Uint8Array): ZipEntry[] {
  try {
    return readAll(bytes)
  } catch (error) {
    // TypeError: a name that is not UTF-8.
    if (error instanceof RangeError || error instanceof TypeError) throw new ZipError('damaged')
    throw error
  }
}

function readAll(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MAX_ENTRIES) throw new ZipError('too many entries')
  const entries: ZipEntry[] = []
  const seen = new Set<string>()
  let left = MAX_TOTAL
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) throw new ZipError('directory damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(at + 46, at + 46 + nameLength),
    )
    checkName(name, seen)
    if (!name.endsWith('/')) {
      const content = contentAt(bytes, view, at, name, left)
      left -= content.length
      entries.push({ name, bytes: content })
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function contentAt(
  bytes: Uint8Array,
  view: DataView,
  central: number,
  name: string,
  limit: number,
): Uint8Array {
  const flags = view.getUint16(central + 8, true)
  const method = view.getUint16(central + 10, true)
  const packed = view.getUint32(central + 20, true)
  const size = view.getUint32(central + 24, true)
  const local = view.getUint32(central + 42, true)
  if (flags & 1) throw new ZipError('encrypted')
  if (size > limit) throw new ZipError('too large')
  if (view.getUint32(local, true) !== LOCAL) throw new ZipError('entry damaged')
  const nameLength = view.getUint16(local + 26, true)
  const start = local + 30 + nameLength + view.getUint16(local + 28, true)
  // The name is written twice; readers that trust the one or the other must see the same.
  const localName = Buffer.from(bytes.subarray(local + 30, local + 30 + nameLength)).toString('utf8')
  if (localName !== name || start + packed > bytes.length) throw new ZipError('entry damaged')
  const raw = bytes.subarray(start, start + packed)
  const content = method === 0 ? raw : method === 8 ? inflate(raw, size) : null
  if (!content || content.length !== size || crc32(content) !== view.getUint32(central + 16, true))
    throw new ZipError(`${name} damaged`)
  return content
}

function inflate(raw: Uint8Array, size: number): Uint8Array | null {
  try {
    return new Uint8Array(inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) }))
  } catch {
    return null
  }
}
