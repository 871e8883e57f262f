// A certificate's legal life from the first request to the closed file, as its keepers live it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createLab } from '@congvan/lab'
import { readPageTexts } from '@congvan/reader/node'
import { personIdOf } from '../../../../testkit/src/province/people.ts'
import { Province } from '../../../../testkit/src/province.ts'
import type { Actor } from '../../platform/actor.ts'
import { writeTable } from '../../platform/sheets.ts'
import { revealIdentity } from './acts.ts'
import { certificatesIn } from './certificate-files.ts'
import { exportList, readAnswer } from './list-files.ts'
import { identity } from './queries.ts'

let province: Province
const NAM = personIdOf('Hồ Hoài Nam')
const DUNG = personIdOf('Lý Văn Dũng')

before(async () => {
  province = await Province.start()
  await province.rows('insert into provisioning.coordinator (agency_id, since) values ($1, $2)', [
    province.agency('sở'),
    '2021-01-01',
  ])
  for (const [person, address] of [
    [NAM, 'namhh@bentre.gov.vn'],
    [DUNG, 'dunglv@bentre.gov.vn'],
  ])
    await province.rows(
      `insert into mail.mailbox (agency_id, id, kind, address, person_id, state_since, since) values ($1, gen_random_uuid(), 'person', $2, $3, '2021-01-01', '2021-01-01')`,
      [province.agency('xã'), address, person],
    )
})
after(() => province[Symbol.asyncDispose]())

const request = async (people: Record<string, unknown>[]) =>
  (await province.desk('văn thư xã')).does<{ count: number }>('provisioning.request', { kind: 'new', people })

test('xã lập đề nghị, UBND tỉnh xác nhận, đầu mối chỉ tổng hợp khi đủ số định danh và hộp thư', async () => {
  await request([
    { personId: NAM, identityNumber: '083201000123' },
    { personId: DUNG, identityNumber: '0832' },
  ])
  const chair = await province.desk('văn thư tỉnh')
  const waiting = (await chair.asks('provisioning.board')).toConfirm
  assert.equal(waiting.length, 2)
  const ids = waiting.map((row: { id: string }) => row.id)
  const department = await province.desk('văn thư sở')
  await assert.rejects(
    department.does('provisioning.decide-requests', { requestIds: ids, decision: 'confirm' }),
    { code: 'provisioning.no-request' },
  )
  await chair.does('provisioning.decide-requests', { requestIds: ids, decision: 'confirm' })
  await assert.rejects(department.does('provisioning.make-list', { name: 'Đợt 1', requestIds: ids }), {
    code: 'provisioning.list-not-ready',
  })
  const { rows } = await department.asks('provisioning.requests', { state: 'confirmed' })
  assert.deepEqual(
    rows.map((row: { name: string; problems: string[] }) => [row.name, row.problems]),
    [
      ['Hồ Hoài Nam', []],
      ['Lý Văn Dũng', ['số định danh không đủ 12 (hoặc 9) chữ số']],
    ],
  )
})

let listId: string
test('danh sách gửi đi theo mẫu; trả lời nhập hai lần vẫn một chứng thư; dòng sai được nêu tên', async () => {
  const department = await province.desk('văn thư sở')
  const { rows } = await department.asks('provisioning.requests', { state: 'confirmed' })
  const good = rows.find((row: { problems: string[] }) => row.problems.length === 0)
  listId = (
    await department.does<{ listId: string }>('provisioning.make-list', {
      name: 'Đợt 1',
      requestIds: [good.id],
    })
  ).listId
  const sent = await department.does<{ dueOn: string }>('provisioning.send-list', { listId })
  assert.equal(sent.dueOn, '2021-12-23', 'three working days')
  await assert.rejects(exportList(province.services, department.actor, listId, ''), {
    code: 'provisioning.export-reason',
  })
  const taken = (form?: 'xlsx' | 'docx' | 'pdf') =>
    exportList(province.services, department.actor, listId, 'Gửi Cục', form)
  assert.ok((await taken()).length > 1000)
  for (const [form, size] of [
    ['docx', 1000],
    ['pdf', 5000],
  ] as const) {
    const bytes = await taken(form)
    assert.ok(bytes.length > size)
    const { pages } = await readPageTexts(bytes, { ocr: 'never' })
    assert.match(pages.join('\n'), /Hồ Hoài Nam/)
    assert.match(pages.join('\n').replace(/\s/g, ''), /083201000123/)
  }
  assert.equal((await province.rows(`select 1 from identity.access_log where what = 'export'`)).length, 3)
  const sheet = await writeTable(
    'Trả lời',
    [
      [
        'Địa chỉ thư điện tử công vụ',
        'Kết quả',
        'Số hiệu chứng thư',
        'Hiệu lực từ',
        'Hiệu lực đến',
        'Số thiết bị',
      ],
      ['namhh@bentre.gov.vn', 'Đã cấp', 'AB CD 01', '21/12/2021', '21/12/2026', 'TK0001'],
      ['la@bentre.gov.vn', 'Đã cấp', 'AB CD 02', '21/12/2021', '21/12/2026', ''],
      ['sai@bentre.gov.vn', 'Đang xét', '', '', '', ''],
    ],
    1,
    [30, 10, 20, 12, 12, 12],
  )
  const read = await readAnswer(sheet)
  assert.deepEqual(read.problems, [{ row: 4, problem: 'kết quả “Đang xét” không hiểu được' }])
  const first = await department.does('provisioning.take-answer', { listId, lines: read.lines })
  assert.deepEqual(first, {
    taken: 1,
    already: 0,
    problems: [{ row: 3, problem: 'không có thư điện tử này trong danh sách đã gửi' }],
  })
  const again = await department.does<{ already: number }>('provisioning.take-answer', {
    listId,
    lines: read.lines,
  })
  assert.equal(again.already, 1)
  assert.equal((await province.rows('select 1 from provisioning.certificate')).length, 1)
})

const only = async () => (await (await province.desk('văn thư xã')).asks('provisioning.certificates')).rows[0]

test('bàn giao có biên bản rồi mới kích hoạt; chưa bàn giao thì chưa tính là đang có hiệu lực', async () => {
  const clerk = await province.desk('văn thư xã')
  const { id } = await only()
  const act = (act: string, more: object = {}) =>
    clerk.does('provisioning.move-certificate', { certificateId: id, act, ...more })
  const inForce = async () =>
    (await province.rows(`select 1 from provisioning.certificates_in_force('2021-12-31')`)).length
  assert.equal(await inForce(), 0)
  await assert.rejects(act('activate'), { code: 'provisioning.wrong-state' })
  await assert.rejects(act('hand-over'), { code: 'provisioning.needs-paper' })
  await act('hand-over', { paper: 'BBBG-01', on: '2021-12-22' })
  await act('activate')
  assert.equal((await only()).state, 'active')
  assert.equal(await inForce(), 1)
})

test('số định danh chỉ hiện ba số cuối; mỗi lần xem có lý do và để lại dấu', async () => {
  const clerk = await province.desk('văn thư xã')
  const row = await only()
  assert.equal(row.identityMasked, '•••••••••123')
  assert.ok(!JSON.stringify(row).includes('083201000123'))
  await assert.rejects((await province.desk('cán bộ xã')).asks('provisioning.certificates'), {
    code: 'provisioning.not-keeper',
  })
  const look = await clerk.does<{ sealed: string }>('provisioning.reveal-identity', {
    subscriberId: row.subscriberId,
    reason: 'Đối chiếu hồ sơ',
  })
  assert.ok(!JSON.stringify(look).includes('083201000123'), 'a stored answer holds no number')
  const seen = await clerk.asks('provisioning.identity', { ticket: look.sealed })
  assert.equal(seen.identityNumber, '083201000123')
  assert.equal(
    (await province.rows(`select 1 from identity.access_log where what = 'look-identity'`)).length,
    1,
  )
  assert.equal(
    (await province.rows(`select 1 from platform.event where name = 'provisioning.identity-seen'`)).length,
    1,
  )
  await assert.rejects(clerk.asks('provisioning.identity', { ticket: 'x' }), {
    code: 'provisioning.no-identity',
  })
})

test('lượt xem số định danh chỉ mở trong phiên đã xin, một phút, đúng chức vụ; mỗi lần xin là một dấu', async () => {
  const clerk = await province.desk('văn thư xã')
  const { subscriberId } = await only()
  const reveal = async (actor: Actor) =>
    (
      (await province.runner.command(revealIdentity, actor, crypto.randomUUID(), {
        subscriberId,
        reason: 'Đối chiếu',
      })) as { sealed: string }
    ).sealed
  const look = (actor: Actor, ticket: string) => province.runner.query(identity, actor, { ticket })
  const [here, elsewhere] = ['a', 'b'].map((session) => ({ ...clerk.actor, session }))
  const ticket = await reveal(here!)
  assert.equal((await look(here!, ticket)).identityNumber, '083201000123')
  const over = { code: 'provisioning.look-over' }
  await assert.rejects(look(elsewhere!, ticket), over, 'copied to another session')
  await assert.rejects(look(clerk.actor, ticket), over, 'and to the command line')
  await assert.rejects(
    look((await province.desk('chủ tịch xã')).actor, ticket),
    over,
    'and to another keeper',
  )
  const stale = Buffer.from(
    JSON.stringify({
      subscriberId,
      personId: here!.personId,
      positionId: here!.acting.positionId,
      session: 'a',
      until: 0,
    }),
  )
  const old = province.services.sealer.seal('identity-look', stale).toString('base64url')
  await assert.rejects(look(here!, old), over, 'kept for later')
  const looks = `select 1 from identity.access_log where what = 'look-identity'`
  const before = (await province.rows(looks)).length
  await reveal(here!)
  assert.equal((await province.rows(looks)).length, before + 1)
})

test('gia hạn khi còn 60 ngày, không phải 59; sau đó việc tự nêu là cấp mới', async () => {
  const clerk = await province.desk('văn thư xã')
  const { id } = await only()
  province.setClock('2026-10-23T02:00:00Z')
  await assert.rejects(clerk.does('provisioning.request', { kind: 'renew', certificateIds: [id] }), {
    code: 'provisioning.renew-late',
  })
  assert.equal((await clerk.asks('provisioning.board')).duties[0].kind, 'replace')
  province.setClock('2026-10-22T02:00:00Z')
  const board = await clerk.asks('provisioning.board')
  assert.equal(board.duties[0].kind, 'renew')
  assert.deepEqual(
    board.windows.map((row: { count: number }) => row.count),
    [0, 0, 1, 1],
  )
  await clerk.does('provisioning.request', { kind: 'renew', certificateIds: [id] })
  assert.equal((await only()).state, 'renewal-pending')
  assert.deepEqual(
    (await clerk.asks('provisioning.board')).duties,
    [],
    'what was asked for is no duty any more',
  )
  const [made] = await province.rows<{ id: string }>(
    `select id from provisioning.request where kind = 'renew'`,
  )
  await clerk.does('provisioning.cancel-request', { requestId: made!.id, note: 'Lập nhầm' })
  assert.equal((await only()).state, 'active')
  province.setClock('2021-12-27T02:00:00Z')
})

test('người chuyển công tác tự nêu việc thu hồi; lý do phải hợp với thuê bao; đóng hồ sơ khi đã thu thiết bị', async () => {
  const clerk = await province.desk('văn thư xã')
  const { id } = await only()
  await province.rows(`update organisations.appointment set valid_to = '2021-12-25' where person_id = $1`, [
    NAM,
  ])
  const [duty] = (await clerk.asks('provisioning.board')).duties
  assert.deepEqual([duty.kind, duty.reasonCode], ['revoke', 'R8'])
  assert.match(duty.sentence, /^Hồ Hoài Nam không còn giữ chức vụ/)
  const revoke = (reasonCode: string) =>
    clerk.does('provisioning.request', { kind: 'revoke', certificateIds: [id], reasonCode })
  await assert.rejects(revoke('R9'), { code: 'provisioning.reason-holder' })
  await clerk.does('provisioning.move-certificate', {
    certificateId: id,
    act: 'suspend',
    note: 'Đã nghỉ việc',
  })
  await revoke('R8')
  assert.equal((await only()).state, 'revocation-pending')
  await clerk.does('provisioning.move-certificate', {
    certificateId: id,
    act: 'revoked',
    paper: '45/CTS-TB',
    reasonCode: 'R8',
    on: '2021-12-28',
  })
  await clerk.does('provisioning.move-certificate', { certificateId: id, act: 'close', paper: 'BBTH-01' })
  assert.equal((await only()).state, 'closed')
  assert.equal(
    (await province.rows(`select 1 from provisioning.certificates_in_force('2021-12-31')`)).length,
    0,
  )
})

test('tệp .cer và gói .p7b bổ sung đúng chứng thư theo số hiệu', async () => {
  const lab = await createLab({ port: false })
  const issued = lab.issueCertificate({
    subject: { cn: 'Lý Văn Dũng', o: 'UBND xã', email: 'a@b.vn' },
    kind: 'person',
  })
  await lab.close()
  const der = Buffer.from(issued.certificate)
  assert.equal(certificatesIn(der).length, 1)
  const pem = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----`
  assert.equal(certificatesIn(Buffer.from(pem)).length, 1)
  assert.equal(certificatesIn(Buffer.from('không phải chứng thư')).length, 0)
  const department = await province.desk('văn thư sở')
  const answer = await department.does<{ completed: number; unknown: string[] }>(
    'provisioning.take-certificates',
    {
      files: [{ name: 'dung.cer', base64: der.toString('base64') }],
    },
  )
  assert.equal(answer.completed, 0)
  assert.match(answer.unknown[0]!, /^dung\.cer: /)
})

test('mỗi lần dùng khóa cơ quan để lại ai, văn bản nào, mã băm, lúc nào', async () => {
  province.setClock('2021-12-20T02:00:00Z')
  await province.draft('chuyên viên sở').to('xã').issued()
  const department = await province.desk('văn thư sở')
  const { rows } = await department.asks('provisioning.key-uses', { holder: 'agency' })
  assert.equal(rows.length, 1)
  assert.equal(rows[0].personName, 'Đoàn Thị Thư')
  assert.match(rows[0].sha256, /^[0-9a-f]{64}$/)
  assert.deepEqual((await (await province.desk('văn thư xã')).asks('provisioning.key-uses')).rows, [])
})

test('đầu mối thấy cả tỉnh, xã chỉ thấy của mình, và không ai khác thấy danh bạ cả tỉnh', async () => {
  const seen = async (nick: string) =>
    (await (await province.desk(nick)).asks('provisioning.certificates')).rows.length
  assert.equal(await seen('văn thư sở'), 1)
  assert.equal(await seen('văn thư tỉnh'), 0)
  const names = async (nick: string) =>
    province.runner.read((await province.desk(nick)).actor, (tx) =>
      tx.rows<{ agency_id: string }>(`select * from provisioning.staff('2021-12-20')`),
    )
  assert.ok((await names('văn thư sở')).some((row) => row.agency_id === province.agency('xã')))
  assert.ok((await names('văn thư tỉnh')).every((row) => row.agency_id === province.agency('tỉnh')))
})

test('khóa để không quá 90 ngày và thiết bị, số điện thoại dùng chung tự hiện trên bảng', async () => {
  const agency = province.agency('tỉnh')
  const people = await province.rows<{ id: string; full_name: string }>(
    `select distinct p.id, p.full_name from organisations.person p join organisations.appointment a on a.person_id = p.id
     where a.agency_id = $1 order by p.full_name limit 2`,
    [agency],
  )
  const device = crypto.randomUUID()
  await province.rows(
    `insert into provisioning.device (agency_id, id, kind, serial, phone) values ($1, $2, 'sim', 'SIM-CHUNG', '0913000777')`,
    [agency, device],
  )
  for (const [i, person] of people.entries()) {
    const subscriber = crypto.randomUUID()
    await province.rows(
      `insert into provisioning.subscriber (agency_id, id, kind, person_id, name, created_at) values ($1, $2, 'person', $3, $4, now())`,
      [agency, subscriber, person.id, person.full_name],
    )
    await province.rows(
      `insert into provisioning.certificate (agency_id, id, subscriber_id, device_id, serial, medium, not_before, not_after, state, state_since, in_use_from)
       values ($1, gen_random_uuid(), $2, $3, $4, 'SIM', '2021-01-01', '2026-01-01', 'active', '2021-01-01', $5)`,
      [agency, subscriber, device, `5A0${i}`, i === 0 ? '2021-01-05' : '2021-12-01'],
    )
  }
  const clerk = await province.desk('văn thư tỉnh')
  const names = people.map((one) => one.full_name)
  const first = await clerk.asks('provisioning.board')
  assert.deepEqual(
    first.unused.map((row: { name: string }) => row.name),
    [names[0]],
    'the other was handed over this month',
  )
  assert.deepEqual(
    first.shared.map((row: { what: string; names: string[] }) => [row.what, [...row.names].sort()]),
    [
      ['Thiết bị SIM-CHUNG', [...names].sort()],
      ['Số điện thoại kết thúc 777', [...names].sort()],
    ],
  )
  await province.rows(
    `insert into provisioning.key_use (agency_id, id, holder, person_id, position_id, used_at)
     select $1, gen_random_uuid(), 'person', $2, a.position_id, '2021-12-01' from organisations.appointment a where a.person_id = $2 limit 1`,
    [agency, people[0]!.id],
  )
  assert.deepEqual((await clerk.asks('provisioning.board')).unused, [], 'used three weeks ago')
  const others = await (await province.desk('văn thư xã')).asks('provisioning.board')
  assert.deepEqual(others.shared, [], 'another agency sees nothing of it')
})
