import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cipherAt, decipherAt, KEY_BYTES, keyOf } from './blob-keys.ts'
import { type BlobPart, blobPart } from './blob-parts.ts'
import { crashPoint } from './crash-point.ts'
import { boxesOf, destroyKey, markDestroyed } from './key-box.ts'
import { log } from './log.ts'

export interface BlobInfo {
  sha256: string
  bytes: number
}

/** Content-addressed, fsynced, write-once files. Reached only through an agency's reference to the hash. */
export interface BlobStore {
  /** `underKey`: encrypted under a key of its own, so that destroying the key destroys the file (what came from outside). */
  put(bytes: Uint8Array, options?: { underKey?: boolean }): Promise<BlobInfo>
  get(sha256: string): Promise<Buffer>
  stream(sha256: string): NodeJS.ReadableStream
  /** So many bytes from there on, fewer at the end: what a large file is sent in. */
  read(sha256: string, at: number, length: number): Promise<Buffer>
  /** A file that comes in pieces from `owner`; under a key of its own from the first byte. */
  part(sha256: string, owner: string): BlobPart
  size(sha256: string): Promise<number>
  has(sha256: string): Promise<boolean>
  /** Key first, then the bytes, both written over: nothing readable remains in this store. Repeats safely. */
  destroy(sha256: string): Promise<void>
  folder: string
}

export function diskBlobs(folder: string): BlobStore {
  const pathOf = (sha: string) => join(folder, sha.slice(0, 2), sha)
  return {
    folder,
    async put(bytes, options = {}) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      if (!(await stat(path).catch(() => null))) {
        // The same bytes brought again by somebody who may: they live under a new key.
        await rm(`${path}.destroyed`, { force: true })
        // A key left by a cut is used again: bytes without it beside it could not be read.
        if (options.underKey || existsSync(keyOf(path))) await writeUnderKey(path, bytes)
        else await writeDurably(path, bytes)
      }
      return { sha256, bytes: bytes.length }
    },
    async get(sha256) {
      const path = pathOf(sha256)
      const [bytes, key] = await Promise.all([readFile(path), readFile(keyOf(path)).catch(() => null)])
      return key ? Buffer.concat([decipherAt(key, 0).update(bytes)]) : bytes
    },
    stream: (sha256) => readBlob(pathOf(sha256)),
    read: (sha256, at, length) => readRange(pathOf(sha256), at, length),
    part: (sha256, owner) => blobPart(`${folder}-parts`, pathOf(sha256), sha256, owner),
    // A stream cipher: as many bytes under the key as without it.
    size: async (sha256) => (await stat(pathOf(sha256))).size,
    has: async (sha256) => (await stat(pathOf(sha256)).catch(() => null)) !== null,
    async destroy(sha256) {
      const path = pathOf(sha256)
      for (const one of [keyOf(path), path]) await writeOver(one)
      await markDestroyed(folder, sha256)
      // A box that cannot be reached now (a disk in the safe) learns it at the next backup.
      for (const box of await boxesOf(join(folder, '..')))
        await destroyKey(box, sha256).catch((error: Error) =>
          log.warn('key-box', { box, why: error.message }),
        )
    },
  }
}

async function readRange(path: string, at: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at)
    const key = await readFile(keyOf(path)).catch(() => null)
    const bytes = buffer.subarray(0, bytesRead)
    return key ? decipherAt(key, at).update(bytes) : bytes
  } finally {
    await file.close()
  }
}

/** The bytes under a key that lies elsewhere (a box beside the backups). */
export function readUnderKey(path: string, keyFile: string): NodeJS.ReadableStream {
  const stream = createReadStream(path)
  const decipher = decipherAt(readFileSync(keyFile), 0)
  stream.on('error', (error) => decipher.destroy(error))
  return stream.pipe(decipher)
}

/** The bytes as they were put, whether they lie under a key or not; backup and doctor read the store with it. */
export function readBlob(path: string): NodeJS.ReadableStream {
  return existsSync(keyOf(path)) ? readUnderKey(path, keyOf(path)) : createReadStream(path)
}

/** The key is on the disk before the bytes: a cut between them leaves a key without a file, never a file without its key. */
async function writeUnderKey(path: string, bytes: Uint8Array): Promise<void> {
  const key = await keyFor(path)
  await writeDurably(path, cipherAt(key, 0).update(bytes))
}

/** Made once: two who put the same bytes at the same time write the same file under the same key. */
async function keyFor(path: string): Promise<Buffer> {
  const fresh = `${keyOf(path)}.${process.pid}.${Math.trunc(performance.now() * 1000)}`
  await writeDurably(fresh, randomBytes(KEY_BYTES))
  await link(fresh, keyOf(path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(fresh)
  return readFile(keyOf(path))
}

async function writeOver(path: string): Promise<void> {
  const file = await open(path, 'r+').catch(() => null)
  if (file) {
    const { size } = await file.stat()
    for (let at = 0; at < size; at += 1 << 20) {
      const noise = randomBytes(Math.min(1 << 20, size - at))
      await file.write(noise, 0, noise.length, at)
    }
    await file.sync()
    await file.close()
  }
  await rm(path, { force: true })
}

/** Temporary file, fsync, rename, fsync of the folder: a power cut leaves the old or the new, never half. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    crashPoint('disk.written')
    await file.sync()
    crashPoint('disk.synced')
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  crashPoint('disk.renamed')
  const parent = await open(folder, 'r')
  await parent.sync().finally(() => parent.close())
}
