// /kiem-tra: a stranger with a letter in hand, on paper or as a file, and no account.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { relations } from '../documents/index.ts'
import { missingTools } from '../letters/testing/pdf-tools.ts'
import { MOST_BYTES, RateLimit, setPublicAddress } from './index.ts'

const skip = missingTools('pdftoppm', 'zbarimg')
const ADDRESS = 'https://vanban.example.vn'

let province: Province
let base: string
let documentId: string
let letter: Uint8Array
before(async () => {
  province = await Province.start()
  await province.runner.system((tx) => setPublicAddress(tx, ADDRESS))
  base = await province.http()
  documentId = await province.draft().to('xã').issued()
  letter = await fileOf(documentId)
})
after(() => province[Symbol.asyncDispose]())

async function fileOf(id: string): Promise<Uint8Array> {
  const [row] = await province.rows<{ sha256: string }>(
    `select c.sha256 from documents.component c join documents.document d on d.agency_id = c.agency_id and d.id = c.document_id
     where d.id = $1 and c.ordinal = 1 and d.direction = 'outgoing'`,
    [id],
  )
  return new Uint8Array(await province.services.blobs.get(row!.sha256))
}

let address = 0
/** Each question from a stranger of its own, so that one test's limit is not another's. */
const stranger = () => ({ 'x-congvan': '1', 'x-forwarded-for': `203.0.113.${++address}` })
const ask = async (code: string) =>
  (await fetch(`${base}/api/v1/public/letters/${code}`, { headers: stranger() })).json()
async function drop(pdf: Uint8Array, options: { code?: string; headers?: Record<string, string> } = {}) {
  const response = await fetch(`${base}/api/v1/public/verify${options.code ? `?ma=${options.code}` : ''}`, {
    method: 'POST',
    headers: {
      ...(options.headers ?? stranger()),
      'content-type': 'application/pdf',
      'x-filename': encodeURIComponent('Công văn.pdf'),
    },
    body: Buffer.from(pdf),
  })
  return { status: response.status, body: await response.json() }
}

/** What a phone reads off the printed page. */
function scanned(pdf: Uint8Array): string {
  const path = join(province.folder, 'scanned')
  writeFileSync(`${path}.pdf`, pdf)
  execFileSync('pdftoppm', ['-r', '200', '-l', '1', '-png', '-singlefile', `${path}.pdf`, path])
  return execFileSync('zbarimg', ['-q', '--raw', `${path}.png`], { encoding: 'utf8' }).trim()
}
const codeOf = (pdf: Uint8Array): string => new URL(scanned(pdf)).searchParams.get('ma')!

describe('The mark on an issued letter', { skip }, () => {
  test('is read by a scanner and tells number, date, type, issuer and state, nothing else', async () => {
    const read = scanned(letter)
    assert.match(read, /^https:\/\/vanban\.example\.vn\/kiem-tra\?ma=[A-Za-z0-9_-]{22}$/)
    const { letter: told } = await ask(codeOf(letter))
    assert.deepEqual(Object.keys(told).sort(), [
      'issuedOn',
      'issuerName',
      'numberSymbol',
      'replacedBy',
      'state',
      'typeName',
    ])
    assert.equal(told.state, 'issued')
    assert.match(told.numberSymbol, /^\d+\//)
    assert.doesNotMatch(JSON.stringify(told), /xã|@/)
  })
  test('says nothing before the letter is issued', async () => {
    const waiting = await province.draft().to('xã').signed()
    assert.deepEqual(await ask(codeOf(await fileOf(waiting))), { letter: null })
  })
  test('says so when the letter was recalled or replaced', async () => {
    const recalled = await province.draft().to('xã').issued()
    const clerk = await province.desk('văn thư tỉnh')
    await clerk.does('issuing.recall', { documentId: recalled, reason: 'Sai thẩm quyền' })
    const answer = await ask(codeOf(await fileOf(recalled)))
    assert.equal(answer.letter.state, 'recalled')
    assert.doesNotMatch(JSON.stringify(answer), /Sai thẩm quyền/)

    const old = await province.draft().to('xã').issued()
    const next = await province.draft().to('xã').issued()
    await province.runner.store(clerk.actor, (tx) =>
      relations.insertRelation(tx, {
        agency_id: clerk.agencyId,
        id: newId(),
        document_id: next,
        kind: 'supersedes',
        target_id: old,
        number_symbol: '',
        subject: '',
        issued_on: null,
      }),
    )
    const replaced = (await ask(codeOf(await fileOf(old)))).letter
    assert.equal(replaced.state, 'replaced')
    assert.match(replaced.replacedBy, /^\d+\//)
  })
  test('a made-up code belongs to no letter, and the table does not hold the codes', async () => {
    for (const code of ['AAAAAAAAAAAAAAAAAAAAAA', 'x', "' or 1=1", documentId])
      assert.deepEqual(await ask(encodeURIComponent(code)), { letter: null })
    const rows = await province.rows('select * from verification.link')
    assert.doesNotMatch(JSON.stringify(rows), new RegExp(codeOf(letter)))
  })
  test('the application itself reads no link past the wall, only through look_up', async () => {
    const seen = await province.runner.system((tx) => tx.rows('select * from verification.link'))
    assert.deepEqual(seen, [])
  })
  test('an office without a public address prints no mark', async () => {
    await province.runner.system((tx) => setPublicAddress(tx, null))
    const plain = await fileOf(await province.draft().to('xã').issued())
    await province.runner.system((tx) => setPublicAddress(tx, ADDRESS))
    assert.throws(() => scanned(plain))
  })
})

describe('A dropped file', () => {
  test('is judged in a clerk’s words, with evidence and a PDF report, and is gone at the answer', async () => {
    const { status, body } = await drop(letter)
    assert.equal(status, 200)
    assert.equal(body.vi.headline, 'Văn bản nguyên vẹn, mọi chữ ký đều hợp lệ')
    assert.equal(body.vi.signatures.length, 2)
    assert.ok(body.vi.signatures[0].evidence.length > 3)
    assert.equal(Buffer.from(body.paper, 'base64').subarray(0, 5).toString(), '%PDF-')
    assert.equal(body.letter.file, 'same')
    assert.deepEqual(readdirSync(join(province.folder, 'spool')), [])
  })
  test('altered by one byte is not valid, and not the one issued', { skip }, async () => {
    const altered = Uint8Array.from(letter)
    altered[letter.indexOf(0x54, 5000)] = 0x55
    const { body } = await drop(altered, { code: codeOf(letter) })
    assert.notEqual(body.report.verdict, 'valid')
    assert.equal(body.letter.file, 'other')
  })
  test('with something appended is the issued one, longer', { skip }, async () => {
    const grown = Buffer.concat([letter, Buffer.from('\n% thêm\n')])
    assert.equal((await drop(grown, { code: codeOf(letter) })).body.letter.file, 'longer')
  })
  test('that is no PDF, empty, or too large is refused or called unreadable, and leaves nothing behind', async () => {
    const { body } = await drop(Buffer.from('không phải PDF'))
    assert.equal(body.report.verdict, 'unreadable')
    assert.match(body.vi.headline, /không thể coi là hợp lệ/)
    const large = await drop(new Uint8Array(MOST_BYTES + 1))
    assert.equal(large.body.code, 'verification.too-large')
    assert.equal((await drop(new Uint8Array())).status, 422)
    assert.deepEqual(readdirSync(join(province.folder, 'spool')), [])
  })
  test('the eleventh file from one address within a minute waits', async () => {
    const headers = { 'x-congvan': '1', 'x-forwarded-for': '198.51.100.7' }
    const answers = []
    for (let i = 0; i < 11; i++) answers.push(await drop(new Uint8Array(), { headers }))
    assert.deepEqual(answers.map(({ status }) => status).slice(-2), [422, 429])
    assert.match(answers[10]!.body.vi, /Chờ khoảng \d+ phút/)
  })
  test('a household with many IPv6 addresses is one asker', () => {
    const limit = new RateLimit(2, 1)
    limit.take('2001:db8:1:2::1')
    limit.take('2001:db8:1:2:ffff::9')
    assert.throws(() => limit.take('2001:db8:1:2::77'))
    limit.take('2001:db8:1:3::1')
  })
})
