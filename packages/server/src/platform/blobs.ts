import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface BlobInfo {
  sha256: string
  bytes: number
}

/** Content-addressed, fsynced, write-once files. Reached only through an agency's reference to the hash. */
export interface BlobStore {
  put(bytes: Uint8Array): Promise<BlobInfo>
  get(sha256: string): Promise<Buffer>
  stream(sha256: string): NodeJS.ReadableStream
  size(sha256: string): Promise<number>
  has(sha256: string): Promise<boolean>
  folder: string
}

export function diskBlobs(folder: string): BlobStore {
  const pathOf = (sha: string) => join(folder, sha.slice(0, 2), sha)
  return {
    folder,
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      if (!(await stat(path).catch(() => null))) await writeDurably(path, bytes)
      return { sha256, bytes: bytes.length }
    },
    get: (sha256) => readFile(pathOf(sha256)),
    stream: (sha256) => createReadStream(pathOf(sha256)),
    size: async (sha256) => (await stat(pathOf(sha256))).size,
    has: async (sha256) => (await stat(pathOf(sha256)).catch(() => null)) !== null,
  }
}

/** Temporary file, fsync, rename, fsync of the folder: a power cut leaves the old or the new, never half. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${process.pid}.${Math.trunc(performance.now() * 1000)}`
  const file = await open(temporary, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  const parent = await open(folder, 'r')
  await parent.sync().finally(() => parent.close())
}
