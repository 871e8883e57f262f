import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
let commune: Desk
let stranger: Desk
before(async () => {
  province = await Province.start()
  commune = await province.desk('văn thư xã')
  stranger = await province.desk('văn thư sở')
})
after(() => province[Symbol.asyncDispose]())

const report = (desk: Desk, documentId: string, fact: string, now: string, text: string | null = null) =>
  province.runner.store(desk.actor, (tx) =>
    tx.one<{ report_fact: boolean }>('select deliveries.report_fact($1, $2, $3, $4)', [
      documentId,
      fact,
      now,
      text,
    ]),
  )
const delivery = async (documentId: string) =>
  (
    await province.rows<Record<string, unknown>>('select * from deliveries.delivery where document_id = $1', [
      documentId,
    ])
  )[0]!
const arrivalOf = async (documentId: string) =>
  (
    await province.rows<{ document_id: string }>(
      'select document_id from deliveries.arrival where sender_document_id = $1',
      [documentId],
    )
  )[0]!.document_id

test('the addressee’s facts reach the sender’s delivery, the first moment of each stays', async () => {
  const documentId = await province.draft().to('xã').issued()
  const arrival = await arrivalOf(documentId)
  await report(commune, arrival, 'accepted', '2021-12-20T02:00:00Z')
  await report(commune, arrival, 'accepted', '2021-12-20T05:00:00Z')
  assert.equal((await delivery(documentId)).accepted_at, '2021-12-20T02:00:00Z')
  await report(commune, arrival, 'unaccepted', '2021-12-20T06:00:00Z')
  assert.equal((await delivery(documentId)).accepted_at, null)
  await report(commune, arrival, 'answered', '2021-12-20T06:00:00Z', 'Xác nhận dự')
  assert.equal((await delivery(documentId)).answer, 'Xác nhận dự')
})

test('nobody else reports about it, and a fact that is none changes nothing', async () => {
  const documentId = await province.draft().to('xã').issued()
  const arrival = await arrivalOf(documentId)
  const before = await delivery(documentId)
  assert.equal((await report(stranger, arrival, 'refused', '2021-12-20T02:00:00Z', 'x'))!.report_fact, false)
  assert.equal((await report(stranger, documentId, 'accepted', '2021-12-20T02:00:00Z'))!.report_fact, false)
  await report(commune, arrival, 'subject', '2021-12-20T02:00:00Z', 'nội dung mới')
  assert.deepEqual(await delivery(documentId), before)
})
