import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayWords, deadlineWords, timeWords } from './clock.ts'

const now = Date.parse('2021-12-20T07:42:00+07:00')

test('times are words of the installation’s own day in Vietnam', () => {
  assert.equal(timeWords('2021-12-20T00:35:00Z', now), '07:35')
  assert.equal(timeWords('2021-12-19T09:05:00Z', now), 'hôm qua 16:05')
  assert.equal(timeWords('2021-11-02T02:00:00Z', now), '02/11 09:00')
  assert.equal(timeWords('2020-01-21T02:00:00Z', now), '21/01/2020')
  // 17:30 UTC on the 19th is already the 20th in Vietnam.
  assert.equal(timeWords('2021-12-19T17:30:00Z', now), '00:30')
})

test('a deadline speaks in working days, and only a late one is late', () => {
  assert.deepEqual(deadlineWords('2021-12-22', 2), { words: 'còn 2 ngày làm việc', tone: 'soon' })
  assert.deepEqual(deadlineWords('2021-12-20', 0), { words: 'hạn hôm nay', tone: 'soon' })
  assert.deepEqual(deadlineWords('2021-12-15', -3), { words: 'quá hạn 3 ngày làm việc', tone: 'late' })
  assert.equal(deadlineWords('2021-12-31', 9)?.tone, 'plain')
  assert.equal(deadlineWords(null, null), null)
})

test('days are written as on paper', () => {
  assert.equal(dayWords('2021-12-20'), '20/12/2021')
  assert.equal(dayWords(null), '')
})
