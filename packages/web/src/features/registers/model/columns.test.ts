import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EntryRow } from '@congvan/contract'
import { INCOMING, matches, OUTGOING, rangeQuery } from './columns.ts'

const row: EntryRow = {
  id: '1',
  documentId: 'd',
  number: 1412,
  numberSymbol: '8126/UBND-KT',
  state: 'used',
  registeredOn: '2021-12-20',
  issuerName: 'UBND tỉnh',
  issuedOn: '2021-12-20',
  typeAndSubject: 'Công văn V/v chủ động ứng phó xâm nhập mặn, Đồng Khởi',
  signerName: 'Lê Minh Thuận',
  recipients: 'Như trên',
  handler: 'VP-TK',
  copies: null,
  handedOverOn: null,
  note: null,
  urgency: 3,
}

test('both books have the ten columns of Appendix IV in its order', () => {
  assert.deepEqual(
    OUTGOING.map((c) => c.vi),
    [
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
    ],
  )
  assert.deepEqual(
    INCOMING.map((c) => c.vi),
    [
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
    ],
  )
})

test('words without marks find words with marks, also đ', () => {
  assert.equal(matches(row, 'xam nhap dong khoi'), true)
  assert.equal(matches(row, '8126 thuận'), true)
})

test('a word typed with marks must be met with its marks', () => {
  assert.equal(matches(row, 'mắn'), false)
  assert.equal(matches(row, 'mặn'), true)
  assert.equal(matches(row, 'mặn'.normalize('NFD')), true)
})

test('every word must be met', () => {
  assert.equal(matches(row, 'mặn vắc-xin'), false)
})

test('an open end of the range is left out of the print link', () => {
  assert.equal(rangeQuery({ from: '2021-12-01', to: '' }), '?from=2021-12-01')
  assert.equal(rangeQuery({ from: '', to: '' }), '')
})
