// A letter signed and sealed through the product with keys that never leave a PKCS#11 token (SoftHSM2).
// Runs where optional/pkcs11 is compiled and softhsm2 and opensc are installed: the default install compiles nothing.
import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { createLab, type Lab } from '@congvan/lab'
import { stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { advanceSigning, startSigning } from '../drafting/index.ts'
import { findSigningKeys, judgePdf } from './index.ts'

const OPTIONAL = join(import.meta.dirname, '../../../../../optional/pkcs11')
const MODULE = '/usr/lib/softhsm/libsofthsm2.so'
const ready =
  existsSync(join(OPTIONAL, 'node_modules/pkcs11js')) &&
  [MODULE, '/usr/bin/softhsm2-util', '/usr/bin/pkcs11-tool'].every((path) => existsSync(path))
const skip = ready ? false : 'optional/pkcs11, softhsm2 or opensc is not installed'
const PIN = '246810'
const at = new Date('2021-12-20T00:30:00Z')

let province: Province
let lab: Lab
let folder: string
let child: ChildProcess
let baseUrl: string
const serviceId = newId()

/** As an administrator fills a token: the key goes in, and only its public part is ever seen again. */
function putKey(label: string, id: string, pair: { privateKey: KeyObject }, certificate: Uint8Array): void {
  const env = { ...process.env, SOFTHSM2_CONF: join(folder, 'softhsm2.conf') }
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { env, stdio: 'pipe' })
  const key = join(folder, 'key.pem')
  writeFileSync(key, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const token = ['--token', 'congvan', '--label', label, '--id', id, '--pin', PIN]
  run('softhsm2-util', '--import', key, ...token)
  putCertificate(label, id, certificate)
  rmSync(key)
}

/** The authority's own stands there too: without it no path leads to a root. */
function putCertificate(label: string, id: string, certificate: Uint8Array): void {
  const env = { ...process.env, SOFTHSM2_CONF: join(folder, 'softhsm2.conf') }
  const file = join(folder, 'own.der')
  writeFileSync(file, certificate)
  const place = ['--module', MODULE, '--token-label', 'congvan', '--login', '--pin', PIN]
  const object = ['--write-object', file, '--type', 'cert', '--label', label, '--id', id]
  execFileSync('pkcs11-tool', [...place, ...object], { env, stdio: 'pipe' })
}

before(async () => {
  if (!ready) return
  folder = mkdtempSync(join(tmpdir(), 'congvan-hsm-'))
  mkdirSync(join(folder, 'tokens'))
  writeFileSync(
    join(folder, 'softhsm2.conf'),
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  writeFileSync(join(folder, 'secret'), 'bi-mat')
  const env = { ...process.env, SOFTHSM2_CONF: join(folder, 'softhsm2.conf') }
  const init = ['--init-token', '--free', '--label', 'congvan', '--so-pin', '87654321', '--pin', PIN]
  execFileSync('softhsm2-util', init, { env, stdio: 'pipe' })
  province = await Province.start()
  lab = await createLab({ port: false, now: () => at })
  await province.rows(
    `insert into signing.trust_anchor (id, certificate, purpose, name) values ($1, $2, 'test', 'CA thiết bị')`,
    [newId(), lab.root.certificate],
  )
  for (const authority of [lab.root, lab.authorities.congVu])
    await province.rows(
      `insert into signing.revocation_list (issuer, crl, this_update) values ($1, $2, '2021-12-20')`,
      [`hsm ${authority.id}`, lab.crlOf(authority)],
    )
  const o = 'Ủy ban nhân dân tỉnh'
  const person = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const agency = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const issue = (cn: string, kind: 'person' | 'organisation', publicKey: KeyObject) =>
    lab.issueCertificate({ subject: { cn, o }, kind, publicKey }).certificate
  putKey('thuan', 'a1', person, issue('Trần Văn Thuận', 'person', person.publicKey))
  const office = await province.desk('văn thư tỉnh')
  putKey('dau', 'a2', agency, issue(office.actor.acting.agencyName, 'organisation', agency.publicKey))
  const place = [
    '--module',
    MODULE,
    '--token',
    'congvan',
    '--secret-file',
    join(folder, 'secret'),
    '--port',
    '0',
  ]
  putCertificate('ca', 'a3', lab.authorities.congVu.certificate)
  child = spawn(process.execPath, [join(OPTIONAL, 'serve.mjs'), ...place], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  baseUrl = await new Promise<string>((resolve) =>
    createInterface({ input: child.stdout! }).once('line', (line) => resolve(JSON.parse(line).baseUrl)),
  )
  await (await province.desk('quản trị')).does('signing.put-service', {
    serviceId,
    kind: 'csc-v2',
    name: 'HSM của cơ quan',
    url: baseUrl,
    settings: { clientId: 'congvan', authMode: 'pin', hsm: 'yes' },
    secret: 'bi-mat',
  })
})
after(async () => {
  child?.kill('SIGTERM')
  await lab?.close()
  await province?.[Symbol.asyncDispose]()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** "Thêm chứng thư": found under its label, judged for its holder, kept without any secret. */
async function register(desk: Desk, account: string, holder: 'person' | 'agency'): Promise<string> {
  const { keys } = await findSigningKeys(province.services, desk.actor, { serviceId, account })
  assert.equal(keys[0]?.problem, null, keys[0]?.problem?.vi)
  const keyId = newId()
  const { reference, certificate, chain } = keys[0]!
  await desk.does('signing.register-key', {
    keyId,
    serviceId,
    holder,
    reference,
    certificate,
    chain,
  })
  return keyId
}

test('a letter is signed by its leader and sealed by its clerk with keys inside the token', {
  skip,
}, async () => {
  const [leader, clerk] = [await province.desk('chủ tịch'), await province.desk('văn thư tỉnh')]
  const documentId = await province.draft().to('xã').readyToSign()
  for (const [desk, account, purpose] of [
    [leader, 'thuan', 'person'],
    [clerk, 'dau', 'seal'],
  ] as const) {
    const keyId = await register(desk, account, purpose === 'seal' ? 'agency' : 'person')
    const asked = { keyId, purpose, documentIds: [documentId], ...(purpose === 'seal' ? { send: true } : {}) }
    const { progress, refused } = await startSigning(province.services, desk.actor, asked)
    assert.deepEqual(refused, [])
    assert.equal(progress!.keyKind, 'hsm')
    assert.equal(progress!.needs, 'pin')
    const wrong = await advanceSigning(province.services, desk.actor, progress!.id, { pin: '000000' })
    assert.equal(wrong.problem?.code, 'signing.wrong-pin')
    const done = await advanceSigning(province.services, desk.actor, progress!.id, { pin: PIN })
    assert.equal(done.state, 'done', done.problem?.vi)
    assert.deepEqual(new Set(done.files.map((file) => file.state)), new Set(['done']))
  }
  assert.equal(await stateOf(province, documentId), 'issued')
  const [file] = await province.rows<{ sha256: string }>(
    'select sha256 from documents.component where document_id = $1 and ordinal = 1 and agency_id = $2',
    [documentId, clerk.agencyId],
  )
  const report = await judgePdf(province.services, await province.services.blobs.get(file!.sha256))
  assert.equal(report.verdict, 'valid')
  assert.deepEqual(
    report.signatures.map(({ role, algorithm }) => [role, algorithm]),
    [
      ['person', 'RSA/SHA256'],
      ['seal', 'ECDSA/SHA256'],
    ],
  )
  const kept = await province.rows<{ text: string }>(
    `select a::text as text from signing.authorisation a union all select f::text from signing.pending_file f
     union all select e.payload::text from platform.event e`,
  )
  assert.ok(
    kept.every(({ text }) => !String(text).includes(PIN)),
    'the PIN stands in no row',
  )
})
