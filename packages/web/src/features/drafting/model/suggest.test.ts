import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecipientSuggestion } from '@congvan/contract'
import { rank } from './suggest.ts'

const one = (text: string, kind: RecipientSuggestion['kind'] = 'agency'): RecipientSuggestion => ({
  text,
  agencyIds: kind === 'outside' ? [] : ['x'],
  count: 1,
  kind,
})

test('the office itself comes before its departments', () => {
  const found = [one('Phòng Nội vụ huyện Bình Đại (Bình Đại)'), one('UBND huyện Bình Đại')]
  assert.equal(rank(found, 'binh dai')[0]?.text, 'UBND huyện Bình Đại')
})

test('a group of the list is shown without its dash', () => {
  assert.equal(
    rank([one('- UBND các xã, phường, thị trấn', 'group')], 'ubnd cac xa')[0]?.text,
    'UBND các xã, phường, thị trấn',
  )
})

test('what was typed is offered as it is, last, unless it is a known name', () => {
  assert.deepEqual(
    rank([one('Bưu điện: ', 'outside'), one('Sở Y tế')], 'HTX dừa').map((s) => [s.text, s.kind]),
    [
      ['Sở Y tế', 'agency'],
      ['HTX dừa', 'outside'],
    ],
  )
  assert.deepEqual(
    rank([one('Sở Y tế')], 'sở y tế').map((s) => s.kind),
    ['agency'],
  )
})
