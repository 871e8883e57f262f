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

describe('Tiếp nhận học viết tắt và nơi giải quyết', () => {
  const issuer = 'Sở Khoa học và Công nghệ tỉnh K'
  const paper = (name: string, symbol: string) =>
    province
      .arrival()
      .with({ issuerName: name, symbol, number: String(700 + Math.trunc(Math.random() * 1e6)) })

  test('an abbreviation that always meant one issuer names it when the scan did not; UBND names nobody', async () => {
    for (let i = 0; i < 2; i++) {
      await paper(issuer, 'QĐ-SKHCNK').submitted()
      await paper(`UBND xã ${i} tỉnh K`, 'UBNDK-VP').submitted()
    }
    const hintOf = async (name: string, symbol: string) =>
      (await clerk.asks('intake.proposal', { documentId: await paper(name, symbol).captured() })).issuerHint
    const hint = await hintOf('SỞ KHOA HỌC VÀ CÔNG', 'SKHCNK-VP')
    assert.equal(hint.name, issuer)
    assert.match(hint.why, /^2 văn bản gần nhất ký hiệu SKHCNK/)
    assert.equal(await hintOf(issuer, 'SKHCNK-VP'), null, 'nothing to say when it was read')
    assert.equal(await hintOf('UBND xã', 'UBNDK-VP'), null)
    assert.equal(await hintOf('SỞ', 'QĐ'), null, 'a kind of document is no body')
  })
  test('after two papers were led by one unit, the station says who usually handles this issuer’s papers', async () => {
    const from = 'Sở Công Thương tỉnh K'
    for (let i = 0; i < 2; i++) await paper(from, 'SCTK-VP').instructed()
    const { handler } = await clerk.asks('intake.proposal', {
      documentId: await paper(from, 'SCTK-VP').captured(),
    })
    assert.match(handler.label, /kinh tế/i)
    assert.match(handler.why, /^2 văn bản gần nhất/)
  })
  test('MẬT found later: what was learned from the paper is forgotten with it', async () => {
    const secret = 'Ban Chỉ đạo kế hoạch kín tỉnh K'
    const documentId = await paper(secret, 'BCĐKK').submitted()
    await clerk.does('intake.destroy-secret', { documentId, mark: 'MẬT' })
    const rows = await province.rows('select 1 from intake.filed t where t::text like $1', [`%${secret}%`])
    assert.equal(rows.length, 0)
  })
})
