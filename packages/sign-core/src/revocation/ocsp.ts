// OCSP requests and responses (RFC 6960, RFC 8954 for the nonce).
import { createHash } from 'node:crypto'
import {
  bitStringOf,
  type DerNode,
  der,
  insideOf,
  integerHex,
  isContext,
  isUniversal,
  type Members,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  parseDer,
  sameBytes,
  smallInteger,
  TAG,
  timeOf,
} from '../asn1/index.ts'
import {
  type AlgorithmId,
  type Certificate,
  type HashName,
  hashNameOf,
  isSignedBy,
  type Name,
  parseAlgorithm,
  parseName,
  sameName,
  schemeOf,
  tryCertificate,
  verifySignature,
} from '../x509/index.ts'

export interface SingleResponse {
  readonly hash: HashName | null
  readonly nameHash: Uint8Array
  readonly keyHash: Uint8Array
  readonly serial: string
  readonly status: 'good' | 'revoked' | 'unknown'
  readonly revokedAt: Date | null
  readonly reason: number | null
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
}

export interface OcspResponse {
  readonly raw: Uint8Array
  readonly sha256: string
  readonly tbs: Uint8Array
  readonly algorithm: AlgorithmId
  readonly signature: Uint8Array
  readonly responderName: Name | null
  readonly responderKeyHash: Uint8Array | null
  readonly producedAt: Date
  readonly responses: readonly SingleResponse[]
  readonly nonce: Uint8Array | null
  readonly certificates: readonly Certificate[]
}

function singleOf(node: DerNode): SingleResponse {
  const members = membersOf(node)
  const id = membersOf(members.take())
  const hash = hashNameOf(parseAlgorithm(id.take()).oid)
  const nameHash = octetsOf(id.take())
  const keyHash = octetsOf(id.take())
  const serial = integerHex(id.take())
  const statusNode = members.take()
  const revoked = isContext(statusNode, 1) ? insideOf(statusNode) : null
  const revokedAt = revoked ? timeOf(revoked.take()) : null
  const reason = revoked?.ifContext(0)
  const thisUpdate = timeOf(members.take())
  const next = members.ifContext(0)
  return {
    hash,
    nameHash,
    keyHash,
    serial,
    status: revoked ? 'revoked' : isContext(statusNode, 0) ? 'good' : 'unknown',
    revokedAt,
    reason: reason ? smallInteger(insideOf(reason).take()) : null,
    thisUpdate,
    nextUpdate: next ? timeOf(insideOf(next).take()) : null,
  }
}

function nonceOf(extensions: DerNode | undefined): Uint8Array | null {
  for (const item of extensions ? membersOf(insideOf(extensions).take()).rest() : []) {
    const members = membersOf(item)
    if (oidOf(members.take()) !== OID.ocspNonce) continue
    members.ifUniversal(TAG.boolean)
    return octetsOf(members.take())
  }
  return null
}

/** Accepts an OCSPResponse, or the bare BasicOCSPResponse that some signatures embed. */
export function parseOcsp(bytes: Uint8Array): OcspResponse {
  const outer = membersOf(parseDer(bytes))
  const basic = isUniversal(outer.peek(), TAG.enumerated) ? basicInside(outer) : membersOf(parseDer(bytes))
  const tbsNode = basic.takeUniversal(TAG.sequence)
  const algorithm = parseAlgorithm(basic.take())
  const signature = bitStringOf(basic.take()).bytes
  const attached = basic.ifContext(0)
  const data = membersOf(tbsNode)
  data.ifContext(0)
  const responder = data.take()
  const inner = insideOf(responder).take()
  const producedAt = timeOf(data.take())
  const responses = membersOf(data.take()).rest().map(singleOf)
  const certificates = attached ? membersOf(insideOf(attached).take()).rest() : []
  return {
    raw: bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    tbs: tbsNode.raw,
    algorithm,
    signature,
    responderName: isContext(responder, 1) ? parseName(inner) : null,
    responderKeyHash: isContext(responder, 2) ? octetsOf(inner) : null,
    producedAt,
    responses,
    nonce: nonceOf(data.ifContext(1)),
    certificates: certificates.map((node) => tryCertificate(node.raw)).filter((item) => item !== null),
  }
}

function basicInside(outer: Members): Members {
  const status = smallInteger(outer.take())
  if (status !== 0) throw new Error(`responder refused with status ${status}`)
  const container = outer.ifContext(0)
  if (!container) throw new Error('response without content')
  const content = membersOf(insideOf(container).take())
  if (oidOf(content.take()) !== OID.ocspBasic) throw new Error('not a basic response')
  return membersOf(parseDer(octetsOf(content.take())))
}

export function answerFor(
  response: OcspResponse,
  certificate: Certificate,
  issuer: Certificate,
): SingleResponse | null {
  for (const single of response.responses) {
    if (!single.hash || single.serial !== certificate.serial) continue
    const digest = (bytes: Uint8Array): Uint8Array => createHash(single.hash!).update(bytes).digest()
    if (!sameBytes(digest(issuer.keyBits), single.keyHash)) continue
    if (!sameBytes(digest(certificate.issuer.raw), single.nameHash)) continue
    return single
  }
  return null
}

const isResponder = (response: OcspResponse, certificate: Certificate): boolean =>
  response.responderKeyHash
    ? sameBytes(createHash('sha1').update(certificate.keyBits).digest(), response.responderKeyHash)
    : response.responderName !== null && sameName(response.responderName, certificate.subject)

/**
 * The certificate that signed the response and may do so: the issuer itself, or one the same issuer authorised
 * with id-kp-OCSPSigning (RFC 6960, 4.2.2.2). Null: the response proves nothing.
 */
export function responderOf(
  response: OcspResponse,
  issuer: Certificate,
  pool: readonly Certificate[],
): Certificate | null {
  const known = responders.get(response)
  if (known?.issuer === issuer.sha256) return known.certificate
  const certificate = findResponder(response, issuer, pool)
  if (certificate) responders.set(response, { issuer: issuer.sha256, certificate })
  return certificate
}

/** Proven once, an answer stays proven: several certificates and signatures ask the same question. */
const responders = new WeakMap<OcspResponse, { issuer: string; certificate: Certificate }>()

function findResponder(
  response: OcspResponse,
  issuer: Certificate,
  pool: readonly Certificate[],
): Certificate | null {
  const scheme = schemeOf(response.algorithm)
  if (!scheme) return null
  const signs = (certificate: Certificate): boolean =>
    isResponder(response, certificate) &&
    verifySignature(scheme, certificate.spki, response.tbs, response.signature)
  if (signs(issuer)) return issuer
  for (const certificate of [...response.certificates, ...pool]) {
    const authorised =
      certificate.extendedKeyUsage?.includes(OID.ocspSigning) &&
      sameName(certificate.issuer, issuer.subject) &&
      isSignedBy(certificate, issuer) &&
      response.producedAt >= certificate.notBefore &&
      response.producedAt <= certificate.notAfter
    if (authorised && signs(certificate)) return certificate
  }
  return null
}

/** SHA-1 in CertID for compatibility (RFC 5019, 2.1.1). */
export function ocspRequest(
  certificate: Certificate,
  issuer: Certificate,
  nonce: Uint8Array | null,
): Uint8Array {
  const sha1 = (bytes: Uint8Array): Uint8Array => createHash('sha1').update(bytes).digest()
  const serial = certificate.serial.length % 2 ? `0${certificate.serial}` : certificate.serial
  const certId = der.seq(
    der.seq(der.oid(OID.sha1), der.nul()),
    der.octets(sha1(certificate.issuer.raw)),
    der.octets(sha1(issuer.keyBits)),
    der.integer(Buffer.from(serial, 'hex')),
  )
  const extension = nonce
    ? [der.explicit(2, der.seq(der.seq(der.oid(OID.ocspNonce), der.octets(der.octets(nonce)))))]
    : []
  return der.seq(der.seq(der.seq(der.seq(certId)), ...extension))
}

/** The nonce in an answer: some responders wrap it in an OCTET STRING, some do not. */
export function hasNonce(response: OcspResponse, nonce: Uint8Array): boolean | null {
  if (!response.nonce) return null
  return sameBytes(response.nonce, nonce) || sameBytes(response.nonce, der.octets(nonce))
}
