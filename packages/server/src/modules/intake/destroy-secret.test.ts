// A mark of secrecy typed at registration, or found late: nothing readable remains, in the store, the rows or the next backup.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import { FIELDS } from '../../../../testkit/src/province/builders.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { writeBackup } from '../../platform/backup/index.ts'

let province: Province
let clerk: Desk
let officer: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer } = await province.desks({ clerk: 'văn thư tỉnh', officer: 'chuyên viên' }))
})
after(() => province[Symbol.asyncDispose]())

let counter = 0
/** Words that stand nowhere else; a file that no reader can take for a PDF by accident. */
const paper = () => {
  const words = `phương án tuyệt kín số ${++counter}-${newId()}`
  return {
    words,
    file: Buffer.from(`%PDF-1.4 ${words}`),
    fields: { subject: words, signerName: `Ông ${words}` },
  }
}

const filesWith = (words: string) =>
  readdirSync(province.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(words))

async function rowsWith(words: string): Promise<string[]> {
  const tables = await province.rows<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const found: string[] = []
  for (const { name } of tables)
    if ((await province.rows(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [words])).length)
      found.push(name)
  return found
}

const shaOf = async (documentId: string) =>
  (
    await province.rows<{ sha256: string }>(
      'select sha256 from documents.component where document_id = $1 and agency_id = $2',
      [documentId, clerk.agencyId],
    )
  )[0]?.sha256
const pathOf = (sha: string) => join(province.folder, 'blobs', sha.slice(0, 2), sha)

describe('Có dấu MẬT: hủy nội dung', () => {
  fiveSentences({
    command: 'intake.destroy-secret',
    province: () => province,
    ready: async () => {
      const { file, fields } = paper()
      return {
        documentId: await province.arrival().with(fields).withFile(file).captured(),
        mark: 'MẬT' as const,
      }
    },
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => {
      const { file, fields } = paper()
      const documentId = await province.arrival().with(fields).withFile(file).captured()
      await clerk.does('intake.destroy-secret', { documentId, mark: 'MẬT' })
      return { documentId, mark: 'MẬT' as const }
    },
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => assert.equal(await stateOf(province, documentId), 'destroyed'),
  })
})

test('what comes from outside lies under a key of its own, and reads as it came', async () => {
  const { file, words, fields } = paper()
  const documentId = await province.arrival().with(fields).withFile(file).captured()
  const sha = (await shaOf(documentId))!
  assert.ok(existsSync(`${pathOf(sha)}.key`))
  assert.ok(!readFileSync(pathOf(sha)).includes(words))
  assert.deepEqual(await province.services.blobs.get(sha), file)
  const chunks: Buffer[] = []
  for await (const chunk of province.services.blobs.stream(sha)) chunks.push(chunk as Buffer)
  assert.deepEqual(Buffer.concat(chunks), file)
  assert.equal(await province.services.blobs.size(sha), file.length)
})

test('the same bytes put by many at once are one file under one key', async () => {
  const bytes = Buffer.from(`one paper of many clerks ${newId()}`)
  const all = await Promise.all(
    Array.from({ length: 24 }, () => province.services.blobs.put(bytes, { underKey: true })),
  )
  assert.deepEqual(await province.services.blobs.get(all[0]!.sha256), bytes)
})

test('typed at registration: refused, and nothing of it can be read any more', async () => {
  const { file, words, fields } = paper()
  const documentId = await province.arrival().with(fields).withFile(file).captured()
  const sha = (await shaOf(documentId))!
  await refused(
    clerk.does('intake.register', {
      documentId,
      bookId: province.book('tỉnh', 'incoming'),
      fields: { ...FIELDS, ...fields, secrecyMark: 'Tối mật' },
      acceptDuplicate: true,
    }),
    'documents.secret',
    'secrecyMark',
  )
  await province.settle()
  assert.equal(await stateOf(province, documentId), 'destroyed')
  assert.ok(!existsSync(pathOf(sha)) && !existsSync(`${pathOf(sha)}.key`))
  assert.deepEqual(filesWith(words), [])
  assert.deepEqual(await rowsWith(words), [])
  const [event] = await province.rows<{ payload: { mark: string } }>(
    `select payload from platform.event where subject_id = $1 and name = 'intake.secret-destroyed'`,
    [documentId],
  )
  assert.equal(event!.payload.mark, 'TỐI MẬT')
})

test('found late, with the leader’s line on it: the number stays in the book, the words go, the work ends', async () => {
  const { file, words, fields } = paper()
  const documentId = await province.arrival().with(fields).withFile(file).instructed()
  await province.settle()
  await clerk.does('intake.destroy-secret', { documentId, mark: 'MẬT' })
  await province.settle()
  assert.deepEqual(await rowsWith(words), [])
  assert.deepEqual(filesWith(words), [])
  const view = await clerk.asks('documents.get', { documentId })
  assert.deepEqual(view.components, [])
  assert.deepEqual(
    view.assignments.filter((row: { state: string }) => row.state === 'open'),
    [],
  )
  const [entry] = await province.rows<{ state: string; number: number; type_and_subject: string }>(
    'select state, number, type_and_subject from registers.entry where document_id = $1',
    [documentId],
  )
  assert.equal(entry!.state, 'used')
  assert.match(entry!.type_and_subject, /nội dung đã hủy/)
})

test('a file that another paper still holds is left to it', async () => {
  const { file, fields } = paper()
  const first = await province.arrival().with(fields).withFile(file).captured()
  const second = await province.arrival('văn thư xã').withFile(file).captured()
  const sha = (await shaOf(first))!
  await clerk.does('intake.destroy-secret', { documentId: first, mark: 'MẬT' })
  await province.settle()
  assert.deepEqual(await province.services.blobs.get(sha), file, 'the commune’s own paper')
  const commune = await province.desk('văn thư xã')
  await commune.does('intake.destroy-secret', { documentId: second, mark: 'MẬT' })
  await province.settle()
  await assert.rejects(province.services.blobs.get(sha))
})

test('another agency’s arrival cannot be destroyed', async () => {
  const { file } = paper()
  const documentId = await province.arrival('văn thư xã').withFile(file).captured()
  await refused(clerk.does('intake.destroy-secret', { documentId, mark: 'MẬT' }), 'documents.not-found')
})

test('the next backup holds what lives, in the clear and checked, and nothing of what was destroyed', async () => {
  const kept = paper()
  const gone = paper()
  const living = await province.arrival().with(kept.fields).withFile(kept.file).captured()
  const documentId = await province.arrival().with(gone.fields).withFile(gone.file).captured()
  const [keptSha, goneSha] = [(await shaOf(living))!, (await shaOf(documentId))!]
  await clerk.does('intake.destroy-secret', { documentId, mark: 'MẬT' })
  await province.settle()
  const target = join(province.folder, 'backup')
  const manifest = await writeBackup({
    owner: province.installation.owner,
    data: province.folder,
    target,
    masterKey: 'x',
    withSecrets: false,
    createdAt: '2021-12-20T00:00:00Z',
    product: 'test',
  })
  assert.ok(manifest.blobs.sha256.includes(keptSha))
  assert.ok(!manifest.blobs.sha256.includes(goneSha))
  assert.deepEqual(readFileSync(join(target, 'blobs', keptSha.slice(0, 2), keptSha)), kept.file)
  assert.deepEqual(filesWith(gone.words), [])
})
