// An HSM or token behind PKCS#11, offered as a CSC API v2 service on loopback: the product knows one protocol for it and a remote key.
// node serve.mjs --module /usr/lib/softhsm/libsofthsm2.so --token LABEL --secret-file FILE [--port 8990]
// The PIN comes with each authorisation (authData PIN) over the exact hashes: they are signed in that one log-in, and what waits for
// signatures/signHash under the SAD are the values, never the PIN.
import { createPublicKey, randomUUID, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import pkcs11js from 'pkcs11js'

const { values } = parseArgs({
  options: {
    module: { type: 'string' },
    token: { type: 'string' },
    'secret-file': { type: 'string' },
    client: { type: 'string', default: 'congvan' },
    port: { type: 'string', default: '8990' },
  },
})
if (!values.module || !values.token || !values['secret-file'])
  throw new Error('--module, --token and --secret-file are needed')
const secret = readFileSync(values['secret-file'], 'utf8').trim()

const p11 = new pkcs11js.PKCS11()
p11.load(values.module)
p11.C_Initialize()
const slot = p11
  .C_GetSlotList(true)
  .find((one) => p11.C_GetTokenInfo(one).label.replaceAll('\0', '').trim() === values.token)
if (!slot) throw new Error(`no token ${values.token}`)

/** One session a piece of work: opened, logged in when a PIN is given, always closed. */
function withSession(pin, work) {
  const session = p11.C_OpenSession(slot, pkcs11js.CKF_SERIAL_SESSION)
  try {
    if (pin !== null) p11.C_Login(session, pkcs11js.CKU_USER, pin)
    return work(session)
  } finally {
    try {
      if (pin !== null) p11.C_Logout(session)
    } catch {
      // A log-in that failed has nothing to end.
    }
    p11.C_CloseSession(session)
  }
}

function findAll(session, template) {
  p11.C_FindObjectsInit(session, template)
  try {
    return p11.C_FindObjects(session, 100)
  } finally {
    p11.C_FindObjectsFinal(session)
  }
}
const read = (session, object, type) => p11.C_GetAttributeValue(session, object, [{ type }])[0].value
const certificates = (session, label) =>
  findAll(session, [
    { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_CERTIFICATE },
    ...(label ? [{ type: pkcs11js.CKA_LABEL, value: label }] : []),
  ]).map((object) => ({
    label: read(session, object, pkcs11js.CKA_LABEL).toString('utf8'),
    id: read(session, object, pkcs11js.CKA_ID),
    der: read(session, object, pkcs11js.CKA_VALUE),
  }))

const SHA256 = '2.16.840.1.101.3.4.2.1'
const INFO = {
  '2.16.840.1.101.3.4.2.1': '3031300d060960864801650304020105000420',
  '2.16.840.1.101.3.4.2.2': '3041300d060960864801650304020205000430',
  '2.16.840.1.101.3.4.2.3': '3051300d060960864801650304020305000440',
}

/** One log-in for the whole batch. CKM_RSA_PKCS wants our DigestInfo; CKM_ECDSA answers r‖s, as the product accepts. */
function signAll(pin, label, hashes, algorithm) {
  return withSession(pin, (session) => {
    const [own] = certificates(session, label)
    const [key] = findAll(session, [
      { type: pkcs11js.CKA_CLASS, value: pkcs11js.CKO_PRIVATE_KEY },
      { type: pkcs11js.CKA_ID, value: own.id },
    ])
    if (!key) throw new Error('no private key beside the certificate')
    const rsa = read(session, key, pkcs11js.CKA_KEY_TYPE).readUInt8(0) === pkcs11js.CKK_RSA
    return hashes.map((text) => {
      const digest = Buffer.from(text, 'base64')
      const data = rsa ? Buffer.concat([Buffer.from(INFO[algorithm], 'hex'), digest]) : digest
      p11.C_SignInit(session, { mechanism: rsa ? pkcs11js.CKM_RSA_PKCS : pkcs11js.CKM_ECDSA }, key)
      return p11.C_Sign(session, data, Buffer.alloc(1024)).toString('base64')
    })
  })
}

const tokens = new Set()
const sads = new Map()
const problem = (error, status = 400) => [status, { error, error_description: error }]
const same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

const CKR = { 160: 'invalid_pin', 164: 'pin_locked', 48: 'server_error' }

const calls = {
  info: () => [200, { specs: '2.0.0.2', name: 'Congvan PKCS#11', authType: ['oauth2client'] }],
  'credentials/list': ({ userID }) => [
    200,
    { credentialIDs: withSession(null, (s) => certificates(s, userID).map((one) => one.label)) },
  ],
  'credentials/info': ({ credentialID }) => {
    const [own] = withSession(null, (s) => certificates(s, credentialID))
    if (!own) return problem('invalid_request')
    const type = createPublicKey({
      key: `-----BEGIN CERTIFICATE-----\n${own.der.toString('base64')}\n-----END CERTIFICATE-----`,
    }).asymmetricKeyType
    const others = withSession(null, (s) => certificates(s)).filter((one) => !one.der.equals(own.der))
    return [
      200,
      {
        description: own.label,
        key: { status: 'enabled', algo: [type === 'rsa' ? '1.2.840.113549.1.1.1' : '1.2.840.10045.2.1'] },
        cert: { status: 'valid', certificates: [own, ...others].map((one) => one.der.toString('base64')) },
        multisign: 200,
        SCAL: '2',
      },
    ]
  },
  'credentials/authorize': ({ credentialID, numSignatures, hashes, hashAlgorithmOID, authData }) => {
    const pin = authData?.find((one) => one.id === 'PIN')?.value
    if (typeof pin !== 'string' || !Array.isArray(hashes) || hashes.length !== numSignatures)
      return problem('invalid_request')
    const signatures = signAll(pin, credentialID, hashes, hashAlgorithmOID ?? SHA256)
    const SAD = randomUUID()
    sads.set(SAD, { credentialID, hashes: JSON.stringify(hashes), signatures })
    setTimeout(() => sads.delete(SAD), 60_000).unref()
    return [200, { SAD, expiresIn: 60 }]
  },
  'signatures/signHash': ({ credentialID, SAD, hashes }) => {
    const sad = sads.get(SAD)
    sads.delete(SAD)
    if (!sad || sad.credentialID !== credentialID || sad.hashes !== JSON.stringify(hashes))
      return problem('invalid_request')
    return [200, { signatures: sad.signatures }]
  },
}

function answer(path, authorization, body) {
  if (path === '/oauth2/token') {
    const asked = new URLSearchParams(body)
    if (asked.get('client_id') !== values.client || !same(asked.get('client_secret') ?? '', secret))
      return problem('invalid_client', 401)
    const token = randomUUID()
    tokens.add(token)
    setTimeout(() => tokens.delete(token), 3_600_000).unref()
    return [200, { access_token: token, token_type: 'Bearer', expires_in: 3600 }]
  }
  const call = calls[path.replace(/^\/csc\/v2\//, '')]
  if (!call) return problem('invalid_request', 404)
  if (!tokens.has(authorization.replace(/^Bearer /, ''))) return problem('invalid_token', 401)
  try {
    return call(JSON.parse(body || '{}'))
  } catch (error) {
    return problem(CKR[error.code] ?? 'server_error', CKR[error.code] ? 400 : 500)
  }
}

const server = createServer(async (request, response) => {
  const parts = []
  for await (const part of request) parts.push(part)
  const body = Buffer.concat(parts).toString('utf8')
  const [status, json] = answer(request.url.split('?')[0], String(request.headers.authorization ?? ''), body)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json))
})
server.listen(Number(values.port), '127.0.0.1', () =>
  process.stdout.write(`${JSON.stringify({ baseUrl: `http://127.0.0.1:${server.address().port}` })}\n`),
)
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    p11.C_Finalize()
    process.exit(0)
  })
