// Any PostgreSQL ≥ 15, with an owner who is no superuser: the same migrations, the same walls, the same story.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { Province } from '../../../../testkit/src/province.ts'
import { prepareDatabase } from '../../compose.ts'
import { newId } from '../../kernel/id.ts'
import { StartRefused } from '../installation.ts'
import type { DatabaseAddress } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'

const FIFTEEN = '/usr/lib/postgresql/15'
const absent = existsSync(join(FIFTEEN, 'bin/initdb')) ? false : `${FIFTEEN} is not installed`

test('on Debian’s PostgreSQL 15, an owner with CREATEROLE alone runs the whole story behind the same walls', {
  skip: absent,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'congvan-fifteen-'))
  process.env.CONGVAN_POSTGRES = FIFTEEN
  const server = await startEmbedded(folder, 'siêu-người-dùng')
  try {
    const su = new pg.Client({
      host: '127.0.0.1',
      port: server.port,
      user: 'congvan_owner',
      password: 'siêu-người-dùng',
      database: 'postgres',
    })
    await su.connect()
    const { rows } = await su.query<{ v: string }>(`select current_setting('server_version') as v`)
    assert.match(rows[0]!.v, /^15\./)
    await su.query(`create role chu login createrole nosuperuser nobypassrls password 'mk'`)
    await su.query(`create role kem login nosuperuser nocreaterole password 'mk'`)
    await su.query('create database tinh owner chu')
    await su.query('create database kem owner kem')
    await su.end()
    const address = addressOf(server.port, 'chu', 'tinh')
    await story(address)
    await repeats(address)
    await assert.rejects(prepareDatabase(addressOf(server.port, 'kem', 'kem')), (error: Error) => {
      assert.ok(error instanceof StartRefused)
      assert.match(error.message, /CREATEROLE/)
      return true
    })
    await assert.rejects(
      prepareDatabase({ ...address, ownerPassword: 'sai' }),
      (error: Error) => error instanceof StartRefused && /Không nối được/.test(error.message),
    )
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

const addressOf = (port: number, owner: string, database: string): DatabaseAddress => ({
  host: '127.0.0.1',
  port,
  database,
  owner,
  ownerPassword: 'mk',
  app: `${database}_app`,
  appPassword: 'mk-app',
})

async function story(address: DatabaseAddress): Promise<void> {
  const province = await Province.start({ on: address })
  try {
    await tell(province)
  } finally {
    await province[Symbol.asyncDispose]()
  }
}

async function tell(province: Province): Promise<void> {
  const sent = await province.draft().to('xã').issued()
  const commune = await province.desk('văn thư xã')
  const [arrival] = (await commune.asks('intake.queue')).rows
  assert.equal(arrival.numberSymbol, '01/UBND-KT')
  const proposal = await commune.asks('intake.proposal', { documentId: arrival.id })
  await commune.does('intake.register', {
    documentId: arrival.id,
    bookId: proposal.bookId,
    fields: proposal.fields,
    acceptDuplicate: false,
  })
  const view = await (await province.desk('văn thư tỉnh')).asks('documents.get', { documentId: sent })
  assert.match(view.stateLine.vi, /1 đã tiếp nhận/)
  await province.arrival().assigned()
  for (const table of ['documents.document', 'platform.event', 'registers.entry', 'platform.command']) {
    const { rowCount } = await province.installation.app.query(`select 1 from ${table}`)
    assert.equal(rowCount, 0, `${table} without a session`)
  }
  await (await province.desk('chủ tịch')).does(
    'organisations.set-absence',
    {
      positionId: province.position('chủ tịch'),
      delegatePositionId: province.position('phó chủ tịch'),
      from: '2021-12-20T00:00:00Z',
      to: '2021-12-21T00:00:00Z',
    },
    newId(),
  )
}

async function repeats(address: DatabaseAddress): Promise<void> {
  const first = await prepareDatabase(address)
  assert.equal(await prepareDatabase(address), first, 'every step repeats safely')
  const pool = new pg.Pool({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.owner,
    password: address.ownerPassword,
  })
  try {
    await pool.query(`insert into public.congvan_migration (number, name) values (9999, 'mới hơn')`)
    await assert.rejects(migrate(pool, address.app), (error: Error) => {
      assert.ok(error instanceof StartRefused)
      assert.match(error.message, /phiên bản mới hơn/)
      return true
    })
  } finally {
    await pool.end()
  }
}
