import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayText, parseDay } from './day.ts'

test('a day is read as people write it', () => {
  for (const text of ['20/12/2021', '20-12-2021', '20.12.21', '20122021', ' 20/12 '])
    assert.equal(parseDay(text, 2021), '2021-12-20', text)
})

test('a day that does not exist is refused, an empty field stays empty', () => {
  assert.equal(parseDay('31/02/2021', 2021), null)
  assert.equal(parseDay('2021-12-20', 2021), null)
  assert.equal(parseDay('hôm nay', 2021), null)
  assert.equal(parseDay('', 2021), '')
})

test('what is shown is read back as the same day', () => {
  assert.equal(parseDay(dayText('2024-02-29'), 2021), '2024-02-29')
})
