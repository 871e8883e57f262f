// Kiểm đếm thiết bị bằng bảng: ten thousand rows, five hundred wrong, sent again after correction.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Province } from '../../../../testkit/src/province.ts'
import { writeTable } from '../../platform/sheets.ts'
import { importCount } from './read-count.ts'

let province: Province
const HEAD = [
  'Mã tài sản',
  'Loại thiết bị',
  'Mã cơ quan',
  'Người dùng',
  'Năm mua',
  'Mạng nội bộ',
  'Băng rộng',
]
const csv = (rows: string[][]) => Buffer.from(`\uFEFF${rows.map((row) => row.join(';')).join('\r\n')}\r\n`)

before(async () => {
  province = await Province.start()
  await province.rows('insert into provisioning.coordinator (agency_id, since) values ($1, $2)', [
    province.agency('sở'),
    '2021-01-01',
  ])
})
after(() => province[Symbol.asyncDispose]())

test('10.000 dòng có 500 dòng sai: dòng đúng vào hết, dòng sai nêu dòng, cột, lý do; sửa gửi lại không trùng', async () => {
  const department = await province.desk('văn thư sở')
  const good = (i: number) => [`TS-${i}`, 'Máy tính để bàn', 'xã', '', '2019', 'có', 'có']
  const wrong = (i: number) => [
    `TS-${i}`,
    i % 40 ? 'Máy bay' : 'Máy tính để bàn',
    'xã',
    '',
    i % 40 ? '2019' : 'xưa',
    'có',
    'có',
  ]
  const rows = Array.from({ length: 10_000 }, (_, i) => (i % 20 === 0 ? wrong(i) : good(i)))
  const send = (list: string[][], dryRun: boolean) =>
    importCount(province.services, department.actor, csv([HEAD, ...list]), dryRun)
  const tried = await send(rows, true)
  assert.deepEqual([tried.good, tried.wrong.length, tried.added], [9500, 500, 9500])
  assert.deepEqual(tried.wrong[0], { row: 2, column: 'Năm mua', reason: '“xưa” không phải năm' })
  assert.deepEqual(tried.wrong[1], {
    row: 22,
    column: 'Loại thiết bị',
    reason: '“Máy bay” không có trong danh mục',
  })
  const count = async () => (await province.rows('select 1 from equipment.workstation')).length
  assert.equal(await count(), 0, 'a trial writes nothing')
  await send(rows, false)
  assert.equal(await count(), 9500)
  const corrected = await send(
    rows.map((_, i) => good(i)),
    false,
  )
  assert.deepEqual([corrected.added, corrected.same, corrected.wrong.length], [500, 9500, 0])
  assert.equal(await count(), 10_000)
})

test('xã kiểm đếm máy của mình bằng Excel, ghi tên người dùng; máy của cơ quan khác bị từ chối từng dòng', async () => {
  const clerk = await province.desk('văn thư xã')
  await province.rows(
    `update organisations.agency_name set identifier_code = 'H07.31.20' where agency_id = $1`,
    [province.agency('xã')],
  )
  const sheet = await writeTable(
    'Kiểm đếm',
    [
      HEAD,
      ['PC-1', 'Máy tính xách tay', 'H07.31.20', 'Hồ Hoài Nam', '2020', 'x', 'x'],
      ['PC-2', 'Máy tính để bàn', 'sở', '', '', '', ''],
      ['PC-3', 'Máy tính để bàn', 'xã', 'Người Lạ', '', '', ''],
      ['PC-1', 'Máy tính để bàn', 'xã', '', '', '', ''],
    ],
    1,
    HEAD.map(() => 20),
  )
  const report = await importCount(province.services, clerk.actor, sheet, false)
  assert.equal(report.good, 1)
  assert.deepEqual(
    report.wrong.map((row) => [row.row, row.column]),
    [
      [3, 'Mã cơ quan'],
      [4, 'Người dùng'],
      [5, 'Mã tài sản'],
    ],
  )
  const [official] = await province.rows<{ networked: boolean }>(
    `select networked from equipment.officials_with_computer('2021-12-31') where workstation_id is not null and person_id in (select person_id from organisations.appointment where agency_id = $1)`,
    [province.agency('xã')],
  )
  assert.equal(official?.networked, true)
})

test('tệp không phải bảng hoặc thiếu cột bị từ chối bằng một câu; chuyên viên không kiểm đếm được', async () => {
  const clerk = await province.desk('văn thư xã')
  const officer = await province.desk('cán bộ xã')
  await assert.rejects(importCount(province.services, clerk.actor, Buffer.from('a;b\n1;2\n'), true), {
    code: 'equipment.not-a-sheet',
  })
  await assert.rejects(
    importCount(province.services, clerk.actor, Buffer.from([0x50, 0x4b, 3, 4, 0]), true),
    {
      code: 'equipment.not-a-sheet',
    },
  )
  await assert.rejects(importCount(province.services, officer.actor, csv([HEAD]), true), {
    code: 'equipment.not-keeper',
  })
})
