// Rule 1: every number 1…max of a series has exactly one row, whatever happens around it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { fiveSentences, refused } from '../../../../testkit/src/expect.ts'
import { FIELDS } from '../../../../testkit/src/province/builders.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { command } from '../../platform/command.ts'
import { registerIncoming } from '../intake/register-incoming.ts'

let province: Province
let clerk: Desk
let officer: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
})
after(() => province[Symbol.asyncDispose]())

/** Numbers of every series and period that are missing, doubled, or beyond the counter. */
const holes = (at: Province) =>
  at.rows(`select c.agency_id, c.series_id, c.period, n, count(e.id) from registers.counter c
    cross join lateral generate_series(c.first_number, c.last_number) n
    left join registers.entry e on e.agency_id = c.agency_id and e.series_id = c.series_id and e.period = c.period and e.number = n
    group by 1, 2, 3, 4 having count(e.id) <> 1
    union all
    select e.agency_id, e.series_id, e.period, e.number, 0 from registers.entry e
    left join registers.counter c on c.agency_id = e.agency_id and c.series_id = e.series_id and c.period = e.period
    where c.last_number is null or e.number > c.last_number`)

const registration = async (at: Province, documentId: string) => ({
  documentId,
  bookId: at.book('tỉnh', 'incoming'),
  fields: { ...FIELDS, number: null },
  acceptDuplicate: true,
})

/** Does all that "Vào sổ" does, and fails at the very end: the transaction goes back with its number. */
const failingLate = command({
  name: 'intake.register',
  input: registerIncoming.input,
  access: registerIncoming.access,
  async run(scope, input) {
    await registerIncoming.run(scope, input)
    throw new Error('the power went at the last moment')
  },
})

test('a thousand registrations at once, every tenth failing late, leave no hole and no double', async (t) => {
  const busy = await Province.start()
  t.after(() => busy[Symbol.asyncDispose]())
  const desk = await busy.desk('văn thư tỉnh')
  const ids = Array.from({ length: 1000 }, () => newId())
  await busy.rows(
    `insert into documents.document (agency_id, id, direction, state, type_name, subject, issuer_name, created_at, changed_at)
     select $1, unnest($2::uuid[]), 'incoming', 'arrived', 'Công văn', 'V/v thử', 'Bộ', now(), now()`,
    [desk.agencyId, ids],
  )
  const results: PromiseSettledResult<unknown>[] = []
  const queue = ids.map((id, i) => async () => {
    const input = await registration(busy, id)
    const which = i % 10 === 9 ? failingLate : registerIncoming
    return busy.runner.command(which, desk.actor, newId(), input)
  })
  let most = 0
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (let work = queue.shift(); work; work = queue.shift()) {
        results.push(...(await Promise.allSettled([work()])))
        most = Math.max(most, busy.installation.app.totalCount)
      }
    }),
  )
  assert.ok(most >= 8, `only ${most} connections worked at once`)
  assert.equal(results.filter((row) => row.status === 'fulfilled').length, 900)
  const [row] = await busy.rows<{ n: number; lowest: number; highest: number }>(
    'select count(distinct number)::int as n, min(number) as lowest, max(number) as highest from registers.entry',
  )
  assert.deepEqual(row, { n: 900, lowest: 1, highest: 900 })
  assert.deepEqual(await holes(busy), [])
})

test('at midnight of 31 December, Vietnam time, the State’s numbers start anew and the Party’s run on', async (t) => {
  const turn = await Province.start({ opensAt: '2021-12-31T16:59:50Z' })
  t.after(() => turn[Symbol.asyncDispose]())
  const reserve = async (nick: string, agency: string, typeCode: string) =>
    (
      await (
        await turn.desk(nick)
      ).does<{ number: number }>('registers.reserve', {
        bookId: turn.book(agency, 'outgoing'),
        typeCode,
        reason: 'kiểm tra',
        expiresOn: '2022-01-31',
      })
    ).number
  const before = [
    await reserve('văn thư tỉnh', 'tỉnh', 'QĐ'),
    await reserve('văn thư tỉnh', 'tỉnh', 'QĐ'),
    await reserve('văn thư tỉnh ủy', 'tỉnh ủy', 'CV'),
  ]
  turn.setClock('2021-12-31T17:00:00Z')
  const afterwards = [
    await reserve('văn thư tỉnh', 'tỉnh', 'QĐ'),
    await reserve('văn thư tỉnh ủy', 'tỉnh ủy', 'CV'),
  ]
  assert.deepEqual({ before, afterwards }, { before: [1, 2, 1], afterwards: [1, 2] })
  const days = await turn.rows<{ registered_on: string; period: string }>(
    `select registered_on, period from registers.entry where period ~ '^\\d{4}$' order by period, number`,
  )
  assert.deepEqual(days.at(-1), { registered_on: '2022-01-01', period: '2022' })
  assert.deepEqual(await holes(turn), [])
})

test('whatever a clerk does in whatever order, every number has exactly one row', async () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('capture', 'register', 'undo', 'return', 'reserve', 'submit', 'correct', 'late'),
      which: fc.nat(6),
    }),
    { minLength: 5, maxLength: 25 },
  )
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const ids: string[] = []
      for (const { what, which } of list) {
        const documentId = ids[which % Math.max(1, ids.length)] ?? newId()
        await act(what, documentId, ids).catch((error: { code?: string; message: string }) => {
          if (!error.code && !/power/.test(error.message)) throw error
        })
      }
      assert.deepEqual(await holes(province), [])
    }),
    { numRuns: 12 },
  )
})

async function act(what: string, documentId: string, ids: string[]): Promise<unknown> {
  if (what === 'capture') return ids.push(await province.arrival().captured())
  if (what === 'register') return clerk.does('intake.register', await registration(province, documentId))
  if (what === 'late')
    return province.runner.command(
      failingLate,
      clerk.actor,
      newId(),
      await registration(province, documentId),
    )
  if (what === 'undo') return clerk.does('intake.undo-register', { documentId })
  if (what === 'return') return clerk.does('intake.return', { documentId, reason: 'Gửi nhầm' })
  if (what === 'submit') return clerk.does('tasks.submit', { documentId })
  if (what === 'correct')
    return clerk.does('registers.correct', { documentId, note: 'sửa', reason: 'ghi nhầm' })
  return clerk.does('registers.reserve', await reserving())
}

const reserving = async () => ({
  bookId: province.book('tỉnh', 'outgoing'),
  typeCode: 'QĐ',
  reason: 'Quyết định của kỳ họp',
  expiresOn: '2021-12-31',
})

describe('Giữ số', () => {
  fiveSentences({
    command: 'registers.reserve',
    province: () => province,
    ready: reserving,
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ ...(await reserving()), expiresOn: '2021-12-19' }),
    stateCode: 'registers.reserve-past',
    after: async () => {
      const rows = await province.rows(
        `select 1 from registers.entry where state = 'reserved' and expires_on = '2021-12-31' and reason <> ''`,
      )
      assert.ok(rows.length > 0)
    },
    bothMayWin: true,
  })
})

describe('Sửa thông tin vào sổ', () => {
  const correct = async () => ({
    documentId: await province.arrival().registered(),
    subject: 'V/v đúng',
    reason: 'Ghi nhầm trích yếu',
  })
  fiveSentences({
    command: 'registers.correct',
    province: () => province,
    ready: correct,
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ ...(await correct()), documentId: await province.arrival().captured() }),
    stateCode: 'registers.no-entry',
    after: async ({ documentId }) => {
      const [row] = await province.rows<{ type_and_subject: string; before: string }>(
        `select e.type_and_subject, (select t.value from platform.event_text t join platform.event v on v.id = t.event_id
           where v.subject_id = $1 and v.name = 'registers.entry-corrected' and t.field = 'before' order by v.seq limit 1) as before
         from registers.entry e where e.document_id = $1`,
        [documentId],
      )
      assert.match(row!.type_and_subject, /V\/v đúng$/)
      assert.equal(row!.before, FIELDS.subject, 'the history keeps what was written')
    },
    bothMayWin: true,
  })
  test('an empty subject is refused by name', async () => {
    await refused(
      clerk.does('registers.correct', { ...(await correct()), subject: '\u200b' }),
      'documents.empty-subject',
      'subject',
    )
  })
})
