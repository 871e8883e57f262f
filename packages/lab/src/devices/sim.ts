// The operator's side of a SIM key: ETSI TS 102 204 over SOAP at /mss, and the Mobile-ID-style REST beside it.
import type { PhoneRequest, Phones } from './phone.ts'

const SECONDS = 180
const NS = 'http://uri.etsi.org/TS102204/v1.1.2#'

export interface Reply {
  status: number
  type: string
  body: string
}
const json = (body: unknown, status = 200): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
})
const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

export interface SimOptions {
  clientId: string
  secret: string
  seconds?: number
}

const code = (digest: Uint8Array) =>
  String(((digest[0]! >> 2) << 7) | (digest[digest.length - 1]! & 0x7f)).padStart(4, '0')

const RESULT: Record<PhoneRequest['answer'], string> = {
  waiting: '',
  agreed: 'OK',
  refused: 'USER_CANCELLED',
  timeout: 'TIMEOUT',
  'wrong-pin': 'WRONG_PIN',
  blocked: 'PIN_BLOCKED',
}

export async function mobileIdReply(
  phones: Phones,
  options: SimOptions,
  method: string,
  path: string,
  query: URLSearchParams,
  body: string,
): Promise<Reply> {
  if (method === 'POST' && (path === '/signature' || path === '/certificate')) {
    const asked = JSON.parse(body) as Record<string, string>
    if (asked.relyingPartyUUID !== options.clientId || asked.relyingPartySecret !== options.secret)
      return json({ error: 'unauthorized' }, 401)
    const account = phones.find(asked.phoneNumber ?? '')
    if (path === '/certificate')
      return json(
        account
          ? { result: 'OK', cert: b64(account.certificate), chain: account.chain.map(b64) }
          : { result: 'NOT_FOUND' },
      )
    phones.count('mobile-id')
    if (!account) return json({ error: 'not found' }, 404)
    const digest = Buffer.from(asked.hash!, 'base64')
    const request = phones.show(
      account.account,
      asked.displayText ?? '',
      code(digest),
      [digest],
      options.seconds ?? SECONDS,
    )
    return json({ sessionID: request.id })
  }
  const session = /^\/signature\/session\/([\w-]+)(\/cancel)?$/.exec(path)
  const request = session ? phones.request(session[1]!) : null
  if (!request) return json({ error: 'not found' }, 404)
  if (session![2]) {
    phones.settle(request, 'refused')
    return json({})
  }
  await phones.wait(request, Math.min(Number(query.get('timeoutMs') ?? 1000), 30_000))
  if (request.answer === 'waiting') return json({ state: 'RUNNING' })
  if (request.answer !== 'agreed') return json({ state: 'COMPLETE', result: RESULT[request.answer] })
  const value = b64(phones.signDigest(request.account, request.digests[0]!))
  return json({ state: 'COMPLETE', result: 'OK', signature: { value, algorithm: 'SHA256WithECEncryption' } })
}

const MSS_STATUS: Record<PhoneRequest['answer'], string> = {
  waiting: '504',
  agreed: '500',
  refused: '401',
  timeout: '208',
  'wrong-pin': '406',
  blocked: '402',
}
const element = (xml: string, name: string) =>
  new RegExp(`<mss:${name}(?:\\s[^>]*)?>([^<]*)</`).exec(xml)?.[1] ?? ''
const attribute = (xml: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(xml)?.[1] ?? ''
const unescaped = (text: string) =>
  text.replace(/&#(\d+);/g, (_all, point: string) => String.fromCodePoint(Number(point)))

const envelope = (inner: string, status = 200): Reply => ({
  status,
  type: 'application/soap+xml; charset=utf-8',
  body: `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://www.w3.org/2003/05/soap-envelope"><soap:Body>${inner}</soap:Body></soap:Envelope>`,
})
const fault = (status: string): Reply =>
  envelope(
    `<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value><soap:Subcode><soap:Value xmlns:mss="${NS}">mss:_${status}</soap:Value></soap:Subcode></soap:Code></soap:Fault>`,
    500,
  )
const statusXml = (value: string) => `<mss:Status><mss:StatusCode Value="${value}"/></mss:Status>`

export async function mssReply(phones: Phones, options: SimOptions, xml: string): Promise<Reply> {
  if (attribute(xml, 'AP_ID') !== options.clientId || attribute(xml, 'AP_PWD') !== options.secret)
    return fault('104')
  const open = (name: string, attributes = '') =>
    `<mss:${name} xmlns:mss="${NS}" MajorVersion="1" MinorVersion="1"${attributes}>`
  if (xml.includes('MSS_StatusReq')) {
    const request = phones.request(attribute(xml, 'MSSP_TransID'))
    if (!request) return fault('101')
    const signed =
      request.answer === 'agreed'
        ? `<mss:MSS_Signature><mss:Base64Signature>${b64(phones.signDigest(request.account, request.digests[0]!))}</mss:Base64Signature></mss:MSS_Signature>`
        : ''
    const status = MSS_STATUS[request.answer]
    if (!['500', '504'].includes(status)) return fault(status)
    return envelope(`${open('MSS_StatusResp')}${signed}${statusXml(status)}</mss:MSS_StatusResp>`)
  }
  const account = phones.find(unescaped(element(xml, 'MSISDN')))
  if (!account) return fault('105')
  if (xml.includes('MSS_ProfileReq'))
    return envelope(
      `${open('MSS_ProfileResp')}<mss:X509Certificate>${b64(account.certificate)}</mss:X509Certificate>${account.chain.map((one) => `<mss:X509IssuerCertificate>${b64(one)}</mss:X509IssuerCertificate>`).join('')}${statusXml('100')}</mss:MSS_ProfileResp>`,
    )
  phones.count('mss')
  const digest = Buffer.from(element(xml, 'DataToBeSigned'), 'base64')
  const text = unescaped(element(xml, 'DataToBeDisplayed')).replace(/^\d{4} /, '')
  const request = phones.show(account.account, text, code(digest), [digest], options.seconds ?? SECONDS)
  return envelope(
    `${open('MSS_SignatureResp', ` MSSP_TransID="${request.id}"`)}${statusXml('100')}</mss:MSS_SignatureResp>`,
  )
}
