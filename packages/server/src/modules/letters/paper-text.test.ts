import assert from 'node:assert/strict'
import test from 'node:test'
import { cleanText, dateOnPaper, numberOnPaper, parseDate, punctuateList } from './paper-text.ts'

function paper(date: string): string {
  const parts = parseDate(date)
  assert.ok(parts, date)
  return dateOnPaper(parts)
}

test('Days below ten and months one and two take a zero, months three to nine do not', () => {
  assert.equal(paper('2025-01-05'), 'ngày 05 tháng 01 năm 2025')
  assert.equal(paper('2025-02-28'), 'ngày 28 tháng 02 năm 2025')
  assert.equal(paper('2025-03-12'), 'ngày 12 tháng 3 năm 2025')
  assert.equal(paper('2025-09-09'), 'ngày 09 tháng 9 năm 2025')
  assert.equal(paper('2021-12-20'), 'ngày 20 tháng 12 năm 2021')
})

test('A date that is not in the calendar is no date', () => {
  for (const bad of [
    '2021-02-29',
    '2021-13-01',
    '2021-00-10',
    '2021-04-31',
    '1900-02-29',
    '20/12/2021',
    '2021-1-5',
  ]) {
    assert.equal(parseDate(bad), null, bad)
  }
  assert.deepEqual(parseDate('2024-02-29'), { year: 2024, month: 2, day: 29 })
})

test('A number below ten is written with a zero in front', () => {
  assert.equal(numberOnPaper('5'), '05')
  assert.equal(numberOnPaper('05'), '05')
  assert.equal(numberOnPaper('8126'), '8126')
  assert.equal(numberOnPaper('5a'), '5a')
})

test('A list gets a semicolon after each line and a full stop after the last, however it was typed', () => {
  assert.deepEqual(punctuateList(['- Như trên', 'TT. Tỉnh ủy (để b/c);', '', '– Lưu: VT, KT']), [
    'Như trên;',
    'TT. Tỉnh ủy (để b/c);',
    'Lưu: VT, KT.',
  ])
  const once = punctuateList(['a', 'b'])
  assert.deepEqual(punctuateList(once), once)
})

test('Text in NFD comes out in NFC, control characters and hidden marks go, line breaks stay', () => {
  assert.equal(cleanText('Bến Tre'.normalize('NFD')), 'Bến Tre')
  assert.equal(cleanText('a\u0000b\u200bc\ufeffd\r\ne\tf'), 'abcd\ne f')
})
