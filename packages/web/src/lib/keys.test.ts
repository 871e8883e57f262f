import assert from 'node:assert/strict'
import { test } from 'node:test'
import { breaksTelexLaw, composing, keyName } from './keys.ts'

test('no single key that Telex or VNI rewrites may be a shortcut', () => {
  for (const key of [
    'a',
    'e',
    'i',
    'o',
    'u',
    'y',
    'd',
    'w',
    '[',
    ']',
    'A',
    'Ctrl+Shift',
    'Alt+z',
    'Backspace',
  ])
    assert.equal(breaksTelexLaw(key), true, key)
  for (const key of ['j', 'k', 'b', 'g h', 'Ctrl+k', '?', '/', 'Escape', 'z', 'Shift+j'])
    assert.equal(breaksTelexLaw(key), false, key)
})

test('a key inside a Vietnamese composition is never a command', () => {
  assert.equal(composing({ isComposing: true, keyCode: 13 }), true)
  assert.equal(composing({ isComposing: false, keyCode: 229 }), true)
  assert.equal(composing({ isComposing: false, keyCode: 13 }), false)
})

test('keys have one name whatever the shift state of the letter', () => {
  const event = { key: 'J', ctrlKey: false, metaKey: false, altKey: false, shiftKey: true }
  assert.equal(keyName(event), 'Shift+j')
  assert.equal(keyName({ ...event, key: '?' }), '?')
  assert.equal(keyName({ ...event, key: 'k', shiftKey: false, metaKey: true }), 'Ctrl+k')
})
