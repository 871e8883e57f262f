// Đề xuất theo thói quen của từng nơi ban hành, và chỗ đã đọc đi cùng văn bản.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { FIELDS, putUpload } from '../../../../testkit/src/province/builders.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'

let province: Province
let clerk: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk } = await province.desks({ clerk: 'văn thư tỉnh' }))
})
after(() => province[Symbol.asyncDispose]())

const from = (issuerName: string) => province.arrival().with({ issuerName, number: null })
const submitTo = async (issuerName: string, positionId: string): Promise<string> => {
  const documentId = await from(issuerName).registered()
  await clerk.does('tasks.submit', { documentId, positionId })
  return documentId
}
const routeOf = async (issuerName: string) =>
  (await clerk.asks('intake.proposal', { documentId: await from(issuerName).captured() })).route!

describe('Tiếp nhận học theo từng nơi ban hành', () => {
  test('after two papers went to the leader, the third is proposed to the leader, and the reason names them', async () => {
    const usual = await routeOf('Sở Nội vụ tỉnh K')
    const leader = (await province.actor('chủ tịch')).acting.positionId
    assert.notEqual(usual.positionId, leader)
    await submitTo('Sở Nội vụ tỉnh K', leader)
    assert.equal((await routeOf('Sở Nội vụ tỉnh K')).positionId, usual.positionId, 'one paper is no habit')
    const second = await submitTo('SỞ NỘI VỤ TỈNH K', leader)
    const learned = await routeOf('Sở nội vụ tỉnh K')
    assert.equal(learned.positionId, leader)
    assert.match(learned.why, /^2 văn bản gần nhất của S/)
    assert.equal(
      (await routeOf('Sở Y tế tỉnh K')).positionId,
      usual.positionId,
      'another issuer, another habit',
    )
    await clerk.does('tasks.withdraw', { documentId: second })
    assert.equal(
      (await routeOf('Sở Nội vụ tỉnh K')).positionId,
      usual.positionId,
      'a slip taken back teaches nothing',
    )
  })
  test('a numbered paper that was not submitted waits in the queue, after those without a number', async () => {
    const numbered = await from('Sở Xây dựng tỉnh K').registered()
    const fresh = await from('Sở Xây dựng tỉnh K').captured()
    const rows = (await clerk.asks('intake.queue', {})).rows.map((row: { id: string }) => row.id)
    assert.ok(rows.includes(numbered))
    assert.ok(rows.indexOf(fresh) < rows.indexOf(numbered))
  })
  test('confidence and lit zone of what was read are kept by the server; a corrected field has neither', async () => {
    const uploadId = await putUpload(province, 'văn thư tỉnh', Buffer.from('%PDF-1.4 đã đọc'))
    const zone = { page: 1, rect: [0.1, 0.2, 0.3, 0.02] }
    const reading = {
      suggestion: { ...FIELDS, number: '12', subject: 'đọc sai' },
      confidence: { number: 0.99, subject: 0.5 },
      evidence: { number: zone, subject: zone },
    }
    await province.rows('update platform.upload set reading = $2 where id = $1', [
      uploadId,
      JSON.stringify(reading),
    ])
    const documentId = newId()
    await clerk.does('intake.capture', {
      documentId,
      uploadIds: [uploadId],
      fields: { ...FIELDS, number: '12', subject: 'Đã sửa lại' },
      paperOnly: false,
    })
    const { confidence, evidence } = await clerk.asks('intake.proposal', { documentId })
    assert.deepEqual(confidence, { number: 0.99 })
    assert.deepEqual(evidence, { number: zone })
  })
})
