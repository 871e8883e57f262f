// The format of a backup, our own: one folder that any later version and any PostgreSQL from 15 up can read.
//   manifest.json          this file's shape; manifest.sha256 beside it holds its hash
//   tables/SCHEMA.TABLE.copy.gz   rows as COPY text, columns as listed, all from one snapshot
//   blobs/ab/<sha256>      the files of documents, each named by its hash
//   a file that lies under a key is copied as it lies; its key goes into the box beside the backups (key-box.ts)
//   secrets.json           only when asked for
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** 2: files under keys, the keys in a box of their own. */
export const FORMAT = 2

export interface TableEntry {
  /** `schema.table` */
  name: string
  columns: string[]
  rows: number
  /** Of the uncompressed COPY text. */
  sha256: string
}
export interface Manifest {
  format: number
  product: string
  createdAt: string
  postgres: number
  migration: number
  /** Every numbered step that had been applied. */
  migrations: number[]
  epoch: number
  tables: TableEntry[]
  /** `keyed`: those that need their key out of the box. */
  blobs: { count: number; bytes: number; sha256: string[]; keyed?: string[] }
  /** Tells whether a folder's master key opens the sealed keys in here; the key itself cannot be computed from it. */
  masterKeyMark: string
  secrets: boolean
}

export const markOf = (masterKey: string): string =>
  createHash('sha256')
    .update('congvan master key mark')
    .update(Buffer.from(masterKey, 'base64'))
    .digest('hex')

export class BackupRefused extends Error {}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`
  await writeFile(join(folder, 'manifest.json'), text)
  await writeFile(
    join(folder, 'manifest.sha256'),
    `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`,
  )
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => null)
  const sum = await readFile(join(folder, 'manifest.sha256'), 'utf8').catch(() => null)
  if (text === null || sum === null)
    throw new BackupRefused(
      `${folder} không phải là một bản sao lưu trọn vẹn: thiếu manifest.json hoặc manifest.sha256.`,
    )
  if (createHash('sha256').update(text).digest('hex') !== sum.slice(0, 64))
    throw new BackupRefused(
      'manifest.json không khớp với mã kiểm tra của nó: bản sao lưu đã bị sửa hoặc hỏng.',
    )
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format > FORMAT)
    throw new BackupRefused(
      `Bản sao lưu thuộc phiên bản mới hơn (${manifest.format}). Dùng bản Congvan mới hơn để khôi phục.`,
    )
  return manifest
}
