import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { checkPeers } from '../../../../cli/src/commands/doctor-peers.ts'
import type { Province } from '../../../../testkit/src/province.ts'
import { examinePeer } from './doctor.ts'
import { drain } from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, connect, lineTo, openSeat, type Wire } from './network-kit.ts'
import type { PeerRow } from './store/rows.ts'

let centre: Province
let commune: Province
let close: () => void
let wire: Wire = (_from, _to, _packet, arrive) => arrive()
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
  close = await connect(
    [
      [CENTRE, centre],
      [COMMUNE, commune],
    ],
    (...words) => wire(...words),
  )
})
after(async () => {
  close()
  for (const one of [centre, commune]) await one[Symbol.asyncDispose]()
})
const settle = async () => {
  for (let i = 0; i < 3; i++) for (const one of [centre, commune]) await one.settle()
}
let minutes = 0
const later = () => {
  minutes += 2
  const at = new Date(Date.parse('2021-12-20T08:00:00Z') + minutes * 60_000).toISOString()
  for (const one of [centre, commune]) one.setClock(at)
}
const newest = async () => (await arrivalsOf(commune)).at(-1)!

test('an update shows the clerk what was and what will be, and changes nothing until she agrees', async () => {
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await settle()
  later()
  const copy = await newest()
  const sender = await centre.desk('văn thư tỉnh')
  await assert.rejects(
    sender.does('exchange.send-update', { documentId: id, reason: 'Không có gì', dueOn: null }),
    { code: 'exchange.nothing-changed' },
  )
  await sender.does('exchange.send-update', {
    documentId: id,
    reason: 'Gia hạn trả lời',
    dueOn: '2021-12-31',
  })
  await settle()
  later()
  const clerk = await commune.desk('văn thư xã')
  const [request] = (await clerk.asks('exchange.overview', {})).requests
  assert.deepEqual([request.kind, request.reason, request.dueOn], ['update', 'Gia hạn trả lời', null])
  assert.equal(request.proposal.dueOn, '2021-12-31')
  const due = async () =>
    (
      await commune.rows<{ due: string | null }>(
        'select due_on::text as due from documents.document where id = $1',
        [copy.id],
      )
    )[0]?.due
  assert.equal(await due(), null)
  await clerk.does('exchange.answer-request', { documentId: copy.id, agree: true, reason: '' })
  await settle()
  assert.equal(await due(), '2021-12-31')
  const seen = await sender.asks('exchange.document', { documentId: id })
  assert.deepEqual(
    seen.statuses[0].requests.map((row: { kind: string; answer: string }) => [row.kind, row.answer]),
    [['update', 'agreed']],
  )
  const { log } = await clerk.asks('documents.get', { documentId: copy.id })
  assert.ok(log.some((line: { vi: string }) => line.vi.includes('nơi gửi gửi cập nhật')))
})

test('an update that takes an addressee off the list freezes its copy once it agrees', async () => {
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await settle()
  later()
  const copy = await newest()
  const sender = await centre.desk('văn thư tỉnh')
  await sender.does('exchange.send-update', {
    documentId: id,
    reason: 'Điều chỉnh nơi nhận',
    without: [COMMUNE.code],
  })
  await settle()
  later()
  const clerk = await commune.desk('văn thư xã')
  await clerk.does('exchange.answer-request', { documentId: copy.id, agree: true, reason: '' })
  await settle()
  assert.equal((await newest()).state, 'recalled')
})

test('a replacement says at the other side what it replaces', async () => {
  const old = await centre.draft().with(lineTo(COMMUNE)).issued()
  await settle()
  later()
  const first = await newest()
  const clerk = await centre.desk('văn thư tỉnh')
  const draft = await centre.draft().with(lineTo(COMMUNE)).signed()
  await clerk.does('exchange.replace-with', { documentId: old, draftId: draft })
  await clerk.issues(draft)
  await settle()
  const [row] = await commune.rows<{ replaced_by: string }>(
    'select replaced_by from exchange.arrival where document_id = $1',
    [first.id],
  )
  assert.match(row?.replaced_by ?? '', /^000\.00\.00\.G22,2021\/12\/20,/)
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})

test('a recall held in the very moment its document is taken finds it: neither passes the other unseen', async () => {
  // Both say they were taken, and are still on their way: as over a hub.
  const waiting: (() => Promise<unknown>)[] = []
  wire = async (_from, _to, _packet, arrive) => {
    waiting.push(arrive)
    return { ok: true, receipts: [] }
  }
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await drain(centre.services)
  await (await centre.desk('văn thư tỉnh')).does('issuing.recall', {
    documentId: id,
    reason: 'Sai thẩm quyền',
  })
  await drain(centre.services)
  wire = (_from, _to, _packet, arrive) => arrive()
  const [document, recall] = waiting
  assert.ok(document && recall)
  const before = (await arrivalsOf(commune)).length
  const door = await commune.installation.owner.connect()
  // The recall has been refused and stands before the row that would hold it; the document passes meanwhile.
  await door.query('begin')
  await door.query('lock table exchange.quarantine in share mode')
  const recalled = recall()
  const stands = `select 1 from pg_locks where relation = 'exchange.quarantine'::regclass and not granted`
  for (let i = 0; i < 200 && (await commune.rows(stands)).length === 0; i++)
    await new Promise((done) => setTimeout(done, 10))
  assert.equal((await commune.rows(stands)).length, 1, 'the recall waits to be held')
  await document()
  assert.equal((await newest()).state, 'arrived')
  await door.query('commit')
  door.release()
  await recalled
  assert.equal((await arrivalsOf(commune)).length, before + 1)
  assert.equal((await newest()).state, 'recalled')
  assert.deepEqual(await commune.rows(`select code from exchange.quarantine where state = 'held'`), [])
})

test('the sender is told after an hour, after a day and at expiry, on the document’s own trail', async () => {
  wire = async () => {
    throw new Error('fetch failed')
  }
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  const start = Date.parse('2021-12-20T09:00:00Z')
  for (const hours of [0, 2, 3, 30, 24 * 31, 24 * 32]) {
    centre.setClock(new Date(start + hours * 3_600_000).toISOString())
    await drain(centre.services)
  }
  wire = (_from, _to, _packet, arrive) => arrive()
  const told = await centre.rows<{ level: number }>(
    `select (payload->>'level')::int as level from platform.event where name = 'exchange.not-arrived' and subject_id = $1 order by 1`,
    [id],
  )
  assert.deepEqual(
    told.map((row) => row.level),
    [1, 2, 3],
  )
  const overview = await (await centre.desk('văn thư tỉnh')).asks('exchange.overview', {})
  const finding = overview.findings.find((row: { state: string }) => row.state === 'wrong')
  assert.equal(finding?.side, 'theirs')
  assert.match(finding?.vi ?? '', /Không tới được/)
  // The same from the keyboard of the machine: ./congvan doctor.
  const [said] = (await checkPeers(centre.installation.owner)).filter((row) => row.state === 'wrong')
  assert.equal(said?.side, 'theirs')
  assert.match(said?.vi ?? '', /Không tới được .*Phải sửa: bên kia/)
})

test('the doctor of a peer says which side must change what', () => {
  const peer: PeerRow = {
    id: 'p',
    name: 'Xã Mẫu',
    kind: 'native',
    address: 'http://x',
    settings: {},
    witnessed_size: 0,
    failures: 3,
    open_until: null,
    last_ok_at: null,
    last_error: null,
  }
  const facts = { entries: 1, alarms: 0, today: '2021-12-20' }
  const side = (more: Partial<PeerRow>, other = facts) => {
    const [first] = examinePeer({ ...peer, ...more }, other)
    return [first?.state, first?.side]
  }
  assert.deepEqual(side({}), ['good', 'nobody'])
  assert.deepEqual(side({ last_error: 'exchange.no-peer: Hai bên chưa kết nối' }), ['wrong', 'theirs'])
  assert.deepEqual(side({ last_error: 'exchange.not-for-us: …' }), ['wrong', 'ours'])
  assert.deepEqual(side({ last_error: '15: Sai SystemId hoặc SecretKey' }), ['wrong', 'ours'])
  assert.deepEqual(side({ settings: { validUntil: '2021-12-01' } }), ['wrong', 'both'])
  assert.deepEqual(side({}, { ...facts, alarms: 1 }), ['wrong', 'theirs'])
  assert.deepEqual(side({}, { ...facts, entries: 0 }), ['warning', 'both'])
})
