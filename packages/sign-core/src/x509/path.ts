// Certification paths: built from what is at hand, judged by RFC 5280, section 6.1.
import { OID, sameBytes } from '../asn1/index.ts'
import { schemeOf } from './algorithm.ts'
import { judgeScheme } from './algorithm-policy.ts'
import { type Certificate, isSelfIssued, isSignedBy } from './certificate.ts'
import { type NameConstraints, USAGE } from './extensions.ts'
import { sameName } from './name.ts'
import { constraintsOf, respects } from './name-constraints.ts'
import { applyPolicies, initialPolicies, policiesHold, preparePolicies } from './policy-graph.ts'

/** Signing certificate first, the certificate under the anchor last; the anchor itself is apart. */
export interface CertificatePath {
  readonly certificates: readonly Certificate[]
  readonly anchor: Certificate
}

export type PathProblem =
  | 'expired'
  | 'not-yet-valid'
  | 'bad-signature'
  | 'not-a-ca'
  | 'path-length'
  | 'key-usage'
  | 'extended-key-usage'
  | 'name-constraints'
  | 'policies'
  | 'unknown-critical'
  | 'weak-algorithm'
  | 'malformed'

export interface PathVerdict {
  readonly ok: boolean
  readonly problem: PathProblem | null
  /** The certificate the problem is about. */
  readonly at: Certificate | null
  readonly until?: Date | null
}

const MAX_LENGTH = 8
const MAX_TRIES = 200

function couldIssue(issuer: Certificate, certificate: Certificate): boolean {
  if (!sameName(issuer.subject, certificate.issuer)) return false
  return (
    !certificate.authorityKeyId || !issuer.subjectKeyId || certificate.authorityKeyId === issuer.subjectKeyId
  )
}

/** All paths from `leaf` to one of `anchors` (RFC 4158), shortest first, bounded. */
export function buildPaths(
  leaf: Certificate,
  pool: readonly Certificate[],
  anchors: readonly Certificate[],
): CertificatePath[] {
  const trusted = anchors.find((anchor) => sameBytes(anchor.raw, leaf.raw))
  if (trusted) return [{ certificates: [leaf], anchor: trusted }]
  const found: CertificatePath[] = []
  let tries = 0
  const extend = (certificates: Certificate[]): void => {
    const last = certificates[certificates.length - 1]!
    for (const anchor of anchors)
      if (couldIssue(anchor, last) && isSignedBy(last, anchor)) found.push({ certificates, anchor })
    if (certificates.length >= MAX_LENGTH) return
    for (const issuer of pool) {
      if (tries > MAX_TRIES) return
      if (!couldIssue(issuer, last) || certificates.some((item) => item.sha256 === issuer.sha256)) continue
      if (anchors.some((anchor) => anchor.sha256 === issuer.sha256)) continue
      tries++
      if (isSignedBy(last, issuer)) extend([...certificates, issuer])
    }
  }
  extend([leaf])
  return found.sort((a, b) => a.certificates.length - b.certificates.length)
}

/** The extensions this validator understands; any other critical one refuses the path (4.2). */
const UNDERSTOOD = new Set<string>([
  OID.keyUsage,
  OID.subjectAltName,
  OID.issuerAltName,
  OID.basicConstraints,
  OID.nameConstraints,
  OID.certificatePolicies,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
  OID.extendedKeyUsage,
  OID.authorityKeyIdentifier,
  OID.subjectKeyIdentifier,
  OID.crlDistributionPoints,
  OID.authorityInfoAccess,
  OID.qcStatements,
  OID.ocspNoCheck,
])

export interface PathRequirements {
  readonly at: Date
  /** What the last certificate must be for. */
  readonly purpose: 'signing' | 'time-stamping' | 'ocsp' | 'crl' | 'any'
  readonly requireExplicitPolicy?: boolean
  /** Algorithms are judged by this time; the same as `at` when absent. */
  readonly algorithmsAt?: Date
}

const fail = (problem: PathProblem, at: Certificate, until?: Date | null): PathVerdict => ({
  ok: false,
  problem,
  at,
  ...(until === undefined ? {} : { until }),
})

function judgeOne(certificate: Certificate, issuer: Certificate, need: PathRequirements): PathVerdict | null {
  const scheme = schemeOf(certificate.signatureAlgorithm)
  if (!scheme || !isSignedBy(certificate, issuer)) return fail('bad-signature', certificate)
  if (need.at < certificate.notBefore) return fail('not-yet-valid', certificate)
  if (need.at > certificate.notAfter) return fail('expired', certificate)
  const algorithm = judgeScheme(scheme, issuer.spki, need.algorithmsAt ?? need.at)
  if (!algorithm.ok) return fail('weak-algorithm', certificate, algorithm.until)
  for (const { oid, critical } of certificate.extensions.values())
    if (critical && !UNDERSTOOD.has(oid)) return fail('unknown-critical', certificate)
  return null
}

/** 6.1.4 (k)–(n): may this certificate issue others? */
function judgeAuthority(certificate: Certificate, below: number): PathVerdict | null {
  if (certificate.version === 3 && !certificate.basicConstraints?.ca) return fail('not-a-ca', certificate)
  if (certificate.version < 3) return fail('not-a-ca', certificate)
  if (certificate.keyUsage && !certificate.keyUsage.has(USAGE.keyCertSign))
    return fail('key-usage', certificate)
  const limit = certificate.basicConstraints?.pathLength
  return limit !== null && limit !== undefined && below > limit ? fail('path-length', certificate) : null
}

const SIGNING_USAGES: readonly string[] = [
  OID.emailProtection,
  OID.clientAuth,
  OID.documentSigning,
  OID.msDocumentSigning,
  OID.adobeAuthentic,
  OID.anyExtendedKeyUsage,
]

function judgePurpose(leaf: Certificate, { purpose }: PathRequirements): PathVerdict | null {
  const usage = leaf.keyUsage
  const extended = leaf.extendedKeyUsage
  const signs = !usage || usage.has(USAGE.digitalSignature) || usage.has(USAGE.contentCommitment)
  if (purpose === 'any') return null
  if (purpose === 'crl') return !usage || usage.has(USAGE.crlSign) ? null : fail('key-usage', leaf)
  if (!signs) return fail('key-usage', leaf)
  if (purpose === 'time-stamping') {
    // RFC 3161, 2.3: exactly this one usage, and critical.
    const critical = leaf.extensions.get(OID.extendedKeyUsage)?.critical ?? false
    const only = extended?.length === 1 && extended[0] === OID.timeStamping
    return only && critical ? null : fail('extended-key-usage', leaf)
  }
  if (purpose === 'ocsp') return extended?.includes(OID.ocspSigning) ? null : fail('extended-key-usage', leaf)
  const fits = !extended || extended.some((oid) => SIGNING_USAGES.includes(oid))
  return fits ? null : fail('extended-key-usage', leaf)
}

/** RFC 5280, 6.1, from the anchor down. */
export function judgePath(path: CertificatePath, need: PathRequirements): PathVerdict {
  try {
    return walk(path, need)
  } catch {
    return fail('malformed', path.certificates[0]!)
  }
}

function walk({ certificates, anchor }: CertificatePath, need: PathRequirements): PathVerdict {
  const leaf = certificates[0]!
  if (sameBytes(leaf.raw, anchor.raw)) {
    const window = need.at < leaf.notBefore ? 'not-yet-valid' : need.at > leaf.notAfter ? 'expired' : null
    return window ? fail(window, leaf) : (judgePurpose(leaf, need) ?? { ok: true, problem: null, at: null })
  }
  const constraints: NameConstraints[] = []
  const fromAnchor = constraintsOf(anchor)
  if (fromAnchor) constraints.push(fromAnchor)
  const policies = initialPolicies(certificates.length, need.requireExplicitPolicy)
  let issuer = anchor
  for (let i = certificates.length - 1; i >= 0; i--) {
    const certificate = certificates[i]!
    const wrong = judgeOne(certificate, issuer, need)
    if (wrong) return wrong
    if ((i === 0 || !isSelfIssued(certificate)) && !respects(certificate, constraints))
      return fail('name-constraints', certificate)
    if (!applyPolicies(policies, certificate, i === 0)) return fail('policies', certificate)
    if (i > 0) {
      const below = certificates.slice(1, i).filter((item) => !isSelfIssued(item)).length
      const unfit = judgeAuthority(certificate, below)
      if (unfit) return unfit
      if (!preparePolicies(policies, certificate)) return fail('policies', certificate)
      const own = constraintsOf(certificate)
      if (own) constraints.push(own)
    }
    issuer = certificate
  }
  if (!policiesHold(policies, leaf)) return fail('policies', leaf)
  return judgePurpose(leaf, need) ?? { ok: true, problem: null, at: null }
}
