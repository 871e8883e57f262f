// After the issue: accepted, answered, kept back, cancelled, recalled, reminded, invited.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
let clerk: Desk
let leader: Desk
let officer: Desk
let commune: Desk
let chair: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, leader, officer, commune, chair } = await province.desks({
    clerk: 'văn thư tỉnh',
    leader: 'chủ tịch',
    officer: 'chuyên viên',
    commune: 'văn thư xã',
    chair: 'chủ tịch xã',
  }))
})
after(() => province[Symbol.asyncDispose]())

const arrivalOf = async (documentId: string, agency = 'xã') =>
  (
    await province.rows<{ document_id: string }>(
      'select document_id from deliveries.arrival where sender_document_id = $1 and agency_id = $2',
      [documentId, province.agency(agency)],
    )
  )[0]!.document_id

async function register(desk: Desk, agency: string, documentId: string): Promise<void> {
  const proposal = await desk.asks('intake.proposal', { documentId })
  await desk.does('intake.register', {
    documentId,
    bookId: province.book(agency, 'incoming'),
    fields: proposal.fields,
    acceptDuplicate: false,
  })
}

test('the whole way: issued, accepted by the commune, answered by it, and the reply closes the task and tells the sender', async () => {
  const documentId = await province.draft().to('xã').issued()
  const arrival = await arrivalOf(documentId)
  assert.match(
    (await clerk.asks('documents.get', { documentId })).stateLine.vi,
    /1 nơi nhận: 0 đã tiếp nhận, 1 chưa/,
  )
  await register(commune, 'xã', arrival)
  assert.match((await clerk.asks('documents.get', { documentId })).stateLine.vi, /1 đã tiếp nhận$/)
  await commune.does('tasks.submit', { documentId: arrival })
  await chair.does('tasks.instruct', {
    assignmentId: await chair.part(arrival, 'direct'),
    text: 'Đ/c Nam báo cáo',
    targets: [{ role: 'lead', positionId: province.position('cán bộ xã') }],
    dueOn: '2021-12-23',
  })
  const reply = await province.draft('cán bộ xã').ofType('BC').replyingTo(arrival).issued()
  assert.equal(await stateOf(province, arrival, 'xã'), 'completed')
  const [open] = await province.rows<{ n: number }>(
    `select count(*)::int as n from tasks.assignment where document_id = $1 and state = 'open'`,
    [arrival],
  )
  assert.equal(open!.n, 0)
  const [delivery] = await province.rows<{ assigned: boolean; completed: boolean }>(
    'select assigned_at is not null as assigned, completed_at is not null as completed from deliveries.delivery where document_id = $1',
    [documentId],
  )
  assert.deepEqual(delivery, { assigned: true, completed: true })
  const answer = await clerk.asks('documents.get', { documentId: await arrivalOf(reply, 'tỉnh') })
  assert.equal(
    answer.relations[0].documentId,
    documentId,
    'the answer finds what it answers in our own files',
  )
})

test('assigned and taken back: the sender’s fact is taken back too, whether by Rút lại or by Chuyển lại', async () => {
  const documentId = await province.draft().to('xã').issued()
  const arrival = await arrivalOf(documentId)
  await register(commune, 'xã', arrival)
  await commune.does('tasks.submit', { documentId: arrival })
  const instructs = async () =>
    chair.does('tasks.instruct', {
      assignmentId: await chair.part(arrival, 'direct'),
      text: '',
      targets: [{ role: 'lead', positionId: province.position('cán bộ xã') }],
      dueOn: null,
    })
  const assigned = async () =>
    (
      await province.rows<{ yes: boolean }>(
        'select assigned_at is not null as yes from deliveries.delivery where document_id = $1',
        [documentId],
      )
    )[0]!.yes
  await instructs()
  assert.equal(await assigned(), true)
  await chair.does('tasks.withdraw', { documentId: arrival })
  assert.equal(await assigned(), false)
  await instructs()
  assert.equal(await assigned(), true)
  const officer = await province.desk('cán bộ xã')
  await officer.does('tasks.pass-back', {
    assignmentId: await officer.part(arrival, 'lead'),
    reason: 'không thuộc thẩm quyền',
  })
  assert.equal(await assigned(), false)
})

test('a reply issued before the leader decided leaves nobody with a dead step', async () => {
  const arrival = await province.arrival().proposed()
  await province
    .draft()
    .replyingTo(arrival)
    .with({
      recipients: [
        { text: '- Như trên;', agencyIds: [province.agency('xã')], channel: 'local' },
        { text: '- Lưu: VT, KT.', agencyIds: [], channel: 'none' },
      ],
    })
    .issued()
  assert.equal(await stateOf(province, arrival), 'completed')
  assert.ok(!(await leader.asks('work.list')).rows.some((row: { id: string }) => row.id === arrival))
})

describe('Cấp số, đóng dấu, chưa gửi → gửi', () => {
  fiveSentences({
    command: 'issuing.send',
    province: () => province,
    ready: async () => ({ documentId: await province.draft().to('xã').issued(false) }),
    right: () => clerk,
    wrong: () => leader,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await province.draft().to('xã').signed() }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'issued')
      assert.ok(await arrivalOf(documentId))
    },
  })
  test('nobody sees it before it is sent', async () => {
    const documentId = await province.draft().to('xã').issued(false)
    const rows = await province.rows('select 1 from deliveries.arrival where sender_document_id = $1', [
      documentId,
    ])
    assert.deepEqual(rows, [])
  })
  test('without anybody to receive it, it stays', async () => {
    const documentId = await province.draft().issued(false)
    await refused(clerk.does('issuing.send', { documentId }), 'deliveries.no-recipient')
  })
})

describe('Hủy số', () => {
  fiveSentences({
    command: 'issuing.cancel-number',
    province: () => province,
    ready: async () => ({
      documentId: await province.draft().to('xã').issued(false),
      reason: 'Sai trích yếu',
    }),
    right: () => clerk,
    wrong: () => leader,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await province.draft().to('xã').issued(), reason: 'Sai' }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'cancelled')
      const [row] = await province.rows<{ state: string; reason: string }>(
        'select state, reason from registers.entry where document_id = $1',
        [documentId],
      )
      assert.deepEqual(row, { state: 'cancelled', reason: 'Sai trích yếu' })
    },
  })
  test('the cancelled number is never given again', async () => {
    const documentId = await province.draft().to('xã').issued(false)
    const [before] = await numbers(documentId)
    await clerk.does('issuing.cancel-number', { documentId, reason: 'Sai' })
    const [next] = await numbers(await province.draft().to('xã').issued(false))
    assert.equal(next!.number, before!.number + 1)
  })
})
const numbers = (documentId: string) =>
  province.rows<{ number: number }>('select number from registers.entry where document_id = $1', [documentId])

describe('Thu hồi văn bản (Art 18.4)', () => {
  fiveSentences({
    command: 'issuing.recall',
    province: () => province,
    ready: async () => ({
      documentId: await province.draft().to('xã', 'sở').issued(),
      reason: 'Ban hành nhầm',
    }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'platform.forbidden',
    wrongState: async () => ({ documentId: await province.draft().to('xã').issued(false), reason: 'Nhầm' }),
    stateCode: 'drafting.recall-only-issued',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'recalled')
      assert.equal(await stateOf(province, await arrivalOf(documentId), 'xã'), 'recalled')
      assert.equal(await stateOf(province, await arrivalOf(documentId, 'sở'), 'sở'), 'recalled')
    },
  })
  test('the receiver keeps the metadata and the notice, not the pages; nobody works on it any more', async () => {
    const documentId = await province.draft().to('xã').issued()
    const arrival = await arrivalOf(documentId)
    await register(commune, 'xã', arrival)
    await commune.does('tasks.submit', { documentId: arrival })
    const assignmentId = await chair.part(arrival, 'direct')
    await clerk.does('issuing.recall', { documentId, reason: 'Nhầm' })
    const view = await commune.asks('documents.get', { documentId: arrival })
    assert.deepEqual(view.components, [])
    assert.ok(view.log.some((line: { vi: string }) => /thu hồi/.test(line.vi)))
    await refused(
      chair.does('tasks.instruct', {
        assignmentId,
        text: 'x',
        targets: [{ role: 'lead', positionId: province.position('cán bộ xã') }],
        dueOn: null,
      }),
      'documents.recalled',
    )
    await refused(commune.does('tasks.withdraw', { documentId: arrival }), 'documents.wrong-state')
    assert.equal(await stateOf(province, arrival, 'xã'), 'recalled')
    const client = await province.client('văn thư xã')
    const got = await client.send('GET', `/api/v1/documents/${arrival}/components/1`)
    assert.equal(got.status, 409, 'the frozen pages are not handed out by their address either')
  })
})

describe('Nhắc nơi chưa tiếp nhận', () => {
  let clerkOfSender: Desk
  before(() => {
    clerkOfSender = clerk
  })
  fiveSentences({
    command: 'deliveries.remind',
    province: () => province,
    ready: async () => ({ documentId: await province.draft().to('xã', 'sở').issued() }),
    right: () => clerkOfSender,
    wrong: () => commune,
    wrongCode: 'deliveries.own-document-only',
    wrongState: async () => {
      const documentId = await province.draft().to('xã').issued()
      await register(commune, 'xã', await arrivalOf(documentId))
      return { documentId }
    },
    stateCode: 'deliveries.nobody-late',
    after: async ({ documentId }) => {
      const [row] = await province.rows<{ n: number; told: number }>(
        `select (select count(*)::int from deliveries.arrival where sender_document_id = $1 and reminded_at is not null) as n,
          (select count(distinct e.agency_id)::int from platform.event e join deliveries.arrival a on a.agency_id = e.agency_id and a.document_id = e.subject_id
             where a.sender_document_id = $1 and e.name = 'deliveries.reminded') as told`,
        [documentId],
      )
      assert.deepEqual(row, { n: 2, told: 2 })
    },
    bothMayWin: true,
  })
})

describe('Giấy mời', () => {
  const invited = async () => {
    const documentId = await province
      .draft()
      .ofType('GM')
      .to('xã')
      .with({
        invitation: {
          time: '8 giờ, ngày 24 tháng 12 năm 2021',
          place: 'Hội trường',
          participants: 'Chủ tịch UBND xã',
        },
      })
      .issued()
    const arrival = await arrivalOf(documentId)
    await register(commune, 'xã', arrival)
    return { documentId: arrival, answer: 'attend' as const, who: 'Lý Văn Dũng' }
  }
  fiveSentences({
    command: 'deliveries.answer-invitation',
    province: () => province,
    ready: invited,
    right: () => chair,
    wrong: () => leader,
    wrongCode: 'documents.not-found',
    wrongState: async () => ({
      documentId: await province.arrival('văn thư xã').registered(),
      answer: 'attend' as const,
      who: 'Lý Văn Dũng',
    }),
    stateCode: 'deliveries.no-invitation',
    after: async ({ documentId }) => {
      const [row] = await province.rows<{ answer: string }>(
        'select answer from deliveries.delivery where arrival_document_id = $1',
        [documentId],
      )
      assert.equal(row!.answer, 'Xác nhận dự: Lý Văn Dũng')
    },
    bothMayWin: true,
  })
})

test('a document returned by the receiver shows its reason at the sender', async () => {
  const documentId = await province.draft().to('xã').issued()
  await commune.does('intake.return', { documentId: await arrivalOf(documentId), reason: 'Gửi nhầm nơi' })
  const view = await clerk.asks('documents.get', { documentId })
  assert.match(view.stateLine.vi, /1 từ chối/)
  const [row] = await province.rows<{ refused_reason: string }>(
    'select refused_reason from deliveries.delivery where document_id = $1',
    [documentId],
  )
  assert.equal(row!.refused_reason, 'Gửi nhầm nơi')
})

test('renaming an agency, its abbreviation and its parent changes no issued document (rule 7)', async () => {
  const documentId = await province.draft().to('xã').issued()
  const arrival = await arrivalOf(documentId)
  const seen = async () => {
    const rows = await province.rows(
      `select number, symbol, issuer_name, signer_name, signer_title, recipients_text, place_name from documents.document where id = any ($1) order by id`,
      [[documentId, arrival]],
    )
    const files = await province.rows(
      'select sha256 from documents.component where document_id = any ($1) order by 1',
      [[documentId, arrival]],
    )
    const entries = await province.rows('select * from registers.entry where document_id = $1', [documentId])
    return JSON.stringify([rows, files, entries])
  }
  const before = await seen()
  await province.rows(
    `update organisations.agency_name set valid_to = '2021-12-21' where agency_id = $1 and valid_to is null`,
    [clerk.agencyId],
  )
  await province.rows(
    `insert into organisations.agency_name (agency_id, valid_from, name, short_name, abbreviation, name_on_paper, place_name)
     values ($1, '2021-12-21', 'Ủy ban nhân dân tỉnh mới', 'UBND tỉnh mới', 'UBNDM', 'UBND TỈNH MỚI', 'Nơi mới')`,
    [clerk.agencyId],
  )
  await province.rows('update organisations.agency set parent_id = $2 where id = $1', [
    province.agency('xã'),
    province.agency('sở'),
  ])
  assert.equal(await seen(), before)
  assert.match(
    (await commune.asks('documents.get', { documentId: arrival })).card.issuerName,
    /^Ủy ban nhân dân tỉnh$/,
  )
})
