// Against SoftHSM2: one PIN for a batch, RSA and ECDSA values that the certificates confirm; a wrong PIN is said.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { createHash, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'

const MODULE = '/usr/lib/softhsm/libsofthsm2.so'
const folder = mkdtempSync(join(tmpdir(), 'congvan-hsm-'))
const at = (name) => join(folder, name)
const env = { ...process.env, SOFTHSM2_CONF: at('softhsm2.conf') }
const run = (program, ...args) => execFileSync(program, args, { env, stdio: 'pipe' })
let child
let base

function makeKey(label, id, ...how) {
  run(
    'openssl',
    'req',
    '-x509',
    '-newkey',
    ...how,
    '-nodes',
    '-keyout',
    at('k.pem'),
    '-out',
    at('c.pem'),
    '-subj',
    `/CN=${label}`,
    '-days',
    '2',
  )
  run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', at('k.pem'), '-out', at('k8.pem'))
  run(
    'softhsm2-util',
    '--import',
    at('k8.pem'),
    '--token',
    'congvan',
    '--label',
    label,
    '--id',
    id,
    '--pin',
    '123456',
  )
  run('openssl', 'x509', '-in', at('c.pem'), '-outform', 'DER', '-out', at('c.der'))
  run(
    'pkcs11-tool',
    '--module',
    MODULE,
    '--token-label',
    'congvan',
    '--login',
    '--pin',
    '123456',
    '--write-object',
    at('c.der'),
    '--type',
    'cert',
    '--label',
    label,
    '--id',
    id,
  )
}

before(async () => {
  run('mkdir', at('tokens'))
  writeFileSync(
    at('softhsm2.conf'),
    `directories.tokendir = ${at('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  writeFileSync(at('secret'), 'bi-mat')
  run(
    'softhsm2-util',
    '--init-token',
    '--free',
    '--label',
    'congvan',
    '--so-pin',
    '87654321',
    '--pin',
    '123456',
  )
  makeKey('rsa', 'a1', 'rsa:2048')
  makeKey('ec', 'a2', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256')
  child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'serve.mjs'),
      '--module',
      MODULE,
      '--token',
      'congvan',
      '--secret-file',
      at('secret'),
      '--port',
      '0',
    ],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  base = await new Promise((resolve) =>
    createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line).baseUrl)),
  )
})
after(() => child?.kill('SIGTERM'))

async function client() {
  const { access_token } = await (
    await fetch(`${base}/oauth2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'congvan',
        client_secret: 'bi-mat',
      }),
    })
  ).json()
  return async (path, body) =>
    (
      await fetch(`${base}/csc/v2/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${access_token}` },
        body: JSON.stringify(body),
      })
    ).json()
}

for (const label of ['rsa', 'ec'])
  test(`${label}: three hashes, one PIN, every value is the key's`, async () => {
    const ask = await client()
    assert.deepEqual((await ask('credentials/list', { userID: label })).credentialIDs, [label])
    const info = await ask('credentials/info', { credentialID: label })
    const { publicKey } = new X509Certificate(Buffer.from(info.cert.certificates[0], 'base64'))
    const texts = ['một', 'hai', 'ba'].map((text) => Buffer.from(text))
    const hashes = texts.map((text) => createHash('sha256').update(text).digest('base64'))
    const authData = [{ id: 'PIN', value: '123456' }]
    const { SAD } = await ask('credentials/authorize', {
      credentialID: label,
      numSignatures: 3,
      hashes,
      authData,
    })
    const asked = { credentialID: label, SAD, hashes, hashAlgorithmOID: '2.16.840.1.101.3.4.2.1' }
    const { signatures } = await ask('signatures/signHash', asked)
    for (const [i, value] of signatures.entries())
      assert.ok(
        verify(
          'sha256',
          texts[i],
          { key: publicKey, dsaEncoding: 'ieee-p1363' },
          Buffer.from(value, 'base64'),
        ),
      )
    assert.equal((await ask('signatures/signHash', asked)).error, 'invalid_request')
  })

test('a wrong PIN is said, and a stranger gets no token', async () => {
  const ask = await client()
  const authData = [{ id: 'PIN', value: '000000' }]
  const said = await ask('credentials/authorize', {
    credentialID: 'ec',
    numSignatures: 1,
    hashes: ['AA=='],
    authData,
  })
  assert.equal(said.error, 'invalid_pin')
  const refused = await fetch(`${base}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'congvan', client_secret: 'sai' }),
  })
  assert.equal(refused.status, 401)
})
