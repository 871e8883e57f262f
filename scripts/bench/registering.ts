// "Vào sổ" through the command runner beside the least a register can do: one statement that takes a number and writes its row.
import { newId } from '../../packages/server/src/kernel/id.ts'
import { registerIncoming } from '../../packages/server/src/modules/intake/register-incoming.ts'
import type { Actor } from '../../packages/server/src/platform/actor.ts'
import { FIELDS } from '../../packages/testkit/src/province/builders.ts'
import type { Province } from '../../packages/testkit/src/province.ts'
import { perSecond, round } from './measure.ts'

const WRITERS = 8
const BOOKS = 64

export interface RegisteringFigures {
  writers: number
  barePerSecond: number
  runnerPerSecond: number
  ratio: number
}

export async function benchRegistering(province: Province, count: number) {
  await bareTables(province)
  return {
    oneBook: await compare(province, count, 1),
    manyBooks: { books: BOOKS, ...(await compare(province, count, BOOKS)) },
    goal: { ratio: 0.8, oneBookPerSecond: 800, manyBooksPerSecond: 1500 },
  }
}

async function compare(province: Province, count: number, books: number): Promise<RegisteringFigures> {
  const bare = await bareRate(province, count, books)
  const runner = await runnerRate(province, count, books)
  return { writers: WRITERS, barePerSecond: bare, runnerPerSecond: runner, ratio: round(runner / bare) }
}

async function bareTables(province: Province): Promise<void> {
  await province.rows(`create schema bench`)
  await province.rows(`create table bench.counter (book int primary key, last int not null)`)
  await province.rows(
    `create table bench.entry (id uuid primary key, book int, number int, unique (book, number))`,
  )
  await province.rows(`insert into bench.counter select n, 0 from generate_series(0, ${BOOKS - 1}) n`)
  await province.rows(`grant usage on schema bench to public`)
  await province.rows(`grant all on all tables in schema bench to public`)
}

async function bareRate(province: Province, count: number, books: number): Promise<number> {
  const acts = Array.from(
    { length: count + 200 },
    (_, i) => () =>
      province.installation.app.query({
        name: 'bench.bare',
        text: `with next as (update bench.counter set last = last + 1 where book = $2 returning last)
             insert into bench.entry select $1, $2, last from next`,
        values: [newId(), i % books],
      }),
  )
  await perSecond(WRITERS, acts.slice(0, 200))
  return perSecond(WRITERS, acts.slice(200))
}

/** Walls, rules, duplicate check, search text, events, register row; each book is of an agency of its own. */
async function runnerRate(province: Province, count: number, books: number): Promise<number> {
  const desks = await clerksOf(province, books)
  const ids = Array.from({ length: count + 200 }, () => newId())
  await province.rows(
    `insert into documents.document (agency_id, id, direction, state, type_name, subject, issuer_name, created_at, changed_at)
     select a, d, 'incoming', 'arrived', 'Công văn', 'V/v thử', 'Bộ', now(), now() from unnest($1::uuid[], $2::uuid[]) as x (a, d)`,
    [ids.map((_, i) => desks[i % books]!.actor.acting.agencyId), ids],
  )
  const acts = ids.map((documentId, i) => () => {
    const { actor, bookId } = desks[i % books]!
    const fields = { ...FIELDS, number: String(100_000 + i), symbol: `BNN-${books}` }
    return province.runner.command(registerIncoming, actor, newId(), {
      documentId,
      bookId,
      fields,
      acceptDuplicate: false,
    })
  })
  await perSecond(WRITERS, acts.slice(0, 200))
  return perSecond(WRITERS, acts.slice(200))
}

/** As many offices as books, each with a clerk: the province's own, then copies of it. */
async function clerksOf(province: Province, count: number): Promise<{ actor: Actor; bookId: string }[]> {
  const clerk = (await province.desk('văn thư tỉnh')).actor
  const source = clerk.acting.agencyId
  const desks = []
  for (let i = 0; i < count; i++) {
    const agencyId = newId()
    const bookId = newId()
    await province.rows(
      `insert into organisations.agency (id, code, kind, level_code, parent_id, layout_regime, valid_from)
       select $1, $3, kind, level_code, parent_id, layout_regime, valid_from from organisations.agency where id = $2`,
      [agencyId, source, `BENCH.${agencyId}`],
    )
    await province.rows(
      `insert into registers.book (agency_id, id, direction, name, opens_on) values ($1, $2, 'incoming', 'Sổ văn bản đến', '2021-01-01')`,
      [agencyId, bookId],
    )
    await province.rows(
      `insert into registers.series (agency_id, id, book_id, reset, template) values ($1, $2, $3, 'year', '{n}')`,
      [agencyId, newId(), bookId],
    )
    const acting = { ...clerk.acting, agencyId }
    desks.push({ actor: { ...clerk, acting, posts: [acting] }, bookId })
  }
  return desks
}
