// Certificates of the test PKI, spelled as DER. Only the signature costs time: about 1,100 P-256 certificates a few hundred milliseconds.
import { createHash, type KeyObject, sign } from 'node:crypto'
import { bitStringOf, der, membersOf, OID, parseDer } from '../../sign-core/src/asn1/index.ts'

export type Bytes = Uint8Array

export interface SubjectFields {
  readonly cn: string
  readonly o?: string
  readonly ou?: string
  readonly title?: string
  readonly email?: string
  /** Citizen number of a person, agency code of an organisation. */
  readonly serialNumber?: string
  readonly country?: string
}

const rdn = (type: string, value: Bytes): Bytes => der.setOf(der.seq(der.oid(type), value))

/** Order as the Government CA writes names: country, organisation, unit, name, identifiers. */
export function encodeName(subject: SubjectFields): Bytes {
  const parts: Bytes[] = [rdn(OID.country, der.printable(subject.country ?? 'VN'))]
  if (subject.o) parts.push(rdn(OID.organisation, der.utf8(subject.o)))
  if (subject.ou) parts.push(rdn(OID.organisationalUnit, der.utf8(subject.ou)))
  if (subject.title) parts.push(rdn(OID.title, der.utf8(subject.title)))
  parts.push(rdn(OID.cn, der.utf8(subject.cn)))
  if (subject.serialNumber) parts.push(rdn(OID.serialNumber, der.printable(subject.serialNumber)))
  if (subject.email) parts.push(rdn(OID.email, der.ia5(subject.email)))
  return der.seq(...parts)
}

export function spkiOf(key: KeyObject): Bytes {
  return new Uint8Array(key.export({ type: 'spki', format: 'der' }))
}

/** SHA-1 of the key bits (RFC 5280, 4.2.1.2, method 1). */
export function keyIdOf(spki: Bytes): Bytes {
  const members = membersOf(parseDer(spki))
  members.take()
  return createHash('sha1').update(bitStringOf(members.take()).bytes).digest()
}

export function signatureAlgorithm(key: KeyObject, hash: 'sha1' | 'sha256' = 'sha256'): Bytes {
  if (key.asymmetricKeyType === 'ec')
    return der.seq(der.oid(hash === 'sha1' ? OID.sha1Ecdsa : OID.sha256Ecdsa))
  return der.seq(der.oid(hash === 'sha1' ? OID.sha1Rsa : OID.sha256Rsa), der.nul())
}

export interface ExtensionSpec {
  readonly oid: string
  readonly critical?: boolean
  readonly value: Bytes
}

const extension = ({ oid, critical, value }: ExtensionSpec): Bytes =>
  der.seq(der.oid(oid), ...(critical ? [der.bool(true)] : []), der.octets(value))

export interface CertificateSpec {
  readonly serial: Bytes
  readonly issuerName: Bytes
  readonly issuerKey: KeyObject
  readonly subjectName: Bytes
  readonly spki: Bytes
  readonly notBefore: Date
  readonly notAfter: Date
  readonly extensions: readonly ExtensionSpec[]
  readonly hash?: 'sha1' | 'sha256'
}

export function encodeCertificate(spec: CertificateSpec): Bytes {
  const algorithm = signatureAlgorithm(spec.issuerKey, spec.hash)
  const tbs = der.seq(
    der.explicit(0, der.integer(2)),
    der.integer(spec.serial),
    algorithm,
    spec.issuerName,
    der.seq(der.time(spec.notBefore), der.time(spec.notAfter)),
    spec.subjectName,
    spec.spki,
    der.explicit(3, der.seq(...spec.extensions.map(extension))),
  )
  return der.seq(tbs, algorithm, der.bits(sign(spec.hash ?? 'sha256', tbs, spec.issuerKey)))
}

export const uriName = (url: string): Bytes => der.implicit(6, Buffer.from(url, 'latin1'))

/** The extensions the kinds of certificate differ by. */
export const extensions = {
  authority: (pathLength?: number): ExtensionSpec => ({
    oid: OID.basicConstraints,
    critical: true,
    value: der.seq(der.bool(true), ...(pathLength === undefined ? [] : [der.integer(pathLength)])),
  }),
  endEntity: (): ExtensionSpec => ({ oid: OID.basicConstraints, critical: true, value: der.seq() }),
  keyUsage: (...bits: number[]): ExtensionSpec => ({
    oid: OID.keyUsage,
    critical: true,
    value: der.namedBits(...bits),
  }),
  extendedUsage: (oids: readonly string[], critical = false): ExtensionSpec => ({
    oid: OID.extendedKeyUsage,
    critical,
    value: der.seq(...oids.map((oid) => der.oid(oid))),
  }),
  subjectKeyId: (id: Bytes): ExtensionSpec => ({ oid: OID.subjectKeyIdentifier, value: der.octets(id) }),
  authorityKeyId: (id: Bytes): ExtensionSpec => ({
    oid: OID.authorityKeyIdentifier,
    value: der.seq(der.implicit(0, id)),
  }),
  access: (points: { ocsp?: string; issuers?: string }): ExtensionSpec => ({
    oid: OID.authorityInfoAccess,
    value: der.seq(
      ...(points.ocsp ? [der.seq(der.oid(OID.ocspAccess), uriName(points.ocsp))] : []),
      ...(points.issuers ? [der.seq(der.oid(OID.caIssuers), uriName(points.issuers))] : []),
    ),
  }),
  crl: (url: string): ExtensionSpec => ({
    oid: OID.crlDistributionPoints,
    value: der.seq(der.seq(der.explicit(0, der.explicit(0, uriName(url))))),
  }),
  policies: (oids: readonly string[]): ExtensionSpec => ({
    oid: OID.certificatePolicies,
    value: der.seq(...oids.map((oid) => der.seq(der.oid(oid)))),
  }),
  noCheck: (): ExtensionSpec => ({ oid: OID.ocspNoCheck, value: der.nul() }),
  emails: (addresses: readonly string[]): ExtensionSpec => ({
    oid: OID.subjectAltName,
    value: der.seq(...addresses.map((address) => der.implicit(1, Buffer.from(address, 'latin1')))),
  }),
}
