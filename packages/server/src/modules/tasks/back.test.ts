// What goes back: passed back by whom it is not for, withdrawn by whom it was a slip, closed by the reply.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { refused, stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
let clerk: Desk
let chief: Desk
let leader: Desk
let head: Desk
let officer: Desk
let second: Desk
let deputy: Desk

before(async () => {
  province = await Province.start()
  ;({ clerk, chief, leader, head, officer, second, deputy } = await province.desks({
    clerk: 'văn thư tỉnh',
    chief: 'chánh văn phòng',
    leader: 'chủ tịch',
    head: 'trưởng phòng kinh tế',
    officer: 'chuyên viên',
    second: 'trưởng phòng nội chính',
    deputy: 'phó chủ tịch',
  }))
})
after(() => province[Symbol.asyncDispose]())

const reason = 'không thuộc thẩm quyền'
const back = async (desk: Desk, documentId: string, role: string) =>
  desk.does('tasks.pass-back', { assignmentId: await desk.part(documentId, role), reason })
const open = async (documentId: string) =>
  (
    await province.rows<{ role: string }>(
      `select role from tasks.assignment where document_id = $1 and state = 'open' order by role`,
      [documentId],
    )
  ).map((row) => row.role)

describe('Chuyển lại, không thuộc thẩm quyền', () => {
  test('from the chief of office: the paper is the clerk’s again and can be submitted once more', async () => {
    const id = await province.arrival().submitted()
    await back(chief, id, 'propose')
    assert.equal(await stateOf(province, id), 'registered')
    await clerk.does('tasks.submit', { documentId: id })
    assert.equal(await stateOf(province, id), 'submitted')
  })
  test('from the leader: the chief of office proposes anew', async () => {
    const id = await province.arrival().proposed()
    await back(leader, id, 'direct')
    assert.equal(await stateOf(province, id), 'submitted')
    assert.ok(await chief.part(id, 'propose'))
  })
  test('from the officer: the unit head assigns somebody else', async () => {
    const id = await province.arrival().assigned()
    await back(officer, id, 'lead')
    assert.equal(await stateOf(province, id), 'handling')
    await head.does('tasks.assign', {
      assignmentId: await head.part(id, 'lead'),
      positionId: province.position('chuyên viên hai'),
      text: '',
      dueOn: null,
    })
  })
  test('from the unit in charge: the leader instructs anew, and the whole chain still runs to its end', async () => {
    const id = await province.arrival().handedOver()
    await back(head, id, 'lead')
    assert.equal(await stateOf(province, id), 'submitted')
    await leader.does('tasks.instruct', {
      assignmentId: await leader.part(id, 'direct'),
      text: 'Phòng Nội chính chủ trì',
      targets: [{ role: 'lead', unitId: province.unit('tỉnh', 'nội chính') }],
      dueOn: null,
    })
    await clerk.does('tasks.hand-over', { assignmentId: await clerk.part(id, 'hand-over') })
    await second.does('tasks.complete', { assignmentId: await second.part(id, 'lead'), text: '' })
    assert.equal(await stateOf(province, id), 'completed')
  })
  test('twice in a row, from the new unit and from the leader: nobody gets a step that is not theirs', async () => {
    const id = await province.arrival().handedOver()
    await back(head, id, 'lead')
    await back(leader, id, 'direct')
    assert.equal(await stateOf(province, id), 'submitted')
    assert.ok(await chief.part(id, 'propose'), 'the chief proposes, not the unit head')
  })
  test('from a collaborator: the one in charge works on, the leader reads why', async () => {
    const id = await province.arrival().handedOver()
    await back(second, id, 'collaborate')
    assert.equal(await stateOf(province, id), 'handling')
    await head.part(id, 'lead')
    await leader.does('tasks.mark-seen', { assignmentId: await leader.part(id, 'informed') })
  })
  test('from a collaborator after the end: the document stays finished', async () => {
    const id = await province.arrival().assigned()
    await officer.does('tasks.complete', { assignmentId: await officer.part(id, 'lead'), text: '' })
    await back(second, id, 'collaborate')
    assert.equal(await stateOf(province, id), 'completed')
  })
  test('on a direct route: back to the clerk, with what was opened beside it', async () => {
    const id = await province.arrival().registered()
    await clerk.does('tasks.route-directly', {
      documentId: id,
      text: '',
      targets: [
        { role: 'lead', unitId: province.unit('tỉnh', 'kinh tế') },
        { role: 'collaborate', unitId: province.unit('tỉnh', 'nội chính') },
      ],
      dueOn: null,
      rule: 'Điều 9',
    })
    await back(head, id, 'lead')
    assert.equal(await stateOf(province, id), 'registered')
    assert.deepEqual(await open(id), [])
  })
  test('is refused to the wrong person, twice, and to two at once', async () => {
    const id = await province.arrival().assigned()
    const input = { assignmentId: await officer.part(id, 'lead'), reason }
    await refused(head.does('tasks.pass-back', input), 'tasks.not-yours')
    const both = await Promise.allSettled([
      officer.does('tasks.pass-back', input),
      officer.does('tasks.pass-back', input),
    ])
    assert.deepEqual(both.map((row) => row.status).sort(), ['fulfilled', 'rejected'])
    await refused(officer.does('tasks.pass-back', input), 'tasks.already-done')
    assert.deepEqual(await open(id), ['collaborate', 'informed', 'lead'])
  })
})

describe('Rút lại', () => {
  const withdraw = (desk: Desk, documentId: string) => desk.does('tasks.withdraw', { documentId })
  test('a submission, a proposal, a line, a hand-over of three parts, an assignment: each undoes just its own step', async () => {
    const id = await province.arrival().assigned()
    await withdraw(head, id)
    assert.equal(await stateOf(province, id), 'handling')
    assert.ok(await head.part(id, 'lead'))
    await withdraw(clerk, id)
    assert.equal(await stateOf(province, id), 'instructed')
    assert.deepEqual(await open(id), ['hand-over'])
    await withdraw(leader, id)
    assert.equal(await stateOf(province, id), 'proposed')
    await withdraw(chief, id)
    assert.equal(await stateOf(province, id), 'submitted')
    await withdraw(clerk, id)
    assert.equal(await stateOf(province, id), 'registered')
    assert.deepEqual(await open(id), [])
  })
  test('is refused when one of several parts has been acted on', async () => {
    const id = await province.arrival().handedOver()
    await deputy.does('tasks.mark-seen', { assignmentId: await deputy.part(id, 'informed') })
    await refused(withdraw(clerk, id), 'tasks.nothing-to-withdraw')
  })
  test('is refused to whoever did not make the step', async () => {
    await refused(withdraw(leader, await province.arrival().submitted()), 'tasks.nothing-to-withdraw')
  })
  test('does not open a finished document again', async () => {
    const id = await province.arrival().assigned()
    await officer.does('tasks.complete', { assignmentId: await officer.part(id, 'lead'), text: '' })
    await second.does('tasks.assign', {
      assignmentId: await second.part(id, 'collaborate'),
      positionId: province.position('chuyên viên nội chính'),
      text: '',
      dueOn: null,
    })
    await refused(withdraw(second, id), 'documents.wrong-state')
  })
  test('of two at once one wins', async () => {
    const id = await province.arrival().submitted()
    const both = await Promise.allSettled([withdraw(clerk, id), withdraw(clerk, id)])
    assert.deepEqual(both.map((row) => row.status).sort(), ['fulfilled', 'rejected'])
  })
})

describe('Người thay khi vắng mặt', () => {
  test('sees and does the absent leader’s work between the two moments, and the log says on whose behalf', async () => {
    const id = await province.arrival().proposed()
    await leader.does('organisations.set-absence', {
      positionId: province.position('chủ tịch'),
      delegatePositionId: province.position('phó chủ tịch'),
      from: '2021-12-20T00:00:00Z',
      to: '2021-12-21T00:00:00Z',
    })
    const standIn = await province.desk('phó chủ tịch')
    assert.ok((await standIn.asks('work.list')).rows.some((row: { id: string }) => row.id === id))
    await standIn.does('tasks.instruct', {
      assignmentId: await standIn.part(id, 'direct'),
      text: 'Thay Chủ tịch',
      targets: [{ role: 'lead', unitId: province.unit('tỉnh', 'kinh tế') }],
      dueOn: null,
    })
    const [event] = await province.rows<{ on_behalf_of: string; position_id: string }>(
      `select on_behalf_of, position_id from platform.event where name = 'tasks.instructed' and subject_id = $1`,
      [id],
    )
    assert.deepEqual(event, {
      on_behalf_of: province.position('chủ tịch'),
      position_id: province.position('phó chủ tịch'),
    })
    province.setClock('2021-12-22T01:00:00Z')
    assert.deepEqual((await province.actor('phó chủ tịch')).standsInFor, [])
  })
  test('is set by the holder or an administrator, within the agency, and ends after it begins', async () => {
    const input = {
      positionId: province.position('chuyên viên'),
      delegatePositionId: province.position('chuyên viên hai'),
      from: '2021-12-23T00:00:00Z',
      to: '2021-12-24T00:00:00Z',
    }
    await refused(second.does('organisations.set-absence', input), 'organisations.only-own-absence')
    await refused(
      officer.does('organisations.set-absence', { ...input, to: input.from }),
      'organisations.absence-order',
      'to',
    )
    await refused(
      officer.does('organisations.set-absence', {
        ...input,
        delegatePositionId: province.position('cán bộ xã'),
      }),
      'organisations.no-such-post',
    )
    await officer.does('organisations.set-absence', input)
  })
})
