// The network of the province as everybody sees it and one agency keeps it; a machine that says itself what it is.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type {
  CheckInView,
  EquipmentBoard,
  MachineRow,
  NetworkMap,
  Page,
  PressRegister,
} from '@congvan/contract'
import { refused } from '../../../../testkit/src/expect.ts'
import { personIdOf } from '../../../../testkit/src/province/people.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { isInternal } from './check-in.ts'

let province: Province
const POST = newId()
const NAM = personIdOf('Hồ Hoài Nam')

before(async () => {
  province = await Province.start()
  await province.rows('insert into provisioning.coordinator (agency_id, since) values ($1, $2)', [
    province.agency('sở'),
    '2021-01-01',
  ])
  await province.rows(
    `insert into equipment.service_point (agency_id, id, code, name, kind, territory_agency_id, state_since)
     values ($1, $2, 'BD-001', 'Bưu điện xã', 'post', $3, '2021-01-01')`,
    [province.agency('sở'), POST, province.agency('xã')],
  )
})
after(() => province[Symbol.asyncDispose]())

const incident = (change: object = {}) => ({
  incidentId: newId(),
  kind: 'post',
  beganAt: '2021-12-20T05:30',
  place: 'Bưu điện xã',
  territoryAgencyId: province.agency('xã'),
  cause: 'Ngập lụt',
  authoritiesCutOff: false,
  pointIds: [POST],
  ...change,
})

test('đầu mối mở sự cố, điểm phục vụ ngừng; ghi khắc phục thì hoạt động lại; cả tỉnh cùng thấy', async () => {
  const { keeper, stranger } = await province.desks({ keeper: 'văn thư sở', stranger: 'văn thư xã' })
  const opened = incident()
  await refused(stranger.does('equipment.open-incident', incident()), 'equipment.not-coordinator')
  await refused(
    keeper.does('equipment.open-incident', incident({ beganAt: '2021-12-21T05:30' })),
    'equipment.not-yet',
  )
  assert.deepEqual(await keeper.does('equipment.open-incident', opened), { code: 'SC-2021-001' })
  const seen = (await stranger.asks('equipment.network')) as NetworkMap
  assert.equal(seen.places[0]!.points[0]!.state, 'stopped')
  assert.deepEqual(
    [seen.year.open, seen.year.cutOff, seen.incidents[0]!.hours, seen.mayKeep],
    [1, 0, 2, false],
  )
  const end = (endedAt: string) =>
    keeper.does('equipment.end-incident', { incidentId: opened.incidentId, endedAt })
  await refused(end('2021-12-20T05:00'), 'equipment.end-before-start')
  await end('2021-12-20T06:30')
  await refused(end('2021-12-20T06:30'), 'equipment.already-repaired')
  const after = (await stranger.asks('equipment.network')) as NetworkMap
  assert.equal(after.places[0]!.points[0]!.state, 'working')
  assert.deepEqual([after.year.open, after.year.post, after.year.hours], [0, 1, 1])
})

test('sổ báo chí: ghi, sửa, thôi; mã không trùng; nơi khác chỉ đọc', async () => {
  const { keeper, stranger } = await province.desks({ keeper: 'văn thư sở', stranger: 'văn thư xã' })
  const paper = {
    pressId: newId(),
    code: 'BC-01',
    name: 'Báo Đồng Khởi',
    licence: '12/GP-BTTTT',
    kind: 'Báo in',
    contact: 'toasoan@dongkhoi.vn',
    until: null,
  }
  await refused(stranger.does('equipment.put-press', paper), 'equipment.not-coordinator')
  await keeper.does('equipment.put-press', paper)
  await refused(
    keeper.does('equipment.put-press', { ...paper, pressId: newId() }),
    'equipment.press-code-taken',
  )
  await keeper.does('equipment.put-press', { ...paper, licence: '15/GP-BTTTT' })
  const { rows, mayKeep } = (await stranger.asks('equipment.press')) as PressRegister
  assert.deepEqual([rows.length, rows[0]!.licence, mayKeep], [1, '15/GP-BTTTT', false])
})

test('máy tự khai bằng đường dẫn: không đăng nhập, hiện trước những gì đọc được, hết hạn thì thôi', async () => {
  const clerk = await province.desk('văn thư xã')
  await clerk.does('equipment.make-links', { people: [NAM], days: 7 })
  const board = (await clerk.asks('equipment.board')) as EquipmentBoard
  const code = new URL(board.links[0]!.path, 'http://x').searchParams.get('ma')!
  const base = `${await province.http()}/api/v1/public/check-in?ma=`
  const view = (await (await fetch(base + code)).json()) as CheckInView
  assert.deepEqual([view.person, view.internalNetwork, view.machine], ['Hồ Hoài Nam', true, null])
  const send = (which: string, change: object = {}) =>
    fetch(base + which, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-congvan': '1' },
      body: JSON.stringify({
        assetCode: 'MT-09',
        kind: 'laptop',
        model: 'Dell Latitude',
        reading: {
          system: 'Windows 11',
          browser: 'Firefox',
          screen: '1366 × 768',
          cores: 4,
          memoryGb: 8,
          megabits: 35,
        },
        ...change,
      }),
    })
  assert.equal((await send(`${code.slice(0, -3)}AAA`)).status, 404, 'a bent code opens nothing')
  assert.equal((await send(code)).status, 200)
  assert.equal((await send(code)).status, 200, 'sent twice is one machine')
  const { rows } = (await clerk.asks('equipment.machines')) as Page<MachineRow>
  assert.deepEqual(
    rows.map((row) => [row.assetCode, row.person, row.broadband, row.internalNetwork, row.countedBy]),
    [['MT-09', 'Hồ Hoài Nam', true, true, 'check-in']],
  )
  const day = await province.rows(
    `select networked from equipment.officials_with_computer('2021-12-20') where person_id = $1`,
    [NAM],
  )
  assert.deepEqual(day, [{ networked: true }], 'the indicator counts it')
  province.setClock('2021-12-28T00:30:00Z')
  assert.equal((await fetch(base + code)).status, 404)
  province.setClock('2021-12-20T03:00:00Z')
  await clerk.does('equipment.end-link', { linkId: board.links[0]!.id })
  assert.equal((await send(code)).status, 404)
})

test('mã tài sản của người khác không bị ghi đè; người ngoài cơ quan không có đường dẫn', async () => {
  const clerk = await province.desk('văn thư xã')
  await refused(
    clerk.does('equipment.make-links', { people: [personIdOf('Đoàn Thị Thư')], days: 1 }),
    'equipment.link-not-staff',
  )
  await clerk.does('equipment.make-links', { people: [personIdOf('Lý Văn Dũng')], days: 1 })
  const board = (await clerk.asks('equipment.board')) as EquipmentBoard
  const link = board.links.find((row) => row.person === 'Lý Văn Dũng')!
  await refused(
    clerk.does('equipment.check-in', {
      linkId: link.id,
      assetCode: 'MT-09',
      kind: 'desktop',
      model: null,
      internalNetwork: true,
      reading: { system: '', browser: '', screen: '', cores: null, memoryGb: null, megabits: null },
    }),
    'equipment.code-taken',
  )
})

test('biểu của xã: một máy nhập tay, một đường truyền', async () => {
  const clerk = await province.desk('văn thư xã')
  await clerk.does('equipment.count', {
    by: 'form',
    machines: [
      {
        agencyId: province.agency('xã'),
        assetCode: 'MT-10',
        kind: 'desktop',
        personId: null,
        model: null,
        boughtIn: 2012,
        warrantyUntil: '2015-12-31',
        state: 'in-use',
        internalNetwork: false,
        broadband: false,
      },
    ],
  })
  await clerk.does('equipment.put-line', {
    lineId: newId(),
    kind: 'state-network',
    provider: 'VNPT',
    speedMbps: 20,
    state: 'up',
  })
  const board = (await clerk.asks('equipment.board')) as EquipmentBoard
  assert.deepEqual([board.machines.old, board.machines.outOfWarranty, board.machines.nobody], [1, 1, 1])
  assert.equal(board.lines[0]!.speedMbps, 20)
})

test('mạng nội bộ là điều máy chủ thấy, không phải điều trang khai', () => {
  assert.deepEqual(
    ['10.1.2.3', '::ffff:192.168.1.9', 'fd00::1', '172.32.0.1', '113.161.1.1', '2001:ee0::1'].map(isInternal),
    [true, true, true, false, false, false],
  )
})
