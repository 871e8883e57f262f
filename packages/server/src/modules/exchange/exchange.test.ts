import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Province } from '../../../../testkit/src/province.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, connect, lineTo, openSeat, PROVINCE } from './network-kit.ts'

let centre: Province
let province: Province
let commune: Province
let close: () => void
before(async () => {
  centre = await openSeat(CENTRE)
  province = await openSeat(PROVINCE)
  commune = await openSeat(COMMUNE)
  close = await connect([
    [CENTRE, centre],
    [PROVINCE, province],
    [COMMUNE, commune],
  ])
})
after(async () => {
  close()
  for (const one of [centre, province, commune]) await one[Symbol.asyncDispose]()
})

const settle = async () => {
  for (let i = 0; i < 3; i++) for (const one of [centre, province, commune]) await one.settle()
}
let minutes = 0
/** The wire counts in seconds: what people do one after the other happens in different minutes. */
const later = () => {
  minutes += 2
  const at = new Date(Date.parse('2021-12-20T08:00:00Z') + minutes * 60_000).toISOString()
  for (const one of [centre, province, commune]) one.setClock(at)
}
const codesAt = (one: Province, documentId: string) =>
  one
    .rows<{ codes: string[] }>(
      `select array_agg(distinct f.fact->>'code' order by f.fact->>'code') filter (where f.fact->>'kind' = 'status') as codes
       from exchange.status_fact f join deliveries.delivery v on v.agency_id = f.agency_id and v.id = f.delivery_id where v.document_id = $1`,
      [documentId],
    )
    .then((rows) => rows[0]?.codes ?? [])

async function register(one: Province, nick: string, documentId: string): Promise<void> {
  const clerk = await one.desk(nick)
  const proposal = await clerk.asks('intake.proposal', { documentId })
  await clerk.does('intake.register', {
    documentId,
    bookId: proposal.bookId,
    fields: proposal.fields,
    acceptDuplicate: false,
  })
  await clerk.does('tasks.submit', { documentId })
}

/** The leader of the commune, where the line is the hand-over. */
async function instructCommune(documentId: string): Promise<void> {
  const leader = await commune.desk('chủ tịch xã')
  await leader.does('tasks.instruct', {
    assignmentId: await leader.part(documentId, 'direct'),
    text: 'Đ/c Nam tham mưu báo cáo',
    targets: [{ role: 'lead', positionId: commune.position('cán bộ xã') }],
    dueOn: null,
  })
}

test('a directive goes down three levels, the report comes back with two signatures, the sender sees 01 to 06, and recalls', async () => {
  // the Centre issues a directive to the province
  const directive = await centre.draft().with(lineTo(PROVINCE)).issued()
  await settle()
  const [atProvince] = await arrivalsOf(province)
  assert.equal(atProvince?.state, 'arrived')
  assert.deepEqual(await codesAt(centre, directive), ['01'])
  const [file] = await province.rows<{ same: boolean; verdict: string }>(
    'select verdict from documents.component where document_id = $1',
    [atProvince!.id],
  )
  assert.notEqual(file?.verdict, 'pending')
  const hashes = async (one: Province, id: string) =>
    (
      await one.rows<{ sha256: string }>(
        'select sha256 from documents.component where document_id = $1 order by ordinal',
        [id],
      )
    ).map((row) => row.sha256)
  assert.deepEqual(await hashes(province, atProvince!.id), await hashes(centre, directive))

  // the province passes it on to the commune, which registers, instructs and reports
  const order = await province.draft().with(lineTo(COMMUNE)).issued()
  await settle()
  const [atCommune] = await arrivalsOf(commune)
  await register(commune, 'văn thư xã', atCommune!.id)
  await instructCommune(atCommune!.id)
  const report = await commune.draft('cán bộ xã').ofType('BC').replyingTo(atCommune!.id).issued()
  await settle()
  assert.deepEqual(await codesAt(province, order), ['01', '03', '04', '05', '06'])
  const reportAtProvince = (await arrivalsOf(province)).find((row) => row.symbol.startsWith('BC'))
  const signatures = await province.rows<{ n: number; verdict: string }>(
    'select jsonb_array_length(signatures) as n, verdict from documents.component where document_id = $1 and ordinal = 1',
    [reportAtProvince!.id],
  )
  assert.equal(signatures[0]?.n, 2)
  const [link] = await province.rows<{ target_id: string }>(
    'select target_id from documents.relation where document_id = $1',
    [reportAtProvince!.id],
  )
  assert.equal(link?.target_id, order)
  assert.ok(report)

  // the Centre recalls: the province's copy freezes whatever was done with it
  const clerk = await centre.desk('văn thư tỉnh')
  await clerk.does('issuing.recall', { documentId: directive, reason: 'Sai thẩm quyền' })
  await settle()
  assert.equal((await arrivalsOf(province))[0]?.state, 'recalled')
  assert.deepEqual(await codesAt(centre, directive), ['01', '15'])
  const seen = await clerk.asks('exchange.document', { documentId: directive })
  assert.equal(seen.statuses[0].frozen, true)
  for (const one of [centre, province, commune]) assert.deepEqual(await broken(one), [])
})

test('a refusal brings its reason to the sender, and a taking back waits for consent', async () => {
  const first = await centre.draft().with(lineTo(COMMUNE)).issued()
  await settle()
  later()
  const arrived = (await arrivalsOf(commune)).find((row) => row.state === 'arrived')!
  const clerk = await commune.desk('văn thư xã')
  await clerk.does('intake.return', { documentId: arrived.id, reason: 'Không thuộc thẩm quyền' })
  await settle()
  later()
  const [delivery] = await centre.rows<{ refused_reason: string }>(
    'select refused_reason from deliveries.delivery where document_id = $1',
    [first],
  )
  assert.equal(delivery?.refused_reason, 'Không thuộc thẩm quyền')

  const second = await centre.draft().with(lineTo(COMMUNE)).issued()
  await settle()
  later()
  const copy = (await arrivalsOf(commune)).find((row) => row.state === 'arrived')!
  const sender = await centre.desk('văn thư tỉnh')
  await sender.does('exchange.ask-back', { documentId: second, reason: 'Gửi nhầm nơi nhận' })
  await settle()
  later()
  assert.equal((await arrivalsOf(commune)).find((row) => row.id === copy.id)?.state, 'arrived')
  await assert.rejects(
    clerk.does('exchange.answer-request', { documentId: copy.id, agree: false, reason: ' ' }),
    {
      code: 'exchange.reason-needed',
    },
  )
  await clerk.does('exchange.answer-request', { documentId: copy.id, agree: false, reason: 'Đã xử lý xong' })
  await settle()
  later()
  await sender.does('exchange.ask-back', { documentId: second, reason: 'Xin xem lại' })
  await settle()
  later()
  await clerk.does('exchange.answer-request', { documentId: copy.id, agree: true, reason: '' })
  await settle()
  later()
  assert.equal((await arrivalsOf(commune)).find((row) => row.id === copy.id)?.state, 'recalled')
  const view = await sender.asks('exchange.document', { documentId: second })
  assert.deepEqual(
    view.statuses[0].requests.map((row: { answer: string }) => row.answer),
    ['refused', 'agreed'],
  )
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})
