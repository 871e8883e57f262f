// What the evidence at hand says about one certificate at one time (RFC 6960, RFC 5280 6.3, EN 319 102-1, 5.2.5).
import type { Certificate } from '../x509/index.ts'
import { type Crl, isCrlFor } from './crl.ts'
import { answerFor, type OcspResponse, responderOf } from './ocsp.ts'

export interface RevocationEvidence {
  readonly crls: readonly Crl[]
  readonly ocsps: readonly OcspResponse[]
}

export interface RevocationStatus {
  readonly state: 'good' | 'revoked' | 'on-hold' | 'unknown'
  /** Why unknown: nothing at hand, too old, from the future, or the responder does not know the certificate. */
  readonly why: 'none' | 'stale' | 'future' | 'not-known' | null
  readonly source: 'ocsp' | 'crl' | 'no-check' | 'anchor' | null
  readonly revokedAt: Date | null
  readonly reason: number | null
  readonly thisUpdate: Date | null
  readonly nextUpdate: Date | null
  readonly evidenceSha256: string | null
  readonly responder: Certificate | null
}

export interface StatusQuestion {
  readonly certificate: Certificate
  readonly issuer: Certificate
  /** The time the certificate must have been good at. */
  readonly at: Date
  readonly now: Date
  readonly pool: readonly Certificate[]
}

const SKEW = 5 * 60_000
const DAY = 86_400_000
const REMOVE_FROM_CRL = 8
const CERTIFICATE_HOLD = 6

export const unknownStatus = (why: RevocationStatus['why']): RevocationStatus => ({
  state: 'unknown',
  why,
  source: null,
  revokedAt: null,
  reason: null,
  thisUpdate: null,
  nextUpdate: null,
  evidenceSha256: null,
  responder: null,
})

interface Finding {
  readonly source: 'ocsp' | 'crl'
  readonly good: boolean
  readonly known: boolean
  readonly revokedAt: Date | null
  readonly reason: number | null
  readonly thisUpdate: Date
  readonly nextUpdate: Date | null
  readonly sha256: string
  readonly responder: Certificate | null
  /** A list says nothing about certificates that ended before it, unless it says it keeps them. */
  readonly keepsExpired: boolean
}

function fromOcsp(question: StatusQuestion, response: OcspResponse): Finding | null {
  const answer = answerFor(response, question.certificate, question.issuer)
  if (!answer) return null
  const responder = responderOf(response, question.issuer, question.pool)
  if (!responder) return null
  return {
    source: 'ocsp',
    // What is said to have been known after the answer was made is not believed: a responder whose certificate
    // ended could date the making back and the knowledge forward.
    good: answer.status === 'good' && answer.thisUpdate.getTime() <= response.producedAt.getTime() + SKEW,
    known: answer.status !== 'unknown',
    revokedAt: answer.revokedAt,
    reason: answer.reason,
    thisUpdate: answer.thisUpdate,
    nextUpdate: answer.nextUpdate,
    sha256: response.sha256,
    responder,
    keepsExpired: false,
  }
}

function fromCrl(question: StatusQuestion, crl: Crl): Finding | null {
  if (!isCrlFor(crl, question.certificate, question.issuer)) return null
  const entry = crl.entry(question.certificate.serial)
  const revoked = entry !== null && entry.reason !== REMOVE_FROM_CRL
  return {
    source: 'crl',
    good: !revoked,
    known: true,
    revokedAt: revoked ? entry.at : null,
    reason: entry?.reason ?? null,
    thisUpdate: crl.thisUpdate,
    nextUpdate: crl.nextUpdate,
    sha256: crl.sha256,
    responder: null,
    keepsExpired: crl.expiredCertsFrom !== null && crl.expiredCertsFrom <= question.certificate.notAfter,
  }
}

/** EN 319 102-1, 5.2.5.4: fresh when issued not longer before the time than its own period of validity. */
function isFresh(finding: Finding, at: Date): boolean {
  const period = finding.nextUpdate ? finding.nextUpdate.getTime() - finding.thisUpdate.getTime() : DAY
  return finding.thisUpdate.getTime() >= at.getTime() - Math.max(period, 0) - SKEW
}

const toStatus = (state: RevocationStatus['state'], finding: Finding): RevocationStatus => ({
  state,
  why: null,
  source: finding.source,
  revokedAt: finding.revokedAt,
  reason: finding.reason,
  thisUpdate: finding.thisUpdate,
  nextUpdate: finding.nextUpdate,
  evidenceSha256: finding.sha256,
  responder: finding.responder,
})

function findings(question: StatusQuestion, evidence: RevocationEvidence): Finding[] {
  const found: Finding[] = []
  const add = (read: () => Finding | null): void => {
    try {
      const finding = read()
      if (finding) found.push(finding)
    } catch {
      // Evidence that cannot be read is no evidence; the answer stays unknown rather than good.
    }
  }
  for (const response of evidence.ocsps) add(() => fromOcsp(question, response))
  for (const crl of evidence.crls) add(() => fromCrl(question, crl))
  return found.sort((a, b) => b.thisUpdate.getTime() - a.thisUpdate.getTime())
}

/** A revocation is believed from any authentic evidence; "good" only from fresh evidence. */
export function judgeStatus(question: StatusQuestion, evidence: RevocationEvidence): RevocationStatus {
  const all = findings(question, evidence)
  const present = all.filter((item) => item.thisUpdate.getTime() <= question.now.getTime() + SKEW)
  const revoked = present.find((item) => item.known && item.revokedAt !== null)
  if (revoked) {
    const newerGood = present.some((item) => item.good && item.thisUpdate > revoked.thisUpdate)
    if (revoked.reason === CERTIFICATE_HOLD && !newerGood) return toStatus('on-hold', revoked)
    if (revoked.reason !== CERTIFICATE_HOLD) return toStatus('revoked', revoked)
  }
  const ended = question.certificate.notAfter
  const good = present.filter((item) => item.good && (item.keepsExpired || item.thisUpdate <= ended))
  const fresh = good.find((item) => isFresh(item, question.at))
  if (fresh) return toStatus('good', fresh)
  if (good.length > 0) return unknownStatus('stale')
  if (present.some((item) => !item.known)) return unknownStatus('not-known')
  return unknownStatus(all.length > 0 && present.length === 0 ? 'future' : 'none')
}
