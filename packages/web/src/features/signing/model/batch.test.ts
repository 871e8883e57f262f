import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BatchPorts, failedOf, runBatch, tally } from './batch.ts'

const problem = { code: 'x', vi: 'Không đến được máy chủ.', en: 'The server cannot be reached.' }
const ok = (documentId: string) => ({
  results: [{ documentId, ok: true, numberSymbol: null, problem: null }],
})

function ports(over: Partial<BatchPorts>): BatchPorts {
  return {
    send: async (ids) => ok(ids[0]!),
    problem: () => problem,
    onChange: () => undefined,
    ...over,
  }
}

test('twelve documents are twelve requests, each sent once', async () => {
  const sent: string[] = []
  const ids = Array.from({ length: 12 }, (_, i) => `d${i}`)
  const state = await runBatch(
    ids,
    ports({
      send: async (some) => {
        sent.push(...some)
        return ok(some[0]!)
      },
    }),
  )
  assert.deepEqual(sent.toSorted(), ids.toSorted())
  assert.deepEqual(tally(state), { done: 12, failed: 0, total: 12 })
})

test('a refusal and a broken request stay with their document, the others are signed', async () => {
  const refusal = { code: 'r', vi: 'Thiếu ký nháy thể thức.', en: 'No format check.' }
  const state = await runBatch(
    ['a', 'b', 'c'],
    ports({
      send: async ([id]) => {
        if (id === 'a') throw new Error('mạng')
        if (id === 'b')
          return { results: [{ documentId: 'b', ok: false, numberSymbol: null, problem: refusal }] }
        return ok(id!)
      },
    }),
  )
  assert.deepEqual(state.get('a'), { state: 'failed', problem })
  assert.deepEqual(state.get('b'), { state: 'failed', problem: refusal })
  assert.equal(state.get('c')?.state, 'done')
  assert.deepEqual(failedOf(state), ['a', 'b'])
})

test('an answer that does not name the document is not taken for success', async () => {
  const state = await runBatch(['a'], ports({ send: async () => ok('other') }))
  assert.equal(state.get('a')?.state, 'failed')
})

test('never more than two requests are under way', async () => {
  let now = 0
  let most = 0
  await runBatch(
    Array.from({ length: 9 }, (_, i) => `d${i}`),
    ports({
      send: async ([id]) => {
        most = Math.max(most, ++now)
        await new Promise((r) => setTimeout(r, 2))
        now--
        return ok(id!)
      },
    }),
  )
  assert.equal(most, 2)
})
