// Hồ sơ công việc (Art 28–30): opened, filled at the end of handling, listed, closed; and the year's plan.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { readTable } from '../../platform/sheets.ts'
import { exportDossiers, printDossiers } from './index.ts'

let province: Province
let clerk: Desk
let chief: Desk
let head: Desk
let officer: Desk
let second: Desk
let commune: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, chief, head, officer, second, commune } = await province.desks({
    clerk: 'văn thư tỉnh',
    chief: 'chánh văn phòng',
    head: 'trưởng phòng kinh tế',
    officer: 'chuyên viên',
    second: 'trưởng phòng nội chính',
    commune: 'văn thư xã',
  }))
})
after(() => province[Symbol.asyncDispose]())

const input = (extra: object = {}) => ({
  dossierId: newId(),
  year: 2021,
  title: 'Hồ sơ ứng phó xâm nhập mặn mùa khô 2021 - 2022',
  retentionYears: 10,
  ...extra,
})
async function opened(desk: Desk = officer, extra: object = {}): Promise<string> {
  const asked = input(extra)
  await desk.does('dossiers.open', asked)
  return asked.dossierId
}
const seen = (dossierId: string, desk: Desk = officer) => desk.asks('dossiers.get', { dossierId })

test('is numbered in its unit and year, and belongs to whoever opens it', async () => {
  const [a, b] = [input(), input({ year: 2022 })]
  const first = await officer.does<{ symbol: string }>('dossiers.open', a)
  const both = await Promise.all([1, 2, 3].map(() => head.does<{ symbol: string }>('dossiers.open', input())))
  const numbers = [first, ...both].map((row) => Number(row.symbol.split('.')[0])).sort((x, y) => x - y)
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => numbers[0]! + i),
    'three at once take three numbers in a row',
  )
  assert.match((await officer.does<{ symbol: string }>('dossiers.open', b)).symbol, /^01\./)
  const { card } = await seen(a.dossierId)
  assert.equal(card.responsible, officer.actor.name)
  assert.equal(card.unitId, province.unit('tỉnh', 'kinh tế'))
  assert.equal(card.planned, true)
})

describe('Lưu vào hồ sơ', () => {
  fiveSentences({
    command: 'dossiers.file',
    province: () => province,
    ready: async () => ({
      documentId: await province.arrival().registered(),
      dossierIds: [await opened()],
    }),
    right: () => officer,
    wrong: () => commune,
    wrongCode: 'documents.not-found',
    wrongState: async () => ({
      documentId: await province.arrival().captured(),
      dossierIds: [await opened()],
    }),
    stateCode: 'dossiers.not-ready',
    after: async ({ documentId, dossierIds }) => {
      assert.deepEqual(
        (await seen(dossierIds[0]!)).items.map((row: { documentId: string }) => row.documentId),
        [documentId],
      )
      const view = await officer.asks('documents.get', { documentId })
      assert.equal(view.dossiers[0].id, dossierIds[0])
    },
    bothMayWin: true,
  })

  test('in several at once; filed again it stays where it is', async () => {
    const [one, two] = [await opened(), await opened()]
    const documentId = await province.arrival().registered()
    const other = await province.arrival().registered()
    await officer.does('dossiers.file', { documentId, dossierIds: [one, two] })
    await officer.does('dossiers.file', { documentId: other, dossierIds: [one] })
    await officer.does('dossiers.file', { documentId, dossierIds: [one] })
    const ordinals = (await seen(one)).items.map((row: { ordinal: number }) => row.ordinal)
    assert.deepEqual(ordinals, [1, 2])
    await officer.does('dossiers.take-out', { documentId, dossierId: one, reason: 'bản trùng' })
    const left = (await seen(one)).items
    assert.deepEqual(
      left.map((row: { ordinal: number }) => row.ordinal),
      [1],
      'the rows behind it close up',
    )
    assert.equal((await seen(two)).items.length, 1)
  })

  test('with Cho ý kiến in one step: whoever only collaborates files it too', async () => {
    const documentId = await province.arrival().handedOver()
    const assignmentId = await second.part(documentId, 'collaborate')
    const said = { assignmentId, text: 'Thống nhất' }
    await refused(
      second.does('tasks.give-opinion', { ...said, dossierIds: [newId()] }),
      'dossiers.not-found',
      'dossierIds',
    )
    const dossierId = await opened(second)
    await second.does('tasks.give-opinion', { ...said, dossierIds: [dossierId] })
    assert.equal((await seen(dossierId, second)).items.length, 1)
  })

  test('with Hoàn thành in one step; the completion and the filing stand or fall together', async () => {
    const documentId = await province.arrival().assigned()
    const dossierId = await opened()
    const assignmentId = await officer.part(documentId, 'lead')
    const wrong = { assignmentId, text: '', dossierIds: [newId()] }
    await refused(officer.does('tasks.complete', wrong), 'dossiers.not-found', 'dossierIds')
    assert.equal(await stateOf(province, documentId), 'handling')
    await officer.does('tasks.complete', { ...wrong, dossierIds: [dossierId] })
    assert.equal(await stateOf(province, documentId), 'completed')
    assert.equal((await seen(dossierId)).items.length, 1)
  })

  test('the reply lies where the letter it answers lies, in the transaction of its issue', async () => {
    const arrival = await province.arrival().assigned()
    const dossierId = await opened()
    await officer.does('dossiers.file', { documentId: arrival, dossierIds: [dossierId] })
    const reply = await province
      .draft()
      .replyingTo(arrival)
      .with({
        recipients: [
          { text: '- Như trên;', agencyIds: [province.agency('xã')], channel: 'local' },
          { text: '- Lưu: VT, KT.', agencyIds: [], channel: 'none' },
        ],
      })
      .issued()
    const items = (await seen(dossierId)).items
    assert.deepEqual(
      items.map((row: { documentId: string }) => row.documentId),
      [arrival, reply],
    )
    assert.match(items[1].pages, /^\d/)
  })

  test('the suggestion puts the thread’s dossier first and says why; a new one gets the subject as its title', async () => {
    const arrival = await province.arrival().with({ subject: 'V/v nâng cấp cống ngăn mặn' }).assigned()
    const dossierId = await opened(officer, { title: 'Hồ sơ việc khác hẳn' })
    await officer.does('dossiers.file', { documentId: arrival, dossierIds: [dossierId] })
    const reply = await province.draft().replyingTo(arrival).saved()
    const offered = await officer.asks('dossiers.suggest', { documentId: reply })
    assert.equal(offered.rows[0].dossierId, dossierId)
    assert.match(offered.rows[0].why, /cùng việc/)
    assert.match(offered.title, /^Hồ sơ nâng cấp cống ngăn mặn/)
  })
})

describe('Kết thúc hồ sơ', () => {
  const filled = async () => {
    const dossierId = await opened()
    await officer.does('dossiers.file', {
      documentId: await province.arrival().registered(),
      dossierIds: [dossierId],
    })
    return { dossierId }
  }
  fiveSentences({
    command: 'dossiers.close',
    province: () => province,
    ready: filled,
    right: () => officer,
    wrong: () => second,
    wrongCode: 'dossiers.not-yours',
    wrongState: async () => ({ dossierId: await opened() }),
    stateCode: 'dossiers.empty',
    after: async ({ dossierId }) => {
      assert.equal((await seen(dossierId)).card.state, 'closed')
      const documentId = await province.arrival().registered()
      await refused(officer.does('dossiers.file', { documentId, dossierIds: [dossierId] }), 'dossiers.closed')
      await refused(second.does('dossiers.reopen', { dossierId, reason: 'x' }), 'dossiers.not-yours')
      await head.does('dossiers.reopen', { dossierId, reason: 'bổ sung văn bản' })
      await officer.does('dossiers.file', { documentId, dossierIds: [dossierId] })
    },
  })
  test('corrected by whom it belongs to, closed and open ones told apart', async () => {
    const { dossierId } = await filled()
    const change = {
      dossierId,
      heading: 'Thủy lợi',
      title: 'Hồ sơ hạn mặn',
      retentionYears: null,
      responsiblePositionId: province.position('chuyên viên hai'),
      note: '',
    }
    await refused(second.does('dossiers.correct', change), 'dossiers.not-yours')
    await officer.does('dossiers.correct', change)
    const { card, can } = await seen(dossierId)
    assert.deepEqual([card.heading, card.title, card.retentionYears], ['Thủy lợi', 'Hồ sơ hạn mặn', null])
    assert.equal(can.close.code, 'dossiers.not-yours', 'it belongs to the colleague now')
  })
})

test('danh mục hồ sơ: approved once by who may; what is opened after it stands outside', async () => {
  await opened(officer, { year: 2023 })
  const plan = { year: 2023, basis: 'Quyết định số 01/QĐ-UBND' }
  await refused(officer.does('dossiers.approve-plan', plan), 'dossiers.head-only')
  await refused(chief.does('dossiers.approve-plan', { ...plan, year: 2050 }), 'dossiers.plan-empty')
  await chief.does('dossiers.approve-plan', plan)
  await refused(chief.does('dossiers.approve-plan', plan), 'dossiers.plan-approved')
  await opened(officer, { year: 2023 })
  const list = await clerk.asks('dossiers.list', { year: '2023' })
  assert.deepEqual(
    list.rows.map((row: { planned: boolean }) => row.planned),
    [true, false],
  )
  assert.equal(list.plan.by, chief.actor.name)
})

test('both tables of Appendix V: seven columns inside a dossier, five of the plan, read back from the sheet', async () => {
  const dossierId = await opened(officer, { year: 2024 })
  const documentId = await province.arrival().with({ number: '4477' }).registered()
  await officer.does('dossiers.file', { documentId, dossierIds: [dossierId] })
  const inside = (await readTable(await exportDossiers(province.services, officer.actor, { dossierId })))!
  assert.deepEqual(inside[0]!.map((cell) => cell.toLowerCase()).slice(1, 6), [
    'số, ký hiệu văn bản',
    'ngày tháng năm văn bản',
    'tên loại và trích yếu nội dung',
    'tác giả văn bản',
    'tờ số/ trang số',
  ])
  assert.deepEqual(inside[1]!.slice(0, 3), ['1', '4477/BNN-TT', '17/12/2021'])
  const plan = (await readTable(await exportDossiers(province.services, clerk.actor, { year: '2024' })))!
  assert.deepEqual(plan[1]!.slice(3, 5), ['10 năm', officer.actor.name])
  const pdf = Buffer.from(await printDossiers(province.services, officer.actor, { dossierId }))
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  await refused(exportDossiers(province.services, commune.actor, { dossierId }), 'dossiers.not-found')
})
