// An X.509 certificate as read, with its exact bytes (RFC 5280, 4.1).
import { createHash } from 'node:crypto'
import {
  bitStringOf,
  DerError,
  insideOf,
  integerHex,
  membersOf,
  OID,
  parseDer,
  sameBytes,
  TAG,
  timeOf,
} from '../asn1/index.ts'
import { type AlgorithmId, parseAlgorithm, schemeOf, verifySignature } from './algorithm.ts'
import {
  type AccessPoints,
  type BasicConstraints,
  type Extension,
  parseExtensions,
  readAuthorityInfoAccess,
  readAuthorityKeyIdentifier,
  readBasicConstraints,
  readDistributionPoints,
  readExtendedKeyUsage,
  readKeyUsage,
  readSubjectEmails,
  readSubjectKeyIdentifier,
} from './extensions.ts'
import { attributeOf, type Name, parseName, sameName } from './name.ts'

export interface Certificate {
  readonly raw: Uint8Array
  readonly tbs: Uint8Array
  readonly version: number
  /** Hex, without leading zeros. */
  readonly serial: string
  readonly signatureAlgorithm: AlgorithmId
  readonly issuer: Name
  readonly subject: Name
  readonly notBefore: Date
  readonly notAfter: Date
  readonly spki: Uint8Array
  /** The subjectPublicKey bits alone: what key hashes are made of (RFC 6960, 4.1.1). */
  readonly keyBits: Uint8Array
  readonly extensions: ReadonlyMap<string, Extension>
  readonly signature: Uint8Array
  readonly sha256: string
  readonly keyUsage: ReadonlySet<number> | null
  readonly extendedKeyUsage: readonly string[] | null
  readonly basicConstraints: BasicConstraints | null
  readonly subjectKeyId: string | null
  readonly authorityKeyId: string | null
  readonly access: AccessPoints
  readonly crlUrls: readonly string[]
}

function withExtension<T>(
  extensions: ReadonlyMap<string, Extension>,
  oid: string,
  read: (value: Uint8Array) => T,
): T | null {
  const found = extensions.get(oid)
  return found ? read(found.value) : null
}

const parsed = new Map<string, Certificate>()
const MAX_PARSED = 1000

/** The same bytes give the same object: one chain is met in every signature of a province. */
export function parseCertificate(bytes: Uint8Array): Certificate {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const known = parsed.get(sha256)
  if (known) return known
  // A copy: the caller's buffer may be a whole file, or may change.
  const certificate = readCertificate(Uint8Array.from(bytes), sha256)
  if (parsed.size >= MAX_PARSED) parsed.clear()
  parsed.set(sha256, certificate)
  return certificate
}

function readCertificate(bytes: Uint8Array, sha256: string): Certificate {
  const outer = membersOf(parseDer(bytes))
  const tbsNode = outer.takeUniversal(TAG.sequence)
  const signatureAlgorithm = parseAlgorithm(outer.take())
  const signature = bitStringOf(outer.takeUniversal(TAG.bitString)).bytes
  const tbs = membersOf(tbsNode)
  const versionNode = tbs.ifContext(0)
  const serial = integerHex(tbs.take())
  const innerAlgorithm = tbs.take()
  // RFC 5280, 4.1.1.2: both algorithm fields say the same.
  if (!sameBytes(innerAlgorithm.raw, signatureAlgorithm.raw)) throw new DerError('algorithm fields differ')
  const issuer = parseName(tbs.take())
  const validity = membersOf(tbs.take())
  const notBefore = timeOf(validity.take())
  const notAfter = timeOf(validity.take())
  const subject = parseName(tbs.take())
  const spkiNode = tbs.takeUniversal(TAG.sequence)
  const spkiMembers = membersOf(spkiNode)
  spkiMembers.take()
  const keyBits = bitStringOf(spkiMembers.take()).bytes
  tbs.ifContext(1)
  tbs.ifContext(2)
  const extensionsNode = tbs.ifContext(3)
  const extensions = extensionsNode
    ? parseExtensions(insideOf(extensionsNode).take())
    : new Map<string, Extension>()
  return {
    raw: bytes,
    tbs: tbsNode.raw,
    version: versionNode ? Number(`0x${integerHex(insideOf(versionNode).take())}`) + 1 : 1,
    serial,
    signatureAlgorithm,
    issuer,
    subject,
    notBefore,
    notAfter,
    spki: spkiNode.raw,
    keyBits,
    extensions,
    signature,
    sha256,
    keyUsage: withExtension(extensions, OID.keyUsage, readKeyUsage),
    extendedKeyUsage: withExtension(extensions, OID.extendedKeyUsage, readExtendedKeyUsage),
    basicConstraints: withExtension(extensions, OID.basicConstraints, readBasicConstraints),
    subjectKeyId: withExtension(extensions, OID.subjectKeyIdentifier, readSubjectKeyIdentifier),
    authorityKeyId: withExtension(extensions, OID.authorityKeyIdentifier, readAuthorityKeyIdentifier),
    access: withExtension(extensions, OID.authorityInfoAccess, readAuthorityInfoAccess) ?? {
      ocsp: [],
      issuers: [],
    },
    crlUrls: withExtension(extensions, OID.crlDistributionPoints, readDistributionPoints) ?? [],
  }
}

/** Null instead of a throw: a stray or broken certificate among others must not stop a validation. */
export function tryCertificate(bytes: Uint8Array): Certificate | null {
  try {
    return parseCertificate(bytes)
  } catch {
    return null
  }
}

const verified = new Map<string, boolean>()

/** Does `issuer`'s key sign `certificate`? Remembered, because several paths ask the same question. */
export function isSignedBy(certificate: Certificate, issuer: Certificate): boolean {
  const id = `${certificate.sha256}${issuer.sha256}`
  const known = verified.get(id)
  if (known !== undefined) return known
  const scheme = schemeOf(certificate.signatureAlgorithm)
  const ok = scheme !== null && verifySignature(scheme, issuer.spki, certificate.tbs, certificate.signature)
  if (verified.size > 2000) verified.clear()
  verified.set(id, ok)
  return ok
}

export function isSelfIssued(certificate: Certificate): boolean {
  return sameName(certificate.issuer, certificate.subject)
}

export interface SignerIdentity {
  readonly cn: string | null
  readonly o: string | null
  readonly ou: string | null
  readonly title: string | null
  readonly email: string | null
  readonly serialNumber: string | null
}

export function identityOf({ subject, extensions }: Certificate): SignerIdentity {
  const alternative = extensions.get(OID.subjectAltName)
  let emails: string[] = []
  try {
    emails = alternative ? readSubjectEmails(alternative.value) : []
  } catch {
    emails = []
  }
  return {
    cn: attributeOf(subject, OID.cn),
    o: attributeOf(subject, OID.organisation),
    ou: attributeOf(subject, OID.organisationalUnit),
    title: attributeOf(subject, OID.title),
    email: emails[0] ?? attributeOf(subject, OID.email),
    serialNumber: attributeOf(subject, OID.serialNumber) ?? attributeOf(subject, OID.uid),
  }
}
