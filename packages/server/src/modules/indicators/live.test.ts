// Live figures: what a command did is counted by its event, and counting all again gives the same.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { IndicatorBoard, IndicatorFigure } from '@congvan/contract'
import { Province } from '../../../../testkit/src/province.ts'
import { catchUp, recount } from './index.ts'

let province: Province
before(async () => {
  province = await Province.start()
})
after(() => province[Symbol.asyncDispose]())

const figure = async (code: string): Promise<IndicatorFigure> => {
  const board = (await province.runner.queryByName(
    'indicators.board',
    await province.actor('chủ tịch'),
    {},
  )) as IndicatorBoard
  return board.figures.find((row) => row.code === code)!
}

describe('live', () => {
  test('an issued document is counted by its event alone, and counting all again gives the same', async () => {
    await catchUp(province.services)
    const before = await figure('0804-di')
    await province.draft('chuyên viên sở').to('xã').issued()
    await catchUp(province.services)
    const after = await figure('0804-di')
    assert.equal(after.numerator, before.numerator + 1)
    const tallies = () =>
      province.rows('select agency_id, measure, month, amount from indicators.tally order by 1, 2, 3')
    const live = await tallies()
    await recount(province.services)
    assert.deepEqual(await tallies(), live)
  })

  test('the history keeps the value of the day', async () => {
    const rows = await province.rows<{ n: string }>(
      `select count(*) as n from indicators.reading where code = 'VB01'`,
    )
    assert.equal(Number(rows[0]!.n), 1)
  })
})
