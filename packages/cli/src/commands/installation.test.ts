import assert from 'node:assert/strict'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { createLab } from '../../../lab/src/index.ts'
import { writeTrustBundle } from '../../../sign-core/src/trust/index.ts'
import { main } from '../main.ts'

const FIXTURE = join(import.meta.dirname, '../../../../fixtures/data-v0.1.0')
let work: string
let data: string

async function congvan(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const out: string[] = []
  const err: string[] = []
  const io = {
    stdout: (line: string) => void out.push(line),
    stderr: (line: string) => void err.push(line),
    cwd: work,
    env: {},
  }
  return { code: await main(args, io), out, err: err.join('\n') }
}

before(() => {
  work = mkdtempSync(join(tmpdir(), 'congvan-cli-'))
  data = join(work, 'data')
})
after(() => rmSync(work, { recursive: true, force: true }))

test('a stopped installation is restored, examined, read and backed up from the keyboard', async () => {
  cpSync(FIXTURE, join(work, 'kept'), { recursive: true })
  const asked = await congvan('restore', 'kept', '--data', 'data')
  assert.equal(asked.code, 64, 'nobody at the keyboard may not pass over the question about numbers')
  const restored = await congvan('restore', 'kept', '--data', 'data', '--no-numbers-given', '--json')
  assert.equal(restored.code, 0, restored.err)
  assert.equal(JSON.parse(restored.out[0]!).epoch, 2)

  const books = await congvan('register', 'books', '--as', 'duc.pm', '--data', 'data', '--json')
  assert.equal(books.code, 0, books.err)
  assert.deepEqual(books.out.map((line) => JSON.parse(line).lastNumber).sort(), [0, 846])
  const list = await congvan('document', 'list', '--as', 'duc.pm', '--data', 'data', '--json')
  assert.match(list.out[0]!, /thử mở dữ liệu cũ/)
  await saysTheYear()
  const healthy = await congvan('doctor', '--data', 'data', '--json')
  assert.equal(healthy.code, 0, healthy.out.filter((line) => line.includes('"wrong"')).join('\n'))
  const again = await congvan('backup', 'second', '--data', 'data', '--json')
  assert.equal(again.code, 0, again.err)
  assert.match(again.err, /không kèm secrets\.json/)
  assert.equal((await congvan('backup', 'second', '--data', 'data')).code, 1)
})

/** "./congvan report year": sixteen statements with footnotes, and a PDF/A of them. */
async function saysTheYear(): Promise<void> {
  const report = (...args: string[]) => congvan('report', 'year', '--data', 'data', ...args)
  assert.equal((await report('--out', 'r.pdf')).code, 64, 'a report is of a year')
  const made = await report('--year', '2021', '--out', 'tong-ket.pdf', '--json')
  assert.equal(made.code, 0, made.err)
  const statements = JSON.parse(made.out[0]!) as { order: number; footnote: string | null }[]
  assert.equal(statements.length, 16)
  assert.ok(statements.slice(1, 15).every((row) => /\d{2}\/\d{2}\/2021/.test(row.footnote ?? '')))
  const pdf = readFileSync(join(work, 'tong-ket.pdf')).toString('latin1')
  assert.match(pdf, /^%PDF-/)
  assert.match(pdf, /pdfaid:part(>|=")2/)
}

test('every command and question of the screens is reached by its name, under the same rules', async () => {
  const { MODULES } = await import('../../../server/src/compose.ts')
  for (const [word, kind] of [
    ['do', 'commands'],
    ['ask', 'queries'],
  ] as const) {
    const listed = (await congvan(word, '--list')).out
    for (const module of MODULES)
      for (const one of module[kind] ?? []) assert.ok(listed.includes(one.name), `${word} ${one.name}`)
  }
  for (const action of ['sign', 'issue', 'issue-paper'])
    assert.ok((await congvan('do', '--list')).out.includes(action), action)

  const at = ['--as', 'mo.lt', '--data', 'data']
  const books = await congvan('ask', 'registers.books', ...at)
  assert.equal(books.code, 0, books.err)
  const { id } = JSON.parse(books.out[0]!).books.find(
    (row: { direction: string }) => row.direction === 'outgoing',
  )
  const held = { bookId: id, typeCode: '', reason: 'Giữ từ dòng lệnh', expiresOn: '2099-12-31' }
  const commandId = '0196b0a0-0000-7000-8000-00000000c0de'
  const first = await congvan('do', 'registers.reserve', JSON.stringify(held), '--id', commandId, ...at)
  assert.equal(first.code, 0, first.err)
  const again = await congvan('do', 'registers.reserve', JSON.stringify(held), '--id', commandId, ...at)
  assert.deepEqual(again.out, first.out, 'sent twice, done once')

  const officer = ['--as', 'duc.pm', '--data', 'data']
  const notHis = await congvan('do', 'registers.reserve', JSON.stringify(held), ...officer)
  assert.equal(notHis.code, 1)
  assert.match(notHis.err, /Chỉ văn thư cơ quan/)
  const late = JSON.stringify({ ...held, expiresOn: '2001-01-01' })
  const refused = await congvan('do', 'registers.reserve', late, ...at)
  assert.equal(refused.code, 1)
  assert.match(refused.err, /hết hạn giữ số/)
  assert.deepEqual(refused.out, [], 'stdout carries only results')
  for (const wrong of [
    ['do'],
    ['do', 'khong.co', '{}', ...at],
    ['do', 'registers.reserve', '{nửa chừng', ...at],
    ['do', 'sign', '{}', ...at],
    ['ask', 'work.list', '--data', 'data'],
    ['upload', ...at],
  ])
    assert.equal((await congvan(...wrong)).code, 64, wrong.join(' '))
})

test('the doctor says what is wrong and ends with 1', async () => {
  await chmod(join(data, 'secrets.json'), 0o644)
  const { code, out } = await congvan('doctor', '--data', 'data')
  assert.equal(code, 1)
  assert.ok(
    out.some((line) => line.startsWith('✗ secrets.json')),
    out.join('\n'),
  )
})

test('a folder that is no installation is not made into one', async () => {
  assert.equal((await congvan('agency', 'list', '--data', 'khong-co')).code, 64)
})

test('roots are put under the installation’s trust by its administrator alone, by fingerprint or in a publisher’s bundle', async () => {
  const lab = await createLab({ port: false })
  const pair = generateKeyPairSync('ed25519')
  const at = (name: string) => join(work, name)
  writeFileSync(at('goc.cer'), lab.root.certificate)
  writeFileSync(at('nha.pub'), pair.publicKey.export({ type: 'spki', format: 'pem' }))
  const anchors = [
    { purpose: 'cong-cong' as const, certificate: lab.authorities.congCong.certificate, note: 'thử' },
  ]
  writeFileSync(
    at('goi.json'),
    writeTrustBundle({ version: 2, issuedAt: new Date(0), anchors }, pair.privateKey),
  )
  await lab.close()
  const trust = (...args: string[]) => congvan('trust', ...args, '--data', 'data')
  const print = createHash('sha256').update(lab.root.certificate).digest('hex')
  const root = ['import', 'goc.cer', '--purpose', 'cong-vu', '--sha256', print, '--note', 'văn bản số 1']
  assert.equal((await trust(...root, '--as', 'duc.pm')).code, 1)
  assert.equal((await trust(...root, '--as', 'quantri')).code, 0)
  const unknown = await trust('import', 'goi.json', '--as', 'quantri')
  assert.equal(unknown.code, 1)
  assert.match(unknown.err, /không rõ đơn vị phát hành gói/)
  assert.equal((await trust('import', 'goi.json', '--publisher', 'nha.pub', '--as', 'quantri')).code, 0)
  const listed = await trust('list', '--as', 'quantri', '--json')
  const rows = listed.out.map((line) => JSON.parse(line))
  assert.ok(rows.some((row) => row.sha256 === print && row.purpose === 'cong-vu' && row.state === 'trusted'))
  assert.ok(rows.some((row) => row.purpose === 'cong-cong' && row.state === 'trusted'))
})
