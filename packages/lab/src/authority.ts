// An issuing authority of the lab: its key, its certificate, what it issued and what it revoked.
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { OID } from '../../sign-core/src/asn1/index.ts'
import {
  type Bytes,
  type ExtensionSpec,
  encodeCertificate,
  encodeName,
  extensions,
  keyIdOf,
  type SubjectFields,
  spkiOf,
} from './certificate.ts'
import type { Revocation } from './status.ts'

export type Purpose = 'cong-vu' | 'cong-cong' | 'noi-bo' | 'test'
export type CertificateKind = 'person' | 'organisation' | 'service' | 'tsa' | 'ocsp'
export type KeyKind = 'p256' | 'rsa2048'

export interface IssueRequest {
  readonly subject: SubjectFields
  readonly kind: CertificateKind
  readonly notBefore?: Date
  readonly notAfter?: Date
  /** A key made elsewhere (a token, a SIM); without it the lab makes a pair. */
  readonly publicKey?: KeyObject
  readonly key?: KeyKind
  readonly hash?: 'sha1' | 'sha256'
  /** Further or replacing extensions, for tests of what must be refused. */
  readonly extensions?: readonly ExtensionSpec[]
}

export interface IssuedCertificate {
  readonly certificate: Bytes
  readonly serial: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject | null
  /** Issuer first, root last. */
  readonly chain: readonly Bytes[]
  readonly authority: Authority
}

export interface Authority {
  readonly id: string
  readonly purpose: Purpose
  readonly certificate: Bytes
  readonly name: Bytes
  readonly key: KeyObject
  readonly keyId: Bytes
  readonly chain: readonly Bytes[]
  readonly baseUrl: string
  readonly issued: Set<string>
  readonly revoked: Map<string, Revocation>
  crlNumber: number
}

export function makeKeys(kind: KeyKind): { publicKey: KeyObject; privateKey: KeyObject } {
  return kind === 'p256'
    ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
}

/** Serial numbers follow from what is certified: the same lab content gives the same names and numbers. */
export function serialFor(...parts: (string | Bytes | number)[]): Bytes {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(typeof part === 'number' ? String(part) : part)
  const serial = hash.digest().subarray(0, 16)
  serial[0] = (serial[0]! & 0x3f) | 0x40
  return serial
}

export interface AuthoritySpec {
  readonly id: string
  readonly purpose: Purpose
  readonly subject: SubjectFields
  readonly issuer: Authority | null
  readonly notBefore: Date
  readonly notAfter: Date
  readonly baseUrl: string
  readonly pathLength?: number
  readonly key?: KeyKind
  readonly extensions?: readonly ExtensionSpec[]
}

export function createAuthority(spec: AuthoritySpec): Authority {
  const { publicKey, privateKey } = makeKeys(spec.key ?? 'p256')
  const spki = spkiOf(publicKey)
  const name = encodeName(spec.subject)
  const keyId = keyIdOf(spki)
  const issuer = spec.issuer
  const serial = serialFor('ca', spec.id, name)
  const certificate = encodeCertificate({
    serial,
    issuerName: issuer?.name ?? name,
    issuerKey: issuer?.key ?? privateKey,
    subjectName: name,
    spki,
    notBefore: spec.notBefore,
    notAfter: spec.notAfter,
    extensions: [
      extensions.authority(spec.pathLength),
      extensions.keyUsage(5, 6),
      extensions.subjectKeyId(keyId),
      ...(issuer ? [extensions.authorityKeyId(issuer.keyId), ...accessTo(issuer)] : []),
      ...(spec.extensions ?? []),
    ],
  })
  issuer?.issued.add(Buffer.from(serial).toString('hex'))
  return {
    id: spec.id,
    purpose: spec.purpose,
    certificate,
    name,
    key: privateKey,
    keyId,
    chain: issuer ? [certificate, ...issuer.chain] : [certificate],
    baseUrl: spec.baseUrl,
    issued: new Set(),
    revoked: new Map(),
    crlNumber: 1,
  }
}

function accessTo(issuer: Authority): ExtensionSpec[] {
  return [
    extensions.access({
      ocsp: `${issuer.baseUrl}/ocsp/${issuer.id}`,
      issuers: `${issuer.baseUrl}/ca/${issuer.id}.cer`,
    }),
    extensions.crl(`${issuer.baseUrl}/crl/${issuer.id}.crl`),
  ]
}

function extensionsFor(kind: CertificateKind, request: IssueRequest): ExtensionSpec[] {
  if (kind === 'tsa') return [extensions.keyUsage(0), extensions.extendedUsage([OID.timeStamping], true)]
  if (kind === 'ocsp')
    return [extensions.keyUsage(0), extensions.extendedUsage([OID.ocspSigning]), extensions.noCheck()]
  return [
    extensions.keyUsage(0, 1),
    extensions.extendedUsage([OID.emailProtection, OID.documentSigning]),
    ...(request.subject.email ? [extensions.emails([request.subject.email])] : []),
  ]
}

export function issueFrom(authority: Authority, request: IssueRequest, now: Date): IssuedCertificate {
  const pair = request.publicKey
    ? { publicKey: request.publicKey, privateKey: null }
    : makeKeys(request.key ?? 'p256')
  const spki = spkiOf(pair.publicKey)
  const notBefore = request.notBefore ?? new Date(now.getTime() - 86_400_000)
  const notAfter = request.notAfter ?? new Date(now.getTime() + 3 * 365 * 86_400_000)
  const subjectName = encodeName(request.subject)
  const serial = serialFor(authority.id, subjectName, request.kind, authority.issued.size)
  const standard = [
    extensions.endEntity(),
    ...extensionsFor(request.kind, request),
    extensions.subjectKeyId(keyIdOf(spki)),
    extensions.authorityKeyId(authority.keyId),
    // A responder with no-check needs no pointer to itself (RFC 6960, 4.2.2.2.1).
    ...(request.kind === 'ocsp' ? [] : accessTo(authority)),
  ]
  const extra = request.extensions ?? []
  const certificate = encodeCertificate({
    serial,
    issuerName: authority.name,
    issuerKey: authority.key,
    subjectName,
    spki,
    notBefore,
    notAfter,
    extensions: [...standard.filter((item) => !extra.some((other) => other.oid === item.oid)), ...extra],
    ...(request.hash ? { hash: request.hash } : {}),
  })
  const hex = Buffer.from(serial).toString('hex')
  authority.issued.add(hex)
  return { certificate, serial: hex, ...pair, chain: authority.chain, authority }
}
