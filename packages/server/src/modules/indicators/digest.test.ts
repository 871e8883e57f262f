// The board by mail: to whoever asked, once a day at most, by the outbox; without mail nothing is lost.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { IndicatorBoard } from '@congvan/contract'
import { Province } from '../../../../testkit/src/province.ts'
import type { Notice } from '../../platform/notices.ts'
import { sendDigests } from './digest.ts'
import { catchUp } from './index.ts'

let province: Province
const outbox: Notice[] = []
before(async () => {
  province = await Province.start()
  await catchUp(province.services)
})
after(() => province[Symbol.asyncDispose]())

test('đặt bản tin ngày: sáng hôm sau một thư, không lặp lại; thôi nhận thì thôi gửi', async () => {
  const chair = await province.desk('chủ tịch')
  await chair.does('indicators.subscribe', { rhythm: 'day' })
  await (await province.desk('văn thư xã')).does('indicators.subscribe', { rhythm: 'month' })
  const board = () => chair.asks('indicators.board') as Promise<IndicatorBoard>
  assert.deepEqual((await board()).subscription, { rhythm: 'day', mailWorks: false, problem: null })
  province.setClock('2021-12-21T00:30:00Z')
  assert.equal(await sendDigests(province.services), 0, 'no mail server: it waits')
  let works = false
  province.services.notices = {
    outOfReach: async () => (works ? null : 'no-mailbox'),
    tell: async (_tx, notice) => Boolean(outbox.push(notice)),
  }
  assert.equal(await sendDigests(province.services), 0)
  assert.equal((await board()).subscription.problem, 'no-mailbox')
  works = true
  assert.equal(await sendDigests(province.services), 1)
  assert.equal(await sendDigests(province.services), 0, 'once a day')
  assert.match(outbox[0]!.subject, /^Số liệu điều hành ngày 21\/12\/2021/)
  assert.match(outbox[0]!.body, /Điều hành & báo cáo/)
  province.setClock('2022-01-01T00:30:00Z')
  assert.equal(await sendDigests(province.services), 2, 'a month began for the commune')
  await chair.does('indicators.subscribe', { rhythm: null })
  province.setClock('2022-01-02T00:30:00Z')
  assert.equal(await sendDigests(province.services), 0)
})
