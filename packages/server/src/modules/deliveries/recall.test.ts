import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
let clerk: Desk
let stranger: Desk
before(async () => {
  province = await Province.start()
  clerk = await province.desk('văn thư tỉnh')
  stranger = await province.desk('văn thư sở')
})
after(() => province[Symbol.asyncDispose]())

const call = (desk: Desk, text: string, params: unknown[]) =>
  province.runner.store(desk.actor, (tx) => tx.rows<Record<string, unknown>>(text, params))
const NOW = '2021-12-20T02:00:00Z'

test('recall freezes nothing unless the caller’s own document is recalled', async () => {
  const documentId = await province.draft().to('xã').issued()
  for (const desk of [clerk, stranger])
    await assert.rejects(call(desk, 'select * from deliveries.recall($1, $2, $3)', [documentId, 'x', NOW]), {
      message: 'deliveries.not-recalled',
    })
  const [arrival] = await province.rows<{ document_id: string }>(
    'select document_id from deliveries.arrival where sender_document_id = $1',
    [documentId],
  )
  assert.equal(await stateOf(province, arrival!.document_id, 'xã'), 'arrived')
})

test('remind marks only the late addressees of one’s own document', async () => {
  const documentId = await province.draft().to('xã', 'sở').issued()
  assert.equal((await call(stranger, 'select deliveries.remind($1, $2)', [documentId, NOW]))[0]!.remind, 0)
  const rows = () =>
    province.rows(
      'select 1 from deliveries.arrival where sender_document_id = $1 and reminded_at is not null',
      [documentId],
    )
  assert.deepEqual(await rows(), [])
  assert.equal((await call(clerk, 'select deliveries.remind($1, $2)', [documentId, NOW]))[0]!.remind, 2)
  assert.equal((await rows()).length, 2)
})
