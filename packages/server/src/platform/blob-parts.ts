// A large file that comes in pieces, perhaps over days: written once, in place, and a blob when it is whole.
import { createHash, randomBytes } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { cipherAt, decipherAt, KEY_BYTES, keyOf } from './blob-keys.ts'

export interface BlobPart {
  /** Durable when it answers. What lies behind `at` was never confirmed and is cut off first. */
  append(at: number, bytes: Uint8Array): Promise<void>
  /** The whole becomes the blob of that hash; false, and nothing is left, when the bytes are not that. */
  finish(): Promise<boolean>
  drop(): Promise<void>
}

/** `owner` keeps two senders of one file apart: none of them can spoil what the other brings. */
export function blobPart(folder: string, path: string, sha256: string, owner: string): BlobPart {
  const part = join(folder, createHash('sha256').update(`${owner}\n${sha256}`).digest('hex'))
  const drop = async () => {
    await rm(part, { force: true })
    await rm(keyOf(part), { force: true })
  }
  return {
    drop,
    async append(at, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const key = await keyFor(part)
      const file = await open(part, constants.O_RDWR | constants.O_CREAT, 0o600)
      try {
        await file.truncate(at)
        await file.write(cipherAt(key, at).update(bytes), 0, bytes.length, at)
        await file.datasync()
      } finally {
        await file.close()
      }
    },
    async finish() {
      const key = await keyFor(part)
      const hash = createHash('sha256')
      await pipeline(createReadStream(part), decipherAt(key, 0), hash)
      const right = hash.digest('hex') === sha256
      if (right) await moveIn(part, path, key)
      await drop()
      return right
    },
  }
}

async function keyFor(part: string): Promise<Buffer> {
  const known = await readFile(keyOf(part)).catch(() => null)
  if (known?.length === KEY_BYTES) return known
  const fresh = randomBytes(KEY_BYTES)
  await writeFile(keyOf(part), fresh, { mode: 0o600, flush: true })
  return fresh
}

/** Key first, as everywhere in the store. A key that is there already (two who bring the same) is the one that counts. */
async function moveIn(part: string, path: string, key: Buffer): Promise<void> {
  if (await stat(path).catch(() => null)) return
  // As with a whole file: brought again by somebody who may, it lives under a new key.
  await rm(`${path}.destroyed`, { force: true })
  const folder = join(path, '..')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const taken = await link(keyOf(part), keyOf(path)).then(
    () => null,
    () => readFile(keyOf(path)),
  )
  if (taken) {
    const again = `${part}.again`
    const file = await open(again, 'w', 0o600)
    await pipeline(
      createReadStream(part),
      decipherAt(key, 0),
      cipherAt(taken, 0),
      file.createWriteStream({ flush: true }),
    )
    await rename(again, path)
  } else await rename(part, path)
  const parent = await open(folder, 'r')
  await parent.sync().finally(() => parent.close())
}
