// A remote signing service as the Cloud Signature Consortium describes it: v2 with the person's app, v1 with a PIN.
import { randomUUID } from 'node:crypto'
import type { Phones } from './phone.ts'
import type { Reply } from './sim.ts'

export interface RsspOptions {
  clientId: string
  secret: string
  /** v2 answers signHash with a responseID that must be polled. */
  asynchronous?: boolean
  seconds?: number
}

interface Sad {
  account: string
  hashes: string[]
  used: boolean
}

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const json = (body: unknown, status = 200): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
})
const problem = (error: string, description = error) => json({ error, error_description: description }, 400)

export class Rssp {
  private readonly phones: Phones
  private readonly options: RsspOptions
  private readonly tokens = new Set<string>()
  private readonly sads = new Map<string, Sad>()
  private readonly handles = new Map<string, { request: string; sad: Sad }>()
  private readonly responses = new Map<string, { signatures: string[]; asked: number }>()

  constructor(phones: Phones, options: RsspOptions) {
    this.phones = phones
    this.options = options
  }

  reply(path: string, authorization: string, body: string): Reply {
    if (path === '/oauth2/token') return this.token(body)
    const call = /^\/csc\/(v1|v2)\/(.+)$/.exec(path)
    if (!call) return json({ error: 'invalid_request' }, 404)
    if (!this.tokens.has(authorization.replace(/^Bearer /, ''))) return json({ error: 'invalid_token' }, 401)
    const asked = JSON.parse(body || '{}') as Record<string, unknown>
    const v2 = call[1] === 'v2'
    this.phones.count(call[2]!)
    switch (call[2]) {
      case 'info':
        return json({
          specs: v2 ? '2.0.0.2' : '1.0.4.0',
          name: 'RSSP thử nghiệm',
          authType: ['oauth2client'],
        })
      case 'credentials/list':
        return json({
          credentialIDs: this.phones
            .all()
            .filter((one) => one.account === asked.userID)
            .map((one) => one.account),
        })
      case 'credentials/info':
        return this.info(String(asked.credentialID))
      case 'credentials/authorize':
        return v2 ? this.authorizeByApp(asked) : this.authorizeByPin(asked)
      case 'credentials/authorizeCheck':
        return this.check(String(asked.handle))
      case 'signatures/signHash':
        return this.sign(asked, v2)
      case 'signatures/signPolling':
        return this.poll(String(asked.responseID))
      default:
        return json({ error: 'invalid_request' }, 404)
    }
  }

  private token(body: string): Reply {
    const asked = new URLSearchParams(body)
    if (
      asked.get('client_id') !== this.options.clientId ||
      asked.get('client_secret') !== this.options.secret
    )
      return json({ error: 'invalid_client' }, 401)
    const token = randomUUID()
    this.tokens.add(token)
    return json({ access_token: token, token_type: 'Bearer', expires_in: 3600 })
  }

  private info(id: string): Reply {
    const account = this.phones.find(id)
    if (!account) return problem('invalid_request', 'Invalid parameter credentialID')
    return json({
      description: account.name,
      key: { status: 'enabled', algo: ['1.2.840.10045.4.3.2'], len: 256 },
      cert: { status: 'valid', certificates: [account.certificate, ...account.chain].map(b64) },
      multisign: 200,
      SCAL: '2',
    })
  }

  private newSad(asked: Record<string, unknown>): Sad | null {
    const hashes = (asked.hashes ?? asked.hash) as unknown
    const account = this.phones.find(String(asked.credentialID))
    if (!account || !Array.isArray(hashes) || hashes.length !== asked.numSignatures) return null
    return { account: account.account, hashes: hashes as string[], used: false }
  }

  private give(sad: Sad): Reply {
    const text = randomUUID()
    this.sads.set(text, sad)
    return json({ SAD: text, expiresIn: 300 })
  }

  private authorizeByPin(asked: Record<string, unknown>): Reply {
    const sad = this.newSad(asked)
    if (!sad) return problem('invalid_request')
    const checked = this.phones.checkPin(sad.account, String(asked.PIN ?? ''))
    if (checked === 'wrong') return problem('invalid_pin', 'The PIN is invalid')
    return checked === 'blocked' ? problem('pin_locked') : this.give(sad)
  }

  private authorizeByApp(asked: Record<string, unknown>): Reply {
    const sad = this.newSad(asked)
    if (!sad) return problem('invalid_request')
    const data = asked.authData as { id: string; value: string }[] | undefined
    const pin = data?.find((one) => one.id === 'PIN')?.value
    if (pin !== undefined) return this.authorizeByPin({ ...asked, PIN: pin })
    const seconds = this.options.seconds ?? 180
    const digests = sad.hashes.map((one) => Buffer.from(one, 'base64'))
    const request = this.phones.show(sad.account, String(asked.description ?? ''), '', digests, seconds)
    const handle = randomUUID()
    this.handles.set(handle, { request: request.id, sad })
    return json({ handle, expiresIn: seconds })
  }

  private check(handle: string): Reply {
    const entry = this.handles.get(handle)
    const request = entry && this.phones.request(entry.request)
    if (!entry || !request) return problem('invalid_request')
    if (request.answer === 'waiting') return problem('authorization_pending')
    if (request.answer === 'agreed') return this.give(entry.sad)
    if (request.answer === 'wrong-pin') return problem('invalid_pin')
    if (request.answer === 'blocked') return problem('pin_locked')
    return problem(request.answer === 'refused' ? 'access_denied' : 'expired_token')
  }

  private sign(asked: Record<string, unknown>, v2: boolean): Reply {
    const sad = this.sads.get(String(asked.SAD))
    const hashes = (asked.hashes ?? asked.hash) as string[]
    const fits = sad && JSON.stringify(sad.hashes) === JSON.stringify(hashes)
    if (!sad || sad.used || !fits) return problem('invalid_request', 'Invalid parameter SAD')
    sad.used = true
    const signatures = hashes.map((one) =>
      b64(this.phones.signDigest(sad.account, Buffer.from(one, 'base64'))),
    )
    if (this.phones.faults.has('one-too-few')) signatures.pop()
    if (!v2 || !this.options.asynchronous) return json({ signatures })
    const responseID = randomUUID()
    this.responses.set(responseID, { signatures, asked: 0 })
    return json({ responseID })
  }

  private poll(id: string): Reply {
    const entry = this.responses.get(id)
    if (!entry) return problem('invalid_request')
    return entry.asked++ === 0 ? problem('authorization_pending') : json({ signatures: entry.signatures })
  }
}
