// The year-end report: sixteen statements in their order, a PDF/A, and a draft that goes on like any document.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { DraftView, TargetBoard } from '@congvan/contract'
import { refused } from '../../../../testkit/src/expect.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { catchUp } from '../indicators/index.ts'
import {
  draftYearReport,
  exportBoard,
  printBoard,
  renderYearReport,
  statementsOf,
  yearFacts,
} from './index.ts'

let province: Province
before(async () => {
  province = await Province.start()
  await catchUp(province.services)
  await province.rows(`insert into provisioning.coordinator (agency_id, since) values ($1, '2021-01-01')`, [
    province.agency('sở'),
  ])
})
after(() => province[Symbol.asyncDispose]())

const assignment = (change: object = {}) => ({
  targetId: newId(),
  programmeId: newId(),
  programme: 'Kế hoạch năm 2021',
  basis: 'Quyết định 01/QĐ-UBND',
  agencyId: province.agency('sở'),
  year: 2021,
  code: 'CT01',
  name: 'Hộ gia đình có Internet cáp quang',
  unit: '%',
  planned: 60,
  higherIsBetter: true,
  measuredBy: 'hand',
  indicatorCode: null,
  dueOn: '2021-12-31',
  ...change,
})

test('a target is assigned, reported, judged; below its plan it is named, unmet ones go on into the next year', async () => {
  const keeper = await province.desk('giám đốc sở')
  const first = assignment()
  const second = assignment({ code: 'CT02', measuredBy: 'evidence', planned: 1, name: 'Ban hành quy chế' })
  await keeper.does('programmes.assign-target', first)
  await keeper.does('programmes.assign-target', second)
  await keeper.does('programmes.report-progress', { targetId: first.targetId, reached: 63 })
  await refused(
    keeper.does('programmes.report-progress', { targetId: second.targetId, reached: 1 }),
    'programmes.evidence-missing',
  )
  const board = (await province.runner.queryByName('programmes.board', keeper.actor, {})) as TargetBoard
  assert.deepEqual(board.summary, { met: 1, exceeded: 1, total: 2, word: 'Đa số' })
  assert.deepEqual(
    board.targets.map((row) => row.state),
    ['exceeded', 'unreported'],
  )
  assert.deepEqual(
    await keeper.does('programmes.review', { year: 2021, quarter: 4, conclusion: 'Cơ bản đạt' }),
    { met: 1, total: 2 },
  )
  assert.deepEqual(await keeper.does('programmes.carry-over', { year: 2021 }), { carried: 1 })
  assert.deepEqual(await keeper.does('programmes.carry-over', { year: 2021 }), { carried: 0 })
})

test('another agency sees and writes none of these targets', async () => {
  const stranger = await province.desk('chủ tịch xã')
  const board = (await province.runner.queryByName('programmes.board', stranger.actor, {})) as TargetBoard
  assert.equal(board.targets.length, 0)
  await assert.rejects(stranger.does('programmes.assign-target', assignment({ code: 'CT09' })))
})

test('sixteen statements stand in their order, each figure with its footnote', async () => {
  const statements = statementsOf(await yearFacts(province.services, 2021))
  assert.deepEqual(
    statements.map((row) => row.order),
    Array.from({ length: 16 }, (_, i) => i + 1),
  )
  assert.match(statements[0]!.figure, /^1\/2 chỉ tiêu đạt/)
  assert.ok(statements.slice(0, 15).every((row) => row.footnote?.includes('20/12/2021')))
  await refused(yearFacts(province.services, 2023), 'programmes.year-to-come')
})

test('the report is a PDF/A-2b; the board prints and exports', async () => {
  const pdf = Buffer.from(await renderYearReport(province.services, 2021))
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.match(pdf.toString('latin1'), /pdfaid:part(>|=")2/)
  const keeper = await province.actor('giám đốc sở')
  assert.equal(
    Buffer.from(await printBoard(province.services, keeper))
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
  assert.equal(
    Buffer.from(await exportBoard(province.services, keeper))
      .subarray(0, 2)
      .toString(),
    'PK',
  )
})

let documentId: string
test('"Lập báo cáo tổng kết" makes a draft of type Báo cáo with the figures typed in by nobody', async () => {
  const actor = await province.actor('chuyên viên sở')
  documentId = (await draftYearReport(province.services, actor, 2021)).documentId
  const draft = (await province.runner.queryByName('drafting.get', actor, { documentId })) as DraftView
  assert.equal(draft.content.typeCode, 'BC')
  assert.match(draft.content.body, /# I\. KẾT QUẢ/)
  assert.match(draft.content.body, /1\/2 chỉ tiêu đạt/)
  assert.equal(draft.annexes.length, 1)
})

test('the report is corrected as a draft, reviewed, signed twice, issued, and arrives like any document', async () => {
  const officer = await province.desk('chuyên viên sở')
  const draft = (await officer.asks('drafting.get', { documentId })) as DraftView
  const saved = (await officer.does('drafting.save', {
    documentId,
    version: draft.version,
    content: {
      ...draft.content,
      body: draft.content.body.replace('Trên đây là báo cáo', 'Trên đây là toàn bộ báo cáo'),
      recipients: [
        { text: '- xã;', agencyIds: [province.agency('xã')], channel: 'local' },
        { text: '- Lưu: VT.', agencyIds: [], channel: 'none' },
      ],
    },
  })) as DraftView
  await officer.does('drafting.submit', { documentId, version: saved.version })
  await province.settle()
  const [signed] = await (await province.desk('giám đốc sở')).signs(documentId)
  assert.ok(signed?.ok, signed?.problem?.vi)
  const issued = await (await province.desk('văn thư sở')).issues(documentId, true)
  assert.ok(issued.ok, issued.problem?.vi)
  await province.settle()
  const [file] = await province.rows<{ roles: string[] }>(
    `select array(select jsonb_path_query(signatures, '$[*].role') #>> '{}') as roles
     from documents.component where document_id = $1 and ordinal = 1 and agency_id = $2`,
    [documentId, province.agency('sở')],
  )
  assert.deepEqual(file!.roles.toSorted(), ['person', 'seal'])
  const arrived = await province.rows(
    `select 1 from documents.document where agency_id = $1 and direction = 'incoming' and subject like 'Tổng kết%'`,
    [province.agency('xã')],
  )
  assert.equal(arrived.length, 1)
})
