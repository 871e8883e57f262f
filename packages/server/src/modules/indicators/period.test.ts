// Closing a period, figures with a source, targets: who may, once only, and what is corrected afterwards.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { IndicatorBoard } from '@congvan/contract'
import { refused } from '../../../../testkit/src/expect.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { catchUp } from './index.ts'

let province: Province
before(async () => {
  province = await Province.start()
  await catchUp(province.services)
  await province.rows(`insert into provisioning.coordinator (agency_id, since) values ($1, '2021-01-01')`, [
    province.agency('sở'),
  ])
})
after(() => province[Symbol.asyncDispose]())

const november = () => ({
  periodId: newId(),
  name: 'Tháng 12',
  firstDay: '2021-12-01',
  lastDay: '2021-12-20',
})
const issuedIn = async (from: string, to: string) => {
  const board = (await province.runner.queryByName('indicators.board', await province.actor('chủ tịch'), {
    from,
    to,
  })) as IndicatorBoard
  return board.figures.find((row) => row.code === '0804-di')!
}

test('only the coordinating agency closes a period, and a period is closed once', async () => {
  const { stranger, keeper } = await province.desks({ stranger: 'chủ tịch', keeper: 'giám đốc sở' })
  await refused(stranger.does('indicators.close-period', november()), 'indicators.not-coordinator')
  await refused(
    keeper.does('indicators.close-period', { ...november(), lastDay: '2021-12-31' }),
    'indicators.period-open',
  )
  await keeper.does('indicators.close-period', november())
  await refused(keeper.does('indicators.close-period', november()), 'indicators.period-closed')
})

test('what is issued after the period was closed stands beside what was reported', async () => {
  const before = await issuedIn('2021-12-01', '2021-12-20')
  assert.equal(before.reported, null)
  await province.draft('chuyên viên sở').to('xã').issued()
  await catchUp(province.services)
  const after = await issuedIn('2021-12-01', '2021-12-20')
  assert.equal(after.numerator, before.numerator + 1)
  assert.equal(after.reported?.numerator, before.numerator)
})

test('a published figure is entered with its source; a computed one is never typed', async () => {
  const keeper = await province.desk('giám đốc sở')
  const entry = {
    figureId: newId(),
    code: 'DV01-hang',
    firstDay: '2021-01-01',
    lastDay: '2021-12-20',
    numerator: 23,
    denominator: 63,
    sourceDocument: 'Thông báo của Bộ',
  }
  await refused(
    keeper.does('indicators.enter-figure', { ...entry, code: 'VB01' }),
    'indicators.not-entered-by-hand',
  )
  await keeper.does('indicators.enter-figure', entry)
  await keeper.does('indicators.set-target', { code: 'VB01', year: 2021, value: 95, basis: 'Kế hoạch năm' })
  const board = (await province.runner.queryByName('indicators.board', keeper.actor, {})) as IndicatorBoard
  const rank = board.figures.find((row) => row.code === 'DV01-hang')!
  assert.deepEqual([rank.numerator, rank.denominator, rank.sourceDocument], [23, 63, 'Thông báo của Bộ'])
  assert.equal(board.figures.find((row) => row.code === 'VB01')!.target?.value, 95)
})
