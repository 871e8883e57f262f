import assert from 'node:assert/strict'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { createLab, type Lab, toPem } from './index.ts'

let lab: Lab
let folder: string

before(async () => {
  lab = await createLab()
  folder = mkdtempSync(join(tmpdir(), 'congvan-lab-'))
})

after(async () => {
  await lab.close()
  rmSync(folder, { recursive: true, force: true })
})

const path = (name: string): string => join(folder, name)
const openssl = (...args: string[]): string =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

async function fetched(url: string, body?: Uint8Array): Promise<Buffer> {
  const answer = await fetch(url, body ? { method: 'POST', body: Buffer.from(body) } : {})
  assert.equal(answer.status, 200)
  return Buffer.from(await answer.arrayBuffer())
}

test('openssl accepts the chain of a person with a Vietnamese name, on P-256 and on RSA-2048', () => {
  for (const key of ['p256', 'rsa2048'] as const) {
    const person = lab.issueCertificate({
      kind: 'person',
      key,
      subject: { cn: 'Nguyễn Thị Ước', o: 'Ủy ban nhân dân tỉnh Bến Tre', serialNumber: 'CCCD:083' },
    })
    writeFileSync(path('person.pem'), toPem(person.certificate))
    writeFileSync(path('chain.pem'), person.chain.map((item) => toPem(item)).join(''))
    writeFileSync(path('root.pem'), lab.trustPem())
    const said = openssl(
      'verify',
      '-x509_strict',
      '-CAfile',
      path('root.pem'),
      '-untrusted',
      path('chain.pem'),
      path('person.pem'),
    )
    assert.match(said, /OK/)
    const subject = openssl('x509', '-in', path('person.pem'), '-noout', '-subject', '-nameopt', 'utf8')
    assert.match(subject, /Nguyễn Thị Ước/)
  }
})

test('openssl reads the PKCS#12 file with the passphrase and refuses a wrong one', () => {
  const person = lab.issueCertificate({ kind: 'person', subject: { cn: 'Lê Văn Tám' } })
  writeFileSync(path('key.p12'), lab.pkcs12(person, 'mật khẩu 1'))
  const out = openssl('pkcs12', '-in', path('key.p12'), '-passin', 'pass:mật khẩu 1', '-nodes')
  assert.equal(out.match(/BEGIN CERTIFICATE/g)?.length, 3)
  assert.match(out, /BEGIN PRIVATE KEY/)
  assert.throws(() => openssl('pkcs12', '-in', path('key.p12'), '-passin', 'pass:sai', '-nodes'))
})

test('openssl finds the OCSP answer of the delegated responder good, and revoked after a revocation', async () => {
  const person = lab.issueCertificate({ kind: 'person', subject: { cn: 'Trần Thị Bảy' } })
  writeFileSync(path('p.pem'), toPem(person.certificate))
  writeFileSync(path('ca.pem'), toPem(person.authority.certificate))
  writeFileSync(path('root.pem'), lab.trustPem())
  // Asynchronous, because the responder answers from this very process.
  const ask = async (): Promise<string> => {
    const url = `${lab.baseUrl}/ocsp/cong-vu`
    const args = ['ocsp', '-url', url, '-issuer', path('ca.pem'), '-cert', path('p.pem')]
    const said = await promisify(execFile)('openssl', [...args, '-CAfile', path('root.pem')])
    assert.match(said.stderr, /Response verify OK/)
    return said.stdout
  }
  assert.match(await ask(), /: good/)
  lab.revoke(person)
  assert.match(await ask(), /: revoked/)
  writeFileSync(path('crl.der'), await fetched(`${lab.baseUrl}/crl/cong-vu.crl`))
  const list = openssl(
    'crl',
    '-inform',
    'DER',
    '-in',
    path('crl.der'),
    '-noout',
    '-text',
    '-CAfile',
    path('ca.pem'),
  )
  assert.match(list, new RegExp(person.serial, 'i'))
})

test('openssl verifies the time-stamp token', async () => {
  writeFileSync(path('data'), 'nội dung')
  openssl('ts', '-query', '-data', path('data'), '-sha256', '-cert', '-out', path('q.tsq'))
  writeFileSync(path('q.tsr'), await fetched(lab.tsaUrl, readFileSync(path('q.tsq'))))
  writeFileSync(path('root.pem'), lab.trustPem())
  const said = openssl(
    'ts',
    '-verify',
    '-queryfile',
    path('q.tsq'),
    '-in',
    path('q.tsr'),
    '-CAfile',
    path('root.pem'),
  )
  assert.match(said, /OK/)
})

test('a service that is down, answers 503 or answers slowly does so, and recovers when the fault is cleared', async () => {
  const url = `${lab.baseUrl}/crl/cong-vu.crl`
  lab.faults.on.crl.add('down')
  await assert.rejects(fetch(url))
  lab.faults.on.crl.clear()
  lab.faults.on.crl.add('5xx')
  assert.equal((await fetch(url)).status, 503)
  lab.faults.on.crl.clear()
  lab.faults.slowMs = 80
  lab.faults.on.crl.add('slow')
  const start = Date.now()
  await fetched(url)
  assert.ok(Date.now() - start >= 75)
  lab.faults.on.crl.clear()
  await fetched(url)
})

test('a thousand certificates for keys made elsewhere take seconds, not minutes', () => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const start = process.cpuUsage()
  const serials = new Set<string>()
  for (let i = 0; i < 1100; i++)
    serials.add(lab.issueCertificate({ kind: 'person', publicKey, subject: { cn: `Người ${i}` } }).serial)
  assert.equal(serials.size, 1100)
  assert.ok(process.cpuUsage(start).user < 5_000_000)
})

test('as a process it writes its anchor, serves, and takes orders over HTTP', async () => {
  const main = new URL('./main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main, '--out', folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const line = await new Promise<string>((resolve) =>
      child.stdout.once('data', (data) => resolve(String(data))),
    )
    const { baseUrl } = JSON.parse(line) as { baseUrl: string }
    assert.match(readFileSync(join(folder, 'goc-thu-nghiem.pem'), 'utf8'), /BEGIN CERTIFICATE/)
    await fetched(`${baseUrl}/crl/cong-vu.crl`)
    const order = (body: object) => fetch(`${baseUrl}/lab`, { method: 'POST', body: JSON.stringify(body) })
    await order({ service: 'crl', fault: '5xx' })
    assert.equal((await fetch(`${baseUrl}/crl/cong-vu.crl`)).status, 503)
    await order({ clear: true })
    await fetched(`${baseUrl}/crl/cong-vu.crl`)
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
})
