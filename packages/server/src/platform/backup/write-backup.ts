// Everything of one moment into a folder: rows in one snapshot, files by their hashes, a manifest that proves both.
import { createHash, type Hash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { keyOf } from '../blob-keys.ts'
import { readBlob } from '../blobs.ts'
import { destroyedIn, destroyKey, putKey, rememberBox } from '../key-box.ts'
import { BackupRefused, FORMAT, type Manifest, markOf, type TableEntry, writeManifest } from './manifest.ts'
import { columnSql, keptRows, listTables, type Table, tableSql } from './tables.ts'

export interface BackupOptions {
  owner: pg.Pool
  data: string
  target: string
  masterKey: string
  withSecrets: boolean
  createdAt: string
  product: string
  /** Where the keys of files go, never into the backup itself; without it files are written in the clear. */
  keyBox?: string
  /** Called after the snapshot is taken; a test writes rows here that must not be in the backup. */
  afterSnapshot?: () => Promise<void>
}

/** Written beside the target and renamed at the end: a backup that was cut off is not there. */
export async function writeBackup(options: BackupOptions): Promise<Manifest> {
  const { target } = options
  if (await stat(target).catch(() => null))
    throw new BackupRefused(`${target} đã có. Chọn thư mục chưa có cho bản sao lưu.`)
  const making = `${target}.dang-ghi-${process.pid}`
  await mkdir(join(making, 'tables'), { recursive: true, mode: 0o700 })
  try {
    const manifest = await fill(options, making)
    await writeManifest(making, manifest)
    await rename(making, target)
    return manifest
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    throw error
  }
}

async function fill(options: BackupOptions, folder: string): Promise<Manifest> {
  const client = await options.owner.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local statement_timeout = 0')
    const { rows } = await client.query<{ migrations: number[]; postgres: number; epoch: number | null }>(
      `select (select array_agg(number order by number) from public.congvan_migration) as migrations, current_setting('server_version_num')::int as postgres,
         (select (value->>'number')::int from platform.setting where key = 'epoch') as epoch`,
    )
    const facts = rows[0]!
    await options.afterSnapshot?.()
    const tables: TableEntry[] = []
    for (const table of await listTables(client)) tables.push(await copyTable(client, table, folder))
    tables.push(await copyJobs(client, folder))
    await client.query('commit')
    // A row's file was written before the row was committed: every file of the snapshot lies there now.
    const blobs = await copyBlobs(options, join(folder, 'blobs'))
    if (options.withSecrets) await copyFile(join(options.data, 'secrets.json'), join(folder, 'secrets.json'))
    return {
      format: FORMAT,
      product: options.product,
      createdAt: options.createdAt,
      postgres: facts.postgres,
      migration: facts.migrations.at(-1) ?? 0,
      migrations: facts.migrations,
      epoch: facts.epoch ?? 1,
      tables,
      blobs,
      masterKeyMark: markOf(options.masterKey),
      secrets: options.withSecrets,
    }
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

/** Waiting jobs of the queue as (task, payload, key, run at): added again through the queue's own door. */
export const JOBS = { schema: 'queue', name: 'job', columns: ['task', 'payload', 'key', 'run_at'] }
const JOBS_SQL = `select t.identifier, j.payload, j.key, j.run_at from graphile_worker._private_jobs j
  join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts < j.max_attempts order by j.id`

const copyJobs = (client: pg.ClientBase, folder: string) => copyQuery(client, JOBS, JOBS_SQL, folder)
const copyTable = (client: pg.ClientBase, table: Table, folder: string) =>
  copyQuery(
    client,
    table,
    `select ${columnSql(table.columns)} from ${tableSql(table)} where ${keptRows(table)}`,
    folder,
  )

async function copyQuery(
  client: pg.ClientBase,
  table: Table,
  query: string,
  folder: string,
): Promise<TableEntry> {
  const name = `${table.schema}.${table.name}`
  const hash = createHash('sha256')
  const stream = client.query(copyTo(`copy (${query}) to stdout`))
  await pipeline(
    stream,
    watched(hash),
    createGzip({ level: 6 }),
    createWriteStream(join(folder, 'tables', `${name}.copy.gz`)),
  )
  return { name, columns: table.columns, rows: stream.rowCount, sha256: hash.digest('hex') }
}

/** Passes bytes on while it hashes and counts them. */
export function watched(hash: Hash): Transform & { bytes: number } {
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      counted.bytes += chunk.length
      done(null, chunk)
    },
  })
  const counted = Object.assign(stream, { bytes: 0 })
  return counted
}

async function copyBlobs({ data, keyBox }: BackupOptions, to: string): Promise<Manifest['blobs']> {
  const from = join(data, 'blobs')
  const sha256: string[] = []
  const keyed: string[] = []
  let bytes = 0
  if (keyBox) await tellBox(data, keyBox)
  for (const part of (await readdir(from).catch(() => [])).sort()) {
    await mkdir(join(to, part), { recursive: true, mode: 0o700 })
    for (const name of (await readdir(join(from, part)))
      .filter((file) => /^[0-9a-f]{64}$/.test(file))
      .sort()) {
      const [source, target] = [join(from, part, name), join(to, part, name)]
      if (keyBox && existsSync(keyOf(source))) {
        bytes += await copyUnderKey(source, target, name, keyBox)
        keyed.push(name)
      } else bytes += await copyChecked(source, target, name)
      sha256.push(name)
    }
  }
  return { count: sha256.length, bytes, sha256, ...(keyed.length ? { keyed } : {}) }
}

/** What was destroyed while the box could not be reached is destroyed in it now. */
async function tellBox(data: string, box: string): Promise<void> {
  await mkdir(box, { recursive: true, mode: 0o700 })
  await rememberBox(data, box)
  const blobs = join(data, 'blobs')
  for (const sha of await destroyedIn(blobs))
    if (!existsSync(join(blobs, sha.slice(0, 2), sha))) await destroyKey(box, sha)
}

/** Read to its hash, copied as it lies; the key goes into the box. */
async function copyUnderKey(from: string, to: string, sha256: string, box: string): Promise<number> {
  const hash = createHash('sha256')
  const counted = watched(hash)
  await pipeline(readBlob(from), counted, new Writable({ write: (_chunk, _encoding, done) => done() }))
  if (hash.digest('hex') !== sha256) throw new BackupRefused(rotten(from))
  await copyFile(from, to)
  await putKey(box, sha256, keyOf(from))
  return counted.bytes
}

const rotten = (path: string) =>
  `Tệp ${path} không còn đúng mã băm của nó (đĩa hỏng hoặc bị sửa). Chạy ./congvan doctor.`

/** Hashes while it copies: a file that rotted on the disk must not rot on in silence. */
export async function copyChecked(from: string, to: string, sha256: string): Promise<number> {
  const hash = createHash('sha256')
  const counted = watched(hash)
  await pipeline(readBlob(from), counted, createWriteStream(to, { mode: 0o600 }))
  if (hash.digest('hex') !== sha256) throw new BackupRefused(rotten(from))
  return counted.bytes
}
