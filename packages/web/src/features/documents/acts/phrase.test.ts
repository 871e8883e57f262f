import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addTarget, type ChosenTarget, compose, findTargets, ownWords, turnRole } from './phrase.ts'

const nam = { key: '1', label: 'Đ/c Nam (ĐC-NN)', about: '', positionId: '1' }
const office = { key: '2', label: 'VP-TK', about: '', positionId: '2' }

test('the first one chosen leads, the next collaborates, and the slip reads as a sentence', () => {
  const chosen = addTarget(addTarget([], nam), office)
  assert.equal(
    compose(chosen, 'báo cáo kết quả.', '2021-12-22'),
    'Đ/c Nam (ĐC-NN) chủ trì, VP-TK phối hợp; báo cáo kết quả; hạn 22/12/2021',
  )
})

test('a second lead sends the former one to collaborate, so that exactly one leads', () => {
  let chosen: ChosenTarget[] = addTarget(addTarget([], nam), office)
  chosen = turnRole(turnRole(chosen, '2'), '2')
  assert.deepEqual(
    chosen.map((one) => one.role),
    ['collaborate', 'lead'],
  )
})

test('the same person is not chosen twice', () => {
  assert.equal(addTarget(addTarget([], nam), nam).length, 1)
})

test('own words come back out of the printed sentence without names and dates', () => {
  const sentence = compose(addTarget([], nam), 'nghiên cứu, đề xuất', '2021-12-22')
  assert.equal(ownWords(sentence), 'nghiên cứu, đề xuất')
  assert.equal(ownWords('lưu hồ sơ theo dõi'), 'lưu hồ sơ theo dõi')
})

test('what is typed with its tone marks comes first, and without marks everybody is found', () => {
  const year = { key: '3', label: 'Đ/c Năm (VP-TK)', about: 'Trần Thị Bé Năm', positionId: '3' }
  assert.deepEqual(
    findTargets([year, nam], 'nam').map((one) => one.key),
    ['1', '3'],
  )
  assert.deepEqual(
    findTargets([nam, year], 'năm').map((one) => one.key),
    ['3', '1'],
  )
  assert.deepEqual(findTargets([nam, year], 'hoàng'), [])
})
