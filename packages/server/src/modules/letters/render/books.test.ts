import assert from 'node:assert/strict'
import test from 'node:test'
import { registerHash } from '../register-book.ts'
import { incomingBook, outgoingBook, slip, yearReport } from '../testing/book-samples.ts'
import { missingTools, openedUp, piecesOf, qpdfCheck, textOf } from '../testing/pdf-tools.ts'
import { renderRegisterIncoming, renderRegisterOutgoing } from './render-register.ts'
import { renderReport } from './render-report.ts'
import { renderHandlingSlip } from './render-slip.ts'

const skip = missingTools('pdftotext', 'pdftohtml', 'qpdf')

/** Titles of the ten columns, read from left to right. */
function columnTitles(pdf: Uint8Array): string {
  const pieces = piecesOf(pdf).filter((p) => p.page === 1)
  const numbers = pieces.filter((p) => /^\(\d+\)$/.test(p.text)).sort((a, b) => a.left - b.left)
  assert.deepEqual(
    numbers.map((p) => p.text),
    Array.from({ length: 10 }, (_, i) => `(${i + 1})`),
  )
  const row = numbers[0]?.top ?? 0
  const heads = pieces.filter((p) => p.bold && p.top < row && p.top > row - 70)
  const middles = numbers.map((n) => n.left + 6)
  const columns = middles.map((middle) =>
    heads.filter(
      (h) =>
        Math.abs(h.left + h.text.length * 2.8 - middle) < 28 &&
        middles.every(
          (other) =>
            Math.abs(h.left + h.text.length * 2.8 - middle) <= Math.abs(h.left + h.text.length * 2.8 - other),
        ),
    ),
  )
  return columns
    .map((c) =>
      c
        .sort((a, b) => a.top - b.top)
        .map((h) => h.text)
        .join(' '),
    )
    .join(' | ')
}

test('The outgoing register has the ten columns of Appendix IV in their order', { skip }, async () => {
  const { pdf } = await renderRegisterOutgoing(outgoingBook(5))
  assert.equal(qpdfCheck(pdf), 0)
  assert.equal(
    columnTitles(pdf),
    'Số, ký hiệu văn bản | Ngày tháng văn bản | Tên loại và trích yếu nội dung văn bản | Người ký | Nơi nhận văn bản | Đơn vị, người nhận bản lưu | Số lượng bản | Ngày chuyển | Ký nhận | Ghi chú',
  )
})

test('The incoming register has the ten columns of Appendix IV in their order', { skip }, async () => {
  const { pdf } = await renderRegisterIncoming(incomingBook(5))
  assert.equal(
    columnTitles(pdf),
    'Ngày đến | Số đến | Tác giả | Số, ký hiệu văn bản | Ngày tháng văn bản | Tên loại và trích yếu nội dung văn bản | Đơn vị hoặc người nhận | Ngày chuyển | Ký nhận | Ghi chú',
  )
})

test('Each page says how many rows it holds; the pages add up to the book', { skip }, async () => {
  const book = outgoingBook(25)
  const { pdf, pages } = await renderRegisterOutgoing(book)
  const feet = [...textOf(pdf).matchAll(/Cộng trang này: (\d+) dòng; cộng dồn: (\d+) dòng/g)]
  assert.equal(feet.length, pages)
  let sum = 0
  for (const [, here, total] of feet) {
    sum += Number(here)
    assert.equal(Number(total), sum)
  }
  assert.equal(sum, 25)
  assert.equal(
    textOf(pdf).split(registerHash(book)).length - 1,
    pages + 1,
    'hash on every page and at the end',
  )
})

test('Every row of the book is on paper, a cancelled number with its reason', { skip }, async () => {
  const { pdf } = await renderRegisterOutgoing(outgoingBook(25))
  const text = textOf(pdf)
  for (let n = 8100; n < 8125; n += 1) assert.match(text, new RegExp(`\\b${n}/UBND-KT`))
  assert.match(text, /Hủy số: cấp/)
  assert.match(text, /trong đó 1 số hủy/)
})

test('The hash of a book changes with any row and with nothing else', () => {
  const book = outgoingBook(5)
  const changed = {
    ...book,
    rows: book.rows.map((row, i) => (i === 2 ? { ...row, signer: 'Người khác' } : row)),
  }
  assert.notEqual(registerHash(changed), registerHash(book))
  assert.equal(registerHash({ ...book, printedBy: 'x', printedAt: 'y', preparedAt: 3 }), registerHash(book))
  const turned = {
    ...book,
    rows: book.rows.map((row) => Object.fromEntries(Object.entries(row).reverse()) as unknown as typeof row),
  }
  assert.equal(registerHash(turned), registerHash(book), 'order of keys does not matter')
})

test('An empty book and a hostile cell still print', { skip }, async () => {
  assert.match(textOf((await renderRegisterIncoming(incomingBook(0))).pdf), /Không có văn bản/)
  const book = incomingBook(1)
  const [row] = book.rows
  assert.ok(row)
  const { pdf } = await renderRegisterIncoming({
    ...book,
    rows: [{ ...row, typeAndSubject: `${'x'.repeat(400)} #panic()` }],
  })
  assert.match(textOf(pdf), /#panic\(\)/)
})

test('The slip has its three parts: written where there is an opinion, open where there is none', {
  skip,
}, async () => {
  const { pdf, pages } = await renderHandlingSlip(slip())
  assert.equal(pages, 1)
  assert.equal(qpdfCheck(pdf), 0)
  const text = textOf(pdf).replace(/\s+/g, ' ')
  assert.match(text, /PHIẾU GIẢI QUYẾT VĂN BẢN ĐẾN/)
  assert.match(text, /Số: 1412 Ngày: 20\/12\/2021/)
  const order = [
    '1. Ý kiến của lãnh đạo cơ quan, tổ chức',
    'chủ trì: Đ/c Nguyễn Hoài Nam',
    'Văn phòng - Thống kê',
    'ngày 20 tháng 12 năm 2021',
    '2. Ý kiến của lãnh đạo đơn vị',
    'Thời hạn giải quyết:',
    '3. Ý kiến đề xuất của người giải quyết',
    'Ngày đề xuất:',
  ]
  let at = text.indexOf('PHIẾU')
  for (const part of order) {
    const next = text.indexOf(part, at)
    assert.ok(next >= at, `${part} after ${text.slice(at, at + 40)}`)
    at = next
  }
})

test('A report numbers its sections, tables and charts, and prints its figures beside black-and-white bars', {
  skip,
}, async () => {
  const { pdf, fields } = await renderReport(yearReport())
  assert.equal(qpdfCheck(pdf), 0)
  const text = textOf(pdf).replace(/\s+/g, ' ')
  for (const words of [
    'I. KẾT QUẢ THỰC HIỆN NĂM 2021',
    'II. PHƯƠNG HƯỚNG',
    'Bảng 1. Chứng thư số',
    'Biểu đồ 1. Tỷ lệ trang bị',
    '78,5%',
    '96,6%',
    '381',
    '710',
    '138',
    '2.465 trên 3.140',
  ]) {
    assert.ok(text.includes(words), words)
  }
  assert.ok(fields.personSignature)
  const colours = [...openedUp(pdf).matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG|scn|SCN)$/gm)]
  assert.ok(
    colours.every(([, r, g, b]) => r === g && g === b),
    'no colour but grey',
  )
})
