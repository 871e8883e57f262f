import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { SignError } from '../cms/index.ts'
import { publicKeyOf } from '../x509/algorithm.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { openPkcs12, requireUsable } from './index.ts'

const code = (wanted: string) => (error: unknown) => error instanceof SignError && error.code === wanted

describe('PKCS#12 key files', () => {
  let dir: string
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' })
  const read = (file: string) => new Uint8Array(readFileSync(join(dir, file)))

  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'p12-'))
    run(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '30',
      '-subj',
      '/CN=CA',
    )
    run(
      'req',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'k.key',
      '-out',
      'k.csr',
      '-utf8',
      '-subj',
      '/CN=Nguyễn Văn Ơn',
    )
    run('x509', '-req', '-in', 'k.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-out', 'k.pem', '-days', '10')
  })
  after(() => rmSync(dir, { recursive: true, force: true }))

  const made = (name: string, pass: string, ...options: string[]) => {
    run(
      'pkcs12',
      '-export',
      '-inkey',
      'k.key',
      '-in',
      'k.pem',
      '-certfile',
      'ca.pem',
      '-out',
      name,
      '-passout',
      `pass:${pass}`,
      ...options,
    )
    return read(name)
  }
  const proves = async (file: Uint8Array, pass: string) => {
    const key = openPkcs12(file, pass)
    const data = new TextEncoder().encode('văn bản')
    const value = await key.sign({ toBeSigned: data, digest: new Uint8Array(), scheme: key.scheme })
    assert.ok(verify('sha256', data, publicKeyOf(parseCertificate(key.certificate).spki), value))
    assert.equal(key.chain.length, 1)
  }

  it('opens a modern file (PBES2 with AES-256 and a SHA-256 MAC)', () =>
    proves(made('m.p12', 'mật khẩu'), 'mật khẩu'))
  it('opens a legacy file (RC2-40 certificates, 3DES key, SHA-1 MAC)', () =>
    proves(made('l.p12', 'abc', '-legacy'), 'abc'))
  const variants = [
    'PBE-SHA1-RC2-128',
    'PBE-SHA1-3DES',
    'PBE-SHA1-2DES',
    'PBE-SHA1-RC4-128',
    'PBE-SHA1-RC4-40',
    'AES-128-CBC',
  ]
  for (const cipher of variants) {
    it(`opens a file whose bags are encrypted with ${cipher}`, () =>
      proves(made('v.p12', 'abc', '-legacy', '-keypbe', cipher, '-certpbe', cipher), 'abc'))
  }
  it('opens a file with an empty passphrase and one with a SHA-512 MAC', async () => {
    await proves(made('e.p12', ''), '')
    await proves(made('s.p12', 'abc', '-macalg', 'sha512'), 'abc')
  })
  it('says that the passphrase is wrong, for modern and legacy files', () => {
    assert.throws(() => openPkcs12(made('m.p12', 'abc'), 'abd'), code('wrong-passphrase'))
    assert.throws(() => openPkcs12(made('l.p12', 'abc', '-legacy'), 'abd'), code('wrong-passphrase'))
    assert.throws(
      () => openPkcs12(made('n.p12', 'abc', '-nomac', '-legacy'), 'abd'),
      code('wrong-passphrase'),
    )
  })
  it('never crashes on a damaged file', () => {
    const file = made('m.p12', 'abc')
    for (let i = 0; i < file.length; i += 7) {
      const bad = file.slice()
      bad[i]! ^= 0xff
      try {
        openPkcs12(bad, 'abc')
      } catch (error) {
        assert.ok(error instanceof SignError, `byte ${i}: ${error}`)
      }
    }
  })
  it('refuses a certificate before the PIN is asked when it cannot sign', () => {
    const { certificate } = openPkcs12(made('m.p12', 'abc'), 'abc')
    const day = 86_400_000
    requireUsable(certificate, new Date())
    assert.throws(
      () => requireUsable(certificate, new Date(Date.now() + 20 * day)),
      code('certificate-expired'),
    )
    assert.throws(
      () => requireUsable(certificate, new Date(Date.now() - day)),
      code('certificate-not-yet-valid'),
    )
    const wrong = (extension: string) => {
      run(
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'w.key',
        '-out',
        'w.pem',
        '-subj',
        '/CN=W',
        '-addext',
        'basicConstraints=CA:FALSE',
        '-addext',
        extension,
      )
      run('x509', '-in', 'w.pem', '-outform', 'DER', '-out', 'w.der')
      return read('w.der')
    }
    assert.throws(
      () => requireUsable(wrong('keyUsage=keyEncipherment'), new Date()),
      code('certificate-wrong-usage'),
    )
    assert.throws(
      () => requireUsable(wrong('extendedKeyUsage=serverAuth'), new Date()),
      code('certificate-wrong-usage'),
    )
    requireUsable(wrong('keyUsage=nonRepudiation'), new Date())
    run('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der')
    assert.throws(() => requireUsable(read('ca.der'), new Date()), code('certificate-wrong-usage'))
  })
})
