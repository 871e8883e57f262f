import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMachine } from './read.ts'

const said = (agent: string) => {
  const { system, browser } = readMachine(agent, { width: 1366, height: 768 }, {})
  return [system, browser]
}

test('the page says in words what the browser tells of its machine', () => {
  assert.deepEqual(
    said(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0',
    ),
    ['Windows 10 hoặc 11', 'Edge 131'],
  )
  assert.deepEqual(said('Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'), [
    'Linux',
    'Firefox 128',
  ])
  assert.deepEqual(said('Mozilla/5.0 (Windows NT 6.1; WOW64) Chrome/109.0 Safari/537.36'), [
    'Windows 7',
    'Chrome 109',
  ])
  assert.deepEqual(said('?'), ['không rõ', 'không rõ'])
})
