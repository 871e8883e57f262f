// npm run bench: figures as JSON beside the machine's own limits of the same run, on a temporary database that is
// dropped afterwards. A busy machine gives low figures: its load stands beside them.
import { existsSync, readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { newId } from '../packages/server/src/kernel/id.ts'
import { registerIncoming } from '../packages/server/src/modules/intake/register-incoming.ts'
import { renderLetter } from '../packages/server/src/modules/letters/index.ts'
import { officialLetter } from '../packages/server/src/modules/letters/testing/samples.ts'
import { FIELDS } from '../packages/testkit/src/province/builders.ts'
import { Province } from '../packages/testkit/src/province.ts'
import { perSecond, round, spread, timed } from './bench/measure.ts'

const WRITERS = 8
const COUNT = 1000
const ROOT = join(import.meta.dirname, '..')

/** The least any register must do: take the next number and write the row, in one statement. */
async function bare(province: Province): Promise<number> {
  await province.rows(`create schema bench`)
  await province.rows(`create table bench.counter (book int primary key, last int not null)`)
  await province.rows(
    `create table bench.entry (id uuid primary key, book int, number int, unique (book, number))`,
  )
  await province.rows(`insert into bench.counter values (1, 0)`)
  await province.rows(`grant usage on schema bench to public`)
  await province.rows(`grant all on all tables in schema bench to public`)
  const one = () =>
    province.installation.app.query(
      `with next as (update bench.counter set last = last + 1 where book = 1 returning last)
       insert into bench.entry select $1, 1, last from next`,
      [newId()],
    )
  await perSecond(
    WRITERS,
    Array.from({ length: 100 }, () => one),
  )
  return perSecond(
    WRITERS,
    Array.from({ length: COUNT }, () => one),
  )
}

/** "Vào sổ" through the command runner: walls, rules, events, register row; one book of one agency. */
async function registered(province: Province): Promise<number> {
  const desk = await province.desk('văn thư tỉnh')
  const ids = Array.from({ length: COUNT + 100 }, () => newId())
  await province.rows(
    `insert into documents.document (agency_id, id, direction, state, type_name, subject, issuer_name, created_at, changed_at)
     select $1, unnest($2::uuid[]), 'incoming', 'arrived', 'Công văn', 'V/v thử', 'Bộ', now(), now()`,
    [desk.agencyId, ids],
  )
  const bookId = province.book('tỉnh', 'incoming')
  const acts = ids.map((documentId) => () => {
    const input = { documentId, bookId, fields: { ...FIELDS, number: null }, acceptDuplicate: true }
    return province.runner.command(registerIncoming, desk.actor, newId(), input)
  })
  await perSecond(WRITERS, acts.slice(0, 100))
  return perSecond(WRITERS, acts.slice(100))
}

const province = await Province.start()
try {
  const [setting] = await province.rows(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
            current_setting('server_version') as postgres`,
  )
  const loadBefore = round(loadavg()[0] ?? 0)
  const bareRate = await bare(province)
  const registerRate = await registered(province)
  const clerk = await province.desk('văn thư tỉnh')
  const queue = () => province.runner.queryByName('documents.list', clerk.actor, { direction: 'incoming' })
  await timed(20, queue)
  const inbox = spread(await timed(200, queue))
  await timed(3, () => renderLetter(officialLetter()))
  const letters = spread(await timed(60, () => renderLetter(officialLetter())))
  const sizes = join(ROOT, 'packages/web/dist/sizes.json')
  const built = existsSync(sizes) ? JSON.parse(readFileSync(sizes, 'utf8')) : null
  const answer = {
    machine: {
      cores: cpus().length,
      model: cpus()[0]?.model,
      loadBefore,
      loadAfter: round(loadavg()[0] ?? 0),
      node: process.version,
      ...setting,
    },
    register: {
      writers: WRITERS,
      books: 1,
      barePerSecond: bareRate,
      runnerPerSecond: registerRate,
      ratio: round(registerRate / bareRate),
      goal: { runnerPerSecond: 800, ratio: 0.8 },
    },
    list: { documents: COUNT + 100, ...inbox, goal: { p95: 50 } },
    letterToPdf: { ...letters, goal: { p95: 25 } },
    firstInbox: { gzipBytes: built?.firstInboxGzip ?? null, goal: { gzipBytes: 250_000 } },
    notMeasured: [
      'register over many books',
      'complete-issue per second',
      'whole Phát hành per second',
      'to 400 addressees',
      'inbox at 1,000,000 documents',
      'sign CPU',
      'server at rest',
    ],
  }
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
} finally {
  await province[Symbol.asyncDispose]()
}
// Presses and the test cluster's keeper would hold the process.
process.exit(0)
