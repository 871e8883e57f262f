// Cloud Signature Consortium API: v2 (2.0.0.2) and v1 (1.0.4.0). One SAD authorises all hashes of a batch; they come back in order.
import { DomainError } from '../../../kernel/domain-error.ts'
import { ask, askJson, list, words } from './http.ts'
import type { DeviceKey, Driver, FoundKey, Hash, Progress, Service } from './types.ts'

const SHA_OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const
const RSA = '1.2.840.113549.1.1.1'
const RSA_PSS = '1.2.840.113549.1.1.10'
const ECDSA = {
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
} as const

/** What must survive between two questions. `handle`: waiting for the app; `response`: waiting for the signatures. */
interface Memo {
  hashes: string[]
  token: string
  handle?: string
  response?: string
}

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

/** §8.3 of v2 (oauth2/token), client credentials: the installation's own name at the service. */
async function tokenOf(service: Service): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: service.settings.clientId ?? '',
    client_secret: service.secret,
    scope: 'service',
  })
  const answer = await ask(service, '/oauth2/token', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  })
  const token = words(answer.json.access_token)
  if (!token) throw new DomainError('unavailable', 'signing.service-refuses', { service: service.name })
  return token
}

/** The standard's error words (§10.2 of v2) in ours; null: nothing the person could have caused. */
function problemOf(code: string): string | null {
  if (/invalid_(pin|otp)/.test(code)) return 'signing.wrong-pin'
  if (/pin_locked|credential_locked|invalid_otp_locked/.test(code)) return 'signing.pin-blocked'
  if (/access_denied|user_cancel|authorization_denied/.test(code)) return 'signing.cancelled-on-device'
  if (/expired/.test(code)) return 'signing.device-timeout'
  if (/credential_disabled|invalid_credential/.test(code)) return 'signing.key-gone'
  return null
}

class Conversation {
  private readonly service: Service
  private readonly v2: boolean
  private readonly token: string
  constructor(service: Service, token: string) {
    this.service = service
    this.v2 = service.kind === 'csc-v2'
    this.token = token
  }

  /** Answers the body, or the refusal in our words; a service that misbehaves is "down". */
  async post(path: string, body: unknown, patienceMs?: number): Promise<Record<string, unknown> | string> {
    const answer = await askJson(
      this.service,
      `/csc/${this.v2 ? 'v2' : 'v1'}/${path}`,
      body,
      { authorization: `Bearer ${this.token}` },
      patienceMs,
    )
    if (answer.status < 300) return answer.json
    const code = `${words(answer.json.error)} ${words(answer.json.error_description)}`
    if (code.includes('authorization_pending')) return { pending: true }
    const problem = problemOf(code)
    if (problem) return problem
    throw new DomainError('unavailable', 'signing.service-refuses', { service: this.service.name })
  }

  /** Asks for one SAD over all hashes (credentials/authorize): with PIN or OTP, or by the person's app (then a handle comes back). */
  async authorize(key: DeviceKey, hashes: Hash[], pin: string, otp: string): Promise<Progress> {
    const encoded = hashes.map((one) => b64(one.digest))
    const description = hashes.length === 1 ? hashes[0]!.display : `Ký số ${hashes.length} văn bản`
    const common = { credentialID: key.reference, numSignatures: hashes.length, description }
    const authData = [
      ...(pin ? [{ id: 'PIN', value: pin }] : []),
      ...(otp ? [{ id: 'OTP', value: otp }] : []),
    ]
    const answer = await this.post(
      'credentials/authorize',
      this.v2
        ? {
            ...common,
            hashes: encoded,
            hashAlgorithmOID: SHA_OID[key.scheme.hash],
            ...(authData.length ? { authData } : {}),
          }
        : { ...common, hash: encoded, ...(pin ? { PIN: pin } : {}), ...(otp ? { OTP: otp } : {}) },
    )
    if (typeof answer === 'string') return { state: 'refused', problem: answer }
    const memo: Memo = { hashes: encoded, token: this.token }
    const sad = words(answer.SAD)
    if (sad) return this.sign(key, memo, sad)
    const handle = words(answer.handle)
    if (!handle)
      throw new DomainError('unavailable', 'signing.service-refuses', { service: this.service.name })
    const seconds = typeof answer.expiresIn === 'number' ? answer.expiresIn : 180
    return { state: 'waiting', memo: { ...memo, handle }, code: words(answer.code) || null, seconds }
  }

  /** signatures/signHash; v2 asynchronously where the service wants it so. */
  async sign(key: DeviceKey, memo: Memo, sad: string): Promise<Progress> {
    const { kind, hash } = key.scheme
    const signAlgo = kind === 'ecdsa' ? ECDSA[hash] : kind === 'rsa-pss' ? RSA_PSS : RSA
    const common = { credentialID: key.reference, SAD: sad, signAlgo }
    const answer = await this.post(
      'signatures/signHash',
      this.v2
        ? {
            ...common,
            hashes: memo.hashes,
            hashAlgorithmOID: SHA_OID[hash],
            ...(this.service.settings.asynchronous === 'yes' ? { operationMode: 'A' } : {}),
          }
        : { ...common, hash: memo.hashes, hashAlgo: SHA_OID[hash] },
      60_000,
    )
    return this.signed(answer, memo)
  }

  signed(answer: Record<string, unknown> | string, memo: Memo): Progress {
    if (typeof answer === 'string') return { state: 'refused', problem: answer }
    const response = words(answer.responseID) || memo.response
    const signatures = list(answer.signatures)
    if (signatures.length === 0 && response)
      return { state: 'waiting', memo: { ...memo, handle: undefined, response }, code: null, seconds: 180 }
    if (signatures.length !== memo.hashes.length) return { state: 'refused', problem: 'signing.bad-answer' }
    return { state: 'signed', values: signatures.map((one) => new Uint8Array(Buffer.from(one, 'base64'))) }
  }

  async poll(key: DeviceKey, memo: Memo): Promise<Progress> {
    const waiting: Progress = { state: 'waiting', memo, code: null, seconds: 0 }
    if (memo.response) {
      const answer = await this.post('signatures/signPolling', { responseID: memo.response })
      return typeof answer !== 'string' && answer.pending ? waiting : this.signed(answer, memo)
    }
    const answer = await this.post('credentials/authorizeCheck', { handle: memo.handle })
    if (typeof answer === 'string') return { state: 'refused', problem: answer }
    const sad = words(answer.SAD)
    return sad ? this.sign(key, memo, sad) : waiting
  }
}

/** credentials/list, then credentials/info of each: only enabled ones that may sign. */
async function find(service: Service, account: string): Promise<FoundKey[]> {
  const talk = new Conversation(service, await tokenOf(service))
  const listed = await talk.post('credentials/list', { userID: account })
  if (typeof listed === 'string') return []
  const found: FoundKey[] = []
  for (const credentialID of list(listed.credentialIDs)) {
    const info = await talk.post('credentials/info', { credentialID, certificates: 'chain', authInfo: true })
    if (typeof info === 'string') continue
    const cert = (info.cert ?? {}) as Record<string, unknown>
    const [own, ...chain] = list(cert.certificates).map((one) => new Uint8Array(Buffer.from(one, 'base64')))
    const enabled = ((info.key ?? {}) as Record<string, unknown>).status !== 'disabled'
    if (own && enabled)
      found.push({ reference: credentialID, name: words(info.description), certificate: own, chain })
  }
  return found
}

const driver = (asksPin: boolean): Driver => ({
  most: 200,
  asksPin,
  find,
  start: async (service, key, hashes, secret) =>
    new Conversation(service, await tokenOf(service)).authorize(
      key,
      hashes,
      secret.pin ?? '',
      secret.otp ?? '',
    ),
  poll: (service, key, memo) => new Conversation(service, (memo as Memo).token).poll(key, memo as Memo),
  // The standard has no way to take an authorisation back; an unused SAD ends by itself.
  cancel: async () => undefined,
})

export const csc = (service: Service): Driver => driver(service.settings.authMode === 'pin')
