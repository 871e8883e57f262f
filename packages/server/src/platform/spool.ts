import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Unread uploads, each encrypted under its own key, outside blobs, backups and logs.
 * Destroying the key destroys the file, whatever copies of the disk exist (domain/clerical-work.md §6.2).
 */
export interface Spool {
  put(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Buffer | null>
  destroy(id: string): Promise<void>
}

export function diskSpool(folder: string): Spool {
  const body = (id: string) => join(folder, `${id}.bin`)
  const key = (id: string) => join(folder, `${id}.key`)
  return {
    async put(id, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const secret = randomBytes(48)
      const cipher = createCipheriv('aes-256-ctr', secret.subarray(0, 32), secret.subarray(32))
      await writeFile(body(id), Buffer.concat([cipher.update(bytes), cipher.final()]), { mode: 0o600 })
      await writeFile(key(id), secret, { mode: 0o600 })
    },
    async get(id) {
      const secret = await readFile(key(id)).catch(() => null)
      if (!secret) return null
      const decipher = createDecipheriv('aes-256-ctr', secret.subarray(0, 32), secret.subarray(32))
      return Buffer.concat([decipher.update(await readFile(body(id))), decipher.final()])
    },
    async destroy(id) {
      const file = await open(key(id), 'r+').catch(() => null)
      if (file) {
        await file.write(randomBytes(48), 0, 48, 0)
        await file.sync()
        await file.close()
      }
      await rm(key(id), { force: true })
      await rm(body(id), { force: true })
    },
  }
}
