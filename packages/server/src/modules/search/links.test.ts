// Beside a paper: what it answers, what it rests on, what replaced it, and papers like it; and a search kept by name.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { ChainNode, DocumentLinks } from '@congvan/contract'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { citationsIn } from './citations-in.ts'
import { catchUp } from './follow.ts'

let province: Province
let clerk: Desk
const ids: Record<string, string> = {}

before(async () => {
  province = await Province.start()
  clerk = await province.desk('văn thư tỉnh')
  const paper = (number: string, symbol: string, subject: string, issuedOn = '2021-12-01') =>
    province.arrival().with({ number, symbol, subject, issuedOn }).registered()
  ids.asked = await paper('41', 'BNN-TT', 'V/v rà soát công trình trữ nước ngọt')
  ids.answered = await paper(
    '52',
    'STC-NS',
    'Trả lời Công văn số 41/BNN-TT ngày 01/12/2021 về trữ nước ngọt',
    '2021-12-03',
  )
  ids.again = await paper('63', 'BNN-TT', 'Phúc đáp Công văn số 52/STC-NS', '2021-12-05')
  ids.plan = await paper('7', 'KH-UBND', 'Kế hoạch năm 2021, thay thế Kế hoạch số 5/KH-UBND', '2021-12-06')
  ids.old = await paper('5', 'KH-UBND', 'Kế hoạch cũ', '2020-12-06')
  ids.like = await paper('88', 'SNN-TL', 'Về rà soát công trình trữ nước ngọt mùa khô', '2021-11-06')
  await catchUp(province.services)
})
after(() => province[Symbol.asyncDispose]())

const linksOf = (id: string): Promise<DocumentLinks> => clerk.asks('search.links', { documentId: id })
const idsOf = (nodes: ChainNode[]) => nodes.map((node) => node.documentId)

describe('links by what the texts say', () => {
  test('a correspondence is whole from each of its papers, oldest first', async () => {
    for (const from of ['asked', 'answered', 'again']) {
      const { chain } = await linksOf(ids[from]!)
      assert.deepEqual(idsOf(chain), [ids.asked, ids.answered, ids.again])
      assert.deepEqual(
        chain.map((node) => node.depth),
        [0, 1, 2],
      )
      assert.equal(chain.find((node) => node.self)?.documentId, ids[from])
    }
  })
  test('what replaces and what is replaced know each other', async () => {
    assert.deepEqual(idsOf((await linksOf(ids.plan!)).supersedes), [ids.old])
    assert.deepEqual(idsOf((await linksOf(ids.old!)).supersededBy), [ids.plan])
  })
  test('papers about the same matter are alike, itself and strangers are not', async () => {
    const { rows } = await clerk.asks('search.similar', { documentId: ids.asked })
    assert.equal(rows[0].id, ids.like)
    assert.ok(!rows.some((row: { id: string }) => row.id === ids.asked || row.id === ids.plan))
  })
  test('a draft that answers is in the chain by its relation, before any number stands on it', async () => {
    const reply = await province.draft().replyingTo(ids.again!).saved()
    await catchUp(province.services)
    const { chain } = await linksOf(ids.asked!)
    assert.ok(idsOf(chain).includes(reply))
  })
})

test('basis, answer and replacement are told apart, and forms, phones and the own number are none', () => {
  const found = citationsIn(
    [
      `Số: 12/QĐ-UBND\nCăn cứ Luật Tổ chức chính quyền địa phương;\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;\nTheo đề nghị của Sở Nội vụ tại Tờ trình số 213/TTr-SNV ngày 15/12/2021.`,
      `Quyết định này thay thế Quyết định số 07/QĐ-UBND ngày 01/02/2019. Điện thoại 0275.3822115, mẫu 01/M-VP. Xem Công văn số 99/BTTTT-THH.`,
    ],
    '12qdubnd',
  )
  assert.deepEqual(
    found.map((one) => [one.kind, one.printed, one.issuedOn]),
    [
      ['basis', '30/2020/NĐ-CP', '2020-03-05'],
      ['replies-to', '213/TTr-SNV', '2021-12-15'],
      ['supersedes', '07/QĐ-UBND', '2019-02-01'],
      ['cites', '99/BTTTT-THH', null],
    ],
  )
})

describe('a search kept by name', () => {
  test('comes back for its person only, under one name once, and goes when it is put away', async () => {
    const viewId = newId()
    await clerk.does('search.save-view', {
      viewId,
      name: 'Nước ngọt',
      query: { q: 'nước ngọt', year: '2021' },
    })
    const { views } = await clerk.asks('search.views')
    assert.deepEqual(views, [{ id: viewId, name: 'Nước ngọt', query: { q: 'nước ngọt', year: '2021' } }])
    await assert.rejects(
      clerk.does('search.save-view', { viewId: newId(), name: 'Nước ngọt', query: {} }),
      (error: DomainError) => error.code === 'search.name-taken',
    )
    const leader = await province.desk('chủ tịch')
    assert.deepEqual((await leader.asks('search.views')).views, [])
    await assert.rejects(leader.does('search.forget-view', { viewId }), DomainError)
    assert.equal((await clerk.asks('search.suggest', { q: 'nuoc ng' })).suggestions[0].kind, 'view')
    await clerk.does('search.forget-view', { viewId })
    assert.deepEqual((await clerk.asks('search.views')).views, [])
    await clerk.does('search.save-view', { viewId: newId(), name: 'Nước ngọt', query: {} })
  })
  test('names of people and bodies are offered while typing', async () => {
    const { suggestions } = await clerk.asks('search.suggest', { q: 'quoc doa' })
    assert.deepEqual(
      suggestions.map((one: { text: string }) => one.text),
      ['Lê Quốc Doanh'],
    )
  })
})
