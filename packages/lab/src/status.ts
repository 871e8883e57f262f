// OCSP answers (RFC 6960) and revocation lists (RFC 5280, 5) of the test PKI.
import { createHash, type KeyObject, sign } from 'node:crypto'
import {
  childrenOf,
  type DerNode,
  der,
  insideOf,
  integerHex,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  parseDer,
  TAG,
} from '../../sign-core/src/asn1/index.ts'
import { type Bytes, signatureAlgorithm } from './certificate.ts'

export interface Revocation {
  readonly at: Date
  /** CRLReason (RFC 5280, 5.3.1). */
  readonly reason: number
}

export interface OcspQuestion {
  readonly certId: Bytes
  readonly issuerKeyHash: string
  readonly serial: string
  readonly nonce: Bytes | null
}

export function readOcspRequest(request: Bytes): OcspQuestion {
  const members = membersOf(membersOf(parseDer(request)).take())
  members.ifContext(0)
  members.ifContext(1)
  const first = membersOf(membersOf(members.take()).take()).take()
  const id = membersOf(first)
  id.take()
  id.take()
  const issuerKeyHash = Buffer.from(id.take().content).toString('hex')
  const serial = integerHex(id.take())
  return { certId: first.raw, issuerKeyHash, serial, nonce: nonceOf(members.ifContext(2)) }
}

function nonceOf(extensions: DerNode | undefined): Bytes | null {
  for (const item of extensions ? membersOf(insideOf(extensions).take()).rest() : []) {
    const [type, value] = childrenOf(item)
    if (type && value && oidOf(type) === OID.ocspNonce) return octetsOf(value)
  }
  return null
}

export interface OcspAnswer {
  readonly certId: Bytes
  readonly revocation: Revocation | null
  readonly known: boolean
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
  readonly producedAt: Date
  readonly nonce: Bytes | null
  readonly responderKey: KeyObject
  readonly responderKeyId: Bytes
  readonly responderCertificate: Bytes
}

export function encodeOcspResponse(answer: OcspAnswer): Bytes {
  const status = !answer.known
    ? der.implicit(2, new Uint8Array())
    : answer.revocation
      ? der.explicit(
          1,
          der.generalizedTime(answer.revocation.at),
          der.explicit(0, der.enumerated(answer.revocation.reason)),
        )
      : der.implicit(0, new Uint8Array())
  const single = der.seq(
    answer.certId,
    status,
    der.generalizedTime(answer.thisUpdate),
    ...(answer.nextUpdate ? [der.explicit(0, der.generalizedTime(answer.nextUpdate))] : []),
  )
  const data = der.seq(
    der.explicit(2, der.octets(answer.responderKeyId)),
    der.generalizedTime(answer.producedAt),
    der.seq(single),
    ...(answer.nonce
      ? [der.explicit(1, der.seq(der.seq(der.oid(OID.ocspNonce), der.octets(answer.nonce))))]
      : []),
  )
  const basic = der.seq(
    data,
    signatureAlgorithm(answer.responderKey),
    der.bits(sign('sha256', data, answer.responderKey)),
    der.explicit(0, der.seq(answer.responderCertificate)),
  )
  return der.seq(der.enumerated(0), der.explicit(0, der.seq(der.oid(OID.ocspBasic), der.octets(basic))))
}

/** tryLater (3) and the like: a response without content. */
export const encodeOcspError = (status: number): Bytes => der.seq(der.enumerated(status))

export interface CrlSpec {
  readonly issuerName: Bytes
  readonly issuerKey: KeyObject
  readonly issuerKeyId: Bytes
  readonly number: number
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly revoked: ReadonlyMap<string, Revocation>
  /** The address of the part this list is about (issuingDistributionPoint); without it, of all. */
  readonly point?: string
}

function partOf(url: string): Bytes {
  const name = der.implicit(6, Buffer.from(url, 'latin1'))
  return der.seq(
    der.oid(OID.issuingDistributionPoint),
    der.bool(true),
    der.octets(der.seq(der.explicit(0, der.explicit(0, name)))),
  )
}

export function encodeCrl(spec: CrlSpec): Bytes {
  const algorithm = signatureAlgorithm(spec.issuerKey)
  const entries = [...spec.revoked].map(([serial, { at, reason }]) =>
    der.seq(
      der.integer(Buffer.from(serial.length % 2 ? `0${serial}` : serial, 'hex')),
      der.time(at),
      der.seq(der.seq(der.oid(OID.reasonCode), der.octets(der.enumerated(reason)))),
    ),
  )
  const tbs = der.seq(
    der.integer(1),
    algorithm,
    spec.issuerName,
    der.time(spec.thisUpdate),
    der.time(spec.nextUpdate),
    ...(entries.length ? [der.seq(...entries)] : []),
    der.explicit(
      0,
      der.seq(
        der.seq(der.oid(OID.authorityKeyIdentifier), der.octets(der.seq(der.implicit(0, spec.issuerKeyId)))),
        der.seq(der.oid(OID.crlNumber), der.octets(der.integer(spec.number))),
        ...(spec.point ? [partOf(spec.point)] : []),
      ),
    ),
  )
  return der.seq(tbs, algorithm, der.bits(sign('sha256', tbs, spec.issuerKey)))
}

export interface TimestampQuestion {
  readonly imprint: Bytes
  readonly nonce: Bytes | null
  readonly certificateWanted: boolean
}

export function readTimestampRequest(request: Bytes): TimestampQuestion {
  const members = membersOf(parseDer(request))
  members.take()
  const imprint = members.take().raw
  members.ifUniversal(TAG.oid)
  const nonce = members.ifUniversal(TAG.integer)
  const wanted = members.ifUniversal(TAG.boolean)
  return {
    imprint,
    nonce: nonce?.raw ?? null,
    certificateWanted: wanted !== undefined && wanted.content[0] !== 0,
  }
}

export interface TimestampSpec {
  readonly imprint: Bytes
  readonly nonce: Bytes | null
  readonly certificateWanted: boolean
  readonly serial: number
  readonly time: Date
  readonly key: KeyObject
  readonly certificate: Bytes
  readonly issuerName: Bytes
  readonly certificateSerial: Bytes
  readonly chain: readonly Bytes[]
}

/** The token: a SignedData over TSTInfo with signing-certificate-v2 (RFC 3161, 2.4.2; RFC 5816). */
export function encodeTimestampToken(spec: TimestampSpec): Bytes {
  const info = der.seq(
    der.integer(1),
    der.oid('1.3.6.1.4.1.99999.3.1'),
    spec.imprint,
    der.integer(spec.serial),
    der.generalizedTime(spec.time),
    der.seq(der.integer(1)),
    ...(spec.nonce ? [spec.nonce] : []),
  )
  const certificateHash = createHash('sha256').update(spec.certificate).digest()
  const attribute = (oid: string, value: Bytes): Bytes => der.seq(der.oid(oid), der.setOf(value))
  const attributes = der.setOf(
    attribute(OID.contentType, der.oid(OID.tstInfo)),
    attribute(OID.messageDigest, der.octets(createHash('sha256').update(info).digest())),
    attribute(OID.signingCertificateV2, der.seq(der.seq(der.seq(der.octets(certificateHash))))),
  )
  const sha256 = der.seq(der.oid(OID.sha256))
  const signer = der.seq(
    der.integer(1),
    der.seq(spec.issuerName, der.integer(spec.certificateSerial)),
    sha256,
    Uint8Array.from([0xa0, ...attributes.subarray(1)]),
    signatureAlgorithm(spec.key),
    der.octets(sign('sha256', attributes, spec.key)),
  )
  const signedData = der.seq(
    der.integer(3),
    der.setOf(sha256),
    der.seq(der.oid(OID.tstInfo), der.explicit(0, der.octets(info))),
    ...(spec.certificateWanted ? [der.explicit(0, spec.certificate, ...spec.chain)] : []),
    der.setOf(signer),
  )
  return der.seq(der.oid(OID.signedData), der.explicit(0, signedData))
}

export const encodeTimestampResponse = (token: Bytes): Bytes => der.seq(der.seq(der.integer(0)), token)

export const encodeTimestampRefusal = (): Bytes =>
  der.seq(der.seq(der.integer(2), der.seq(der.utf8('refused by the lab'))))
