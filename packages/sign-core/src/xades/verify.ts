// XML signatures judged: what exactly is signed (against wrapping), by whom, when (EN 319 102-1 with EN 319 132-1).
import { createHash } from 'node:crypto'
import { sameBytes } from '../asn1/index.ts'
import {
  type ChainResult,
  certificateView,
  chainViews,
  revocationViews,
  validateChain,
  worse,
} from '../validate/chain.ts'
import { EvidencePool } from '../validate/evidence.ts'
import { say } from '../validate/sentences.ts'
import { type JudgedStamp, judgeStamp, tryTimestamp } from '../validate/stamps.ts'
import type {
  CertificateView,
  Check,
  Conclusion,
  Integrity,
  RevocationView,
  TimestampReport,
  ValidationOptions,
} from '../validate/types.ts'
import {
  type Certificate,
  identityOf,
  judgeHash,
  judgeScheme,
  type SignerIdentity,
  tryCertificate,
  verifySignature,
} from '../x509/index.ts'
import { type CanonicalOptions, canonicalDocument, canonicalElement, EXCLUSIVE, INCLUSIVE } from './c14n.ts'
import { DS, digestOf, ENVELOPED, SIGNED_PROPERTIES, schemeOfUri, XADES } from './names.ts'
import { findById } from './sign.ts'
import {
  attribute,
  child,
  childElements,
  descendants,
  parseXml,
  textIn,
  type XmlDocument,
  type XmlElement,
  XmlError,
} from './xml.ts'

export interface SignedPart {
  readonly uri: string
  /** Local name of the element that is really covered: the only one a caller may believe. */
  readonly element: string
  readonly isRoot: boolean
}

export interface XadesReport extends Conclusion {
  readonly id: string | null
  readonly level: 'XAdES-B-B' | 'XAdES-B-T' | 'XMLDSig' | null
  readonly signed: readonly SignedPart[]
  readonly signer: SignerIdentity | null
  readonly certificate: CertificateView | null
  readonly integrity: Integrity
  readonly claimedTime: string | null
  readonly provenTime: string | null
  readonly chain: readonly CertificateView[]
  readonly revocation: readonly RevocationView[]
  readonly timestamps: readonly TimestampReport[]
  readonly checks: readonly Check[]
}

const bytesIn = (element: XmlElement | undefined): Uint8Array =>
  new Uint8Array(Buffer.from(textIn(element).replace(/\s+/g, ''), 'base64'))

const algorithmOf = (element: XmlElement | undefined): string => attribute(element, 'Algorithm') ?? ''

/** The methods that leave comments out; anything else is refused rather than guessed. */
function canonicalOf(element: XmlElement | undefined): CanonicalOptions {
  const method = algorithmOf(element)
  const list = attribute(child(element, 'InclusiveNamespaces'), 'PrefixList')
  if (method === EXCLUSIVE)
    return { method, ...(list ? { prefixes: list.split(/\s+/).filter(Boolean) } : {}) }
  if (method === INCLUSIVE) return { method }
  throw new XmlError(`canonicalization ${method} refused`)
}

interface Resolved {
  readonly part: SignedPart
  readonly octets: Uint8Array
}

function resolveReference(document: XmlDocument, signature: XmlElement, reference: XmlElement): Resolved {
  const uri = attribute(reference, 'URI')
  if (uri === null || (uri !== '' && !/^#[^#()\s]+$/.test(uri)))
    throw new XmlError('only references into the document')
  const element = uri === '' ? document.root : findById(document, uri.slice(1))
  const transforms = childElements(child(reference, 'Transforms') ?? reference, 'Transform')
  let options: CanonicalOptions = { method: INCLUSIVE }
  let enveloped = false
  for (const [i, transform] of transforms.entries()) {
    if (algorithmOf(transform) === ENVELOPED && i === 0) enveloped = true
    else if (i === transforms.length - 1) options = canonicalOf(transform)
    else throw new XmlError('transforms refused')
  }
  const complete = enveloped ? { ...options, without: signature } : options
  const text = uri === '' ? canonicalDocument(document, complete) : canonicalElement(element, complete)
  const part = { uri, element: element.local, isRoot: element === document.root }
  return { part, octets: new Uint8Array(Buffer.from(text, 'utf8')) }
}

interface Reading {
  readonly parts: SignedPart[]
  readonly properties: XmlElement | null
  readonly intact: boolean
  readonly hashes: NonNullable<ReturnType<typeof digestOf>>[]
}

function readReferences(document: XmlDocument, signature: XmlElement, info: XmlElement): Reading {
  const reading = {
    parts: [] as SignedPart[],
    properties: null as XmlElement | null,
    intact: true,
    hashes: [] as Reading['hashes'],
  }
  const references = childElements(info, 'Reference')
  if (references.length === 0 || references.length > 200) throw new XmlError('references missing')
  for (const reference of references) {
    const hash = digestOf(algorithmOf(child(reference, 'DigestMethod')))
    if (!hash) throw new XmlError('digest refused')
    const { part, octets } = resolveReference(document, signature, reference)
    reading.hashes.push(hash)
    const value = createHash(hash).update(octets).digest()
    if (!sameBytes(value, bytesIn(child(reference, 'DigestValue')))) reading.intact = false
    if (attribute(reference, 'Type') === SIGNED_PROPERTIES) {
      const element = findById(document, part.uri.slice(1))
      // Properties count only where they belong: inside this very signature.
      if (element.local !== 'SignedProperties' || element.namespace !== XADES || !inside(element, signature))
        throw new XmlError('signed properties elsewhere')
      reading.properties = element
    } else reading.parts.push(part)
  }
  return reading
}

function inside(element: XmlElement, ancestor: XmlElement): boolean {
  for (let at: XmlElement | null = element; at; at = at.parent) if (at === ancestor) return true
  return false
}

function certificatesIn(signature: XmlElement): Certificate[] {
  return childElements(child(signature, 'KeyInfo', 'X509Data') ?? signature, 'X509Certificate')
    .map((element) => tryCertificate(bytesIn(element)))
    .filter((item) => item !== null)
}

function namedCertificate(
  properties: XmlElement | null,
  pool: readonly Certificate[],
): { certificate: Certificate | null; bound: boolean | null } {
  const signatureProperties = child(properties ?? undefined, 'SignedSignatureProperties')
  const named =
    child(signatureProperties, 'SigningCertificateV2') ?? child(signatureProperties, 'SigningCertificate')
  const digest = child(named, 'Cert', 'CertDigest')
  if (!digest) return { certificate: pool[0] ?? null, bound: null }
  const hash = digestOf(algorithmOf(child(digest, 'DigestMethod')))
  const value = bytesIn(child(digest, 'DigestValue'))
  const match = hash
    ? pool.find((item) => sameBytes(createHash(hash).update(item.raw).digest(), value))
    : undefined
  return { certificate: match ?? pool[0] ?? null, bound: match !== undefined }
}

class Judgement {
  readonly checks: Check[] = []
  conclusion: Conclusion = { indication: 'TOTAL-PASSED', subIndication: null }

  note(
    id: string,
    ok: boolean | null,
    sentence: Parameters<typeof say>[0],
    outcome: Conclusion | null = null,
  ): void {
    this.checks.push({ id, ok, ...say(sentence) })
    this.conclusion = worse(this.conclusion, outcome)
  }
}

const failed = (subIndication: Conclusion['subIndication']): Conclusion => ({
  indication: 'TOTAL-FAILED',
  subIndication,
})
const open = (subIndication: Conclusion['subIndication']): Conclusion => ({
  indication: 'INDETERMINATE',
  subIndication,
})

async function stampsOf(
  signature: XmlElement,
  context: { pool: EvidencePool; options: ValidationOptions; now: Date },
): Promise<JudgedStamp[]> {
  const properties = child(
    signature,
    'Object',
    'QualifyingProperties',
    'UnsignedProperties',
    'UnsignedSignatureProperties',
  )
  const out: JudgedStamp[] = []
  for (const element of properties ? childElements(properties, 'SignatureTimeStamp') : []) {
    const token = tryTimestamp(bytesIn(child(element, 'EncapsulatedTimeStamp')))
    if (!token) continue
    const method = child(element, 'CanonicalizationMethod')
    const options = method ? canonicalOf(method) : { method: INCLUSIVE as typeof INCLUSIVE }
    const text = canonicalElement(child(signature, 'SignatureValue')!, options)
    const digest = token.hash ? createHash(token.hash).update(text, 'utf8').digest() : null
    out.push(await judgeStamp({ token, digest, kind: 'signature', field: null, provenAt: null }, context))
  }
  return out
}

interface Question {
  readonly document: XmlDocument
  readonly signature: XmlElement
  readonly options: ValidationOptions
  readonly now: Date
  readonly pool: EvidencePool
}

function questionOf(document: XmlDocument, signature: XmlElement, options: ValidationOptions): Question {
  const pool = new EvidencePool(options.fetch ?? null)
  for (const item of [...certificatesIn(signature), ...(options.evidence?.certificates ?? [])])
    pool.addCertificate(item)
  for (const { certificate } of options.trust.anchors) pool.addCertificate(certificate)
  for (const crl of options.evidence?.crls ?? []) pool.addCrl(crl)
  for (const response of options.evidence?.ocsps ?? []) pool.addOcsp(response)
  return { document, signature, options, now: options.at ?? options.now ?? new Date(), pool }
}

function claimedTimeIn(properties: XmlElement | null): Date | null {
  const text = textIn(child(properties ?? undefined, 'SignedSignatureProperties', 'SigningTime'))
  return text && !Number.isNaN(Date.parse(text)) ? new Date(text) : null
}

const earliest = (stamps: readonly JudgedStamp[]): Date | null =>
  stamps
    .filter(({ passed }) => passed)
    .map(({ time }) => time)
    .sort((a, b) => a.getTime() - b.getTime())[0] ?? null

interface Times {
  readonly proven: Date | null
  readonly claimed: Date | null
  readonly stamped: boolean
}

/** Value, certificate, algorithms and path, in the order of EN 319 102-1, 5.3.4. */
async function judgeValue(
  { signature, options, now, pool }: Question,
  reading: Reading,
  certificate: Certificate,
  bound: boolean | null,
  times: Times,
  judgement: Judgement,
): Promise<{ integrity: Integrity; chain: ChainResult | null }> {
  const info = child(signature, 'SignedInfo')!
  const scheme = schemeOfUri(algorithmOf(child(info, 'SignatureMethod')))
  if (!scheme) {
    judgement.note('integrity', null, 'unsupported-algorithm', open('GENERIC'))
    return { integrity: 'unknown', chain: null }
  }
  const text = canonicalElement(info, canonicalOf(child(info, 'CanonicalizationMethod')))
  const value = bytesIn(child(signature, 'SignatureValue'))
  const genuine = verifySignature(scheme, certificate.spki, Buffer.from(text, 'utf8'), value)
  if (!reading.intact) judgement.note('integrity', false, 'integrity-broken', failed('HASH_FAILURE'))
  else if (!genuine) judgement.note('integrity', false, 'signature-broken', failed('SIG_CRYPTO_FAILURE'))
  else judgement.note('integrity', true, 'integrity-ok')
  noteCertificate(judgement, bound, reading.properties !== null)
  const { proven, claimed } = times
  if (proven) judgement.note('timestamp', true, 'timestamp-ok')
  else judgement.note('timestamp', null, times.stamped ? 'timestamp-bad' : 'timestamp-none')
  const at = proven ?? now
  const strong =
    judgeScheme(scheme, certificate.spki, at).ok && reading.hashes.every((hash) => judgeHash(hash, at).ok)
  if (strong) judgement.note('algorithm', true, 'algorithm-ok')
  else {
    const sub = proven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE'
    judgement.note('algorithm', false, 'algorithm-weak', open(sub))
  }
  const question = { certificate, at, now, proven: proven !== null, claimed, purpose: 'signing' as const }
  const chain = await validateChain(question, pool, options)
  judgement.checks.push(...chain.checks)
  judgement.conclusion = worse(judgement.conclusion, chain)
  return { integrity: reading.intact && genuine ? 'intact' : 'broken', chain }
}

async function judgeOne(
  document: XmlDocument,
  signature: XmlElement,
  options: ValidationOptions,
): Promise<XadesReport> {
  const question = questionOf(document, signature, options)
  const info = child(signature, 'SignedInfo')
  if (!info) throw new XmlError('SignedInfo missing')
  const judgement = new Judgement()
  const reading = readReferences(document, signature, info)
  const { certificate, bound } = namedCertificate(reading.properties, certificatesIn(signature))
  const stamps = await stampsOf(signature, question)
  const times = {
    proven: earliest(stamps),
    claimed: claimedTimeIn(reading.properties),
    stamped: stamps.length > 0,
  }
  if (!certificate)
    judgement.note('certificate', null, 'no-certificate', open('NO_SIGNING_CERTIFICATE_FOUND'))
  const { integrity, chain } = certificate
    ? await judgeValue(question, reading, certificate, bound, times, judgement)
    : { integrity: 'unknown' as const, chain: null }
  const stamped = stamps.some(({ report }) => report.integrity === 'intact')
  return {
    indication: judgement.conclusion.indication,
    subIndication: judgement.conclusion.subIndication,
    id: attribute(signature, 'Id'),
    level: !reading.properties ? 'XMLDSig' : stamped ? 'XAdES-B-T' : 'XAdES-B-B',
    signed: integrity === 'intact' ? reading.parts : [],
    signer: certificate ? identityOf(certificate) : null,
    certificate: certificate ? certificateView(certificate) : null,
    integrity,
    claimedTime: times.claimed?.toISOString() ?? null,
    provenTime: times.proven?.toISOString() ?? null,
    chain: chain ? chainViews(chain) : [],
    revocation: chain ? revocationViews(chain) : [],
    timestamps: stamps.map(({ report }) => report),
    checks: judgement.checks,
  }
}

function noteCertificate(judgement: Judgement, bound: boolean | null, isXades: boolean): void {
  if (bound) judgement.note('certificate', true, 'certificate-bound')
  else if (bound === false)
    judgement.note('certificate', false, 'certificate-not-bound', open('NO_SIGNING_CERTIFICATE_FOUND'))
  else
    judgement.note(
      'certificate',
      null,
      'certificate-unnamed',
      isXades ? open('SIG_CONSTRAINTS_FAILURE') : null,
    )
}

const unreadable = (id: string | null): XadesReport => ({
  indication: 'TOTAL-FAILED',
  subIndication: 'FORMAT_FAILURE',
  id,
  level: null,
  signed: [],
  signer: null,
  certificate: null,
  integrity: 'unknown',
  claimedTime: null,
  provenTime: null,
  chain: [],
  revocation: [],
  timestamps: [],
  checks: [{ id: 'format', ok: false, ...say('unreadable') }],
})

/** Every signature of a document; one that is malformed is reported as failed, never left out. Throws XmlError for bad XML. */
export async function validateXades(xml: string, options: ValidationOptions): Promise<XadesReport[]> {
  const document = parseXml(xml)
  const reports: XadesReport[] = []
  for (const element of descendants(document.root)) {
    if (element.local !== 'Signature' || element.namespace !== DS) continue
    try {
      reports.push(await judgeOne(document, element, options))
    } catch {
      reports.push(unreadable(attribute(element, 'Id')))
    }
  }
  return reports
}
