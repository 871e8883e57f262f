import { createHash } from 'node:crypto'
import { der, membersOf, OID, parseDer, TAG } from '../asn1/index.ts'
import { parseCertificate } from '../x509/certificate.ts'
import { hashAlgorithm, type SigningHash, type SigningScheme, signatureAlgorithm } from './scheme.ts'

/** CMS SignedData for signing (RFC 5652 §5) with the attributes of CAdES B-B (EN 319 122-1 §6.3). */

function attribute(type: string, value: Uint8Array): Uint8Array {
  return der.seq(der.oid(type), der.setOf(value))
}

export interface SignedAttributesInput {
  messageDigest: Uint8Array
  certificate: Uint8Array
  hash: SigningHash
  /** CAdES only. EN 319 142-1 §6.3: in PAdES the time stands in /M and signing-time shall not be present. */
  signingTime?: Date
}

/** The DER SET OF that is signed (tag 0x31; stored as [0], RFC 5652 §5.4). */
export function signedAttributes(input: SignedAttributesInput): Uint8Array {
  const attributes = [
    attribute(OID.contentType, der.oid(OID.data)),
    attribute(OID.messageDigest, der.octets(input.messageDigest)),
    attribute(OID.signingCertificateV2, signingCertificateV2(input.certificate, input.hash)),
  ]
  if (input.signingTime !== undefined)
    attributes.push(attribute(OID.signingTime, der.time(input.signingTime)))
  return der.setOf(...attributes)
}

/** RFC 5035 §4: hash of the certificate with its issuer and serial, so that it cannot be swapped. */
function signingCertificateV2(certificate: Uint8Array, hash: SigningHash): Uint8Array {
  const { issuer, serial } = issuerAndSerial(certificate)
  const digest = createHash(hash).update(certificate).digest()
  const issuerSerial = der.seq(der.seq(der.explicit(4, issuer)), serial)
  const algorithm = hash === 'sha256' ? [] : [hashAlgorithm(hash)] // DER leaves the default out
  return der.seq(der.seq(der.seq(...algorithm, der.octets(digest), issuerSerial)))
}

/** Exact bytes of both fields: names and serials are compared bit by bit. */
function issuerAndSerial(certificate: Uint8Array): { issuer: Uint8Array; serial: Uint8Array } {
  const tbs = membersOf(membersOf(parseDer(certificate)).take())
  tbs.ifContext(0)
  const serial = tbs.takeUniversal(TAG.integer).raw
  tbs.take()
  return { issuer: tbs.take().raw, serial }
}

export interface SignedDataInput {
  certificate: Uint8Array
  chain: readonly Uint8Array[]
  scheme: SigningScheme
  /** From `signedAttributes`. */
  signedAttributes: Uint8Array
  signature: Uint8Array
  unsignedAttributes?: readonly Uint8Array[]
}

export function signedData(input: SignedDataInput): Uint8Array {
  const { issuer, serial } = issuerAndSerial(input.certificate)
  const digestAlgorithm = hashAlgorithm(input.scheme.hash)
  const stored = input.signedAttributes.slice()
  stored[0] = 0xa0
  const unsigned = input.unsignedAttributes ?? []
  const signerInfo = der.seq(
    der.integer(1),
    der.seq(issuer, serial),
    digestAlgorithm,
    stored,
    signatureAlgorithm(input.scheme),
    der.octets(input.signature),
    ...(unsigned.length > 0 ? [retag(der.setOf(...unsigned), 0xa1)] : []),
  )
  const certificates = uniqueCertificates([input.certificate, ...input.chain])
  return der.seq(
    der.oid(OID.signedData),
    der.explicit(
      0,
      der.seq(
        der.integer(1),
        der.setOf(digestAlgorithm),
        der.seq(der.oid(OID.data)),
        retag(der.setOf(...certificates), 0xa0),
        der.setOf(signerInfo),
      ),
    ),
  )
}

function retag(bytes: Uint8Array, tag: number): Uint8Array {
  const out = bytes.slice()
  out[0] = tag
  return out
}

export function uniqueCertificates(list: readonly Uint8Array[]): Uint8Array[] {
  const seen = new Map<string, Uint8Array>()
  for (const bytes of list) seen.set(parseCertificate(bytes).sha256, bytes)
  return [...seen.values()]
}

/** Unsigned attribute holding an RFC 3161 token over the signature value (EN 319 122-1 §5.3). */
export function signatureTimestampAttribute(token: Uint8Array): Uint8Array {
  return attribute(OID.signatureTimestamp, token)
}
