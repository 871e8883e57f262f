import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doubtful, emptyFields, isCertain, trustOf } from './fields.ts'

const read = {
  ...emptyFields,
  issuerName: 'UBND tỉnh',
  number: '8126',
  symbol: 'UBND-KT',
  issuedOn: '2021-12-20',
  typeName: 'Công văn',
  subject: 'V/v xâm nhập mặn',
}
const sure = { issuerName: 0.99, number: 0.99, symbol: 0.99, issuedOn: 0.99, typeName: 0.99, subject: 0.99 }

test('a good paper leaves nothing to look at', () => {
  assert.deepEqual(doubtful(read, read, sure), [])
})

test('a field read with doubt, or without a word of confidence, asks for a look', () => {
  assert.deepEqual(doubtful(read, read, { ...sure, number: 0.6 }), ['number'])
  const { subject: _, ...rest } = sure
  assert.deepEqual(doubtful(read, read, rest), ['subject'])
})

test('what the clerk typed is no doubt any more', () => {
  const now = { ...read, number: '8127' }
  assert.equal(trustOf('number', read, now, { ...sure, number: 0.6 }), 'typed')
  assert.deepEqual(doubtful(read, now, { ...sure, number: 0.6 }), [])
})

test('accept all never takes a duplicate or a paper with one uncertain field', () => {
  const proposal = {
    documentId: '',
    fields: read,
    confidence: sure,
    evidence: {},
    bookId: '',
    bookName: '',
    nextNumber: 1,
    route: null,
    handler: null,
    issuerHint: null,
  }
  assert.equal(isCertain({ ...proposal, duplicates: [] }, sure), true)
  assert.equal(isCertain({ ...proposal, duplicates: [] }, { ...sure, subject: 0.94 }), false)
  assert.equal(isCertain({ ...proposal, duplicates: [] }, { ...sure, subject: 0.97 }), true)
  assert.equal(
    isCertain({ ...proposal, duplicates: [{ documentId: '', why: 'same-bytes', vi: '', en: '' }] }, sure),
    false,
  )
})
