// Tiếp nhận, vào sổ, hoàn tác, trả lại nơi gửi (Art 21–22).
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import { FIELDS, putUpload } from '../../../../testkit/src/province/builders.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'

let province: Province
let clerk: Desk
let officer: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
})
after(() => province[Symbol.asyncDispose]())

const paper = () => ({ documentId: newId(), uploadIds: [] as string[], fields: FIELDS, paperOnly: true })
const register = async (documentId?: string) => ({
  documentId: documentId ?? (await province.arrival().captured()),
  bookId: province.book('tỉnh', 'incoming'),
  fields: { ...FIELDS, number: null },
  acceptDuplicate: false,
})
const entryOf = async (documentId: string) =>
  (
    await province.rows<{ number: number; state: string }>(
      'select number, state from registers.entry where document_id = $1',
      [documentId],
    )
  )[0]

describe('Tiếp nhận', () => {
  const same = newId()
  fiveSentences({
    command: 'intake.capture',
    province: () => province,
    ready: async () => paper(),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => {
      const input = { ...paper(), documentId: same }
      await clerk.does('intake.capture', input)
      return input
    },
    stateCode: 'platform.already-exists',
    after: async ({ documentId }) => assert.equal(await stateOf(province, documentId), 'arrived'),
  })
  test('keeps the received file to the byte and empties the spool', async () => {
    const bytes = Buffer.from('%PDF-1.4\nvăn bản đến, nguyên vẹn')
    const documentId = await province.arrival().withFile(bytes).captured()
    const [file] = await province.rows<{ sha256: string }>(
      'select sha256 from documents.component where document_id = $1',
      [documentId],
    )
    assert.deepEqual(await province.services.blobs.get(file!.sha256), bytes)
    const clearing = await province.rows(
      `select 1 from graphile_worker.jobs where task_identifier = 'intake.clear-spool'`,
    )
    assert.equal(clearing.length, 1)
  })
  test('needs a file or the word that there is only paper', async () => {
    await refused(
      clerk.does('intake.capture', { ...paper(), paperOnly: false }),
      'intake.paper-or-file',
      'file',
    )
  })
  test('an upload is taken once: a second capture finds it gone', async () => {
    const uploadIds = [await putUpload(province, 'văn thư tỉnh', Buffer.from('%PDF-1.4 một lần'))]
    const input = () => ({ ...paper(), uploadIds, paperOnly: false })
    await clerk.does('intake.capture', input())
    await refused(clerk.does('intake.capture', input()), 'intake.upload-gone', 'file')
  })
  test('another agency’s upload is as if it were not there', async () => {
    const uploadIds = [await putUpload(province, 'văn thư xã', Buffer.from('%PDF-1.4 của xã'))]
    await refused(
      clerk.does('intake.capture', { ...paper(), uploadIds, paperOnly: false }),
      'intake.upload-gone',
    )
  })
  test('a day that is not in the calendar is refused by the name of its field', async () => {
    const input = { ...paper(), fields: { ...FIELDS, issuedOn: '2021-02-30' } }
    await refused(clerk.does('intake.capture', input), 'documents.bad-date', 'issuedOn')
  })
  test('marked MẬT: the key is destroyed at once, nothing stays but the fact', async () => {
    const secret = Buffer.from('%PDF-1.4 nội dung tuyệt đối không được lưu')
    const id = await putUpload(province, 'văn thư tỉnh', secret, 'ke-hoach-mat-A.pdf')
    const input = {
      ...paper(),
      uploadIds: [id],
      paperOnly: false,
      fields: { ...FIELDS, subject: 'Kế hoạch A', secrecyMark: 'Tối mật' },
    }
    await refused(clerk.does('intake.capture', input), 'documents.secret', 'secrecyMark')
    assert.equal(await stateOf(province, input.documentId), 'none')
    assert.ok(!existsSync(join(province.folder, 'spool', `${id}.key`)))
    assert.ok(!existsSync(join(province.folder, 'spool', `${id}.bin`)))
    assert.ok(!filesUnder(province.folder).some((path) => readFileSync(path).includes('tuyệt đối không')))
    assert.equal(await wordsInDatabase(province, 'ke-hoach-mat-A'), 0)
    assert.equal(await wordsInDatabase(province, 'Kế hoạch A'), 0)
    const log = await province.rows(
      `select 1 from identity.access_log where what = 'secret-upload-destroyed'`,
    )
    assert.equal(log.length, 1)
  })
  test('text typed in NFD is kept in NFC, so that it is found', async () => {
    const documentId = await province
      .arrival()
      .with({ subject: 'V/v hạn mặn'.normalize('NFD') })
      .captured()
    const [row] = await province.rows<{ subject: string }>(
      'select subject from documents.document where id = $1',
      [documentId],
    )
    assert.equal(row!.subject, 'V/v hạn mặn'.normalize('NFC'))
  })
})

describe('Vào sổ', () => {
  fiveSentences({
    command: 'intake.register',
    province: () => province,
    ready: register,
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => register(await province.arrival().registered()),
    stateCode: 'registers.already-registered',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'registered')
      assert.equal((await entryOf(documentId))!.state, 'used')
    },
  })
  test('asks before the same number, symbol and date is registered again', async () => {
    await province.arrival().with({ number: '77', symbol: 'TTr-X' }).registered()
    const input = await register()
    const fields = { ...input.fields, number: '77', symbol: 'TTr-X' }
    await refused(clerk.does('intake.register', { ...input, fields }), 'intake.duplicate')
    await clerk.does('intake.register', { ...input, fields, acceptDuplicate: true })
  })
  test('an empty subject, a missing issuer and an impossible day each name their field, and no number is used', async () => {
    const input = await register()
    const last = () => province.rows('select last_number from registers.counter order by 1')
    const before = await last()
    const bad = (change: object) =>
      clerk.does('intake.register', { ...input, fields: { ...input.fields, ...change } })
    await refused(bad({ subject: ' \u200b ' }), 'documents.empty-subject', 'subject')
    await refused(bad({ issuerName: '  ' }), 'intake.issuer-missing', 'issuerName')
    await refused(bad({ issuedOn: '2021-13-01' }), 'documents.bad-date', 'issuedOn')
    // A marked paper is destroyed with the refusal (destroy-secret.test.ts), so another one stands for it here.
    const marked = await register()
    await refused(
      clerk.does('intake.register', { ...marked, fields: { ...marked.fields, secrecyMark: 'MẬT' } }),
      'documents.secret',
      'secrecyMark',
    )
    assert.deepEqual(await last(), before)
    await clerk.does('intake.register', { ...input, fields: { ...input.fields, subject: 'số\u0000 liệu' } })
    const [row] = await province.rows<{ subject: string }>(
      'select subject from documents.document where id = $1',
      [input.documentId],
    )
    assert.equal(row!.subject, 'số liệu', 'control characters are not kept')
  })
  test('a book of another agency, an outgoing one and one that does not exist are all “no such book”', async () => {
    for (const bookId of [province.book('xã', 'incoming'), province.book('tỉnh', 'outgoing'), newId()])
      await refused(
        clerk.does('intake.register', { ...(await register()), bookId }),
        'registers.no-such-book',
      )
  })
})

describe('Hoàn tác vào sổ', () => {
  fiveSentences({
    command: 'intake.undo-register',
    province: () => province,
    ready: async () => ({ documentId: await province.arrival().registered() }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await province.arrival().submitted() }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'arrived')
      assert.equal((await entryOf(documentId))!.state, 'bound')
    },
  })
  test('the number stays bound to that paper: others pass it, and it comes back to its own', async () => {
    const documentId = await province.arrival().registered()
    const { number } = (await entryOf(documentId))!
    await clerk.does('intake.undo-register', { documentId })
    const other = (await entryOf(await province.arrival().registered()))!.number
    assert.equal(other, number + 1)
    assert.equal((await clerk.asks('intake.proposal', { documentId })).nextNumber, number)
    await clerk.does('intake.register', await register(documentId))
    assert.deepEqual(await entryOf(documentId), { number, state: 'used' })
  })
})

describe('Trả lại nơi gửi', () => {
  fiveSentences({
    command: 'intake.return',
    province: () => province,
    ready: async () => ({ documentId: await province.arrival().registered(), reason: 'Gửi nhầm nơi' }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await province.arrival().submitted(), reason: 'Gửi nhầm nơi' }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'returned')
      assert.equal((await entryOf(documentId))!.state, 'cancelled')
    },
  })
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** In how many rows of any table of ours these words stand. */
async function wordsInDatabase(at: Province, words: string): Promise<number> {
  const tables = await at.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  let found = 0
  for (const { name } of tables)
    found += (await at.rows(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [words])).length
  return found
}
