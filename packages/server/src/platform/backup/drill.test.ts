// The drill: a province at work is backed up, restored elsewhere, and every row and every file compared.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { testCluster } from '../../../../testkit/src/province/cluster.ts'
import { addressOf } from '../../../../testkit/src/province/keeper.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { migrateJobs } from '../jobs.ts'
import { createDatabase, type DatabaseAddress, poolAs, prepareRoles } from '../postgres/database.ts'
import {
  BackupRefused,
  cancelGiven,
  GIVEN_REASON,
  type Manifest,
  parseGiven,
  readManifest,
  restoreBackup,
  writeBackup,
} from './index.ts'
import { columnSql, keptRows, listTables, tableSql } from './tables.ts'

const MASTER = Buffer.alloc(32, 7).toString('base64')
const AT = '2021-12-21T01:00:00Z'
let province: Province
let folder: string
let manifest: Manifest
let written: string
let issued: string
let late: string
const databases: string[] = []

const backupTo = (target: string, extra: { afterSnapshot?: () => Promise<void> } = {}) =>
  writeBackup({
    owner: province.installation.owner,
    data: province.folder,
    target,
    masterKey: MASTER,
    withSecrets: false,
    createdAt: AT,
    product: 'drill',
    ...extra,
  })

before(async () => {
  province = await Province.start()
  folder = await mkdtemp(join(tmpdir(), 'congvan-drill-'))
  issued = await province.draft().to('xã').issued()
  written = join(folder, 'backup')
  // The office goes on working: what is committed after the snapshot is not in it.
  manifest = await backupTo(written, {
    afterSnapshot: async () => {
      late = await province.draft().to('xã').issued()
    },
  })
})
after(async () => {
  const port = await testCluster()
  const client = new pg.Client({ ...asOwner(addressOf(port, 'postgres')) })
  await client.connect()
  for (const name of databases) await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
  await province[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

const asOwner = (address: DatabaseAddress) => ({
  host: address.host,
  port: address.port,
  database: address.database,
  user: address.owner,
  password: address.ownerPassword,
})

async function emptyTarget(): Promise<{ owner: pg.Pool; address: DatabaseAddress; data: string }> {
  const database = `congvan_t_${randomBytes(6).toString('hex')}`
  databases.push(database)
  const address = addressOf(await testCluster(), database)
  await createDatabase(address)
  await prepareRoles(address)
  const owner = poolAs(address, 'owner', 3)
  await migrateJobs(owner)
  return { owner, address, data: join(folder, database) }
}

const restoreInto = (target: Awaited<ReturnType<typeof emptyTarget>>, from = written, masterKey = MASTER) =>
  readManifest(from).then((read) =>
    restoreBackup({
      owner: target.owner,
      appRole: target.address.app,
      folder: from,
      manifest: read,
      data: target.data,
      masterKey,
      at: AT,
    }),
  )

/** Every row of every table as text, sorted; what a backup leaves out on purpose is left out of both. */
async function rowsOf(pool: pg.Pool): Promise<Map<string, string[]>> {
  const client = await pool.connect()
  try {
    const all = new Map<string, string[]>()
    for (const table of await listTables(client)) {
      const { rows } = await client.query<{ row: string }>(
        `select row_to_json(t)::text as row from (select ${columnSql(table.columns)} from ${tableSql(table)} where ${keptRows(table)}) t order by 1`,
      )
      all.set(
        `${table.schema}.${table.name}`,
        rows.map((row) => row.row),
      )
    }
    return all
  } finally {
    client.release()
  }
}

test('every row and every blob come back, and the new epoch is the only difference', async () => {
  const still = join(folder, 'still')
  const quiet = await backupTo(still)
  const target = await emptyTarget()
  const done = await restoreInto(target, still)
  const [source, restored] = [await rowsOf(province.installation.owner), await rowsOf(target.owner)]
  assert.ok(source.get('platform.event')!.length > 5)
  const settings = restored.get('platform.setting')!.filter((row) => !row.includes('"epoch"'))
  assert.deepEqual(settings, source.get('platform.setting'))
  for (const [name, rows] of source)
    if (name !== 'platform.setting') assert.deepEqual(restored.get(name), rows, name)
  assert.equal(restored.size, source.size)
  assert.equal(done.epoch, 2)
  assert.equal(done.keysLost, 0)
  assert.ok(quiet.blobs.count >= 2)
  for (const sha of quiet.blobs.sha256) {
    const [a, b] = await Promise.all(
      [province.folder, target.data].map((at) => readFile(join(at, 'blobs', sha.slice(0, 2), sha))),
    )
    assert.ok(a!.equals(b!), sha)
  }
  await target.owner.end()
})

test('what was committed after the snapshot is not in the backup, though the server was at work', async () => {
  const target = await emptyTarget()
  await restoreInto(target)
  const { rows } = await target.owner.query<{ id: string }>(
    'select id from documents.document where id = any ($1)',
    [[issued, late]],
  )
  assert.deepEqual([...new Set(rows.map((row) => row.id))], [issued])
  const orphans = await target.owner.query<{ sha256: string }>(
    'select distinct sha256 from documents.component',
  )
  for (const { sha256 } of orphans.rows)
    assert.ok(existsSync(join(target.data, 'blobs', sha256.slice(0, 2), sha256)))
  await target.owner.end()
})

test('walls and references stand again after the load', async () => {
  const target = await emptyTarget()
  await restoreInto(target)
  const shape = (pool: pg.Pool) =>
    pool.query(
      `select c.oid::regclass::text as name, c.relrowsecurity, c.relforcerowsecurity,
         (select count(*)::int from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.convalidated) as keys,
         (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker') order by 1`,
    )
  assert.deepEqual((await shape(target.owner)).rows, (await shape(province.installation.owner)).rows)
  await target.owner.query(`insert into identity.access_log (what) values ('sau khôi phục')`)
  await target.owner.end()
})

test('numbers given since the backup are struck through with their reason and never given again', async () => {
  const target = await emptyTarget()
  await restoreInto(target)
  const last = async () =>
    (
      await target.owner.query<{ last_number: number; series_id: string }>(
        `select c.last_number, c.series_id from registers.counter c join organisations.agency g on g.id = c.agency_id
         join registers.series s on s.agency_id = c.agency_id and s.id = c.series_id
         where g.code = 'tỉnh' and s.type_codes = '{""}'`,
      )
    ).rows[0]!
  const before = await last()
  const given = parseGiven(`# sau 17 giờ\ntỉnh; đi; ; ${before.last_number + 3}\n`)
  assert.equal(await cancelGiven(target.owner, given, AT), 3)
  assert.equal((await last()).last_number, before.last_number + 3)
  const { rows } = await target.owner.query(
    `select number, state, reason from registers.entry where series_id = $1 and number > $2 order by number`,
    [before.series_id, before.last_number],
  )
  assert.deepEqual(
    rows,
    [1, 2, 3].map((n) => ({ number: before.last_number + n, state: 'cancelled', reason: GIVEN_REASON })),
  )
  assert.equal(await cancelGiven(target.owner, given, AT), 0)
  await target.owner.end()
})

test('without the master key the sealed keys are retired, not left to fail at the next signature', async () => {
  const target = await emptyTarget()
  const done = await restoreInto(target, written, Buffer.alloc(32, 9).toString('base64'))
  assert.ok(done.keysLost > 0)
  const { rows } = await target.owner.query('select 1 from signing.key where retired_at is null')
  assert.equal(rows.length, 0)
  await target.owner.end()
})

test('a changed byte is found, in a table, in a file and in the manifest, and nothing is restored', async () => {
  const spoil = async (change: (at: string) => Promise<void>): Promise<void> => {
    const at = await mkdtemp(join(folder, 'spoilt-'))
    const copy = join(at, 'backup')
    await backupTo(copy)
    await change(copy)
    const target = await emptyTarget()
    await assert.rejects(
      () => restoreInto(target, copy),
      (error: Error) => error instanceof BackupRefused || /incorrect|invalid|unexpected/i.test(error.message),
    )
    const { rows } = await target.owner.query(`select to_regclass('documents.document') as there`)
    if (rows[0].there)
      assert.equal((await target.owner.query('select 1 from documents.document')).rows.length, 0)
    await target.owner.end()
  }
  const sha = manifest.blobs.sha256[0]!
  await spoil((at) => appendFile(join(at, 'blobs', sha.slice(0, 2), sha), 'x'))
  await spoil((at) => appendFile(join(at, 'manifest.json'), ' '))
  await spoil(async (at) => {
    const { gunzipSync, gzipSync } = await import('node:zlib')
    const path = join(at, 'tables/documents.document.copy.gz')
    const text = gunzipSync(await readFile(path))
      .toString()
      .replace('UBND', 'UBNĐ')
    await writeFile(path, gzipSync(text))
  })
})

test('a backup never overwrites, a half-written one is not there, a used place is refused', async () => {
  await assert.rejects(() => backupTo(written), BackupRefused)
  await assert.rejects(() =>
    backupTo(join(folder, 'cut'), { afterSnapshot: () => Promise.reject(new Error('cut')) }),
  )
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('cut')),
    [],
  )
  const read = await readManifest(written)
  await assert.rejects(
    () =>
      restoreBackup({
        owner: province.installation.owner,
        appRole: 'x',
        folder: written,
        manifest: read,
        data: folder,
        masterKey: MASTER,
        at: AT,
      }),
    BackupRefused,
  )
})
