import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
before(async () => {
  province = await Province.start()
})
after(() => province[Symbol.asyncDispose]())

test('a letter of the province is drafted, initialled twice, signed, issued and stands on the commune’s table', async () => {
  const id = await province.draft().to('xã').issued()
  const clerk = await province.desk('văn thư xã')
  const queue = await clerk.asks('intake.queue')
  assert.equal(queue.rows.length, 1)
  assert.match(queue.rows[0].numberSymbol, /^01\/UBND-KT$/)
  assert.ok(id)
})
