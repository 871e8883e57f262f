import assert from 'node:assert/strict'
import { test } from 'node:test'

test('what a network says in English is read in Vietnamese; our own sentences stay', async () => {
  Object.assign(globalThis, { localStorage: { getItem: () => null } })
  const { reasonWords } = await import('./reasons.ts')
  assert.equal(reasonWords('fetch failed'), 'Không nối được tới máy bên kia')
  assert.equal(reasonWords('connect ECONNREFUSED 10.0.0.1:443'), 'Máy bên kia không nhận kết nối')
  assert.equal(reasonWords('HTTP 503'), 'Máy bên kia trả lời mã 503')
  assert.equal(reasonWords('Chờ Sở Y tế đến lấy'), 'Chờ Sở Y tế đến lấy')
})
