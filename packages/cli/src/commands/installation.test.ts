import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
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

test('prints, downloads and the setup are reached by their addresses, stopped or running', async () => {
  const as = ['--as', 'mo.lt', '--data', 'data']
  const books = JSON.parse((await congvan('ask', 'registers.books', ...as)).out[0]!).books as {
    id: string
    direction: string
  }[]
  const id = books.find((row) => row.direction === 'incoming')!.id
  const print = `/api/v1/registers/${id}/print.pdf`
  const template = await congvan(
    'fetch',
    '/api/v1/setup/template.xlsx',
    '--out',
    'mau.xlsx',
    '--data',
    'data',
  )
  assert.equal(template.code, 0, template.err)
  assert.equal(readFileSync(join(work, 'mau.xlsx')).subarray(0, 2).toString(), 'PK')
  const state = await congvan('fetch', '/api/v1/setup', '--data', 'data')
  assert.equal(JSON.parse(state.out[0]!).needed, false)
  const refused = await congvan('send', '/api/v1/setup/import', 'mau.xlsx', ...as)
  assert.equal(refused.code, 1, 'a clerk sets nothing up')
  assert.ok(refused.err.length > 10)
  for (const wrong of [
    ['fetch', print, ...as],
    ['fetch', 'so.pdf', ...as],
    ['send', ...as],
  ])
    assert.equal((await congvan(...wrong)).code, 64, wrong.join(' '))

  // The same words while the server owns the folder.
  const main = join(import.meta.dirname, '../../../server/src/main.ts')
  const server = spawn(process.execPath, [main, '--data', data, '--port', '0', '--empty'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  try {
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const hear = (chunk: Buffer) => {
        said += chunk.toString()
        if (/đang chạy: http/.test(said)) resolve()
      }
      server.stdout.on('data', hear)
      server.stderr.on('data', hear)
      server.once('exit', (code) => reject(new Error(`${code}: ${said}`)))
    })
    const pdf = await congvan('fetch', print, '--out', 'so.pdf', ...as)
    assert.equal(pdf.code, 0, pdf.err)
    assert.equal(readFileSync(join(work, 'so.pdf')).subarray(0, 5).toString(), '%PDF-')
    assert.equal((await congvan('document', 'list', ...as, '--json')).code, 0)
    assert.equal((await congvan('backup', 'third', '--data', 'data', '--json')).code, 0)
  } finally {
    server.removeAllListeners('exit')
    server.kill('SIGINT')
    await new Promise((resolve) => server.once('exit', resolve))
  }
})

test('somebody at the keyboard is asked which numbers were given since, and the answer is struck into the book', () => {
  const command = [
    process.execPath,
    join(import.meta.dirname, '../main.ts'),
    'restore',
    'kept',
    '--data',
    'asked',
  ]
  // A terminal of its own (util-linux script): without one the question is not asked but refused.
  const said = spawnSync('script', ['-qec', command.join(' '), '/dev/null'], {
    cwd: work,
    input: 'xa-an-binh; lên; ; 900\n\n',
    encoding: 'utf8',
  })
  assert.match(said.stdout, /Sau khi sao lưu, sổ nào đã cấp thêm số\?/)
  assert.notEqual(said.status, 0)
  assert.match(said.stdout, /sổ phải là “đến” hoặc “đi”/)
  const done = spawnSync('script', ['-qec', command.join(' '), '/dev/null'], {
    cwd: work,
    input: 'xa-an-binh; đến; ; 850\n\n',
    encoding: 'utf8',
  })
  assert.match(done.stdout, /4 số được ghi là đã cấp sau bản sao lưu/)
  assert.equal(done.status, 0)
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
