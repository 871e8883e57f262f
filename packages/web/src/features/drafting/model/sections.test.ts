import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormatFinding } from '@congvan/contract'
import { sampleContent } from './fixture.ts'
import { marksAt, numberRoom, SECTIONS, sectionOf } from './sections.ts'

const finding = (field: string, severity: FormatFinding['severity'] = 'should'): FormatFinding => ({
  code: field,
  vi: '',
  en: '',
  field,
  severity,
  repair: null,
})

test('every field of a draft has its place on the page', () => {
  for (const field of Object.keys(sampleContent())) assert.ok(SECTIONS.includes(sectionOf(finding(field))))
})

test('a mark of one line of a list stands beside the list', () => {
  assert.equal(sectionOf(finding('recipients[2].text')), 'closing')
})

test('no mark is lost: an unknown field is shown at the head', () => {
  const all = [finding('body'), finding('something-new'), finding('recipients')]
  assert.equal(SECTIONS.flatMap((s) => marksAt(all, s)).length, all.length)
})

test('what must be changed stands above what should', () => {
  assert.deepEqual(
    marksAt([finding('body'), finding('body', 'must')], 'body').map((f) => f.severity),
    ['must', 'should'],
  )
})

test('the number has its room before the symbol, with the joint of each regime', () => {
  assert.equal(numberRoom('BC-UBND'), 'Số:      /BC-UBND')
  assert.equal(numberRoom('CV/VPTU'), 'Số      -CV/VPTU')
  assert.equal(numberRoom('Số:      /UBND'), 'Số:      /UBND')
})
