// Gộp: several scans, or paper and electronic copy, become one arrival; and Để sau, a person's own order.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'

let province: Province
let clerk: Desk
let officer: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
})
after(() => province[Symbol.asyncDispose]())

let counter = 0
const scan = (words = `tờ quét ${++counter} ${newId()}`) =>
  province
    .arrival()
    .with({ subject: words })
    .withFile(Buffer.from(`%PDF-1.4 ${words}`))
const filesOf = async (documentId: string) =>
  province.rows<{ ordinal: number; role: string; sha256: string; verdict: string }>(
    'select ordinal, role, sha256, verdict from documents.component where document_id = $1 and agency_id = $2 order by ordinal',
    [documentId, clerk.agencyId],
  )
const pair = async () => {
  const [documentId, other] = [await scan().captured(), await scan().captured()]
  return { documentId, mergeIds: [other] }
}

describe('Gộp', () => {
  fiveSentences({
    command: 'intake.merge',
    province: () => province,
    ready: pair,
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => {
      const input = await pair()
      await clerk.does('intake.merge', input)
      return input
    },
    stateCode: 'documents.wrong-state',
    after: async ({ documentId, mergeIds }) => {
      assert.equal(await stateOf(province, mergeIds[0]!), 'merged')
      assert.deepEqual(
        (await filesOf(documentId)).map((file) => [file.ordinal, file.role]),
        [
          [1, 'main'],
          [2, 'annex'],
        ],
      )
    },
  })
  test('the scan of a paper goes to its electronic copy that has its number; no number is taken or lost', async () => {
    const documentId = await scan().registered()
    const copy = await scan().captured()
    const shas = [...(await filesOf(documentId)), ...(await filesOf(copy))].map((file) => file.sha256)
    await clerk.does('intake.merge', { documentId, mergeIds: [copy] })
    assert.equal(await stateOf(province, documentId), 'registered')
    assert.deepEqual(
      (await filesOf(documentId)).map((file) => file.sha256),
      shas,
    )
    const queue = (await clerk.asks('intake.queue', {})).rows.map((row: { id: string }) => row.id)
    assert.ok(!queue.includes(copy))
  })
  test('what has its number stays; itself, another agency’s paper and one that came over the wire do not go in', async () => {
    const documentId = await scan().captured()
    const numbered = await scan().registered()
    await refused(clerk.does('intake.merge', { documentId, mergeIds: [documentId] }), 'intake.merge-itself')
    await clerk.does('intake.undo-register', { documentId: numbered })
    await refused(clerk.does('intake.merge', { documentId, mergeIds: [numbered] }), 'intake.merge-numbered')
    const foreign = await province.arrival('văn thư xã').captured()
    await refused(clerk.does('intake.merge', { documentId, mergeIds: [foreign] }), 'documents.not-found')
    await province.draft('chuyên viên sở').to('tỉnh').issued()
    await province.settle()
    const [delivered] = await province.rows<{ id: string }>(
      `select id from documents.document where agency_id = $1 and issuer_agency_id is not null and state = 'arrived'`,
      [clerk.agencyId],
    )
    await refused(
      clerk.does('intake.merge', { documentId, mergeIds: [delivered!.id] }),
      'intake.merge-delivered',
    )
    await clerk.does('intake.merge', { documentId: delivered!.id, mergeIds: [documentId] })
  })
  test('MẬT found after a merge takes the words of every merged paper with it', async () => {
    const words = `kế hoạch kín ${newId()}`
    const documentId = await scan().captured()
    const copy = await scan(words).captured()
    await clerk.does('intake.merge', { documentId, mergeIds: [copy] })
    await clerk.does('intake.destroy-secret', { documentId, mark: 'MẬT' })
    await province.settle()
    assert.equal(await stateOf(province, copy), 'destroyed')
    assert.equal((await rowsWith(words)).join(), '')
  })
})

describe('Hoàn tác gộp', () => {
  fiveSentences({
    command: 'intake.unmerge',
    province: () => province,
    ready: async () => {
      const input = await pair()
      await clerk.does('intake.merge', input)
      return { documentId: input.documentId }
    },
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await scan().captured() }),
    stateCode: 'intake.nothing-merged',
    after: async ({ documentId }) => assert.equal((await filesOf(documentId)).length, 1),
  })
  test('every paper stands again with its own files, the first as its main one', async () => {
    const { documentId, mergeIds } = await pair()
    const before = await filesOf(mergeIds[0]!)
    await clerk.does('intake.merge', { documentId, mergeIds })
    await clerk.does('intake.unmerge', { documentId })
    assert.equal(await stateOf(province, mergeIds[0]!), 'arrived')
    assert.deepEqual(await filesOf(mergeIds[0]!), before)
  })
})

describe('Để sau', () => {
  const ready = async () => ({ documentId: await scan().captured(), off: true })
  fiveSentences({
    command: 'desk.put-off',
    province: () => province,
    ready,
    right: () => clerk,
    wrong: () => stranger,
    wrongCode: 'documents.not-found',
    wrongState: async () => ({ documentId: newId(), off: true }),
    stateCode: 'documents.not-found',
    bothMayWin: true,
    after: async ({ documentId }) => {
      const rows = (await clerk.asks('intake.queue', {})).rows
      assert.equal(rows.find((row: { id: string }) => row.id === documentId).putOff, true)
    },
  })
  let stranger: Desk
  before(async () => {
    stranger = await province.desk('văn thư xã')
  })
  test('it stands last in the own queue on every machine, and comes back', async () => {
    const { documentId } = await ready()
    const later = await scan().captured()
    const order = async () => (await clerk.asks('intake.queue', {})).rows.map((row: { id: string }) => row.id)
    await clerk.does('desk.put-off', { documentId, off: true })
    assert.ok((await order()).indexOf(documentId) > (await order()).indexOf(later))
    await clerk.does('desk.put-off', { documentId, off: false })
    assert.ok((await order()).indexOf(documentId) < (await order()).indexOf(later))
  })
})

async function rowsWith(words: string): Promise<string[]> {
  const tables = await province.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables)
    if ((await province.rows(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [words])).length)
      found.push(name)
  return found
}
