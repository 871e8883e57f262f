import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fullNumber } from './numbering.ts'

test('the room for the number is filled with the next one', () => {
  assert.equal(fullNumber({ nextNumber: '8126', symbolPreview: 'Số:      /UBND-KT' }), '8126/UBND-KT')
  assert.equal(fullNumber({ nextNumber: '127', symbolPreview: 'Số      -CV/VPTU' }), '127-CV/VPTU')
  assert.equal(fullNumber({ nextNumber: '05', symbolPreview: '…/QĐ-UBND' }), '05/QĐ-UBND')
})

test('a number that came with its symbol is shown as it is', () => {
  assert.equal(fullNumber({ nextNumber: '8126/UBND-KT', symbolPreview: '/UBND-KT' }), '8126/UBND-KT')
})
