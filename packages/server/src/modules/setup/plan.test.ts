import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { AGENCY_COLUMNS, PEOPLE_COLUMNS } from './columns.ts'
import { newRows } from './new-rows.ts'
import { planImport } from './plan.ts'
import { readSheets, type SheetRow } from './read-sheet.ts'
import { makeTemplate } from './template.ts'

const blank = (columns: readonly { key: string }[]) => Object.fromEntries(columns.map(({ key }) => [key, '']))
const agency = (row: number, cells: Record<string, string> = {}): SheetRow => ({
  row,
  cells: {
    ...blank(AGENCY_COLUMNS),
    code: 'ub',
    name: 'Ủy ban nhân dân xã A',
    abbreviation: 'UBND',
    level: 'Cấp xã',
    kind: 'Nhà nước',
    place: 'A',
    ...cells,
  },
})
const post = (row: number, cells: Record<string, string> = {}): SheetRow => ({
  row,
  cells: {
    ...blank(PEOPLE_COLUMNS),
    agency: 'ub',
    title: 'Chủ tịch',
    role: 'Lãnh đạo',
    person: 'Nguyễn Văn A',
    ...cells,
  },
})
const plan = (agencies: SheetRow[], people: SheetRow[]) => planImport({ agencies, people }, new Set())
const emptyDirectory = () => ({
  agencies: new Map(),
  levels: new Map(),
  units: new Map(),
  posts: new Map(),
  people: new Map(),
  headTitles: new Map(),
  mandates: new Set<string>(),
  logins: new Set<string>(),
})

test('the template is read as a sheet without a single row of data', async () => {
  assert.deepEqual(await readSheets(await makeTemplate()), { agencies: [], people: [] })
})

test('a file that is no sheet is refused in words, whatever its bytes are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, zip) => {
      const file = zip ? Buffer.concat([Buffer.from('PK'), bytes]) : bytes
      await assert.rejects(() => readSheets(file), { code: 'setup.not-a-sheet' })
    }),
    { numRuns: 30 },
  )
})

test('each wrong row is named by row, column and reason, and the good ones stand', () => {
  const { agencies, posts, errors } = plan(
    [
      agency(2),
      agency(3, { code: 'con', parent: 'khong-co' }),
      agency(4, { code: 'ub' }),
      agency(5, { code: 'dang', kind: 'Đảng' }),
      agency(6, { code: 'chau', parent: 'con' }),
    ],
    [
      post(2),
      post(3, { role: 'Chuyên gia' }),
      post(4, { agency: 'con' }),
      post(5, { email: 'không phải' }),
      post(6, { title: '' }),
    ],
  )
  assert.deepEqual(
    agencies.map((row) => row.code),
    ['ub'],
  )
  assert.equal(posts.length, 1)
  assert.deepEqual(
    errors.map((error) => `${error.row} ${error.column}`),
    [
      '3 Cơ quan · E (Mã cơ quan cấp trên)',
      '4 Cơ quan · A (Mã cơ quan)',
      '5 Cơ quan · J (Nhiệm kỳ)',
      '6 Cơ quan · E (Mã cơ quan cấp trên)',
      '3 Người dùng · E (Vai trò)',
      '4 Người dùng · A (Mã cơ quan)',
      '5 Người dùng · G (Thư điện tử)',
      '6 Người dùng · D (Chức vụ)',
    ],
  )
})

test('agencies that are above each other are refused, not followed for ever', () => {
  const { agencies, errors } = plan(
    [agency(2, { code: 'a', parent: 'b' }), agency(3, { code: 'b', parent: 'a' })],
    [],
  )
  assert.equal(agencies.length, 0)
  assert.equal(errors.length, 2)
})

test('signing forms become the blocks of Art 13', () => {
  const rows = newRows(
    plan(
      [
        agency(2),
        agency(3, { code: 'so', name: 'Sở Nội vụ' }),
        agency(4, { code: 'du', name: 'Đảng ủy xã A', kind: 'Đảng', term: '2025-2030' }),
      ],
      [
        post(2, { form: 'TM.' }),
        post(3, { title: 'Phó Chủ tịch', role: 'Phó lãnh đạo', person: 'B', form: 'KT.' }),
        post(4, { agency: 'so', title: 'Giám đốc', person: 'C', form: 'Thủ trưởng' }),
        post(5, { agency: 'so', title: 'Chánh Văn phòng', role: 'Chánh văn phòng', person: 'D', form: 'TL' }),
        post(6, { agency: 'du', title: 'Bí thư', person: 'E', form: 'T/M' }),
      ],
    ),
    emptyDirectory(),
    '2026-03-01',
  )
  assert.deepEqual(
    rows.mandates.map((row) => row.block_lines),
    [
      ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      ['GIÁM ĐỐC'],
      ['TL. GIÁM ĐỐC', 'CHÁNH VĂN PHÒNG'],
      ['T/M BAN THƯỜNG VỤ', 'BÍ THƯ'],
    ],
  )
})

test('one account in two rows is one person with two posts; two names on one account are refused', () => {
  const both = plan(
    [agency(2), agency(3, { code: 'hd', name: 'Hội đồng nhân dân xã A' })],
    [post(2, { account: 'a.nv' }), post(3, { agency: 'hd', account: 'A.NV' })],
  )
  const rows = newRows(both, emptyDirectory(), '2026-03-01')
  assert.equal(rows.people.length, 1)
  assert.deepEqual(
    rows.appointments.map((row) => row.is_primary),
    [true, false],
  )
  const clash = plan(
    [agency(2)],
    [
      post(2, { account: 'a.nv' }),
      post(3, { account: 'a.nv', person: 'Trần Văn B', title: 'Văn thư', role: 'Văn thư' }),
    ],
  )
  assert.equal(clash.errors.length, 1)
})
