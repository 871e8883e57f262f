// Half-remembered words find the paper: every shape of question a clerk types.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { catchUp } from './follow.ts'

let province: Province
let clerk: Desk
const ids: Record<string, string> = {}

before(async () => {
  province = await Province.start()
  clerk = await province.desk('văn thư tỉnh')
  const paper = (fields: Parameters<ReturnType<Province['arrival']>['with']>[0]) =>
    province.arrival().with(fields).registered()
  ids.salt = await paper({
    number: '8126',
    symbol: 'BNN-TT',
    issuedOn: '2021-12-17',
    subject: 'V/v chủ động phòng, chống xâm nhập mặn mùa khô 2021-2022',
    signerName: 'Lê Quốc Doanh',
  })
  ids.peace = await paper({
    number: '1234',
    symbol: 'UBND-KGVX',
    issuedOn: '2021-03-05',
    typeName: 'Kế hoạch',
    subject: 'Tổ chức ngày hội hoà bình và thuỷ lợi tại huyện Hòa Bình',
    issuerName: 'Ủy ban nhân dân huyện Hòa Bình',
    signerName: 'Đoàn Thị Bé Bảy',
  })
  ids.flower = await paper({
    number: '77',
    symbol: 'STC-NS',
    issuedOn: '2021-11-02',
    subject: 'Mua hoa trang trí hội trường quý IV',
    issuerName: 'Sở Tài chính',
    signerName: 'Phạm Hữu Đức',
  })
  ids.march = await paper({
    number: '15',
    symbol: 'BC-STC',
    issuedOn: '2021-04-02',
    typeName: 'Báo cáo',
    subject: 'Tình hình thu chi ngân sách tháng 3/2021',
    issuerName: 'Sở Tài chính',
    signerName: 'Phạm Hữu Đức',
  })
  ids.letter = await province.draft().with({ subject: 'đôn đốc giải ngân vốn đầu tư công' }).to('xã').issued()
  await province.settle()
  await catchUp(province.services)
})
after(() => province[Symbol.asyncDispose]())

const found = async (q: string, more: Record<string, string> = {}) =>
  (await clerk.asks('search.find', { q, ...more })).rows.map(
    (hit: { card: { id: string } }) => hit.card.id,
  ) as string[]

describe('a clerk types what she remembers', () => {
  const cases: [string, string, string][] = [
    ['words with their marks', 'xâm nhập mặn', 'salt'],
    ['words without marks', 'xam nhap man', 'salt'],
    ['words in any order and in capitals', 'MẶN CHỐNG xâm', 'salt'],
    ['the old tone style where the paper has the new one', 'hoà bình', 'peace'],
    ['the new tone style where the paper has the old one', 'thủy lợi', 'peace'],
    ['decomposed Unicode', 'xâm nhập'.normalize('NFD'), 'salt'],
    ['a phrase in quotes', '"ngày hội hòa bình"', 'peace'],
    ['number and symbol as printed', '1234/UBND-KGVX', 'peace'],
    ['number and symbol without signs', '1234 ubnd kgvx', 'peace'],
    ['number and symbol in one', '1234ubndkgvx', 'peace'],
    ['"số" before the number', 'số 8126/BNN-TT', 'salt'],
    ['a number with a nought before', '0077/STC-NS', 'flower'],
    ['a signer without marks', 'doan thi be bay', 'peace'],
    ['an agency by its short form', 'ubnd huyện hòa bình', 'peace'],
    ['an agency written out', 'ủy ban nhân dân huyện hòa bình', 'peace'],
    ['i for y', 'thuỷ lợi uỷ ban', 'peace'],
    ['a month', 'ngân sách tháng 4/2021', 'march'],
    ['a month that only the words speak of', 'ngân sách tháng 3/2021', 'march'],
    ['a quarter', 'kế hoạch quý 1 2021', 'peace'],
    ['a quarter in Roman figures', 'hoa quý IV/2021', 'flower'],
    ['a day', 'công văn 17/12/2021', 'salt'],
    ['a day written out', 'ngày 17 tháng 12 năm 2021', 'salt'],
    ['a range of days', 'hội từ 1/3/2021 đến 31/3/2021', 'peace'],
    ['a year', 'hòa bình năm 2021', 'peace'],
    ['the type', 'báo cáo ngân sách', 'march'],
    ['the officer who drafted', 'giải ngân đầu tư công', 'letter'],
  ]
  for (const [name, q, wanted] of cases)
    test(`${name}: ${q.normalize('NFC')}`, async () => {
      assert.equal((await found(q))[0], ids[wanted])
    })

  test('marks that were typed are meant: hoa is not hòa, and both are found without marks', async () => {
    assert.deepEqual(
      await found('mua hoà'),
      await found('mua hoa'),
      'nothing has these marks: the second try says so',
    )
    assert.ok(!(await found('hòa')).includes(ids.flower!))
    const both = await found('hoa')
    assert.ok(both.includes(ids.peace!) && both.includes(ids.flower!))
  })
  test('a phrase is not its words apart', async () => {
    assert.deepEqual(await found('"mặn nhập xâm"'), [])
  })
  test('a word can be left out', async () => {
    assert.deepEqual(await found('Sở Tài chính -hoa'), [ids.march])
  })
  test('a typing error in a name is forgiven, and what was asked instead is said', async () => {
    for (const wrong of ['doan thi be bsy', 'Đoàn Thị Bé Bsy', 'lê quôc doabh', 'phạm hữu đúcc']) {
      const answer = await clerk.asks('search.find', { q: wrong })
      assert.ok(answer.total > 0, wrong)
      assert.equal(answer.instead.why, 'name')
    }
  })
  test('the text of an issued letter is found with its page and its lit words', async () => {
    const answer = await clerk.asks('search.find', { q: 'nơi nhận giải ngân' })
    assert.equal(answer.rows[0].card.id, ids.letter)
    const { passage } = answer.rows[0]
    assert.equal(passage.page, 1)
    assert.ok(passage.marks.length > 0)
    for (const [from, to] of passage.marks) assert.match(passage.text.slice(from, to), /nơi|nhận|giải|ngân/iu)
  })
  test('lit places of the subject are the words themselves', async () => {
    const answer = await clerk.asks('search.find', { q: 'xam nhap man' })
    const { subject } = answer.rows[0]
    assert.deepEqual(
      subject.marks.map(([from, to]: [number, number]) => subject.text.slice(from, to)),
      ['xâm nhập mặn'],
    )
  })
  test('the exact number stands before papers that only mention it', async () => {
    const other = await province
      .arrival()
      .with({ subject: 'Trả lời Công văn số 8126/BNN-TT', number: '9' })
      .registered()
    await catchUp(province.services)
    const [first, second] = await found('8126/bnn-tt')
    assert.deepEqual([first, second], [ids.salt, other])
  })
  test('nothing a person types is an operator', async () => {
    for (const q of [
      "'",
      "a' | 'b",
      '& | ! <-> :*',
      '\\',
      '"',
      '((',
      "x':*",
      '%_',
      '🙂',
      'a\0b',
      '-'.repeat(50),
    ])
      await found(q)
  })
})

describe('the result divides and narrows', () => {
  test('by direction, state, type, issuer and year, and each share is the count it shows', async () => {
    const answer = await clerk.asks('search.find', {})
    assert.ok(answer.total >= 5)
    for (const { facet, value, count } of answer.facets.filter(
      (row: { facet: string }) => row.facet !== 'holder',
    )) {
      const narrowed = await clerk.asks('search.find', { [facet]: value })
      assert.equal(narrowed.total, count, `${facet} ${value}`)
    }
  })
  test('by the place in the chain', async () => {
    const paper = await province.arrival().with({ subject: 'Việc đang ở Chánh Văn phòng' }).submitted()
    await catchUp(province.services)
    const answer = await clerk.asks('search.find', { holder: 'Lê Minh Chánh' })
    assert.deepEqual(
      answer.rows.map((hit: { card: { id: string } }) => hit.card.id),
      [paper],
    )
    assert.equal(answer.rows[0].card.holder, 'Lê Minh Chánh')
  })
  test('by a range of days', async () => {
    assert.deepEqual(await found('hội', { from: '2021-03-01', to: '2021-03-31' }), [ids.peace])
  })
})

describe('the index follows', () => {
  test('a change of the paper is found, and the old words no longer', async () => {
    const paper = await province.arrival().with({ subject: 'Khảo sát luồng lạch', number: '500' }).captured()
    await catchUp(province.services)
    assert.deepEqual(await found('luồng lạch'), [paper])
    await clerk.does('intake.register', {
      documentId: paper,
      bookId: province.book('tỉnh', 'incoming'),
      fields: { ...province.arrival().all(), subject: 'Khảo sát cửa sông', number: '500' },
      acceptDuplicate: true,
    })
    await catchUp(province.services)
    assert.deepEqual(await found('luồng lạch'), [])
    assert.deepEqual(await found('cửa sông'), [paper])
  })
  test('a paper the sender took back is found by its head only; its files say nothing', async () => {
    const commune = await province.desk('văn thư xã')
    const at = async (q: string) => (await commune.asks('search.find', { q })).total as number
    assert.equal(await at('nơi nhận giải ngân'), 1)
    await clerk.does('issuing.recall', { documentId: ids.letter, reason: 'Phát hành nhầm' })
    await province.settle()
    await catchUp(province.services)
    assert.equal(await at('nơi nhận giải ngân'), 0)
    assert.equal(await at('giải ngân'), 1)
    const answer = await commune.asks('search.find', { q: 'giải ngân' })
    assert.equal(answer.rows[0].passage, null)
  })
})
