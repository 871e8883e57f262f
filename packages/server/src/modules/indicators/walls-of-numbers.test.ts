// Numbers cross the walls, records do not: everybody sees counts per organisation, each opens only what is his.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { IndicatorDetail, IndicatorRecord, Page } from '@congvan/contract'
import { Province } from '../../../../testkit/src/province.ts'
import { catchUp } from './index.ts'

const SECRET = 'chuyện riêng giữa sở và xã'
let province: Province
before(async () => {
  province = await Province.start()
  await province.draft('chuyên viên sở').with({ subject: SECRET }).to('xã').issued()
  await catchUp(province.services)
})
after(() => province[Symbol.asyncDispose]())

const ask = async <A>(who: string, name: string, input: object) =>
  (await province.runner.queryByName(name, await province.actor(who), input)) as A

test('a stranger sees that the department issued one, not which', async () => {
  const detail = await ask<IndicatorDetail>('chủ tịch', 'indicators.detail', { code: '0804-di' })
  const row = detail.organisations.find((line) => line.agencyId === province.agency('sở'))
  assert.equal(row?.numerator, 1)
  assert.ok(!JSON.stringify(detail).includes(SECRET))
  for (const agencyId of [province.agency('sở'), undefined]) {
    const records = await ask<Page<IndicatorRecord>>('chủ tịch', 'indicators.records', {
      code: '0804-di',
      ...(agencyId ? { agencyId } : {}),
    })
    assert.ok(!JSON.stringify(records).includes(SECRET))
  }
})

test('the department opens its own number down to the record', async () => {
  const records = await ask<Page<IndicatorRecord>>('giám đốc sở', 'indicators.records', { code: '0804-di' })
  assert.equal(records.rows.length, 1)
  assert.match(records.rows[0]!.label, new RegExp(SECRET, 'i'))
  assert.ok(records.rows[0]!.documentId)
})

test('every indicator opens without an error, for whoever asks', async () => {
  const codes = await province.rows<{ code: string }>(
    `select code from indicators.definition where numerator is not null`,
  )
  const actor = await province.actor('văn thư xã')
  for (const { code } of codes) {
    await province.runner.queryByName('indicators.detail', actor, { code })
    await province.runner.queryByName('indicators.records', actor, { code })
  }
})
