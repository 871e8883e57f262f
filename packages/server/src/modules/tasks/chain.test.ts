// The chain of Art 23–24 at the desks of the province: each command works, and is refused to the wrong person, in the
// wrong state, twice, and to two at once.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
let clerk: Desk
let chief: Desk
let leader: Desk
let head: Desk
let officer: Desk
let second: Desk

before(async () => {
  province = await Province.start()
  const desks = await province.desks({
    clerk: 'văn thư tỉnh',
    chief: 'chánh văn phòng',
    leader: 'chủ tịch',
    head: 'trưởng phòng kinh tế',
    officer: 'chuyên viên',
    second: 'trưởng phòng nội chính',
  })
  ;({ clerk, chief, leader, head, officer, second } = desks)
})
after(() => province[Symbol.asyncDispose]())

const lead = () => [{ role: 'lead', unitId: province.unit('tỉnh', 'kinh tế') }]

describe('Văn thư trình', () => {
  fiveSentences({
    command: 'tasks.submit',
    province: () => province,
    ready: async () => ({ documentId: await province.arrival().registered() }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await province.arrival().captured() }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'submitted')
      assert.ok(await chief.part(documentId, 'propose'))
    },
  })
  test('goes straight to the leader of a commune, which has no chief of office', async () => {
    const documentId = await province.arrival('văn thư xã').submitted()
    assert.ok(await (await province.desk('chủ tịch xã')).part(documentId, 'direct'))
  })
})

describe('Chánh Văn phòng đề xuất phân phối', () => {
  const propose = async (documentId: string) => ({
    assignmentId: await chief.part(documentId, 'propose'),
    leaderPositionId: province.position('chủ tịch'),
    text: 'Kính trình',
    targets: lead(),
    dueOn: null,
  })
  fiveSentences({
    command: 'tasks.propose',
    province: () => province,
    ready: async () => propose(await province.arrival().submitted()),
    right: () => chief,
    wrong: () => head,
    wrongCode: 'tasks.not-yours',
    wrongState: async () => {
      const documentId = await province.arrival().submitted()
      const input = await propose(documentId)
      await chief.does('tasks.propose', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const [row] = await province.rows<{ document_id: string }>(
        'select document_id from tasks.assignment where id = $1',
        [input.assignmentId],
      )
      assert.equal(await stateOf(province, row!.document_id), 'proposed')
      const options = await leader.asks('tasks.options', { documentId: row!.document_id })
      assert.equal(options.suggestion.text, 'Kính trình')
    },
  })
  test('is refused towards somebody who does not lead the agency', async () => {
    const documentId = await province.arrival().submitted()
    const input = { ...(await propose(documentId)), leaderPositionId: province.position('chuyên viên') }
    await refused(chief.does('tasks.propose', input), 'tasks.no-leader', 'leaderPositionId')
  })
})

describe('Lãnh đạo bút phê', () => {
  const instruct = async (documentId: string) => ({
    assignmentId: await leader.part(documentId, 'direct'),
    text: 'Phòng Kinh tế chủ trì',
    targets: lead(),
    dueOn: '2021-12-24',
  })
  fiveSentences({
    command: 'tasks.instruct',
    province: () => province,
    ready: async () => instruct(await province.arrival().proposed()),
    right: () => leader,
    wrong: () => chief,
    wrongCode: 'tasks.leader-only',
    wrongState: async () => {
      const documentId = await province.arrival().proposed()
      const input = await instruct(documentId)
      await leader.does('tasks.instruct', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const [row] = await province.rows<{ document_id: string }>(
        'select document_id from tasks.assignment where id = $1',
        [input.assignmentId],
      )
      assert.equal(await stateOf(province, row!.document_id), 'instructed')
      assert.ok(await clerk.part(row!.document_id, 'hand-over'))
    },
  })
  test('is refused to a deputy who does not hold the paper', async () => {
    const deputy = await province.desk('phó chủ tịch')
    await refused(
      deputy.does('tasks.instruct', await instruct(await province.arrival().proposed())),
      'tasks.not-yours',
    )
  })
  test('needs exactly one in charge (Art 23.4)', async () => {
    const input = await instruct(await province.arrival().proposed())
    const targets = [...lead(), { role: 'lead', unitId: province.unit('tỉnh', 'nội chính') }]
    await refused(leader.does('tasks.instruct', { ...input, targets }), 'tasks.one-lead', 'targets')
  })
  test('refuses a deadline that has passed, with its day', async () => {
    const input = { ...(await instruct(await province.arrival().proposed())), dueOn: '2021-12-19' }
    await refused(leader.does('tasks.instruct', input), 'tasks.due-past', 'dueOn')
  })
  test('hands over at once in an agency that hands over automatically', async () => {
    const documentId = await province.arrival('văn thư xã').submitted()
    const chair = await province.desk('chủ tịch xã')
    await chair.does('tasks.instruct', {
      assignmentId: await chair.part(documentId, 'direct'),
      text: 'Đ/c Nam chủ trì',
      targets: [{ role: 'lead', positionId: province.position('cán bộ xã') }],
      dueOn: null,
    })
    assert.equal(await stateOf(province, documentId, 'xã'), 'handling')
    assert.ok(await (await province.desk('cán bộ xã')).part(documentId, 'lead'))
  })
  test('a unit without a head is refused at hand-over with the unit’s name, and nothing half-done remains', async () => {
    const documentId = await province.arrival().registered()
    const before = await counts()
    await refused(
      clerk.does('tasks.route-directly', {
        documentId,
        text: '',
        targets: [...lead(), { role: 'collaborate', unitId: province.unit('tỉnh', 'trống') }],
        dueOn: null,
        rule: 'Quy chế làm việc, Điều 9',
      }),
      'tasks.unit-without-head',
      'targets',
    )
    assert.deepEqual(await counts(), before)
  })
})

const counts = async () =>
  (
    await province.rows(
      'select (select count(*) from tasks.assignment) as parts, (select count(*) from platform.event) as events',
    )
  )[0]

describe('Văn thư chuyển giao', () => {
  fiveSentences({
    command: 'tasks.hand-over',
    province: () => province,
    ready: async () => ({
      assignmentId: await clerk.part(await province.arrival().instructed(), 'hand-over'),
    }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'tasks.not-yours',
    wrongState: async () => {
      const input = { assignmentId: await clerk.part(await province.arrival().instructed(), 'hand-over') }
      await clerk.does('tasks.hand-over', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const parts = await province.rows<{ role: string }>(
        `select role from tasks.assignment where parent_id = $1 order by role`,
        [input.assignmentId],
      )
      assert.deepEqual(
        parts.map((row) => row.role),
        ['collaborate', 'informed', 'lead'],
      )
    },
  })
})

describe('Chuyển thẳng theo quy chế', () => {
  const route = (documentId: string) => ({
    documentId,
    text: 'Thực hiện theo quy chế',
    targets: lead(),
    dueOn: null,
    rule: 'Quy chế làm việc, Điều 9',
  })
  fiveSentences({
    command: 'tasks.route-directly',
    province: () => province,
    ready: async () => route(await province.arrival().registered()),
    right: () => clerk,
    wrong: () => leader,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => route(await province.arrival().submitted()),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'handling')
      assert.ok(await head.part(documentId, 'lead'))
      const [row] = await province.rows<{ handler: string }>(
        'select handler from registers.entry where document_id = $1',
        [documentId],
      )
      assert.equal(row!.handler, 'Phòng Kinh tế', 'column 7 of the printed register')
    },
  })
})

describe('Trưởng phòng phân công', () => {
  const assign = async (documentId: string) => ({
    assignmentId: await head.part(documentId, 'lead'),
    positionId: province.position('chuyên viên'),
    text: 'Đ/c Năm tham mưu',
    dueOn: null,
  })
  fiveSentences({
    command: 'tasks.assign',
    province: () => province,
    ready: async () => assign(await province.arrival().handedOver()),
    right: () => head,
    wrong: () => second,
    wrongCode: 'tasks.not-yours',
    wrongState: async () => {
      const input = await assign(await province.arrival().handedOver())
      await head.does('tasks.assign', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const rows = await province.rows<{ holder_position_id: string; due_on: string }>(
        'select holder_position_id, due_on from tasks.assignment where parent_id = $1',
        [input.assignmentId],
      )
      assert.equal(rows.length, 1)
      assert.equal(rows[0]!.holder_position_id, province.position('chuyên viên'))
      assert.equal(rows[0]!.due_on, '2021-12-24', 'the unit’s deadline is the officer’s')
    },
  })
  test('is refused to an officer, who assigns nobody', async () => {
    await refused(
      officer.does('tasks.assign', await assign(await province.arrival().handedOver())),
      'platform.forbidden',
    )
  })
})

describe('Hoàn thành, không cần văn bản trả lời', () => {
  fiveSentences({
    command: 'tasks.complete',
    province: () => province,
    ready: async () => ({
      assignmentId: await officer.part(await province.arrival().assigned(), 'lead'),
      text: '',
      dossier: 'Hồ sơ hạn mặn 2021',
    }),
    right: () => officer,
    wrong: () => head,
    wrongCode: 'tasks.not-yours',
    wrongState: async () => {
      const input = {
        assignmentId: await officer.part(await province.arrival().assigned(), 'lead'),
        text: '',
      }
      await officer.does('tasks.complete', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const [row] = await province.rows<{ state: string; dossier: string }>(
        'select d.state, d.dossier from documents.document d join tasks.assignment a on a.document_id = d.id where a.id = $1',
        [input.assignmentId],
      )
      assert.deepEqual(row, { state: 'completed', dossier: 'Hồ sơ hạn mặn 2021' })
    },
  })
  test('is refused to the one who only collaborates', async () => {
    const documentId = await province.arrival().handedOver()
    await refused(
      second.does('tasks.complete', { assignmentId: await second.part(documentId, 'collaborate'), text: '' }),
      'tasks.wrong-role',
    )
  })
})

describe('Cho ý kiến', () => {
  fiveSentences({
    command: 'tasks.give-opinion',
    province: () => province,
    ready: async () => ({
      assignmentId: await second.part(await province.arrival().handedOver(), 'collaborate'),
      text: 'Thống nhất',
    }),
    right: () => second,
    wrong: () => head,
    wrongCode: 'tasks.not-yours',
    wrongState: async () => {
      const input = {
        assignmentId: await second.part(await province.arrival().handedOver(), 'collaborate'),
        text: 'Thống nhất',
      }
      await second.does('tasks.give-opinion', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const [row] = await province.rows<{ answer: string; state: string }>(
        'select a.answer, d.state from tasks.assignment a join documents.document d on d.id = a.document_id where a.id = $1',
        [input.assignmentId],
      )
      assert.deepEqual(row, { answer: 'Thống nhất', state: 'handling' })
    },
  })
})

describe('Đã xem', () => {
  const informed = async () => {
    const deputy = await province.desk('phó chủ tịch')
    return { assignmentId: await deputy.part(await province.arrival().handedOver(), 'informed') }
  }
  let deputy: Desk
  before(async () => {
    deputy = await province.desk('phó chủ tịch')
  })
  fiveSentences({
    command: 'tasks.mark-seen',
    province: () => province,
    ready: informed,
    right: () => deputy,
    wrong: () => officer,
    wrongCode: 'tasks.not-yours',
    wrongState: async () => {
      const input = await informed()
      await deputy.does('tasks.mark-seen', input)
      return input
    },
    stateCode: 'tasks.already-done',
    after: async (input) => {
      const [row] = await province.rows<{ state: string }>(
        'select state from tasks.assignment where id = $1',
        [input.assignmentId],
      )
      assert.equal(row!.state, 'done')
    },
  })
})
