// Just enough ZIP to open the wrapper senders put around one attachment. The central directory is the
// only authority; a local header that says something else makes the archive unreadable for us.

import { Crc32 } from './crc32.ts'
import { inflated } from './deflate.ts'
import type { ByteSource } from './source.ts'

export interface ZipEntry {
  name: string
  method: number
  encrypted: boolean
  crc: number
  compressedSize: number
  size: number
  headerOffset: number
}

export interface ZipDirectory {
  count: number
  /** At most the first 200: enough to recognise office documents. */
  entries: ZipEntry[]
}

const EOCD_SIZE = 22
const LONGEST_COMMENT = 65_535
const MOST_DIRECTORY = 256 * 1024
const MOST_ENTRIES = 200
const STEP = 64 * 1024

export function looksLikeZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4
}

/** Null when the bytes are not a complete ZIP archive. */
export async function readDirectory(source: ByteSource): Promise<ZipDirectory | null> {
  const tailSize = Math.min(source.size, EOCD_SIZE + LONGEST_COMMENT)
  const tailAt = source.size - tailSize
  const tail = await source.read(tailAt, tailSize)
  const at = findEnd(tail)
  if (at < 0) return null
  const view = viewOf(tail.subarray(at))
  const count = view.getUint16(10, true)
  const size = view.getUint32(12, true)
  const offset = view.getUint32(16, true)
  if (offset + size > tailAt + at) return null
  return { count, entries: readEntries(await source.read(offset, Math.min(size, MOST_DIRECTORY)), count) }
}

function findEnd(tail: Uint8Array): number {
  for (let at = tail.length - EOCD_SIZE; at >= 0; at--) {
    if (tail[at] !== 0x50 || tail[at + 1] !== 0x4b || tail[at + 2] !== 5 || tail[at + 3] !== 6) continue
    const comment = (tail[at + 20] as number) | ((tail[at + 21] as number) << 8)
    if (at + EOCD_SIZE + comment === tail.length) return at
  }
  return -1
}

function readEntries(directory: Uint8Array, count: number): ZipEntry[] {
  const view = viewOf(directory)
  const entries: ZipEntry[] = []
  for (let at = 0; entries.length < Math.min(count, MOST_ENTRIES) && at + 46 <= directory.length; ) {
    if (view.getUint32(at, true) !== 0x02014b50) break
    const nameSize = view.getUint16(at + 28, true)
    const flags = view.getUint16(at + 8, true)
    entries.push({
      name: new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameSize)),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 1) === 1,
      crc: view.getUint32(at + 16, true),
      compressedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    })
    at += 46 + nameSize + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

export type UnwrapFailure = 'damaged' | 'bomb'

/** Streams the entry's content; stops and says why when it is not what the directory promised. */
export async function extractEntry(
  source: ByteSource,
  entry: ZipEntry,
  caps: { bytes: number; ratio: number },
  write: (bytes: Uint8Array) => void | Promise<void>,
): Promise<UnwrapFailure | null> {
  const start = await dataOffset(source, entry)
  if (start === null || start + entry.compressedSize > source.size) return 'damaged'
  if (entry.method === 0 && entry.size !== entry.compressedSize) return 'damaged'
  if (entry.size > caps.bytes) return 'bomb'
  const most = Math.min(caps.bytes, Math.max(1024 * 1024, entry.compressedSize * caps.ratio))
  const stored = entryBytes(source, start, entry.compressedSize)
  const crc = new Crc32()
  let written = 0
  const pieces = (entry.method === 8 ? inflated(stored) : stored)[Symbol.asyncIterator]()
  for (;;) {
    const piece = await pieces.next().catch(() => null)
    if (!piece) return 'damaged'
    if (piece.done) break
    written += piece.value.length
    if (written > most) {
      await pieces.return?.()
      return 'bomb'
    }
    crc.update(piece.value)
    await write(piece.value)
  }
  return written === entry.size && crc.digest() === entry.crc ? null : 'damaged'
}

async function* entryBytes(source: ByteSource, start: number, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < size; at += STEP) yield await source.read(start + at, Math.min(STEP, size - at))
}

async function dataOffset(source: ByteSource, entry: ZipEntry): Promise<number | null> {
  const header = await source.read(entry.headerOffset, 30)
  if (header.length < 30) return null
  const view = viewOf(header)
  if (view.getUint32(0, true) !== 0x04034b50 || view.getUint16(8, true) !== entry.method) return null
  const nameSize = view.getUint16(26, true)
  const name = new TextDecoder().decode(await source.read(entry.headerOffset + 30, nameSize))
  if (name !== entry.name) return null
  return entry.headerOffset + 30 + nameSize + view.getUint16(28, true)
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
