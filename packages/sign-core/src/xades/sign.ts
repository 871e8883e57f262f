// XAdES B-B and B-T (EN 319 132-1, 6.3) in the same steps as PDF: prepare, sign anywhere, complete.
import { createHash } from 'node:crypto'
import { der, membersOf, octetsOf, parseDer, TAG } from '../asn1/index.ts'
import { keyFacts, parseCertificate } from '../x509/index.ts'
import { canonicalDocument, canonicalElement, EXCLUSIVE, INCLUSIVE } from './c14n.ts'
import { DS, digestUri, ENVELOPED, SIGNED_PROPERTIES, schemeUri, XADES } from './names.ts'
import { child, descendants, parseXml, type XmlDocument, type XmlElement, XmlError } from './xml.ts'

export interface XadesOptions {
  readonly certificate: Uint8Array
  readonly chain?: readonly Uint8Array[]
  readonly kind: 'rsa' | 'rsa-pss' | 'ecdsa'
  readonly hash?: 'sha256' | 'sha384' | 'sha512'
  readonly time: Date
  /** Ids of the elements to sign; nothing: the whole document, enveloped. */
  readonly ids?: readonly string[]
  /** Local name of the element that receives the signature as its last child; nothing: the root. */
  readonly into?: string
  readonly signatureId?: string
  readonly mimeType?: string
}

export interface PreparedXades {
  /** The document with a signature that still lacks its value. */
  readonly xml: string
  readonly signatureId: string
  readonly toBeSigned: Uint8Array
  readonly kind: XadesOptions['kind']
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly keyBits: number
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')
const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

export function findById(document: XmlDocument, id: string): XmlElement {
  const found = [...descendants(document.root)].filter((element) => idOf(element) === id)
  if (found.length !== 1) throw new XmlError(found.length ? `Id ${id} twice` : `no element with Id ${id}`)
  return found[0]!
}

export function idOf(element: XmlElement): string | null {
  for (const item of element.attributes)
    if (
      /^(id|Id|ID)$/.test(item.local) &&
      (item.namespace === '' || item.namespace.includes('wss-wssecurity-utility'))
    )
      return item.value
  return null
}

interface Target {
  readonly uri: string
  readonly transforms: readonly string[]
  readonly digest: string
  readonly id: string
}

function signedProperties(
  id: string,
  options: XadesOptions,
  hash: string,
  targets: readonly Target[],
): string {
  const certificate = parseCertificate(options.certificate)
  const serial = BigInt(`0x${certificate.serial}`)
  const generalName = der.explicit(4, certificate.issuer.raw)
  const issuerSerial = der.seq(der.seq(generalName), der.integer(serial))
  const digest = base64(createHash('sha256').update(options.certificate).digest())
  const time = options.time.toISOString().replace(/\.\d+Z$/, 'Z')
  const formats = targets
    .map(
      (target) =>
        `<xades:DataObjectFormat ObjectReference="#${target.id}"><xades:MimeType>${escapeXml(options.mimeType ?? 'text/xml')}</xades:MimeType></xades:DataObjectFormat>`,
    )
    .join('')
  return (
    `<xades:SignedProperties Id="${id}-sp"><xades:SignedSignatureProperties>` +
    `<xades:SigningTime>${time}</xades:SigningTime>` +
    `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${hash}"/>` +
    `<ds:DigestValue>${digest}</ds:DigestValue></xades:CertDigest>` +
    `<xades:IssuerSerialV2>${base64(issuerSerial)}</xades:IssuerSerialV2></xades:Cert></xades:SigningCertificateV2>` +
    `</xades:SignedSignatureProperties><xades:SignedDataObjectProperties>${formats}</xades:SignedDataObjectProperties>` +
    `</xades:SignedProperties>`
  )
}

function referenceXml(target: Target, method: string): string {
  const transforms = target.transforms.map((uri) => `<ds:Transform Algorithm="${uri}"/>`).join('')
  return (
    `<ds:Reference Id="${target.id}" URI="${escapeXml(target.uri)}"><ds:Transforms>${transforms}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${method}"/><ds:DigestValue>${target.digest}</ds:DigestValue></ds:Reference>`
  )
}

function targetsOf(document: XmlDocument, id: string, options: XadesOptions, hash: string): Target[] {
  const sum = (text: string): string => createHash(hash).update(text, 'utf8').digest('base64')
  const method = { method: EXCLUSIVE } as const
  if (!options.ids?.length)
    return [
      {
        uri: '',
        transforms: [ENVELOPED, EXCLUSIVE],
        digest: sum(canonicalDocument(document, method)),
        id: `${id}-r0`,
      },
    ]
  return options.ids.map((target, i) => ({
    uri: `#${target}`,
    transforms: [EXCLUSIVE],
    digest: sum(canonicalElement(findById(document, target), method)),
    id: `${id}-r${i}`,
  }))
}

/** Puts text in as the last child of an element, leaving every other character alone. */
function insert(document: XmlDocument, into: XmlElement, piece: string): string {
  const { text } = document
  if (into.inner !== into.end) return text.slice(0, into.inner) + piece + text.slice(into.inner)
  const name = into.prefix ? `${into.prefix}:${into.local}` : into.local
  const head = text.slice(into.start, into.end).replace(/\s*\/>$/, '>')
  return `${text.slice(0, into.start)}${head}${piece}</${name}>${text.slice(into.end)}`
}

export function prepareXades(xml: string, options: XadesOptions): PreparedXades {
  const document = parseXml(xml)
  const hash = options.hash ?? 'sha256'
  const id =
    options.signatureId ??
    `S-${createHash('sha256').update(xml).update(options.certificate).digest('hex').slice(0, 24)}`
  const into = options.into
    ? [...descendants(document.root)].find(({ local }) => local === options.into)
    : document.root
  if (!into) throw new XmlError(`no element ${options.into}`)
  const targets = targetsOf(document, id, options, hash)
  if (options.ids?.some((target) => within(into, findById(document, target))))
    throw new XmlError('the signature would stand inside what it signs')
  const method = digestUri(hash)
  const properties = signedProperties(id, options, digestUri('sha256'), targets)
  const certificates = [options.certificate, ...(options.chain ?? [])]
  const object = `<ds:Object><xades:QualifyingProperties xmlns:xades="${XADES}" Target="#${id}">${properties}</xades:QualifyingProperties></ds:Object>`
  const build = (propertiesDigest: string): string =>
    `<ds:Signature xmlns:ds="${DS}" Id="${id}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXCLUSIVE}"/>` +
    `<ds:SignatureMethod Algorithm="${schemeUri(options.kind, hash)}"/>` +
    targets.map((target) => referenceXml(target, method)).join('') +
    `<ds:Reference Type="${SIGNED_PROPERTIES}" URI="#${id}-sp"><ds:Transforms><ds:Transform Algorithm="${EXCLUSIVE}"/></ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${method}"/><ds:DigestValue>${propertiesDigest}</ds:DigestValue></ds:Reference>` +
    `</ds:SignedInfo><ds:SignatureValue Id="${id}-v"></ds:SignatureValue><ds:KeyInfo><ds:X509Data>` +
    certificates.map((bytes) => `<ds:X509Certificate>${base64(bytes)}</ds:X509Certificate>`).join('') +
    `</ds:X509Data></ds:KeyInfo>${object}</ds:Signature>`
  const draft = parseXml(insert(document, into, build('')))
  const canonical = canonicalElement(findById(draft, `${id}-sp`), { method: EXCLUSIVE })
  const finished = insert(document, into, build(createHash(hash).update(canonical, 'utf8').digest('base64')))
  const signature = findById(parseXml(finished), id)
  const info = canonicalElement(child(signature, 'SignedInfo')!, { method: EXCLUSIVE })
  return {
    xml: finished,
    signatureId: id,
    toBeSigned: new Uint8Array(Buffer.from(info, 'utf8')),
    kind: options.kind,
    hash,
    keyBits: keyFacts(parseCertificate(options.certificate).spki)?.bits ?? 0,
  }
}

function within(element: XmlElement, ancestor: XmlElement): boolean {
  for (let at: XmlElement | null = element; at; at = at.parent) if (at === ancestor) return true
  return false
}

/** Keys give DER or r‖s; XML wants r‖s of fixed width (XMLDSig 1.1, 6.4.3). */
export function plainEcdsa(value: Uint8Array, keyBits: number): Uint8Array {
  const width = Math.ceil(keyBits / 8)
  if (value.length === 2 * width && value[0] !== 0x30) return value
  try {
    const members = membersOf(parseDer(value))
    const out = new Uint8Array(2 * width)
    for (const offset of [0, width]) {
      const bytes = octetsOf(members.takeUniversal(TAG.integer))
      const trimmed = bytes.subarray(Math.max(0, bytes.length - width))
      out.set(trimmed, offset + width - trimmed.length)
    }
    return out
  } catch {
    return value
  }
}

/** Puts the value in; with `stamp`, B-T: a time stamp over the canonical SignatureValue (EN 319 132-1, 5.3). */
export async function completeXades(
  prepared: PreparedXades,
  value: Uint8Array,
  stamp?: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<string> {
  const plain = prepared.kind === 'ecdsa' ? plainEcdsa(value, prepared.keyBits) : value
  const id = prepared.signatureId
  const empty = `<ds:SignatureValue Id="${id}-v">`
  const at = prepared.xml.indexOf(empty) + empty.length
  if (at < empty.length) throw new XmlError('not a prepared signature')
  const signed = prepared.xml.slice(0, at) + base64(plain) + prepared.xml.slice(at)
  if (!stamp) return signed
  const document = parseXml(signed)
  const element = findById(document, id)
  const data = canonicalElement(child(element, 'SignatureValue')!, { method: INCLUSIVE })
  const token = await stamp(new Uint8Array(Buffer.from(data, 'utf8')))
  const properties = child(element, 'Object', 'QualifyingProperties')!
  const piece =
    `<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp>` +
    `<ds:CanonicalizationMethod Algorithm="${INCLUSIVE}"/><xades:EncapsulatedTimeStamp>${base64(token)}</xades:EncapsulatedTimeStamp>` +
    `</xades:SignatureTimeStamp></xades:UnsignedSignatureProperties></xades:UnsignedProperties>`
  return insert(document, properties, piece)
}
