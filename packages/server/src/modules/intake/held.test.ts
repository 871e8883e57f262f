// Perhaps MẬT: sealed until a clerk has looked at the paper; the clerk's word decides, and is kept under the clerk's name.
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { strToU8, zipSync } from 'fflate'
import { fiveSentences, refused } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { EMPTY_FIELDS } from './fields.ts'
import { takeUploadFile } from './read-upload.ts'

let province: Province
let clerk: Desk
let officer: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
})
after(() => province[Symbol.asyncDispose]())

let counter = 0
/** A note with the mark but without the head of an official paper: the reader sees a mark and is not sure of the paper. */
const doubtful = () =>
  docx(['MẬT', `Ghi chép cuộc họp kín số ${++counter}`, 'Nội dung trao đổi giữa các bên ngày hôm qua.'])

function docx(lines: string[]): Buffer {
  const body = lines.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')
  const xml = `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`
  return Buffer.from(zipSync({ 'word/document.xml': strToU8(xml) }))
}

async function held(desk: Desk = clerk, bytes = doubtful()): Promise<string> {
  const id = newId()
  const actor = await province.actor(desk.nick)
  await refused(
    takeUploadFile(province.services, actor, id, 'ghi-chep-hop-kin.docx', bytes),
    'intake.held',
    'secrecyMark',
  )
  return id
}
const uploadOf = async (id: string) =>
  (
    await province.rows<{ state: string; filename: string; reading: unknown; document_id: string | null }>(
      'select state, filename, reading, document_id from platform.upload where id = $1',
      [id],
    )
  )[0]!
const keyOf = (id: string) => join(province.folder, 'spool', `${id}.key`)

test('a doubtful mark seals the file: nothing that was read is kept, the clerk sees only its name', async () => {
  const id = await held()
  assert.equal((await uploadOf(id)).state, 'held')
  assert.equal((await uploadOf(id)).reading, null)
  assert.ok(existsSync(keyOf(id)), 'a doubtful reading never destroys the key')
  const [row] = (await clerk.asks('intake.doors', {})).held.filter(
    (one: { uploadId: string }) => one.uploadId === id,
  )
  assert.equal(row.mark, 'MẬT')
  assert.ok(row.confidence < 0.95)
  const input = { documentId: newId(), uploadIds: [id], fields: EMPTY_FIELDS, paperOnly: false }
  await refused(clerk.does('intake.capture', input), 'intake.upload-gone')
})

describe('Không có dấu: tiếp nhận', () => {
  fiveSentences({
    command: 'intake.release-held',
    province: () => province,
    ready: async () => ({ uploadId: await held() }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => {
      const uploadId = await held()
      await clerk.does('intake.destroy-held', { uploadId })
      return { uploadId }
    },
    stateCode: 'intake.not-held',
    after: async ({ uploadId }) => assert.equal((await uploadOf(uploadId)).state, 'waiting'),
  })
  test('the file is read again, stands in the queue, and the same bytes are not asked about twice', async () => {
    const bytes = doubtful()
    const uploadId = await held(clerk, bytes)
    await clerk.does('intake.release-held', { uploadId })
    await province.settle()
    const { state, document_id } = await uploadOf(uploadId)
    assert.equal(state, 'taken')
    const queue = (await clerk.asks('intake.queue', {})).rows.map((row: { id: string }) => row.id)
    assert.ok(queue.includes(document_id))
    const again = await takeUploadFile(
      province.services,
      await province.actor('văn thư tỉnh'),
      newId(),
      'ghi-chep.docx',
      bytes,
    )
    assert.equal(again.duplicates[0]?.why, 'same-bytes')
  })
  test('what an officer was about to attach becomes no arrival: the officer uploads it again', async () => {
    const bytes = doubtful()
    const uploadId = await held(officer, bytes)
    await clerk.does('intake.release-held', { uploadId })
    await province.settle()
    assert.equal((await uploadOf(uploadId)).document_id, null)
    await takeUploadFile(
      province.services,
      await province.actor('chuyên viên'),
      newId(),
      'ghi-chep.docx',
      bytes,
    )
  })
})

describe('Có dấu: hủy tệp', () => {
  fiveSentences({
    command: 'intake.destroy-held',
    province: () => province,
    ready: async () => ({ uploadId: await held() }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => {
      const uploadId = await held()
      await clerk.does('intake.release-held', { uploadId })
      return { uploadId }
    },
    stateCode: 'intake.not-held',
    after: async ({ uploadId }) => {
      await province.settle()
      assert.ok(!existsSync(keyOf(uploadId)))
      assert.deepEqual(await uploadOf(uploadId), {
        state: 'destroyed',
        filename: '',
        reading: null,
        document_id: null,
      })
    },
  })
})
