// Disk under the edXML commands: files as byte sources, temporary spools, writing without half files.

import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type AttachmentToWrite, type ByteSource, inspectContent, type Spool, sourceOf } from '@congvan/edxml'

const IN_MEMORY = 512 * 1024
const STEP = 64 * 1024

export interface FileSource extends ByteSource {
  close(): Promise<void>
}

export async function openFileSource(path: string): Promise<FileSource> {
  const handle = await open(path, 'r')
  const stat = await handle.stat()
  if (!stat.isFile()) {
    await handle.close()
    throw new Error('not a file')
  }
  return {
    size: stat.size,
    read: (offset, length) => readAt(handle, offset, length),
    close: () => handle.close(),
  }
}

async function readAt(handle: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

/** Temporary files of one packet, gone when it has been read. */
export class TempFiles {
  private folder: string | undefined
  private readonly handles: FileHandle[] = []

  spool(): Spool {
    const chunks: Uint8Array[] = []
    let held = 0
    let size = 0
    let handle: FileHandle | undefined
    const flush = async (): Promise<void> => {
      handle ??= await this.create()
      for (const chunk of chunks.splice(0)) await handle.write(chunk)
      held = 0
    }
    return {
      write: async (bytes) => {
        size += bytes.length
        // The reader waits for this promise, so the bytes may be written without a copy.
        if (handle) {
          await handle.write(bytes)
          return
        }
        chunks.push(bytes.slice())
        held += bytes.length
        if (held > IN_MEMORY) await flush()
      },
      end: async () => {
        if (handle) await flush()
        const file = handle
        if (file)
          return { size, read: (offset, length) => readAt(file, offset, Math.min(length, size - offset)) }
        const all = new Uint8Array(Buffer.concat(chunks.splice(0)))
        return sourceOf(all)
      },
      discard: () => {
        chunks.length = 0
      },
    }
  }

  private async create(): Promise<FileHandle> {
    this.folder ??= await mkdtemp(join(tmpdir(), 'congvan-edxml-'))
    const handle = await open(join(this.folder, randomUUID()), 'wx+', 0o600)
    this.handles.push(handle)
    return handle
  }

  async remove(): Promise<void> {
    for (const handle of this.handles) await handle.close()
    if (this.folder) await rm(this.folder, { recursive: true, force: true })
  }
}

export async function copyToFile(source: ByteSource, path: string): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    for (let at = 0; at < source.size; at += STEP)
      await handle.write(await source.read(at, Math.min(STEP, source.size - at)))
  } finally {
    await handle.close()
  }
}

/** Writes beside the target and renames, so that nobody sees half a packet. */
export async function writeThenRename(
  bytes: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ bytes: number; sha256: string }> {
  const part = `${path}.${randomUUID()}.part`
  const handle = await open(part, 'wx')
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of bytes) {
      hash.update(chunk)
      size += chunk.length
      await handle.write(chunk)
    }
    await handle.close()
    await rename(part, path)
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(part, { force: true })
    throw error
  }
  return { bytes: size, sha256: hash.digest('hex') }
}

interface LoadedAttachments {
  attachments: AttachmentToWrite[]
  notes: string[]
  close(): Promise<void>
}

/** Files in order; META may name them and say what it expects them to be. */
export async function loadAttachments(
  paths: string[],
  meta: unknown,
  raw: boolean,
): Promise<LoadedAttachments> {
  const listed = (meta as { attachments?: { name?: string; sha256?: string }[] }).attachments
  const wanted = Array.isArray(listed) ? listed : []
  const sources: FileSource[] = []
  const attachments: AttachmentToWrite[] = []
  const notes: string[] = []
  const close = async (): Promise<void> => {
    for (const source of sources) await source.close()
  }
  if (wanted.length > 0 && wanted.length !== paths.length) {
    notes.push(`META nêu ${wanted.length} tệp kèm, đưa vào ${paths.length}`)
  }
  try {
    for (const [index, path] of paths.entries()) {
      const source = await openFileSource(path)
      sources.push(source)
      const name = wanted.length === paths.length ? (wanted[index]?.name ?? basename(path)) : basename(path)
      const expected = wanted.length === paths.length ? wanted[index]?.sha256 : undefined
      if (expected && expected !== (await hashOf(source)))
        notes.push(`${path}: nội dung khác sha256 nêu trong META`)
      const { mediaType } = await inspectContent(source, name)
      attachments.push({ facts: { name, mediaType }, content: source, raw })
    }
  } catch (error) {
    await close()
    throw error
  }
  return { attachments, notes, close }
}

async function hashOf(source: ByteSource): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < source.size; at += STEP)
    hash.update(await source.read(at, Math.min(STEP, source.size - at)))
  return hash.digest('hex')
}
