// The security floor (§8) as a browser and a stranger meet it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { personIdOf, postOf } from '../../../testkit/src/province/people.ts'
import { Province } from '../../../testkit/src/province.ts'
import { hashPassword } from '../modules/identity/index.ts'

let province: Province
let base: string
const PERSON = personIdOf(postOf('chuyên viên').person)
const PASSWORD = 'mật khẩu đủ dài'
before(async () => {
  province = await Province.start()
  base = await province.http()
  await province.rows(
    `insert into identity.account (person_id, login, password_hash) values ($1, 'be.nam', $2)`,
    [PERSON, await hashPassword(PASSWORD)],
  )
})
after(() => province[Symbol.asyncDispose]())

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-congvan': '1', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const logIn = (password: string, headers: Record<string, string> = {}) =>
  post('/api/v1/session', { account: 'be.nam', password }, headers)
const me = (cookie: string) => fetch(`${base}/api/v1/queries/session.me`, { headers: { cookie } })
const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0]!
const unlock = () => province.rows('update identity.account set failed = 0, locked_until = null')

describe('Phiên làm việc', () => {
  test('a right password opens a session whose cookie scripts cannot read and other sites do not send', async () => {
    const response = await logIn(PASSWORD)
    assert.equal(response.status, 200)
    const cookie = response.headers.get('set-cookie')!
    assert.match(cookie, /HttpOnly/)
    assert.match(cookie, /SameSite=Strict/)
    assert.equal((await me(cookieOf(response))).status, 200)
    const [row] = await province.rows<{ n: number }>(
      `select count(*)::int as n from identity.session where encode(token_hash, 'escape') like '%' || $1 || '%'`,
      [cookieOf(response).split('=')[1]],
    )
    assert.equal(row!.n, 0, 'only the hash of the token is kept')
  })
  test('a new log-in in the same browser ends the session before it', async () => {
    const first = cookieOf(await logIn(PASSWORD))
    const second = cookieOf(await logIn(PASSWORD, { cookie: first }))
    assert.notEqual(second, first)
    assert.equal((await me(first)).status, 401)
    assert.equal((await me(second)).status, 200)
  })
  test('logging out ends it at the server, not only in the browser', async () => {
    const cookie = cookieOf(await logIn(PASSWORD))
    await fetch(`${base}/api/v1/session`, { method: 'DELETE', headers: { cookie, 'x-congvan': '1' } })
    assert.equal((await me(cookie)).status, 401)
  })
  test('a session that has run out says so in a sentence', async () => {
    const cookie = cookieOf(await logIn(PASSWORD))
    await province.rows(`update identity.session set expires_at = now() - interval '1 minute'`)
    const response = await me(cookie)
    assert.equal(response.status, 401)
    assert.match(((await response.json()) as { vi: string }).vi, /Đăng nhập lại/)
  })
  test('acting under a post one does not hold is refused', async () => {
    const cookie = cookieOf(await logIn(PASSWORD))
    const response = await fetch(`${base}/api/v1/queries/session.me`, {
      headers: { cookie, 'x-position': province.position('chủ tịch') },
    })
    assert.equal(((await response.json()) as { code: string }).code, 'identity.not-your-post')
  })
})

describe('Khóa tài khoản', () => {
  test('five wrong passwords lock the account, the right one too; an unknown account says the same words', async () => {
    await unlock()
    const words = new Set<string>()
    for (let i = 0; i < 5; i++) words.add(((await (await logIn('sai')).json()) as { vi: string }).vi)
    const unknown = await post('/api/v1/session', { account: 'khong.co', password: 'x' })
    words.add(((await unknown.json()) as { vi: string }).vi)
    assert.equal(words.size, 1)
    const locked = await logIn(PASSWORD)
    assert.equal(locked.status, 429)
    assert.match(((await locked.json()) as { vi: string }).vi, /Thử lại sau \d+ phút/)
    await unlock()
  })
  test('guesses sent side by side are all counted', async () => {
    await unlock()
    await Promise.all(Array.from({ length: 6 }, () => logIn('sai')))
    assert.equal((await logIn(PASSWORD)).status, 429)
    await unlock()
  })
  test('thirty tries a minute from one address are the most', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 32; i++)
      statuses.push((await post('/api/v1/session', { account: `ai.do.${i}`, password: 'x' })).status)
    assert.equal(statuses.at(-1), 429)
    assert.equal((await post('/api/v1/session', { account: 'be.nam', password: PASSWORD })).status, 429)
  })
  test('log-ins and failures stand in the access log, without a password', async () => {
    const rows = await province.rows<{ what: string; text: string }>(
      'select distinct what, detail::text as text from identity.access_log',
    )
    assert.ok(rows.some((row) => row.what === 'log-in') && rows.some((row) => row.what === 'log-in-failed'))
    assert.ok(!rows.some((row) => row.text.includes(PASSWORD)))
  })
})

describe('Yêu cầu từ trang lạ', () => {
  test('a write without our header, or from another origin, is refused', async () => {
    const client = await province.client('văn thư tỉnh')
    const { cookie } = client.headers() as { cookie: string }
    const send = (headers: Record<string, string>) =>
      fetch(`${base}/api/v1/commands/tasks.submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie, ...headers },
        body: '{}',
      })
    for (const headers of [
      {},
      { 'x-congvan': '1', origin: 'https://ke-xau.example' },
      { 'x-congvan': '1', origin: 'null' },
      { 'x-congvan': '1', origin: 'không phải địa chỉ'.normalize('NFD').replace(/[^a-z ]/g, '') },
    ]) {
      const response = await send(headers as Record<string, string>)
      assert.equal(response.status, 403)
      assert.equal(((await response.json()) as { code: string }).code, 'identity.csrf')
    }
    assert.equal((await send({ 'x-congvan': '1', origin: base })).status, 422)
  })
  test('every answer carries the policy against foreign scripts, frames and guessing of types', async () => {
    for (const path of ['/healthz', '/api/v1/queries/session.me', '/khong-co']) {
      const { headers } = await fetch(`${base}${path}`)
      const policy = headers.get('content-security-policy')!
      for (const part of [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ])
        assert.ok(policy.includes(part), part)
      assert.doesNotMatch(policy, /script-src[^;]*'unsafe-inline/)
      assert.doesNotMatch(policy, /'unsafe-(inline|eval|hashes)'/)
      assert.match(policy, /style-src 'self';/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('referrer-policy'), 'no-referrer')
    }
  })
  test('nothing is answered without a session but health, desks and the screens', async () => {
    for (const path of ['/api/v1/queries/work.list', '/api/v1/live', '/api/v1/documents/x/components/1'])
      assert.equal((await fetch(`${base}${path}`)).status, 401, path)
  })
  test('desks without a password exist only in the demo', async () => {
    const response = await post('/api/v1/session/desk', { deskId: 'chu-tich-tinh' })
    assert.equal(((await response.json()) as { code: string }).code, 'identity.demo-only')
  })
})

describe('Tệp gửi lên và tải về', () => {
  const send = async (filename: string, bytes: Uint8Array | string) => {
    const client = await province.client('văn thư tỉnh')
    const response = await fetch(`${base}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        ...client.headers(),
        'content-type': 'application/octet-stream',
        'x-filename': encodeURIComponent(filename),
      },
      body: Buffer.from(bytes),
    })
    return { status: response.status, body: (await response.json()) as Record<string, string> }
  }
  const waiting = async () => (await province.rows('select 1 from platform.upload')).length
  test('a file that is not what its name says, an empty one and a strange one are refused by name, and nothing remains', async () => {
    const before = await waiting()
    for (const [name, bytes, code] of [
      ['cong-van.pdf', 'đây không phải PDF', 'intake.not-what-it-says'],
      ['anh.png', '%PDF-1.4', 'intake.not-what-it-says'],
      ['rong.pdf', '', 'intake.empty-file'],
      ['chuong-trinh.exe', 'MZ…', 'intake.unsupported'],
      ['bom.docx', bomb(), 'intake.zip-bomb'],
    ] as const) {
      const { status, body } = await send(name, bytes)
      assert.equal(status, 422, name)
      assert.equal(body.code, code)
      assert.equal(body.field, 'file')
      assert.ok(body.vi!.includes(name), body.vi)
    }
    assert.equal(await waiting(), before)
  })
  const PAGE =
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'
  test('a PDF under an opening password and a broken one are refused with the remedy; an owner password alone is read', async () => {
    const before = await waiting()
    const broken = await send('hong.pdf', `%PDF-1.7\n${'\u0001 rác '.repeat(200)}`)
    assert.equal(broken.status, 422)
    assert.equal(broken.body.code, 'intake.broken')
    assert.ok(broken.body.vi!.includes('hong.pdf'), broken.body.vi)
    const locked = await send('khoa.pdf', encrypted('bi-mat', 'chu'))
    assert.equal(locked.body.code, 'intake.password')
    assert.match(locked.body.vi!, /khoa\.pdf.*mật khẩu/)
    assert.equal(await waiting(), before)
    assert.equal((await send('chu.pdf', encrypted('', 'chu'))).status, 200)
  })
  const encrypted = (user: string, owner: string): Buffer => {
    const folder = mkdtempSync(join(tmpdir(), 'congvan-pdf-'))
    try {
      writeFileSync(join(folder, 'a.pdf'), `%PDF-1.4\n${PAGE}`)
      const made = spawnSync('qpdf', ['--encrypt', user, owner, '256', '--', 'a.pdf', 'b.pdf'], {
        cwd: folder,
      })
      // qpdf ends with 3 when it had to mend the hand-written table; the file is there.
      assert.ok(made.status === 0 || made.status === 3, String(made.stderr))
      return readFileSync(join(folder, 'b.pdf'))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  test('2 GB is refused by name while it streams: memory stays bounded and nothing stays on the disk', async () => {
    const before = await waiting()
    const rest = process.memoryUsage.rss()
    let most = 0
    const { status, body } = await sendSparse('ban-quet.pdf', 2 * 1024 ** 3, () => {
      most = Math.max(most, process.memoryUsage.rss() - rest)
    })
    assert.equal(status, 422)
    assert.equal(body.code, 'intake.too-large')
    assert.equal(body.field, 'file')
    assert.match(body.vi!, /ban-quet\.pdf lớn quá 200 MB\. Chia nhỏ/)
    assert.ok(most < 150 * 1024 ** 2, `${Math.round(most / 1024 ** 2)} MB more at the height of it`)
    assert.equal(await waiting(), before)
    assert.deepEqual(readdirSync(join(province.folder, 'spool')).filter(isNew), [])
  })
  test('one that does not say its size is refused just so at its two-hundredth megabyte', async () => {
    const { body } = await sendSparse('khong-noi.pdf', 210 * 1024 ** 2, () => undefined, { says: false })
    assert.equal(body.code, 'intake.too-large')
    assert.deepEqual(readdirSync(join(province.folder, 'spool')).filter(isNew), [])
  })
  test('an upload that breaks off in the middle leaves nothing behind', async () => {
    await assert.rejects(sendSparse('dut.pdf', 50 * 1024 ** 2, () => undefined, { breakAt: 10 * 1024 ** 2 }))
    for (let i = 0; i < 50 && readdirSync(join(province.folder, 'spool')).some(isNew); i++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    assert.deepEqual(readdirSync(join(province.folder, 'spool')).filter(isNew), [])
  })
  /** Zeros through the real socket, one piece used again and again; `breakAt` cuts the line. */
  const sendSparse = async (
    filename: string,
    bytes: number,
    onPiece: () => void,
    { says = true, breakAt = Infinity } = {},
  ) => {
    kept = new Set(readdirSync(join(province.folder, 'spool')))
    const client = await province.client('văn thư tỉnh')
    const piece = Buffer.alloc(1024 ** 2)
    return new Promise<{ status: number; body: Record<string, string> }>((resolve, reject) => {
      const sending = request(
        `${base}/api/v1/uploads`,
        {
          method: 'POST',
          headers: {
            ...client.headers(),
            'content-type': 'application/pdf',
            ...(says ? { 'content-length': bytes } : {}),
            'x-filename': filename,
          },
        },
        async (response) => {
          const parts: Buffer[] = []
          for await (const part of response) parts.push(part as Buffer)
          resolve({ status: response.statusCode!, body: JSON.parse(Buffer.concat(parts).toString()) })
        },
      )
      sending.on('error', reject)
      let sent = 0
      const go = (): void => {
        for (;;) {
          if (sent >= breakAt) return void sending.destroy(new Error('cut'))
          if (sent >= bytes) return void sending.end()
          sent += piece.length
          onPiece()
          if (!sending.write(piece)) return void sending.once('drain', go)
        }
      }
      go()
    })
  }
  let kept = new Set<string>()
  const isNew = (name: string) => !kept.has(name)
  test('names with folders and control characters become plain names', async () => {
    const { status, body } = await send('../../etc/\u0007mật khẩu\u202egpj.pdf', `%PDF-1.4\n${PAGE}`)
    assert.equal(status, 200)
    assert.equal(body.filename, 'mật khẩu gpj.pdf')
  })
  test('a PDF with a script is received with a warning that it never runs', async () => {
    const { body } = await send(
      'co-ma.pdf',
      `%PDF-1.4\n4 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n${PAGE}`,
    )
    assert.match(JSON.stringify(body.warnings), /intake.active-content/)
  })
  test('a body that is no JSON, or too large, gets a sentence and no stack', async () => {
    const client = await province.client('văn thư tỉnh')
    const broken = await post('/api/v1/commands/tasks.submit', '{"commandId":', client.headers())
    assert.equal(broken.status, 400)
    const large = await post('/api/v1/commands/tasks.submit', `"${'x'.repeat(3_000_000)}"`, client.headers())
    assert.equal(large.status, 413)
    for (const response of [broken, large]) {
      const text = await response.text()
      assert.match(text, /"vi":/)
      assert.doesNotMatch(text, /node_modules|at .*\.ts/)
    }
  })
  test('ids and days that are none are refused in words, never as an incident', async () => {
    const client = await province.client('văn thư tỉnh')
    for (const path of [
      'documents.get?documentId=abc',
      'documents.list?from=2021-13-45',
      'registers.entries?bookId=x',
      'documents.list?cursor=a~b',
      'drafting.get?documentId=%00',
    ]) {
      const { status, body } = await client.send('GET', `/api/v1/queries/${path}`)
      assert.ok(status >= 400 && status < 500, `${path}: ${status} ${JSON.stringify(body)}`)
      assert.ok((body as { vi: string }).vi)
    }
  })
  test('a download says its type, its name, and is never shown as a page of ours unless it is a PDF or a picture', async () => {
    const id = await province.arrival().withFile(Buffer.from('%PDF-1.4 tải về')).registered()
    const client = await province.client('văn thư tỉnh')
    const get = (query: string) =>
      fetch(`${base}/api/v1/documents/${id}/components/1${query}`, { headers: client.headers() })
    const shown = await get('')
    assert.equal(shown.headers.get('content-type'), 'application/pdf')
    assert.match(shown.headers.get('content-disposition')!, /^inline; filename\*=UTF-8''/)
    assert.match(shown.headers.get('cache-control')!, /private/)
    assert.match((await get('?download')).headers.get('content-disposition')!, /^attachment/)
    const read = await province.rows(
      `select 1 from identity.access_log where what = 'read-file' and subject_id = $1`,
      [id],
    )
    assert.equal(read.length, 2)
  })
})

/** A ZIP whose directory says 4 GB: refused before anything is unpacked. */
function bomb(): Buffer {
  const name = Buffer.from('word/document.xml')
  const entry = Buffer.alloc(46 + name.length + 4)
  entry.write('PK\x01\x02', 0, 'latin1')
  entry.writeUInt32LE(0xfffffff0, 24)
  entry.writeUInt16LE(name.length, 28)
  name.copy(entry, 46)
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(200), entry])
}
