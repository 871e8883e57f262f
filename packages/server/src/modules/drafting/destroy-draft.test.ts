// MẬT found on a draft: nothing readable remains, in the store, the rows, the next backup – and in the backups made before.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { refused, stateOf } from '../../../../testkit/src/expect.ts'
import { putUpload } from '../../../../testkit/src/province/builders.ts'
import { testCluster } from '../../../../testkit/src/province/cluster.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { addressOf } from '../../../../testkit/src/province/keeper.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { BackupRefused, readManifest, restoreBackup, writeBackup } from '../../platform/backup/index.ts'
import { migrateJobs } from '../../platform/jobs.ts'
import { createDatabase, poolAs, prepareRoles } from '../../platform/postgres/database.ts'

const MASTER = Buffer.alloc(32, 7).toString('base64')
const AT = '2021-12-21T01:00:00Z'
let province: Province
let officer: Desk
let head: Desk
let colleague: Desk
let commune: Desk
before(async () => {
  province = await Province.start()
  ;({ officer, head, colleague, commune } = await province.desks({
    officer: 'chuyên viên',
    head: 'trưởng phòng kinh tế',
    colleague: 'chuyên viên hai',
    commune: 'văn thư xã',
  }))
})
after(() => province[Symbol.asyncDispose]())

/** A draft made of a file somebody brought along; its words stand nowhere else. */
async function uploaded(): Promise<{ documentId: string; words: string; sha: string }> {
  const words = `kế hoạch kín ${newId()}`
  const documentId = newId()
  const uploadId = await putUpload(province, 'chuyên viên', Buffer.from(`%PDF-1.4 ${words}`), `${words}.pdf`)
  await officer.does('drafting.create', { documentId, typeCode: 'KH', uploadId })
  const view = await officer.asks('drafting.get', { documentId })
  await officer.does('drafting.save', {
    documentId,
    version: view.version,
    content: { ...view.content, subject: words },
  })
  const [row] = await province.rows<{ sha256: string }>(
    'select sha256 from documents.component where document_id = $1',
    [documentId],
  )
  return { documentId, words, sha: row!.sha256 }
}

const filesWith = (folder: string, words: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words))

async function rowsWith(rows: (sql: string, params?: unknown[]) => Promise<unknown[]>, words: string) {
  const tables = (await rows(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )) as { name: string }[]
  const found: string[] = []
  for (const { name } of tables)
    if ((await rows(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [words])).length)
      found.push(name)
  return found
}

const backupTo = (target: string, keyBox: string) =>
  writeBackup({
    owner: province.installation.owner,
    data: province.folder,
    target,
    keyBox,
    masterKey: MASTER,
    withSecrets: false,
    createdAt: AT,
    product: 'test',
  })

/** Restores elsewhere; answers with what came back and how to ask it. */
async function restored(from: string, keyBox: string) {
  const database = `congvan_t_${randomBytes(6).toString('hex')}`
  const address = addressOf(await testCluster(), database)
  await createDatabase(address)
  await prepareRoles(address)
  const owner = poolAs(address, 'owner', 3)
  const data = join(province.folder, database)
  const end = async () => {
    await owner.end()
    const { host, port, owner: user, ownerPassword: password } = address
    const client = new pg.Client({ host, port, user, password, database: 'postgres' })
    await client.connect()
    await client.query(`drop database if exists ${database} with (force)`)
    await client.end()
  }
  try {
    await migrateJobs(owner)
    const manifest = await readManifest(from)
    const done = await restoreBackup({
      owner,
      appRole: address.app,
      folder: from,
      manifest,
      data,
      keyBox,
      masterKey: MASTER,
      at: AT,
    })
    return {
      done,
      data,
      end,
      rows: async (sql: string, params?: unknown[]) => (await owner.query(sql, params)).rows,
    }
  } catch (error) {
    await end()
    throw error
  }
}

test('the drafter, a checker or the clerk destroys it; a stranger does not; an issued letter is recalled instead', async () => {
  const { documentId, words, sha } = await uploaded()
  const input = { documentId, mark: 'MẬT' as const }
  await refused(commune.does('drafting.destroy-secret', input), 'documents.not-found')
  await refused(colleague.does('drafting.destroy-secret', input), 'drafting.not-drafter')
  const { version } = await officer.asks('drafting.get', { documentId })
  assert.equal(version, 1)
  await officer.does('drafting.destroy-secret', input)
  await province.settle()
  assert.equal(await stateOf(province, documentId), 'destroyed')
  assert.deepEqual(await rowsWith((sql, params) => province.rows(sql, params), words), [])
  assert.deepEqual(filesWith(province.folder, words), [])
  await assert.rejects(province.services.blobs.get(sha))
  await refused(officer.does('drafting.destroy-secret', input), 'documents.wrong-state')
  const [event] = await province.rows<{ payload: object }>(
    `select payload from platform.event where subject_id = $1 and name = 'drafting.secret-destroyed'`,
    [documentId],
  )
  assert.deepEqual(event!.payload, { mark: 'MẬT', files: 1 })
  const issued = await province.draft().to('xã').issued()
  await refused(
    officer.does('drafting.destroy-secret', { documentId: issued, mark: 'MẬT' }),
    'documents.wrong-state',
  )
  const inReview = await province.draft().submitted()
  await head.does('drafting.destroy-secret', { documentId: inReview, mark: 'TỐI MẬT' })
  assert.equal(await stateOf(province, inReview), 'destroyed')
})

test('a backup made before cannot bring it back: its key stood outside, in the one box beside the backups', async () => {
  const box = join(province.folder, 'khoa-tep')
  const target = join(province.folder, 'truoc')
  const gone = await uploaded()
  const kept = await uploaded()
  const manifest = await backupTo(target, box)
  assert.ok(manifest.blobs.keyed!.includes(gone.sha))
  assert.deepEqual(filesWith(join(target, 'blobs'), gone.words), [], 'under its key in the backup too')
  assert.ok(existsSync(join(box, gone.sha.slice(0, 2), `${gone.sha}.key`)))
  await officer.does('drafting.destroy-secret', { documentId: gone.documentId, mark: 'MẬT' })
  await province.settle()
  assert.ok(!existsSync(join(box, gone.sha.slice(0, 2), `${gone.sha}.key`)), 'gone from the box at once')

  const back = await restored(target, box)
  try {
    assert.equal(back.done.destroyed, 1)
    assert.deepEqual(await rowsWith(back.rows, gone.words), [], 'nor do its words come back')
    assert.equal((await rowsWith(back.rows, kept.words)).length > 0, true)
    const { diskBlobs } = await import('../../platform/blobs.ts')
    const blobs = diskBlobs(join(back.data, 'blobs'))
    assert.match((await blobs.get(kept.sha)).toString(), new RegExp(kept.words))
    await assert.rejects(blobs.get(gone.sha))
  } finally {
    await back.end()
  }
  await assert.rejects(
    () => restored(target, join(province.folder, 'khong-co')),
    (error: Error) => error instanceof BackupRefused && /Thiếu khóa của \d+ tệp/.test(error.message),
  )
})

test('a box that could not be reached learns at the next backup what was destroyed meanwhile', async () => {
  const box = join(province.folder, 'khoa-xa')
  const { documentId, sha } = await uploaded()
  await backupTo(join(province.folder, 'mot'), box)
  const { rename } = await import('node:fs/promises')
  await rename(box, `${box}-trong-ket`)
  await officer.does('drafting.destroy-secret', { documentId, mark: 'MẬT' })
  await province.settle()
  const { rm } = await import('node:fs/promises')
  await rm(box, { recursive: true, force: true })
  await rename(`${box}-trong-ket`, box)
  assert.ok(existsSync(join(box, sha.slice(0, 2), `${sha}.key`)), 'it lay in the safe')
  await backupTo(join(province.folder, 'hai'), box)
  assert.ok(!existsSync(join(box, sha.slice(0, 2), `${sha}.key`)))
})
