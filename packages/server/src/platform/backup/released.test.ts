// Data of every released version is kept as a small backup in fixtures/data-*; this version must open each of them.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { testCluster } from '../../../../testkit/src/province/cluster.ts'
import { addressOf } from '../../../../testkit/src/province/keeper.ts'
import { openInstallation } from '../../compose.ts'
import { actorForPerson } from '../../modules/identity/index.ts'
import { migrateJobs } from '../jobs.ts'
import { createDatabase, poolAs, prepareRoles } from '../postgres/database.ts'
import { readManifest, restoreBackup } from './index.ts'

const FIXTURES = join(import.meta.dirname, '../../../../../fixtures')
const MASTER = Buffer.alloc(32, 7).toString('base64')
const kept = existsSync(FIXTURES) ? readdirSync(FIXTURES).filter((name) => name.startsWith('data-')) : []

test('the data of at least one released version is kept', () => assert.ok(kept.length > 0, FIXTURES))

for (const name of kept) {
  test(`${name} opens, its book continues behind its last number, its clerk finds the document`, async () => {
    const folder = join(FIXTURES, name)
    const data = await mkdtemp(join(tmpdir(), 'congvan-released-'))
    const database = `congvan_t_${randomBytes(6).toString('hex')}`
    const address = addressOf(await testCluster(), database)
    await createDatabase(address)
    await prepareRoles(address)
    const owner = poolAs(address, 'owner', 2)
    try {
      await migrateJobs(owner)
      const manifest = await readManifest(folder)
      await restoreBackup({
        owner,
        appRole: address.app,
        folder,
        manifest,
        data,
        masterKey: MASTER,
        at: '2026-12-31T00:00:00Z',
      })
      const installation = await openInstallation({
        data,
        database: address,
        masterKey: MASTER,
        workers: false,
      })
      const { runner } = installation.services
      const clerk = await runner.system((tx) =>
        tx.one<{ person_id: string }>(`select person_id from identity.account where login = 'mo.lt'`),
      )
      const all = await actorForPerson(installation.services, clerk!.person_id)
      const post = all.posts.find((row) => row.agencyName === 'UBND xã An Bình')!
      const actor = await actorForPerson(installation.services, clerk!.person_id, post.positionId)
      const list = (await runner.queryByName('documents.list', actor, {})) as { rows: { subject: string }[] }
      assert.deepEqual(
        list.rows.map((row) => row.subject),
        ['về việc thử mở dữ liệu cũ'],
      )
      const last = await owner.query('select max(number)::int as number from registers.entry')
      assert.equal(last.rows[0].number, 846)
      await installation.close()
    } finally {
      await owner.end()
      await rm(data, { recursive: true, force: true })
      await drop(database)
    }
  })
}

async function drop(database: string): Promise<void> {
  const { host, port, owner, ownerPassword } = addressOf(await testCluster(), 'postgres')
  const client = new pg.Client({ host, port, database: 'postgres', user: owner, password: ownerPassword })
  await client.connect()
  await client.query(`drop database if exists ${database} with (force)`)
  await client.end()
}
