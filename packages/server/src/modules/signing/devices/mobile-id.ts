// SIM key behind a Mobile-ID-style REST service: POST /signature, then a long poll of the session.
import { DomainError } from '../../../kernel/domain-error.ts'
import { ask, askJson, words } from './http.ts'
import type { Driver, Progress, Service } from './types.ts'
import { verificationCode } from './verification-code.ts'

const NAME_OF_HASH = { sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' } as const
const SECONDS = 180

const PROBLEMS: Record<string, string> = {
  USER_CANCELLED: 'signing.cancelled-on-device',
  TIMEOUT: 'signing.device-timeout',
  WRONG_PIN: 'signing.wrong-pin',
  PIN_BLOCKED: 'signing.pin-blocked',
  NOT_MID_CLIENT: 'signing.key-gone',
  PHONE_ABSENT: 'signing.phone-absent',
  DELIVERY_ERROR: 'signing.phone-absent',
  SIM_ERROR: 'signing.phone-absent',
  SIGNATURE_HASH_MISMATCH: 'signing.bad-answer',
}

const ourselves = (service: Service) => ({
  relyingPartyUUID: service.settings.clientId ?? '',
  relyingPartyName: service.settings.clientName ?? 'Congvan',
  ...(service.secret ? { relyingPartySecret: service.secret } : {}),
})

interface Memo {
  session: string
  code: string
}

export const mobileId: Driver = {
  most: 1,
  asksPin: false,
  async find(service, account) {
    const answer = await askJson(service, '/certificate', { ...ourselves(service), phoneNumber: account })
    const own = words(answer.json.cert)
    if (answer.status >= 300 || answer.json.result !== 'OK' || !own) return []
    const chain = Array.isArray(answer.json.chain) ? (answer.json.chain as string[]) : []
    const der = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
    return [{ reference: account, name: account, certificate: der(own), chain: chain.map(der) }]
  },
  async start(service, key, hashes): Promise<Progress> {
    const [hash] = hashes
    const answer = await askJson(service, '/signature', {
      ...ourselves(service),
      phoneNumber: key.reference,
      hash: Buffer.from(hash!.digest).toString('base64'),
      hashType: NAME_OF_HASH[key.scheme.hash],
      language: 'VIE',
      displayText: hash!.display.slice(0, 100),
      displayTextFormat: 'UCS-2',
    })
    const session = words(answer.json.sessionID)
    if (!session) throw new DomainError('unavailable', 'signing.service-refuses', { service: service.name })
    const code = verificationCode(hash!.digest)
    return { state: 'waiting', memo: { session, code } satisfies Memo, code, seconds: SECONDS }
  },
  async poll(service, _key, memo, waitMs): Promise<Progress> {
    const { session, code } = memo as Memo
    const answer = await ask(
      service,
      `/signature/session/${encodeURIComponent(session)}?timeoutMs=${Math.max(1, waitMs)}`,
      { method: 'GET', patienceMs: waitMs + 10_000 },
    )
    if (answer.status === 404) return { state: 'refused', problem: 'signing.device-timeout' }
    if (answer.json.state !== 'COMPLETE') return { state: 'waiting', memo, code, seconds: 0 }
    const result = words(answer.json.result)
    if (result !== 'OK') return { state: 'refused', problem: PROBLEMS[result] ?? 'signing.bad-answer' }
    const value = words((answer.json.signature as { value?: unknown } | undefined)?.value)
    return { state: 'signed', values: [new Uint8Array(Buffer.from(value, 'base64'))] }
  },
  async cancel(service, memo) {
    const { session } = memo as Memo
    await ask(service, `/signature/session/${encodeURIComponent(session)}/cancel`, { body: '' })
  },
}
