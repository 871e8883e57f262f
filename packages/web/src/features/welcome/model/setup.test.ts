import assert from 'node:assert/strict'
import { test } from 'node:test'
import { adminProblem, errorRows, readNumber } from './setup.ts'

test('the next number may be typed with the dot of thousands', () => {
  assert.deepEqual(readNumber('1.412'), { number: 1412 })
  assert.deepEqual(readNumber(' 846 '), { number: 846 })
})

test('nothing, zero, words and a number no book has are refused', () => {
  assert.deepEqual(readNumber(''), { problem: 'empty' })
  assert.deepEqual(readNumber('0'), { problem: 'not-a-number' })
  assert.deepEqual(readNumber('84a'), { problem: 'not-a-number' })
  assert.deepEqual(readNumber('12345678'), { problem: 'too-large' })
})

test('the first thing wrong with the administrator is named with its field', () => {
  const good = {
    account: 'quantri',
    name: 'Nguyễn Văn A',
    password: 'dừa xanh bến tre',
    again: 'dừa xanh bến tre',
  }
  assert.equal(adminProblem(good), null)
  assert.deepEqual(adminProblem({ ...good, account: ' ' }), { field: 'account', code: 'empty' })
  assert.deepEqual(adminProblem({ ...good, password: 'ngắn', again: 'ngắn' }), {
    field: 'password',
    code: 'short',
  })
  assert.deepEqual(adminProblem({ ...good, again: 'khác' }), { field: 'again', code: 'differs' })
})

test('errors of one row stand together, in the order of the sheet', () => {
  const error = (row: number, column: string) => ({ row, column, vi: '', en: '' })
  const rows = errorRows({ agencies: 1, people: 0, errors: [error(7, 'B'), error(3, 'A'), error(7, 'C')] })
  assert.deepEqual(
    rows.map((r) => [r.row, r.errors.map((e) => e.column).join('')]),
    [
      [3, 'A'],
      [7, 'BC'],
    ],
  )
})
