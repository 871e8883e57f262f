// Whatever is asked, nobody learns of another agency's papers: not by rows, counts, facets, names, likeness, citations or a sheet.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readPageTexts } from '@congvan/reader/node'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { Province } from '../../../../testkit/src/province.ts'
import { DomainError } from '../../kernel/domain-error.ts'
import { exportSearch, printSearch } from './export.ts'
import { catchUp } from './follow.ts'
import { plansOf } from './plan-kit.ts'

let province: Province
/** Words that stand in one agency's papers only. */
const SECRET = { xã: 'thạnh trị kín miệng', tỉnh: 'bến nước riêng tư' } as const
const own: Record<string, string[]> = {}

before(async () => {
  province = await Province.start()
  for (const [agency, desk] of [
    ['xã', 'văn thư xã'],
    ['tỉnh', 'văn thư tỉnh'],
  ] as const) {
    own[agency] = []
    for (const n of [1, 2, 3])
      own[agency].push(
        await province
          .arrival(desk)
          .with({
            subject: `Việc ${SECRET[agency]} lần ${n}, trả lời Công văn số 4${n}/KIN-${agency === 'xã' ? 'X' : 'T'}`,
            number: `90${n}`,
            signerName: agency === 'xã' ? 'Huỳnh Kín Tiếng' : 'Lâm Riêng Tư',
          })
          .registered(),
      )
  }
  await province.settle()
  await catchUp(province.services)
})
after(() => province[Symbol.asyncDispose]())

const QUERIES = ['search.find', 'search.suggest', 'search.similar', 'search.links'] as const

test('no question of any shape shows a word, a count or an id of another agency', async () => {
  const clerk = await province.desk('văn thư tỉnh')
  const foreign = own.xã!
  const word = fc.constantFrom(
    'thạnh',
    'trị',
    'kín',
    'kin mieng',
    'thạnh trị',
    'việc',
    'huỳnh',
    '41/KIN-X',
    '"kín miệng"',
    'huynh kin tieg',
    '901',
    'bến nước',
    'công văn',
    'tháng 12/2021',
    '-riêng',
    '',
  )
  const filter = fc.record(
    {
      issuer: fc.constantFrom('Bộ Nông nghiệp và Phát triển nông thôn', 'Ủy ban nhân dân xã Thạnh Trị'),
      direction: fc.constantFrom('incoming', 'outgoing'),
      state: fc.constantFrom('registered', 'issued', 'registered,arrived'),
      year: fc.constantFrom('2021', '2022'),
      agency: fc.constantFrom(province.agency('xã'), province.agency('tỉnh')),
      typing: fc.constant('1'),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(word, { maxLength: 4 }), filter, async (words, rest) => {
      const answer = await clerk.asks('search.find', { q: words.join(' '), ...rest })
      const said = JSON.stringify(answer)
      for (const id of foreign) assert.ok(!said.includes(id))
      assert.ok(!/miệng|Kín Tiếng/u.test(JSON.stringify([answer.rows, answer.facets])))
      const visible = new Set(
        (
          await province.rows<{ id: string }>('select id from documents.document where agency_id = $1', [
            clerk.agencyId,
          ])
        ).map((row) => row.id),
      )
      assert.ok(answer.total <= visible.size)
      for (const hit of answer.rows) assert.ok(visible.has(hit.card.id))
    }),
    { numRuns: 40 },
  )
})

test('names, likenesses and links of another agency stay there', async () => {
  const clerk = await province.desk('văn thư tỉnh')
  for (const q of ['huỳnh', 'huynh kin', 'kín', 'huynh kin tieg'])
    assert.deepEqual(JSON.stringify(await clerk.asks('search.suggest', { q })).match(/Huỳnh/u), null)
  for (const name of ['search.similar', 'search.links'] as const)
    await assert.rejects(clerk.asks(name, { documentId: own.xã![0] }), DomainError)
  const similar = JSON.stringify(await clerk.asks('search.similar', { documentId: own.tỉnh![0] }))
  for (const id of own.xã!) assert.ok(!similar.includes(id))
  assert.equal(QUERIES.length, 4)
})

test('a sheet and a print hold what the person may see, and each leaves a line in the access log', async () => {
  const actor = await province.actor('văn thư tỉnh')
  const sheet = Buffer.from(await exportSearch(province.services, actor, { q: 'việc' }))
  const texts = Object.values(unzipSync(sheet))
    .map((part) => Buffer.from(part).toString('utf8'))
    .join('')
  assert.match(texts, /riêng tư lần 1/u)
  assert.doesNotMatch(texts, /kín miệng/u)
  const pdf = await printSearch(province.services, actor, { q: 'việc' })
  const { pages } = await readPageTexts(pdf, { mediaType: 'application/pdf', ocr: 'never' })
  assert.match(pages.join(' ').replace(/\s+/g, ' '), /riêng tư lần 1/u)
  assert.doesNotMatch(pages.join(' '), /kín miệng/u)
  const lines = await province.rows<{ detail: { how: string; rows: number } }>(
    `select detail from identity.access_log where what = 'export' and detail ? 'search' order by id`,
  )
  assert.deepEqual(
    lines.map((line) => [line.detail.how, line.detail.rows]),
    [
      ['xlsx', 3],
      ['pdf', 3],
    ],
  )
})

test("the owner's functions build the wall themselves: raw statements of the application role see nothing more", async () => {
  const clerk = await province.actor('văn thư tỉnh')
  const found = await province.runner.read(clerk, (tx) =>
    tx.one<{ a: { total: number } }>(`select search.find($1, '', null, $2, null, '{}', 0, 50) as a`, [
      `'kin'`,
      [province.agency('xã')],
    ]),
  )
  assert.equal(found?.a.total, 0)
  // A session without any post sees nothing at all.
  const nobody = await province.runner.system((tx) =>
    tx.one<{ a: { total: number } }>(`select search.find('', '', null, $1, null, '{}', 0, 50) as a`, [
      [province.agency('xã'), province.agency('tỉnh')],
    ]),
  )
  assert.equal(nobody?.a.total, 0)
  for (const table of ['entry', 'file', 'citation', 'name', 'view', 'cursor', 'pending', 'province_right'])
    assert.equal(
      (
        await province.runner.read(clerk, (tx) =>
          tx.rows(`select 1 from search.${table} where agency_id = $1`, [province.agency('xã')]),
        )
      ).length,
      0,
      table,
    )
  // What the follower may ask crosses the wall as ids and hashes only.
  const columns = await province.runner.system((tx) =>
    tx.rows<object>('select * from search.agencies_behind(10)'),
  )
  for (const row of columns) assert.deepEqual(Object.keys(row), ['agency_id'])
  const files = await province.runner.system((tx) =>
    tx.rows<object>('select * from search.files_waiting(10)'),
  )
  for (const row of files) assert.deepEqual(Object.keys(row).sort(), ['agencies', 'media_type', 'sha256'])
})

test('the whole province opens only to a post with the right, by heads only, and the search is written down', async () => {
  const leader = await province.desk('chủ tịch')
  const ask = () => leader.asks('search.find', { q: SECRET.xã, scope: 'province' })
  await assert.rejects(ask(), (error: DomainError) => error.code === 'search.no-province-right')
  const admin = await province.desk('quản trị')
  await admin.does('search.set-province-right', { positionId: province.position('chủ tịch'), granted: true })
  const answer = await ask()
  assert.equal(answer.total, 3)
  assert.equal(answer.atLeast, false)
  assert.equal(answer.rows[0].opens, false)
  assert.equal(answer.rows[0].passage, null)
  assert.equal(
    answer.facets.filter((row: { facet: string }) => row.facet === 'agency')[0].label.length > 0,
    true,
  )
  // The file and the handling stay with their agency.
  await assert.rejects(leader.asks('documents.get', { documentId: own.xã![0] }), DomainError)
  // A clerk of the same agency does not borrow the leader's right by naming the post of another.
  const clerk = await province.desk('văn thư tỉnh')
  await assert.rejects(clerk.asks('search.find', { q: 'kín', scope: 'province' }), DomainError)
  const commune = await province.actor('văn thư xã')
  await assert.rejects(
    province.runner.read(commune, (tx) =>
      tx.rows(`select search.find('', '', null, '{}', $1, '{}', 0, 10)`, [province.position('chủ tịch')]),
    ),
  )
  const logged = await province.rows(`select 1 from identity.access_log where what = 'search-province'`)
  assert.equal(logged.length, 1)
  // What is only waiting, returned or a draft is nobody's outside.
  await province
    .arrival('văn thư xã')
    .with({ subject: `${SECRET.xã} chưa vào sổ` })
    .captured()
  await catchUp(province.services)
  assert.equal((await ask()).total, 3)
  await admin.does('search.set-province-right', { positionId: province.position('chủ tịch'), granted: false })
  await assert.rejects(ask(), DomainError)
})

test('every search walks the word index as the application role: no scan of the table, no filter over a whole agency', async () => {
  const plans = await plansOf(province, 3000)
  for (const [name, plan] of Object.entries(plans)) {
    assert.match(plan, /Bitmap Index Scan on entry_terms/, name)
    assert.doesNotMatch(plan, /Seq Scan on entry/, name)
  }
})
