import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Unread uploads, each encrypted under its own key, outside blobs, backups and logs.
 * Destroying the key destroys the file, whatever copies of the disk exist (domain/clerical-work.md §6.2).
 */
export interface Spool {
  put(id: string, bytes: Uint8Array): Promise<void>
  /**
   * Writes what arrives, piece by piece, never holding it whole; the number of bytes, or null when there were more
   * than `most`: then nothing stays, and the rest is heard out so that the sender can read the answer.
   */
  take(id: string, pieces: AsyncIterable<Buffer>, most: number): Promise<number | null>
  get(id: string): Promise<Buffer | null>
  destroy(id: string): Promise<void>
}

export function diskSpool(folder: string): Spool {
  const body = (id: string) => join(folder, `${id}.bin`)
  const key = (id: string) => join(folder, `${id}.key`)
  const destroy = async (id: string) => {
    const file = await open(key(id), 'r+').catch(() => null)
    if (file) {
      await file.write(randomBytes(48), 0, 48, 0)
      await file.sync()
      await file.close()
    }
    await rm(key(id), { force: true })
    await rm(body(id), { force: true })
  }
  return {
    async put(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const secret = randomBytes(48)
      const cipher = createCipheriv('aes-256-ctr', secret.subarray(0, 32), secret.subarray(32))
      await writeFile(body(id), Buffer.concat([cipher.update(bytes), cipher.final()]), { mode: 0o600 })
      await writeFile(key(id), secret, { mode: 0o600 })
    },
    async take(id, pieces, most) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const secret = randomBytes(48)
      await writeFile(key(id), secret, { mode: 0o600 })
      const file = await open(body(id), 'w', 0o600)
      try {
        const bytes = await receive(file, secret, pieces, most)
        await file.close()
        if (bytes === null) await destroy(id)
        return bytes
      } catch (error) {
        await file.close()
        await destroy(id)
        throw error
      }
    },
    async get(id) {
      const secret = await readFile(key(id)).catch(() => null)
      if (!secret) return null
      const decipher = createDecipheriv('aes-256-ctr', secret.subarray(0, 32), secret.subarray(32))
      return Buffer.concat([decipher.update(await readFile(body(id))), decipher.final()])
    },
    destroy,
  }
}

/** More than this beyond what is taken is not heard to its end. */
const MOST_MORE = 256 * 1024 ** 2

async function receive(
  file: FileHandle,
  secret: Buffer,
  pieces: AsyncIterable<Buffer>,
  most: number,
): Promise<number | null> {
  const cipher = createCipheriv('aes-256-ctr', secret.subarray(0, 32), secret.subarray(32))
  let bytes = 0
  for await (const piece of pieces) {
    bytes += piece.length
    if (bytes <= most) await file.write(cipher.update(piece))
    else if (bytes - piece.length <= most) await file.truncate(0)
    if (bytes > most + MOST_MORE) break
  }
  return bytes > most ? null : bytes
}
