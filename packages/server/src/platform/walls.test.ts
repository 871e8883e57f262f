// Rule 3: another agency's data cannot be seen or touched by any question, command, address or raw statement.
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { exampleOf } from '../../../testkit/src/example.ts'
import { FIELDS } from '../../../testkit/src/province/builders.ts'
import type { Desk } from '../../../testkit/src/province/desk.ts'
import { POSTS } from '../../../testkit/src/province/people.ts'
import { Province } from '../../../testkit/src/province.ts'
import { DomainError } from '../kernel/domain-error.ts'
import { newId } from '../kernel/id.ts'
import { messageOf } from '../kernel/messages.ts'

let province: Province
/** Words that stand only in the commune's and the department's papers. */
const SECRETS = ['chuyện riêng của xã', 'bút phê kín của xã', 'dự thảo kín của sở']
const foreign: string[] = []

before(async () => {
  province = await Province.start()
  await foreignLife()
})
after(() => province[Symbol.asyncDispose]())

/** A paper in every table of two other agencies, and one document of the province itself. */
async function foreignLife(): Promise<void> {
  const chair = await province.desk('chủ tịch xã')
  const paper = await province.arrival('văn thư xã').with({ subject: SECRETS[0]!, number: '31' }).submitted()
  const part = await chair.part(paper, 'direct')
  await chair.does('tasks.instruct', {
    assignmentId: part,
    text: SECRETS[1],
    targets: [{ role: 'lead', positionId: province.position('cán bộ xã') }],
    dueOn: null,
  })
  const waiting = await province.arrival('văn thư xã').with({ subject: SECRETS[0]! }).captured()
  const draft = await province.draft('chuyên viên sở').with({ subject: SECRETS[2]! }).to('xã').submitted()
  const issued = await province.draft('chuyên viên sở').with({ subject: SECRETS[2]! }).to('xã').issued()
  foreign.push(
    paper,
    waiting,
    draft,
    issued,
    part,
    await (await province.desk('cán bộ xã')).part(paper, 'lead'),
    province.agency('xã'),
    province.book('xã', 'incoming'),
    province.book('sở', 'outgoing'),
    province.position('chủ tịch xã'),
    province.position('cán bộ xã'),
    province.mandate('giám đốc sở'),
  )
  const entries = await province.rows<{ id: string }>('select id from registers.entry')
  foreign.push(...entries.map((row) => row.id))
  await province.arrival().registered()
  await province.draft().saved()
  await province.settle()
}

const insiders = POSTS.filter((post) => post.agency === 'tỉnh').map((post) => post.nick)

const leaks = (answer: unknown) => {
  const text = JSON.stringify(answer) ?? ''
  return SECRETS.filter((words) => text.includes(words))
}

async function attempt(work: () => Promise<unknown>, what: string): Promise<void> {
  try {
    assert.deepEqual(leaks(await work()), [], what)
  } catch (error) {
    if (!(error instanceof DomainError))
      throw new Error(`${what}: ${(error as Error).message}`, { cause: error })
    assert.deepEqual(leaks([error.params, messageOf(error.code, error.params)]), [], what)
  }
}

/** What two other agencies hold, as one value: no stranger may change it. */
async function theirs(): Promise<string> {
  const tables = await tenantTables()
  const parts = tables
    .filter((name) => !['platform.command', 'platform.agency_sequence', 'identity.access_log'].includes(name))
    .map(
      (name) =>
        `(select md5(string_agg(t::text, '' order by t::text)) from ${name} t where agency_id = any ($1))`,
    )
  const [row] = await province.rows<{ hash: string }>(`select concat_ws('|', ${parts.join(', ')}) as hash`, [
    [province.agency('xã'), province.agency('sở')],
  ])
  return row!.hash
}

const tenantTables = async () =>
  (
    await province.rows<{ name: string }>(
      `select format('%I.%I', c.table_schema, c.table_name) as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.column_name = 'agency_id' and t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema', 'graphile_worker')
       order by 1`,
    )
  ).map((row) => row.name)

describe('Every question and command, asked by every person of another agency', () => {
  test('with every foreign id shows none of its words and changes none of its rows', async () => {
    const desks = await Promise.all(insiders.map((nick) => province.desk(nick)))
    const names = [
      ...province.runner.commandNames().map((row) => ['command', row] as const),
      ...province.runner.queryNames().map((row) => ['query', row] as const),
    ]
    assert.ok(names.length > 30)
    const before = await theirs()
    for (const desk of desks)
      for (const [kind, row] of names) {
        const id = rotating()
        const input = exampleOf(row.input as Record<string, unknown>, id)
        const what = `${desk.nick}: ${row.name} ${JSON.stringify(input).slice(0, 200)}`
        await attempt(
          () => (kind === 'command' ? desk.does(row.name, input) : desk.asks(row.name, input)),
          what,
        )
      }
    assert.equal(await theirs(), before)
  })
  test('with any of the foreign ids in any place (property)', async () => {
    const desks = await Promise.all(insiders.map((nick) => province.desk(nick)))
    const names = [...province.runner.commandNames(), ...province.runner.queryNames()].map((row) => row.name)
    const before = await theirs()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...desks),
        fc.constantFrom(...names),
        fc.array(fc.constantFrom(...foreign), { minLength: 8, maxLength: 8 }),
        async (desk, name, ids) => {
          const command = province.runner.commandNames().find((row) => row.name === name)
          const schema = (command ?? province.runner.queryNames().find((row) => row.name === name))!.input
          let i = 0
          const input = exampleOf(schema as Record<string, unknown>, () => ids[i++ % ids.length]!)
          await attempt(
            () => (command ? desk.does(name, input) : desk.asks(name, input)),
            `${desk.nick} ${name}`,
          )
        },
      ),
      { numRuns: 150 },
    )
    assert.equal(await theirs(), before)
  })
  test('the foreign document answers exactly as one that does not exist', async () => {
    const clerk = await province.desk('văn thư tỉnh')
    const codeOf = async (documentId: string) =>
      clerk.asks('documents.get', { documentId }).then(
        () => 'found',
        (error: DomainError) => `${error.kind} ${error.code} ${JSON.stringify(error.params)}`,
      )
    for (const id of foreign) assert.equal(await codeOf(id), await codeOf(newId()))
  })
  test('counts and lists of the person hold nothing of the others', async () => {
    const clerk = await province.desk('văn thư tỉnh')
    const me = await clerk.asks('session.me')
    assert.equal(me.counts.intake, 0)
    for (const name of [
      'work.list',
      'documents.list',
      'intake.queue',
      'drafting.list',
      'issuing.queue',
      'signing.queue',
    ])
      for (const row of (await clerk.asks(name)).rows)
        assert.equal(row.agencyId ?? clerk.agencyId, clerk.agencyId, name)
  })
  test('“already stored” is never said across agencies', async () => {
    const bytes = Buffer.from('%PDF-1.4 cùng một tệp')
    await province.arrival('văn thư xã').withFile(bytes).registered()
    const documentId = await province.arrival().withFile(bytes).with({ number: '31' }).captured()
    const clerk = await province.desk('văn thư tỉnh')
    assert.deepEqual((await clerk.asks('intake.proposal', { documentId })).duplicates, [])
    await clerk.does('intake.register', {
      documentId,
      bookId: province.book('tỉnh', 'incoming'),
      fields: { ...FIELDS, number: '31' },
      acceptDuplicate: false,
    })
  })
  test('files are reached through one’s own reference only', async () => {
    const client = await province.client('văn thư tỉnh')
    for (const id of foreign.slice(0, 4))
      assert.equal((await client.send('GET', `/api/v1/documents/${id}/components/1`)).status, 404)
  })
  test('a repeated command id of another agency is refused, its answer never told', async () => {
    const id = newId()
    const commune = await province.desk('văn thư xã')
    const clerk = await province.desk('văn thư tỉnh')
    const input = {
      documentId: newId(),
      uploadIds: [],
      fields: { ...FIELDS, subject: SECRETS[0] },
      paperOnly: true,
    }
    await commune.does('intake.capture', input, id)
    await assert.rejects(clerk.does('intake.capture', input, id), { code: 'platform.command-id-reused' })
  })
})

function rotating(): () => string {
  let i = Math.trunc(Math.random() * foreign.length)
  return () => foreign[i++ % foreign.length]!
}

describe('The second wall: raw statements of the application’s own role', () => {
  /** agency_name is the directory: addressees must be findable (0002). */
  const PUBLIC = ['organisations.agency_name']
  async function asApp<T>(agencies: string[], acting: string, run: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await province.installation.app.connect()
    try {
      await client.query('begin')
      await client.query(
        `select set_config('congvan.agencies', $1, true), set_config('congvan.agency', $2, true)`,
        [`{${agencies.join(',')}}`, acting],
      )
      return await run(async (text, params = []) => {
        await client.query('savepoint s')
        try {
          const { rows, rowCount } = await client.query(text, params)
          return { rows, count: rowCount ?? 0, refused: null }
        } catch (error) {
          await client.query('rollback to savepoint s')
          return { rows: [], count: 0, refused: (error as { code: string }).code }
        }
      })
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  type Ask = (
    text: string,
    params?: unknown[],
  ) => Promise<{ rows: unknown[]; count: number; refused: string | null }>

  test('see no row of any table when the session belongs to another agency, or to none', async () => {
    const tables = await tenantTables()
    assert.ok(tables.length > 15)
    let filled = 0
    for (const table of tables.filter((name) => !PUBLIC.includes(name))) {
      if ((await province.rows(`select 1 from ${table} limit 1`)).length) filled++
      for (const [agencies, acting] of [
        [[newId()], ''],
        [[], ''],
      ] as const) {
        const { rows } = await asApp([...agencies], acting, (ask) => ask(`select 1 from ${table}`))
        assert.equal(rows.length, 0, table)
      }
      const { rows } = await asApp([province.agency('tỉnh')], province.agency('tỉnh'), (ask) =>
        ask(`select 1 from ${table} where agency_id <> $1`, [province.agency('tỉnh')]),
      )
      assert.equal(rows.length, 0, `${table} of the others`)
    }
    assert.ok(filled > 12, `only ${filled} tables held rows: the test would prove little`)
  })
  test('write nothing into another agency, not even when the session may read it', async () => {
    const [own, other] = [province.agency('tỉnh'), province.agency('xã')]
    for (const table of (await tenantTables()).filter((name) => !PUBLIC.includes(name))) {
      const changed = await asApp([own, other], own, (ask) =>
        ask(`update ${table} set agency_id = agency_id where agency_id = $1`, [other]),
      )
      assert.equal(changed.count, 0, table)
      const moved = await asApp([own, other], own, (ask) =>
        ask(`update ${table} set agency_id = $2 where agency_id = $1`, [own, other]),
      )
      assert.ok(moved.refused !== null || moved.count === 0, `${table}: a row was moved to another agency`)
      const gone = await asApp([own, other], own, (ask) => ask(`delete from ${table}`))
      assert.equal(gone.refused, '42501', `${table}: the application deletes nothing`)
    }
  })
  test('neither change nor delete an event, and no table of ours may be truncated or altered', async () => {
    const own = province.agency('tỉnh')
    for (const text of [
      `update platform.event set name = 'x'`,
      'delete from platform.event',
      'truncate platform.event',
      'alter table platform.event disable row level security',
      'delete from identity.access_log',
      `update identity.access_log set what = 'x'`,
      'select * from identity.access_log',
      'drop policy read_own on platform.event',
      'set role congvan_owner',
    ])
      assert.equal((await asApp([own], own, (ask) => ask(text))).refused, '42501', text)
  })
  test('every table with agency_id has row-level security, forced', async () => {
    const weak = await province.rows<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where format('%I.%I', n.nspname, c.relname) = any ($1) and not (c.relrowsecurity and c.relforcerowsecurity)`,
      [await tenantTables()],
    )
    assert.deepEqual(
      weak.map((row) => row.name).filter((name) => !['identity.access_log', ...PUBLIC].includes(name)),
      [],
      'identity.access_log can only be added to',
    )
  })
  test('every function that crosses the wall fixes its search path, is not public, and names a test that exists', async () => {
    const functions = await province.rows<{
      name: string
      comment: string | null
      path: string | null
      open: boolean
    }>(
      `select format('%I.%I', n.nspname, p.proname) as name, obj_description(p.oid) as comment,
         array_to_string(p.proconfig, ',') as path, has_function_privilege('public', p.oid, 'execute') as open
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')`,
    )
    assert.ok(functions.length >= 7)
    const tests = new Set(
      readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' }).map((path) =>
        path.split('/').at(-1),
      ),
    )
    for (const row of functions) {
      assert.match(row.path ?? '', /search_path=""/, `${row.name} has no fixed search path`)
      assert.equal(row.open, false, `${row.name} may be called by anybody`)
      const named = /Proved by ([\w-]+\.test\.ts)/.exec(row.comment ?? '')?.[1]
      assert.ok(named && tests.has(named), `${row.name} names no test that exists (${row.comment})`)
    }
  })
  test('the administrator’s counts are refused to whoever is none', async () => {
    const own = province.agency('tỉnh')
    const counts = await asApp([own], own, (ask) =>
      ask('select * from platform.administration_counts(now())'),
    )
    assert.equal(counts.refused, 'P0001')
    const heads = await asApp([own], own, (ask) =>
      ask('select * from registers.book_heads($1, $2)', [province.agency('xã'), '2021']),
    )
    assert.equal(heads.refused, 'P0001')
  })
  test('posts_of answers for one person; add_job reads nothing', async () => {
    const own = province.agency('tỉnh')
    const { rows } = await asApp([own], own, (ask) =>
      ask('select distinct full_name from organisations.posts_of($1, $2)', [newId(), '2021-12-20']),
    )
    assert.deepEqual(rows, [])
    const job = await asApp([own], own, (ask) => ask('select * from graphile_worker.jobs'))
    assert.equal(job.refused, '42501')
  })
})

describe('Derived data and the log', () => {
  test('every command that worked left an event, in each agency’s own sequence without a gap', async () => {
    const silent = await province.rows<{ name: string }>(
      `select distinct c.name from platform.command c where not exists (select 1 from platform.event e where e.command_id = c.id)`,
    )
    assert.deepEqual(
      silent.map((row) => row.name),
      [],
    )
    const gaps = await province.rows(
      `select agency_id from platform.event group by 1 having max(seq) <> count(*) or min(seq) <> 1`,
    )
    assert.deepEqual(gaps, [])
  })
  test('words of people stand outside the event, which keeps only a salted commitment that fits', async () => {
    const rows = await province.rows<{ fits: boolean }>(
      `select e.payload->'commitments'->>t.field = encode(sha256(t.salt || convert_to(t.value, 'UTF8')), 'hex') as fits
       from platform.event_text t join platform.event e on e.id = t.event_id where t.value <> ''`,
    )
    assert.ok(rows.length > 0 && rows.every((row) => row.fits))
    const told = await province.rows(
      `select 1 from platform.event where payload::text like '%' || $1 || '%'`,
      [SECRETS[1]],
    )
    assert.deepEqual(told, [])
  })
  test('the inbox and its counts are computed, never stored: they agree with the parts themselves', async () => {
    const desks: Desk[] = await Promise.all(POSTS.map((post) => province.desk(post.nick)))
    for (const desk of desks) {
      const { counts } = await desk.asks('session.me')
      const { rows } = await desk.asks('work.list')
      const tasks = rows.filter((row: { reason: string }) => !/^(review|returned|sign)/.test(row.reason))
      assert.equal(counts.work, tasks.length, desk.nick)
    }
  })
})
