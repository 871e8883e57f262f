// "Giữ số": a held number is used for its document, given up with a reason, or ends on its day with a printed reason.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { fiveSentences, refused } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { expireAll } from './end-reservation.ts'

let province: Province
let clerk: Desk
let officer: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
})
after(() => province[Symbol.asyncDispose]())

const holes = (at: Province) =>
  at.rows(`select c.series_id, c.period, n from registers.counter c
    cross join lateral generate_series(c.first_number, c.last_number) n
    left join registers.entry e on e.agency_id = c.agency_id and e.series_id = c.series_id and e.period = c.period and e.number = n
    group by 1, 2, 3 having count(e.id) <> 1`)

const held = async (expiresOn = '2021-12-31', typeCode = '', at = province, desk = clerk) => {
  const { number } = await desk.does<{ number: number }>('registers.reserve', {
    bookId: at.book('tỉnh', 'outgoing'),
    typeCode,
    reason: 'Văn bản của kỳ họp',
    expiresOn,
  })
  const [row] = await at.rows<{ id: string }>(
    `select id from registers.entry where agency_id = $1 and number = $2 and state = 'reserved' order by registered_on desc limit 1`,
    [desk.agencyId, number],
  )
  return { number, entryId: row!.id }
}
const rowOf = async (entryId: string, at = province) =>
  (
    await at.rows<{ state: string; reason: string | null; document_id: string | null; number: number }>(
      'select state, reason, document_id, number from registers.entry where id = $1',
      [entryId],
    )
  )[0]!

describe('Bỏ giữ số', () => {
  fiveSentences({
    command: 'registers.release',
    province: () => province,
    ready: async () => ({ entryId: (await held()).entryId, reason: 'Không ban hành nữa' }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => {
      const { entryId } = await held()
      await clerk.does('registers.release', { entryId, reason: 'thôi' })
      return { entryId, reason: 'Không ban hành nữa' }
    },
    stateCode: 'registers.not-reserved',
    after: async ({ entryId }) => {
      const row = await rowOf(entryId)
      assert.equal(row.state, 'cancelled')
      assert.match(row.reason!, /Bỏ giữ số: Không ban hành nữa/)
    },
  })
})

describe('Dùng số đã giữ', () => {
  fiveSentences({
    command: 'issuing.use-reserved',
    province: () => province,
    ready: async () => ({
      documentId: await province.draft().to('xã').signed(),
      entryId: (await held()).entryId,
    }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({
      documentId: await province.draft().to('xã').readyToSign(),
      entryId: (await held()).entryId,
    }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId, entryId }) => {
      const row = await rowOf(entryId)
      assert.deepEqual([row.state, row.document_id], ['bound', documentId])
    },
  })
  test('Phát hành then goes out under that number', async () => {
    const documentId = await province.draft().to('xã').signed()
    const { entryId, number } = await held()
    await clerk.does('issuing.use-reserved', { documentId, entryId })
    const result = await clerk.issues(documentId)
    assert.equal(result.numberSymbol, `${String(number).padStart(2, '0')}/UBND-KT`)
    assert.equal((await rowOf(entryId)).state, 'used')
  })
  test('a number held in another series, or past its day, is refused', async () => {
    const documentId = await province.draft().to('xã').signed()
    const other = await held('2021-12-31', 'QĐ')
    const [same] = await province.rows<{ same: boolean }>(
      `select count(distinct series_id) = 1 as same from registers.entry where id = $1 or document_id is not null and id <> $1 and symbol like 'UBND%'`,
      [other.entryId],
    )
    if (!same!.same)
      await refused(
        clerk.does('issuing.use-reserved', { documentId, entryId: other.entryId }),
        'registers.reserve-other-series',
      )
    const { entryId } = await held()
    await province.rows(`update registers.entry set expires_on = '2021-12-19' where id = $1`, [entryId])
    await refused(clerk.does('issuing.use-reserved', { documentId, entryId }), 'registers.reserve-expired')
  })
  test('another agency’s held number is as if it were not there', async () => {
    const commune = await province.desk('văn thư xã')
    const { entryId } = await held()
    await refused(commune.does('registers.release', { entryId, reason: 'x' }), 'registers.not-reserved')
  })
})

test('on the day after, by the installation’s own clock, a held number is struck through with its reason, in every agency', async (t) => {
  const later = await Province.start()
  t.after(() => later[Symbol.asyncDispose]())
  const desk = await later.desk('văn thư tỉnh')
  const commune = await later.desk('văn thư xã')
  const short = await held('2021-12-22', '', later, desk)
  const long = await held('2021-12-25', '', later, desk)
  await commune.does('registers.reserve', {
    bookId: later.book('xã', 'outgoing'),
    typeCode: '',
    reason: 'Giữ ở xã',
    expiresOn: '2021-12-21',
  })
  assert.equal(await expireAll(later.services), 0)
  later.setClock('2021-12-22T16:59:00Z')
  assert.equal(await expireAll(later.services), 1, 'the commune’s; ours lives until midnight')
  later.setClock('2021-12-22T17:00:01Z')
  assert.equal(await expireAll(later.services), 1)
  assert.equal(await expireAll(later.services), 0, 'once')
  assert.deepEqual(await rowOf(short.entryId, later), {
    state: 'cancelled',
    reason: 'Hết hạn giữ số ngày 22/12/2021: Văn bản của kỳ họp',
    document_id: null,
    number: short.number,
  })
  assert.equal((await rowOf(long.entryId, later)).state, 'reserved')
  const { rows } = await desk.asks('registers.entries', { bookId: later.book('tỉnh', 'outgoing') })
  const printed = rows.find((row: { id: string }) => row.id === short.entryId)
  assert.equal(printed.note, 'Hết hạn giữ số ngày 22/12/2021: Văn bản của kỳ họp')
  assert.deepEqual(await holes(later), [])
})

test('holding, using, giving up and expiring in whatever order leave no hole and no double', async (t) => {
  const world = await Province.start()
  t.after(() => world[Symbol.asyncDispose]())
  const desk = await world.desk('văn thư tỉnh')
  const steps = fc.array(
    fc.record({ what: fc.constantFrom('hold', 'use', 'release', 'day', 'take'), which: fc.nat(5) }),
    { minLength: 4, maxLength: 12 },
  )
  let day = 20
  const entries: string[] = []
  // one after the other: each runs the jobs that wait, and must not leave its own to another's run
  const signed: string[] = []
  while (signed.length < 3) signed.push(await world.draft().to('xã').signed())
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      for (const { what, which } of list) {
        const entryId = entries[which % Math.max(1, entries.length)]
        await (async () => {
          if (what === 'hold')
            entries.unshift((await held(`2021-12-${Math.min(31, day + which)}`, '', world, desk)).entryId)
          if (what === 'release' && entryId)
            await desk.does('registers.release', { entryId, reason: 'không cần' })
          if (what === 'use' && entryId)
            await desk.does('issuing.use-reserved', { documentId: signed[which % 3], entryId })
          if (what === 'take')
            await desk.does('issuing.cancel-number', { documentId: signed[which % 3], reason: 'thử' })
          if (what === 'day' && day < 30) {
            day++
            world.setClock(`2021-12-${day}T01:00:00Z`)
            await expireAll(world.services)
          }
        })().catch((error: { code?: string }) => {
          if (!error.code) throw error
        })
      }
      assert.deepEqual(await holes(world), [])
    }),
    { numRuns: 8 },
  )
})
