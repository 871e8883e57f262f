// SIM key behind an operator's MSSP: ETSI TS 102 204 V1.1.4 over SOAP, messaging mode asynchClientServer.
import { DomainError } from '../../../kernel/domain-error.ts'
import { ask } from './http.ts'
import type { Driver, Progress, Service } from './types.ts'
import { verificationCode } from './verification-code.ts'

const NS = 'http://uri.etsi.org/TS102204/v1.1.2#'
const SECONDS = 180
const OUTSTANDING = '504'
const SIGNED = new Set(['500', '502'])

/** Status codes of TS 102 204, clause 7.5.3, that a person can do something about. */
const PROBLEMS: Record<string, string> = {
  105: 'signing.key-gone',
  107: 'signing.phone-absent',
  208: 'signing.device-timeout',
  401: 'signing.cancelled-on-device',
  402: 'signing.pin-blocked',
  403: 'signing.pin-blocked',
  404: 'signing.key-gone',
  406: 'signing.wrong-pin',
  501: 'signing.key-revoked-at-service',
}

const plainXml = (text: string) =>
  text.replace(/[<>&"']/g, (char) => `&#${char.codePointAt(0)};`).replace(/[\p{Cc}]/gu, ' ')

/** One element's text, whatever prefix the MSSP uses. */
const inside = (xml: string, name: string): string =>
  new RegExp(`<(?:[\\w-]+:)?${name}(?:\\s[^>]*)?>([^<]*)</`).exec(xml)?.[1]?.trim() ?? ''
const attribute = (xml: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(xml)?.[1] ?? ''
const statusOf = (xml: string): string =>
  /<(?:[\w-]+:)?StatusCode\s[^>]*Value="_?(\d{3})"/.exec(xml)?.[1] ??
  /<(?:[\w-]+:)?Subcode>[\s\S]*?_(\d{3})</.exec(xml)?.[1] ??
  ''

function envelope(service: Service, message: string, attributes: string, transaction: string, inner: string) {
  const { clientId = '', mssp = '' } = service.settings
  return `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body><mss:${message} xmlns:mss="${NS}" MajorVersion="1" MinorVersion="1"${attributes}><mss:AP_Info AP_ID="${plainXml(clientId)}" AP_TransID="${plainXml(transaction)}" AP_PWD="${plainXml(service.secret)}" Instant="${service.instant}"/><mss:MSSP_Info><mss:MSSP_ID><mss:URI>${plainXml(mssp)}</mss:URI></mss:MSSP_ID></mss:MSSP_Info>${inner}</mss:${message}></soap:Body></soap:Envelope>`
}

async function soap(service: Service, body: string, patienceMs?: number): Promise<string> {
  const answer = await ask(service, '/mss', {
    headers: { 'content-type': 'application/soap+xml; charset=utf-8' },
    body,
    ...(patienceMs ? { patienceMs } : {}),
  })
  return answer.text
}

interface Memo {
  transaction: string
  ours: string
  code: string
}

const user = (phone: string) => `<mss:MobileUser><mss:MSISDN>${plainXml(phone)}</mss:MSISDN></mss:MobileUser>`

export const mss: Driver = {
  most: 1,
  asksPin: false,
  /** MSS_ProfileReq answers the certificates of a subscriber, base64 of DER. */
  async find(service, account) {
    const xml = await soap(service, envelope(service, 'MSS_ProfileReq', '', 'p', user(account)))
    const own = inside(xml, 'X509Certificate')
    if (!own) return []
    const chain = [...xml.matchAll(/<(?:[\w-]+:)?X509IssuerCertificate>([^<]+)</g)].map((one) => one[1]!)
    const der = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
    return [{ reference: account, name: account, certificate: der(own), chain: chain.map(der) }]
  },
  async start(service, key, hashes): Promise<Progress> {
    const [hash] = hashes
    const ours = `A${Buffer.from(hash!.digest).toString('hex').slice(0, 20)}`
    const code = verificationCode(hash!.digest)
    const xml = await soap(
      service,
      envelope(
        service,
        'MSS_SignatureReq',
        ` MessagingMode="asynchClientServer" TimeOut="${SECONDS}"`,
        ours,
        `${user(key.reference)}<mss:DataToBeSigned MimeType="application/x-sha256" Encoding="base64">${Buffer.from(hash!.digest).toString('base64')}</mss:DataToBeSigned><mss:DataToBeDisplayed MimeType="text/plain" Encoding="UTF-8">${plainXml(`${code} ${hash!.display}`.slice(0, 100))}</mss:DataToBeDisplayed><mss:SignatureProfile><mss:mssURI>${plainXml(service.settings.profile ?? '')}</mss:mssURI></mss:SignatureProfile><mss:MSS_Format><mss:mssURI>http://uri.etsi.org/TS102204/v1.1.2#PKCS1</mss:mssURI></mss:MSS_Format>`,
      ),
    )
    const status = statusOf(xml)
    const transaction = attribute(xml, 'MSSP_TransID')
    if (status !== '100' || !transaction) {
      const problem = PROBLEMS[status]
      if (problem) return { state: 'refused', problem }
      throw new DomainError('unavailable', 'signing.service-refuses', { service: service.name })
    }
    return { state: 'waiting', memo: { transaction, ours, code } satisfies Memo, code, seconds: SECONDS }
  },
  async poll(service, _key, memo): Promise<Progress> {
    const { transaction, ours, code } = memo as Memo
    const xml = await soap(
      service,
      envelope(service, 'MSS_StatusReq', ` MSSP_TransID="${plainXml(transaction)}"`, ours, ''),
    )
    const status = statusOf(xml)
    if (status === OUTSTANDING) return { state: 'waiting', memo, code, seconds: 0 }
    const value = inside(xml, 'Base64Signature')
    if (SIGNED.has(status) && value)
      return { state: 'signed', values: [new Uint8Array(Buffer.from(value, 'base64'))] }
    return { state: 'refused', problem: PROBLEMS[status] ?? 'signing.bad-answer' }
  },
  // TS 102 204 has no cancel: the request ends on the phone by its time-out, and what it answers then is not asked for.
  cancel: async () => undefined,
}
