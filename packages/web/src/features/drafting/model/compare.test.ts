import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compareWords, partText } from './compare.ts'
import { sampleContent } from './fixture.ts'

const side = (pieces: ReturnType<typeof compareWords>, left: 'gone' | 'new') =>
  pieces
    .filter((piece) => piece.kind === 'same' || piece.kind === left)
    .map((piece) => piece.text)
    .join('')

test('one changed word is one word struck and one marked; the rest stays as it was', () => {
  assert.deepEqual(compareWords('Báo cáo trước ngày 24 tháng 12', 'Báo cáo trước ngày 30 tháng 12'), [
    { kind: 'same', text: 'Báo cáo trước ngày ' },
    { kind: 'gone', text: '24 ' },
    { kind: 'new', text: '30 ' },
    { kind: 'same', text: 'tháng 12' },
  ])
})

test('the pieces give back both versions, line breaks too, whatever changed', () => {
  const pairs = [
    ['', 'Mới hoàn toàn'],
    ['Bỏ hẳn', ''],
    ['một hai ba\nbốn năm', 'hai một\nba bốn sáu năm'],
    ['  thụt đầu dòng', 'thụt  đầu dòng '],
  ] as const
  for (const [before, after] of pairs) {
    const pieces = compareWords(before, after)
    assert.equal(side(pieces, 'gone'), before)
    assert.equal(side(pieces, 'new'), after)
  }
})

test('two long texts without a word in common are shown as replaced whole, at once', () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word}${i}`).join(' ')
  assert.equal(compareWords(long('a'), long('b')).length, 2)
})

test('the signer is read as printed under the page', () => {
  const signers = [
    {
      mandateId: 'm',
      positionId: 'p',
      label: 'x',
      blockLines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      name: 'Ng. A',
    },
  ]
  assert.equal(
    partText(sampleContent({ mandateId: 'm' }), 'signer', signers),
    'KT. CHỦ TỊCH, PHÓ CHỦ TỊCH, Ng. A',
  )
})
