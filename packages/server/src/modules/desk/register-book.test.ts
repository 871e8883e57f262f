// Sổ đi and Sổ đến as Appendix IV has them: ten columns in their order, by dates, printed and as a sheet.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { strFromU8, unzipSync } from 'fflate'
import { refused } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { readTable } from '../../platform/sheets.ts'
import { exportRegister, printRegister, proofPackage, stampedCopy } from './index.ts'

let province: Province
let clerk: Desk
let commune: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, commune } = await province.desks({ clerk: 'văn thư tỉnh', commune: 'văn thư xã' }))
})
after(() => province[Symbol.asyncDispose]())

const OUTGOING = [
  'Số, ký hiệu văn bản',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu nội dung văn bản',
  'Người ký',
  'Nơi nhận văn bản',
  'Đơn vị, người nhận bản lưu',
  'Số lượng bản',
  'Ngày chuyển',
  'Ký nhận',
  'Ghi chú',
]
const INCOMING = [
  'Ngày đến',
  'Số đến',
  'Tác giả',
  'Số, ký hiệu văn bản',
  'Ngày tháng văn bản',
  'Tên loại và trích yếu nội dung văn bản',
  'Đơn vị hoặc người nhận',
  'Ngày chuyển',
  'Ký nhận',
  'Ghi chú',
]
const book = (direction: 'incoming' | 'outgoing') => province.book('tỉnh', direction)
const sheet = async (direction: 'incoming' | 'outgoing', range = {}) =>
  (await readTable(await exportRegister(province.services, clerk.actor, book(direction), range as never)))!
const printed = async (direction: 'incoming' | 'outgoing', range = {}) =>
  execFileSync('pdftotext', ['-layout', '-', '-'], {
    input: await printRegister(province.services, clerk.actor, book(direction), range as never),
  })
    .toString()
    .normalize('NFC')

test('Sổ đến: every column of a row is what was registered, the handler what the leader wrote', async () => {
  await province.arrival().with({ number: '5121', subject: 'V/v "nước ngọt"; =1+1' }).handedOver()
  const rows = await sheet('incoming')
  assert.deepEqual(rows[0], INCOMING)
  const row = rows.find((cells) => cells[3] === '5121/BNN-TT')!
  assert.equal(row.length <= 10, true)
  assert.deepEqual(row.slice(0, 8), [
    '20/12/2021',
    row[1],
    'Bộ Nông nghiệp và Phát triển nông thôn',
    '5121/BNN-TT',
    '17/12/2021',
    'Công văn V/v "nước ngọt"; =1+1',
    row[6],
    '20/12/2021',
  ])
  assert.match(row[1]!, /^\d+$/)
  assert.match(row[6]!, /Kinh tế/)
  const text = await printed('incoming')
  for (const word of ['SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', '5121/BNN-TT', 'Ký nhận', '(10)'])
    assert.ok(text.includes(word), `${word} is not on the print`)
})

test('Sổ đi: the issued letter and the struck number each have their row; nothing is left out between', async () => {
  const issued = await province.draft().to('xã').issued()
  const cancelled = await province.draft().to('xã').issued(false)
  await clerk.does('issuing.cancel-number', { documentId: cancelled, reason: 'sai thẩm quyền' })
  const rows = await sheet('outgoing')
  assert.deepEqual(rows[0], OUTGOING)
  const numberOf = async (id: string) =>
    (await clerk.asks('documents.get', { documentId: id })).card.numberSymbol
  const symbol = await numberOf(issued)
  const own = rows.find((cells) => cells[0] === symbol)
  assert.ok(own, `${symbol} is not among ${JSON.stringify(rows.slice(1))}`)
  assert.equal(own[1], '20/12/2021')
  assert.match(own[2]!, /^Công văn/)
  assert.ok(own[3], 'who signed')
  assert.ok(own[4], 'where it went')
  assert.ok(rows.some((cells) => /^HỦY: .*sai thẩm quyền/.test(cells[9] ?? '')))
  const numbers = rows.slice(1).map((cells) => Number.parseInt(cells[0] ?? '', 10))
  assert.deepEqual(
    [...numbers].sort((a, b) => a - b),
    numbers.map((_, i) => Math.min(...numbers) + i),
    'no hole',
  )
  const text = await printed('outgoing')
  for (const word of ['SỔ ĐĂNG KÝ VĂN BẢN ĐI', String(own[0]), 'thẩm', '(10)'])
    assert.ok(text.includes(word), `${word} is not on the print`)
})

test('the stamp ĐẾN stands on an exported copy: appended, so that the received bytes and their signatures stay', async () => {
  const issued = await province.draft().to('xã').issued()
  const [row] = await province.rows<{ document_id: string }>(
    'select document_id from deliveries.arrival where sender_document_id = $1',
    [issued],
  )
  const documentId = row!.document_id
  await refused(stampedCopy(province.services, commune.actor, documentId), 'registers.no-entry')
  await commune.does('intake.register', {
    documentId,
    bookId: province.book('xã', 'incoming'),
    fields: (await commune.asks('intake.proposal', { documentId })).fields,
    acceptDuplicate: false,
  })
  const view = await commune.asks('documents.get', { documentId })
  const received = await province.services.blobs.get(view.components[0].sha256)
  const copy = Buffer.from(await stampedCopy(province.services, commune.actor, documentId))
  assert.ok(copy.subarray(0, received.length).equals(received))
  const path = join(province.folder, 'dau-den.pdf')
  writeFileSync(path, copy)
  execFileSync('qpdf', ['--check', path])
  const text = execFileSync('pdftotext', ['-layout', path, '-']).toString().normalize('NFC')
  for (const word of ['ĐẾN', `Số: ${view.card.arrivalNumber}`, 'Ngày: 20/12/2021', 'Số và ký hiệu HS'])
    assert.ok(text.includes(word), `${word} is not on the copy: ${text.slice(0, 600)}`)
  const signatures = execFileSync('pdfsig', ['-nocert', path]).toString()
  assert.equal(signatures.match(/Signature is Valid/g)?.length, 2, signatures)
  await refused(stampedCopy(province.services, clerk.actor, documentId), 'documents.not-found')
})

test('the proof of a document is one ZIP that convinces a machine with nothing but Node; a changed file does not', async () => {
  const issued = await province.draft().to('xã').issued()
  const { name, zip } = await proofPackage(province.services, clerk.actor, issued)
  assert.match(name, /^bang-chung-\d+-[A-Z0-9-]+\.zip$/)
  const files = unzipSync(zip)
  const paper = Object.keys(files).find((one) => one.endsWith('.pdf'))!
  const folder = mkdtempSync(join(province.folder, 'proof-'))
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes)
  const [, words] = /node (verify-proof\.mjs .+)\r/.exec(strFromU8(files['DOC-TOI.txt']!))!
  const check = () => spawnSync(process.execPath, words!.split(' '), { cwd: folder, encoding: 'utf8' })
  const good = check()
  assert.equal(good.status, 0, good.stdout + good.stderr)
  writeFileSync(join(folder, paper), Buffer.concat([files[paper]!, Buffer.from(' ')]))
  assert.equal(check().status, 1)
  await refused(proofPackage(province.services, commune.actor, issued), 'documents.not-found')
})

test('a range of days is what its two ends say; another agency’s book is no book', async () => {
  assert.equal((await sheet('incoming', { from: '2021-12-21' })).length, 1)
  assert.ok((await sheet('incoming', { from: '2021-12-20', to: '2021-12-20' })).length > 1)
  await refused(
    exportRegister(province.services, commune.actor, book('incoming'), {} as never),
    'registers.no-such-book',
  )
  await refused(
    printRegister(province.services, commune.actor, book('incoming'), {} as never),
    'registers.no-such-book',
  )
})
