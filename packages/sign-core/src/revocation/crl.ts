// Certificate revocation lists (RFC 5280, section 5).
import { createHash } from 'node:crypto'
import {
  bitStringOf,
  booleanOf,
  type DerNode,
  insideOf,
  integerHex,
  isContext,
  membersOf,
  OID,
  octetsOf,
  oidOf,
  parseDer,
  smallInteger,
  TAG,
  timeOf,
  toHex,
} from '../asn1/index.ts'
import type { AlgorithmId } from '../x509/index.ts'
import {
  type Certificate,
  type Name,
  parseAlgorithm,
  parseName,
  sameName,
  schemeOf,
  USAGE,
  verifySignature,
} from '../x509/index.ts'

export interface CrlEntry {
  readonly at: Date
  readonly reason: number | null
}

export interface Crl {
  readonly raw: Uint8Array
  readonly sha256: string
  readonly tbs: Uint8Array
  readonly algorithm: AlgorithmId
  readonly signature: Uint8Array
  readonly issuer: Name
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
  readonly number: string | null
  readonly authorityKeyId: string | null
  readonly expiredCertsFrom: Date | null
  /** Null: the list is partial, indirect, or carries a critical extension we do not know; it proves nothing. */
  readonly scope: {
    readonly users: boolean
    readonly authorities: boolean
    /** A part of the authority's certificates: only those that name one of these addresses. Null: all of them. */
    readonly points: readonly string[] | null
  } | null
  entry(serial: string): CrlEntry | null
}

function reasonOf(extensions: DerNode | undefined): { reason: number | null; readable: boolean } {
  let reason: number | null = null
  for (const item of extensions ? membersOf(extensions).rest() : []) {
    const members = membersOf(item)
    const oid = oidOf(members.take())
    const critical = members.ifUniversal(TAG.boolean)
    const value = octetsOf(members.take())
    if (oid === OID.reasonCode) reason = smallInteger(parseDer(value))
    else if (critical && booleanOf(critical)) return { reason: null, readable: false }
  }
  return { reason, readable: true }
}

/** Entries are read only when asked for: a list of a large CA has hundreds of thousands. */
function findEntry(list: DerNode | undefined, serial: string): CrlEntry | null {
  if (!list) return null
  for (const item of membersOf(list).rest()) {
    const members = membersOf(item)
    if (integerHex(members.take()) !== serial) continue
    const at = timeOf(members.take())
    return { at, reason: reasonOf(members.ifUniversal(TAG.sequence)).reason }
  }
  return null
}

/** fullName addresses of a distribution point; a name of another form is one no certificate of ours can match. */
function pointsOf(node: DerNode): string[] {
  const full = insideOf(node).ifContext(0)
  return (full ? insideOf(full).rest() : [])
    .filter((item) => isContext(item, 6))
    .map((item) => Buffer.from(item.content).toString('latin1'))
}

function scopeOf(extensions: ReadonlyMap<string, { critical: boolean; value: Uint8Array }>): Crl['scope'] {
  for (const [oid, { critical }] of extensions) {
    if (oid === OID.deltaCrl) return null
    if (critical && oid !== OID.issuingDistributionPoint) return null
  }
  const point = extensions.get(OID.issuingDistributionPoint)
  if (!point) return { users: true, authorities: true, points: null }
  const scope = { users: true, authorities: true, points: null as string[] | null }
  for (const item of membersOf(parseDer(point.value)).rest()) {
    const yes = (): boolean => item.content[0] !== 0
    if (isContext(item, 0)) scope.points = pointsOf(item)
    if (isContext(item, 1) && yes()) scope.authorities = false
    if (isContext(item, 2) && yes()) scope.users = false
    // Some reasons only, indirect, attribute certificates only: not for us.
    if (item.tag >= 3 && (item.tag === 3 || yes())) return null
  }
  return scope
}

function extensionsOf(node: DerNode | undefined): Map<string, { critical: boolean; value: Uint8Array }> {
  const found = new Map<string, { critical: boolean; value: Uint8Array }>()
  for (const item of node ? membersOf(insideOf(node).take()).rest() : []) {
    const members = membersOf(item)
    const oid = oidOf(members.take())
    const critical = members.ifUniversal(TAG.boolean)
    found.set(oid, { critical: critical ? booleanOf(critical) : false, value: octetsOf(members.take()) })
  }
  return found
}

export function parseCrl(bytes: Uint8Array): Crl {
  const outer = membersOf(parseDer(bytes))
  const tbsNode = outer.takeUniversal(TAG.sequence)
  const algorithm = parseAlgorithm(outer.take())
  const signature = bitStringOf(outer.take()).bytes
  const tbs = membersOf(tbsNode)
  tbs.ifUniversal(TAG.integer)
  tbs.take()
  const issuer = parseName(tbs.take())
  const thisUpdate = timeOf(tbs.take())
  const next = tbs.ifUniversal(TAG.utcTime, TAG.generalizedTime)
  const list = tbs.ifUniversal(TAG.sequence)
  const extensions = extensionsOf(tbs.ifContext(0))
  const number = extensions.get(OID.crlNumber)
  const keyId = extensions.get(OID.authorityKeyIdentifier)
  const expired = extensions.get(OID.expiredCertsOnCrl)
  const idNode = keyId ? membersOf(parseDer(keyId.value)).ifContext(0) : undefined
  return {
    raw: bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    tbs: tbsNode.raw,
    algorithm,
    signature,
    issuer,
    thisUpdate,
    nextUpdate: next ? timeOf(next) : null,
    number: number ? integerHex(parseDer(number.value)) : null,
    authorityKeyId: idNode ? toHex(idNode.content) : null,
    expiredCertsFrom: expired ? timeOf(parseDer(expired.value)) : null,
    scope: scopeOf(extensions),
    entry: (serial) => findEntry(list, serial),
  }
}

/** Was the list made by the authority that issued the certificate (6.3.3, direct lists only)? */
export function isCrlFor(crl: Crl, certificate: Certificate, issuer: Certificate): boolean {
  if (!crl.scope || !sameName(crl.issuer, certificate.issuer) || !sameName(issuer.subject, crl.issuer))
    return false
  // 6.3.3 (b)(2)(i): a list of another part of the authority's certificates does not mention this one, revoked or not.
  const { points } = crl.scope
  if (points && !points.some((url) => certificate.crlUrls.includes(url))) return false
  const isAuthority = certificate.basicConstraints?.ca ?? false
  if (isAuthority ? !crl.scope.authorities : !crl.scope.users) return false
  if (issuer.keyUsage && !issuer.keyUsage.has(USAGE.crlSign)) return false
  if (proven.get(crl) === issuer.sha256) return true
  const scheme = schemeOf(crl.algorithm)
  const ok = scheme !== null && verifySignature(scheme, issuer.spki, crl.tbs, crl.signature)
  if (ok) proven.set(crl, issuer.sha256)
  return ok
}

/** Lists whose signature was found good, with the issuer: a large list is hashed once, not once a certificate. */
const proven = new WeakMap<Crl, string>()
