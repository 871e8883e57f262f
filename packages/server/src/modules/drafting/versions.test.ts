// Older versions: who, when, why; read-only; taken back as a new one, and nothing is ever written over.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { refused } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'

let province: Province
let officer: Desk
let head: Desk
let colleague: Desk
let stranger: Desk
before(async () => {
  province = await Province.start()
  ;({ officer, head, colleague, stranger } = await province.desks({
    officer: 'chuyên viên',
    head: 'trưởng phòng kinh tế',
    colleague: 'chuyên viên hai',
    stranger: 'văn thư xã',
  }))
})
after(() => province[Symbol.asyncDispose]())

const opened = (desk: Desk, documentId: string, version: number) =>
  desk.asks('drafting.version', { documentId, version: String(version) })
const saveBody = async (documentId: string, body: string) => {
  const view = await officer.asks('drafting.get', { documentId })
  await officer.does('drafting.save', {
    documentId,
    version: view.version,
    content: { ...view.content, body },
  })
}

test('each version opens as it was saved, with who and when; the first after a return says why', async () => {
  const documentId = await province.draft().submitted()
  const before = (await officer.asks('drafting.get', { documentId })).version
  await head.does('drafting.return', { documentId, comment: 'Bổ sung số liệu' })
  await saveBody(documentId, 'Đã bổ sung số liệu./.')
  const view = await officer.asks('drafting.get', { documentId })
  assert.equal(view.versions.at(-1).why, 'Bản đầu theo mẫu')
  assert.equal(view.versions[0].why, 'Sửa theo ý kiến trả lại: Bổ sung số liệu')
  const old = await opened(head, documentId, before)
  assert.match(old.content.body, /trữ nước ngọt/)
  assert.equal(old.by, officer.actor.name)
  assert.equal((await opened(officer, documentId, before + 1)).content.body, 'Đã bổ sung số liệu./.')
})

test('an older version taken back is the newest one, and what stood before can still be opened', async () => {
  const documentId = await province.draft().saved()
  await saveBody(documentId, 'Lần một./.')
  await saveBody(documentId, 'Lần hai./.')
  const { version } = await officer.asks('drafting.get', { documentId })
  await officer.does('drafting.take-back', { documentId, version, from: version - 1 })
  const view = await officer.asks('drafting.get', { documentId })
  assert.equal(view.content.body, 'Lần một./.')
  assert.equal(view.version, version + 1)
  assert.equal(view.versions[0].why, `Lấy lại bản ${version - 1}`)
  assert.equal((await opened(officer, documentId, version)).content.body, 'Lần hai./.')
})

test('is refused to a colleague, in review, for a version that is none, and when somebody saved meanwhile', async () => {
  const documentId = await province.draft().saved()
  const { version } = await officer.asks('drafting.get', { documentId })
  const input = { documentId, version, from: 0 }
  await refused(colleague.does('drafting.take-back', input), 'drafting.not-drafter')
  await refused(officer.does('drafting.take-back', { ...input, from: 99 }), 'drafting.no-such-version')
  await refused(officer.does('drafting.take-back', { ...input, version: 0 }), 'drafting.stale-version')
  const both = await Promise.allSettled([
    officer.does('drafting.take-back', input),
    officer.does('drafting.take-back', input),
  ])
  assert.deepEqual(both.map((row) => row.status).sort(), ['fulfilled', 'rejected'])
  await refused(
    officer.does('drafting.take-back', { ...input, documentId: await province.draft().submitted() }),
    'documents.wrong-state',
  )
})

test('another agency cannot open any version', async () => {
  const documentId = await province.draft().saved()
  await refused(opened(stranger, documentId, 0), 'drafting.no-such-version')
})
