// A backup into an empty folder and an empty database: every hash is checked before anybody may work on it.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { keyOf } from '../blob-keys.ts'
import { readUnderKey } from '../blobs.ts'
import { KEY_BOX, keyIn, markDestroyed, rememberBox, wasDestroyed } from '../key-box.ts'
import { MIGRATIONS, migrate } from '../postgres/migrate.ts'
import { destroyAgain } from './destroy-again.ts'
import { BackupRefused, type Manifest, markOf, type TableEntry } from './manifest.ts'
import { columnSql, continueSequences, listForced, listForeignKeys, listTables, tableSql } from './tables.ts'
import { copyChecked, watched } from './write-backup.ts'

export interface RestoreOptions {
  owner: pg.Pool
  appRole: string
  folder: string
  manifest: Manifest
  data: string
  masterKey: string
  /** Where the keys of files lie (key-box.ts). */
  keyBox?: string
  /** Moment of the restore, ISO. */
  at: string
}
export interface Restored {
  tables: number
  rows: number
  blobs: number
  /** Files left out because they were destroyed on purpose after the backup. */
  destroyed: number
  epoch: number
  migration: number
  /** Keys that this folder's master key cannot open; they are retired and must be brought again. */
  keysLost: number
}

export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { owner, manifest } = options
  await refuseUsed(owner)
  const gone = await restoreBlobs(options)
  await migrateTo(owner, options.appRole, manifest.migrations)
  const client = await owner.connect()
  let rows = 0
  let keysLost = 0
  try {
    await client.query('begin')
    await client.query('set local statement_timeout = 0')
    rows = await load(client, options)
    await continueSequences(client)
    await startEpoch(client, manifest, options.at)
    if (markOf(options.masterKey) !== manifest.masterKeyMark) keysLost = await retireKeys(client, options.at)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
  const migration = await migrate(owner, options.appRole)
  await destroyAgain(owner, gone)
  await addJobs(options)
  await owner.query('analyze')
  return {
    tables: manifest.tables.length,
    rows,
    blobs: manifest.blobs.count - gone.length,
    destroyed: gone.length,
    epoch: manifest.epoch + 1,
    migration,
    keysLost,
  }
}

async function refuseUsed(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query(`select to_regclass('platform.event') is not null as used`)
  if (rows[0].used)
    throw new BackupRefused(
      'Nơi khôi phục đã có dữ liệu. Chọn --data là thư mục mới, hoặc một cơ sở dữ liệu trống.',
    )
}

/** The tables as they were at the time of the backup; later steps follow once the rows stand. */
async function migrateTo(owner: pg.Pool, appRole: string, numbers: readonly number[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'congvan-migrations-'))
  try {
    const files = (await readdir(MIGRATIONS)).filter((name) => /^\d{4}_.*\.sql$/.test(name))
    for (const number of numbers) {
      const name = files.find((file) => Number(file.slice(0, 4)) === number)
      if (!name)
        throw new BackupRefused(
          `Bản sao lưu cần bước ${number} của cơ sở dữ liệu mà bản Congvan này không có.`,
        )
      await symlink(join(MIGRATIONS, name), join(folder, name))
    }
    await migrate(owner, appRole, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Order of tables does not matter: references are put back when all rows stand, and then hold or nothing does. */
async function load(client: pg.ClientBase, options: RestoreOptions): Promise<number> {
  const keys = await listForeignKeys(client)
  const forced = await listForced(client)
  for (const key of keys) await client.query(`alter table ${key.table} drop constraint ${key.name}`)
  for (const name of forced) await client.query(`alter table ${name} no force row level security`)
  const have = new Set((await listTables(client)).map((table) => `${table.schema}.${table.name}`))
  let rows = 0
  for (const entry of options.manifest.tables) {
    if (entry.name === 'queue.job') continue
    if (!have.has(entry.name))
      throw new BackupRefused(`Bản sao lưu có bảng ${entry.name} mà bản Congvan này không biết.`)
    await client.query(`delete from ${sqlOf(entry)}`)
    await loadTable(
      client,
      options.folder,
      entry,
      `copy ${sqlOf(entry)} (${columnSql(entry.columns)}) from stdin`,
    )
    rows += entry.rows
  }
  for (const name of forced) await client.query(`alter table ${name} force row level security`)
  for (const key of keys)
    await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`)
  return rows
}

const sqlOf = (entry: TableEntry) => {
  const [schema, ...name] = entry.name.split('.')
  return tableSql({ schema: schema!, name: name.join('.') })
}

async function loadTable(
  client: pg.ClientBase,
  folder: string,
  entry: TableEntry,
  copy: string,
): Promise<void> {
  const hash = createHash('sha256')
  const stream = client.query(copyFrom(copy))
  await pipeline(
    createReadStream(join(folder, 'tables', `${entry.name}.copy.gz`)),
    createGunzip(),
    watched(hash),
    stream,
  )
  if (hash.digest('hex') !== entry.sha256 || stream.rowCount !== entry.rows)
    throw new BackupRefused(
      `Bảng ${entry.name} trong bản sao lưu không khớp mã kiểm tra: tệp đã hỏng hoặc bị sửa.`,
    )
}

/** Files as they lie in the backup, those under keys with their keys out of the box; what was destroyed since stays away. */
async function restoreBlobs(options: RestoreOptions): Promise<string[]> {
  const { folder, data, manifest, keyBox } = options
  const keyed = new Set(manifest.blobs.keyed)
  const gone: string[] = []
  const lost: string[] = []
  for (const sha of manifest.blobs.sha256) {
    const from = join(folder, 'blobs', sha.slice(0, 2), sha)
    const to = join(data, 'blobs', sha.slice(0, 2), sha)
    if (keyBox && (await wasDestroyed(keyBox, sha))) {
      gone.push(sha)
      continue
    }
    if (!existsSync(from)) throw new BackupRefused(`Bản sao lưu thiếu tệp ${sha}.`)
    await mkdir(join(data, 'blobs', sha.slice(0, 2)), { recursive: true, mode: 0o700 })
    if (!keyed.has(sha)) await copyChecked(from, to, sha)
    else if (!(await bringUnderKey(from, to, sha, keyBox))) lost.push(sha)
  }
  if (lost.length)
    throw new BackupRefused(
      `Thiếu khóa của ${lost.length} tệp. Khóa nằm ngoài bản sao lưu, trong thư mục ${KEY_BOX} lúc sao lưu; chỉ ra bằng --keys DIR.`,
    )
  for (const sha of gone) await markDestroyed(join(data, 'blobs'), sha)
  if (keyBox && keyed.size) await rememberBox(data, keyBox)
  return gone
}

async function bringUnderKey(
  from: string,
  to: string,
  sha: string,
  box: string | undefined,
): Promise<boolean> {
  const key = box ? await keyIn(box, sha) : null
  if (!key) return false
  const hash = createHash('sha256')
  await pipeline(
    readUnderKey(from, key),
    watched(hash),
    new Writable({ write: (_chunk, _encoding, done) => done() }),
  )
  if (hash.digest('hex') !== sha)
    throw new BackupRefused(`Tệp ${sha} trong bản sao lưu hoặc khóa của nó đã hỏng hay bị sửa.`)
  await copyFile(key, keyOf(to))
  await copyFile(from, to)
  return true
}

/** From here on this installation and the one that was lost have told different stories. */
const startEpoch = (client: pg.ClientBase, manifest: Manifest, at: string) =>
  client.query(
    `insert into platform.setting (key, value) values ('epoch', $1) on conflict (key) do update set value = $1`,
    [JSON.stringify({ number: manifest.epoch + 1, restoredAt: at, backupOf: manifest.createdAt })],
  )

async function retireKeys(client: pg.ClientBase, at: string): Promise<number> {
  const done = await client.query('update signing.key set retired_at = $1 where retired_at is null', [at])
  return done.rowCount ?? 0
}

/** The queue's rows in words, through its own door. */
async function addJobs({ owner, folder, manifest }: RestoreOptions): Promise<void> {
  const entry = manifest.tables.find((table) => table.name === 'queue.job')
  if (!entry || entry.rows === 0) return
  const client = await owner.connect()
  try {
    await client.query(
      'create temporary table waiting_job (task text, payload json, key text, run_at timestamptz)',
    )
    await loadTable(client, folder, entry, 'copy waiting_job from stdin')
    await client.query(
      `select graphile_worker.add_job(task, payload, run_at => run_at, job_key => key, max_attempts => 25) from waiting_job`,
    )
    await client.query('drop table waiting_job')
  } finally {
    client.release()
  }
}

/** The master key that comes with the backup, when it does, must lie in the folder before anything is opened. */
export async function bringSecrets(folder: string, data: string, manifest: Manifest): Promise<boolean> {
  const target = join(data, 'secrets.json')
  if (!manifest.secrets || existsSync(target)) return false
  await mkdir(data, { recursive: true, mode: 0o711 })
  await copyFile(join(folder, 'secrets.json'), target)
  return true
}
