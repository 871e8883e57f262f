// One certificate at one time: path, revocation of every certificate on it, and what EN 319 102-1 (5.2.6) calls the outcome.
import { OID } from '../asn1/index.ts'
import { judgeStatus, type RevocationStatus, unknownStatus } from '../revocation/index.ts'
import type { TrustAnchor } from '../trust/index.ts'
import {
  buildPaths,
  type Certificate,
  type CertificatePath,
  isSelfIssued,
  judgePath,
  nameText,
  type PathProblem,
  type PathRequirements,
  type PathVerdict,
} from '../x509/index.ts'
import type { EvidencePool } from './evidence.ts'
import { pathSentence, revocationSentence, say } from './sentences.ts'
import type {
  CertificateView,
  Check,
  Conclusion,
  RevocationView,
  SubIndication,
  ValidationOptions,
} from './types.ts'

export interface ChainQuestion {
  readonly certificate: Certificate
  /** The time the certificate must have been good at: the earliest proven time, or now. */
  readonly at: Date
  /** Status answers must be fresh for this time; the same as `at` when absent. */
  readonly freshAt?: Date
  readonly now: Date
  /** Is `at` proven, or only the present? */
  readonly proven: boolean
  readonly claimed: Date | null
  readonly purpose: PathRequirements['purpose']
}

export interface ChainResult extends Conclusion {
  readonly path: CertificatePath | null
  readonly anchor: TrustAnchor | null
  readonly statuses: readonly { certificate: Certificate; status: RevocationStatus }[]
  readonly checks: readonly Check[]
}

const passed: Conclusion = { indication: 'TOTAL-PASSED', subIndication: null }
const open = (subIndication: SubIndication): Conclusion => ({ indication: 'INDETERMINATE', subIndication })
const failed = (subIndication: SubIndication): Conclusion => ({ indication: 'TOTAL-FAILED', subIndication })

const CONSTRAINTS: readonly PathProblem[] = [
  'key-usage',
  'extended-key-usage',
  'name-constraints',
  'policies',
  'unknown-critical',
  'path-length',
  'not-a-ca',
]

/** The signer's own claim may be held against the signature, never for it. */
function concludePath(verdict: PathVerdict, question: ChainQuestion): Conclusion {
  const { problem, at: certificate } = verdict
  const own = certificate === question.certificate
  const { claimed, proven } = question
  if (problem === 'expired') {
    if (own && claimed && claimed > question.certificate.notAfter) return failed('EXPIRED')
    return open('OUT_OF_BOUNDS_NO_POE')
  }
  if (problem === 'not-yet-valid')
    return own && proven ? failed('NOT_YET_VALID') : open('OUT_OF_BOUNDS_NO_POE')
  if (problem === 'weak-algorithm')
    return open(proven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE')
  if (problem && CONSTRAINTS.includes(problem)) return open('CHAIN_CONSTRAINTS_FAILURE')
  return open('CERTIFICATE_CHAIN_GENERAL_FAILURE')
}

function concludeStatus(status: RevocationStatus, own: boolean, question: ChainQuestion): Conclusion | null {
  if (status.state === 'good') return null
  if (status.state === 'revoked') {
    const at = status.revokedAt
    if (at && at > question.at) return null
    if (!own) return open('REVOKED_CA_NO_POE')
    return at && question.claimed && question.claimed >= at ? failed('REVOKED') : open('REVOKED_NO_POE')
  }
  return open('TRY_LATER')
}

async function findPaths(
  question: ChainQuestion,
  pool: EvidencePool,
  anchors: readonly TrustAnchor[],
): Promise<CertificatePath[]> {
  const roots = anchors.map(({ certificate }) => certificate)
  let paths = buildPaths(question.certificate, pool.certificates, roots)
  // Climb by AIA only when what is at hand does not reach an anchor.
  let last = question.certificate
  for (let step = 0; paths.length === 0 && step < 4 && roots.length > 0; step++) {
    await pool.fetchIssuers(last)
    paths = buildPaths(question.certificate, pool.certificates, roots)
    const issuer = pool.certificates.find(
      (item) => nameText(item.subject) === nameText(last.issuer) && item.sha256 !== last.sha256,
    )
    if (!issuer || isSelfIssued(issuer)) break
    last = issuer
  }
  return paths
}

async function statusOf(
  certificate: Certificate,
  issuer: Certificate,
  question: ChainQuestion,
  pool: EvidencePool,
): Promise<RevocationStatus> {
  // RFC 6960, 4.2.2.2.1: said of responders alone. On any other certificate it excuses nothing.
  if (certificate.extensions.has(OID.ocspNoCheck) && certificate.extendedKeyUsage?.includes(OID.ocspSigning))
    return { ...unknownStatus(null), state: 'good', source: 'no-check' }
  const ask = (): RevocationStatus =>
    judgeStatus(
      {
        certificate,
        issuer,
        at: question.freshAt ?? question.at,
        now: question.now,
        pool: pool.certificates,
      },
      pool,
    )
  let status = ask()
  if (status.state !== 'unknown') return status
  await pool.fetchOcsp(certificate, issuer)
  status = ask()
  if (status.state !== 'unknown') return status
  await pool.fetchCrl(certificate)
  return ask()
}

function noPath(): ChainResult {
  const check: Check = { id: 'chain', ok: null, ...say('no-path') }
  return { ...open('NO_CERTIFICATE_CHAIN_FOUND'), path: null, anchor: null, statuses: [], checks: [check] }
}

export async function validateChain(
  question: ChainQuestion,
  pool: EvidencePool,
  options: ValidationOptions,
): Promise<ChainResult> {
  const paths = await findPaths(question, pool, options.trust.anchors)
  if (paths.length === 0) return noPath()
  const need: PathRequirements = {
    at: question.at,
    purpose: question.purpose,
    ...(options.requireExplicitPolicy ? { requireExplicitPolicy: true } : {}),
  }
  const judged = paths.map((path) => ({ path, verdict: judgePath(path, need) }))
  const { path, verdict } = judged.find((item) => item.verdict.ok) ?? judged[0]!
  const anchor = options.trust.anchors.find((item) => item.certificate.sha256 === path.anchor.sha256) ?? null
  const checks: Check[] = [
    {
      id: 'chain',
      ok: verdict.ok ? true : verdict.problem === 'expired' ? null : false,
      ...pathSentence(verdict, question.at),
    },
  ]
  const statuses: { certificate: Certificate; status: RevocationStatus }[] = []
  let conclusion: Conclusion = verdict.ok ? passed : concludePath(verdict, question)
  for (const [i, certificate] of path.certificates.entries()) {
    if (certificate.sha256 === path.anchor.sha256) continue
    const status = await statusOf(certificate, path.certificates[i + 1] ?? path.anchor, question, pool)
    statuses.push({ certificate, status })
    const outcome = concludeStatus(status, i === 0, question)
    const late = status.state === 'revoked' && !outcome
    checks.push({
      id: i === 0 ? 'revocation' : 'revocation-ca',
      ok: outcome ? (status.state === 'revoked' ? false : null) : true,
      ...revocationSentence(certificate, status, late),
    })
    conclusion = worse(conclusion, outcome)
  }
  return { ...conclusion, path, anchor, statuses, checks }
}

const RANK = { 'TOTAL-PASSED': 0, INDETERMINATE: 1, 'TOTAL-FAILED': 2 } as const
/** Among open outcomes, a known revocation says more than a missing answer. */
const WEIGHT: Partial<Record<SubIndication, number>> = {
  TRY_LATER: 1,
  REVOKED_NO_POE: 3,
  REVOKED_CA_NO_POE: 3,
}

export function worse(a: Conclusion, b: Conclusion | null): Conclusion {
  if (!b) return a
  const rank = RANK[b.indication] - RANK[a.indication]
  if (rank !== 0) return rank > 0 ? b : a
  return (WEIGHT[b.subIndication ?? 'GENERIC'] ?? 2) > (WEIGHT[a.subIndication ?? 'GENERIC'] ?? 2) ? b : a
}

export function certificateView(certificate: Certificate): CertificateView {
  return {
    sha256: certificate.sha256,
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    serial: certificate.serial,
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
  }
}

export function chainViews(result: ChainResult): CertificateView[] {
  if (!result.path) return []
  const all = [...result.path.certificates]
  if (all.at(-1)!.sha256 !== result.path.anchor.sha256) all.push(result.path.anchor)
  return all.map(certificateView)
}

export function revocationViews(result: ChainResult): RevocationView[] {
  return result.statuses.map(({ certificate, status }) => ({
    certificateSha256: certificate.sha256,
    state: status.state,
    why: status.why,
    source: status.source,
    revokedAt: status.revokedAt?.toISOString() ?? null,
    reason: status.reason,
    thisUpdate: status.thisUpdate?.toISOString() ?? null,
    evidenceSha256: status.evidenceSha256,
  }))
}
