// Judging one time-stamp token: its cryptography, its authority at the time that can be proven for the token itself.
import { type Certificate, identityOf, judgeHash, judgeScheme } from '../x509/index.ts'
import {
  type ChainResult,
  certificateView,
  chainViews,
  revocationViews,
  validateChain,
  worse,
} from './chain.ts'
import type { EvidencePool } from './evidence.ts'
import { say } from './sentences.ts'
import { parseTimestamp, type TimestampToken, type TokenCrypto, verifyToken } from './timestamp.ts'
import type { Check, Conclusion, TimestampReport, ValidationOptions } from './types.ts'

export interface StampContext {
  readonly pool: EvidencePool
  readonly options: ValidationOptions
  readonly now: Date
}

export interface StampQuestion {
  readonly token: TimestampToken
  readonly digest: Uint8Array | null
  readonly kind: TimestampReport['kind']
  readonly field: string | null
  /** The earliest time the token itself is proven to have existed; null: only now. */
  readonly provenAt: Date | null
}

export interface JudgedStamp {
  readonly report: TimestampReport
  readonly time: Date
  readonly passed: boolean
  readonly chain: ChainResult | null
  readonly certificate: Certificate | null
}

export function tryTimestamp(bytes: Uint8Array): TimestampToken | null {
  try {
    return parseTimestamp(bytes)
  } catch {
    return null
  }
}

function fromCrypto({ result }: TokenCrypto): { conclusion: Conclusion | null; check: Check } {
  const fail = (
    subIndication: Conclusion['subIndication'],
    id: Parameters<typeof say>[0],
    ok: boolean | null = false,
  ) => ({
    conclusion: {
      indication: ok === null ? ('INDETERMINATE' as const) : ('TOTAL-FAILED' as const),
      subIndication,
    },
    check: { id: 'timestamp', ok, ...say(id) },
  })
  if (result === 'ok')
    return { conclusion: null, check: { id: 'timestamp', ok: true, ...say('timestamp-ok') } }
  if (result === 'no-certificate') return fail('NO_SIGNING_CERTIFICATE_FOUND', 'no-certificate', null)
  if (result === 'imprint' || result === 'hash') return fail('HASH_FAILURE', 'timestamp-broken')
  if (result === 'signature') return fail('SIG_CRYPTO_FAILURE', 'timestamp-broken')
  return fail('FORMAT_FAILURE', 'unreadable')
}

export async function judgeStamp(question: StampQuestion, context: StampContext): Promise<JudgedStamp> {
  const { token, kind, field } = question
  for (const certificate of token.data.certificates) context.pool.addCertificate(certificate)
  for (const bytes of token.data.crls) context.pool.addCrlBytes(bytes)
  for (const bytes of token.data.ocsps) context.pool.addOcspBytes(bytes)
  const crypto = verifyToken(token, question, context.pool.certificates)
  const { conclusion: failure, check } = fromCrypto(crypto)
  const at = question.provenAt ?? context.now
  let conclusion: Conclusion = failure ?? { indication: 'TOTAL-PASSED', subIndication: null }
  const checks: Check[] = [check]
  let chain: ChainResult | null = null
  if (crypto.certificate) {
    chain = await validateChain(
      {
        certificate: crypto.certificate,
        at,
        freshAt: new Date(Math.min(token.time.getTime(), at.getTime())),
        now: context.now,
        proven: question.provenAt !== null,
        claimed: null,
        purpose: 'time-stamping',
      },
      context.pool,
      context.options,
    )
    checks.push(...chain.checks)
    conclusion = worse(conclusion, chain)
  }
  const issued = judgeIssue(token, crypto.certificate, context.now, at)
  if (issued) {
    checks.push(issued.check)
    conclusion = worse(conclusion, issued.conclusion)
  }
  return {
    time: token.time,
    passed: conclusion.indication === 'TOTAL-PASSED',
    chain,
    certificate: crypto.certificate,
    report: {
      ...conclusion,
      kind,
      field,
      time: token.time.toISOString(),
      authority: crypto.certificate ? identityOf(crypto.certificate) : null,
      certificate: crypto.certificate ? certificateView(crypto.certificate) : null,
      integrity: failure ? (crypto.result === 'no-certificate' ? 'unknown' : 'broken') : 'intact',
      chain: chain ? chainViews(chain) : [],
      revocation: chain ? revocationViews(chain) : [],
      checks,
    },
  }
}

const SKEW = 5 * 60_000

/** The authority's clock and the strength of its hash. */
function judgeIssue(
  token: TimestampToken,
  certificate: Certificate | null,
  now: Date,
  at: Date,
): { conclusion: Conclusion; check: Check } | null {
  const bad = (subIndication: Conclusion['subIndication'], id: Parameters<typeof say>[0]) => ({
    conclusion: { indication: 'INDETERMINATE' as const, subIndication },
    check: { id: 'timestamp-time', ok: false, ...say(id) },
  })
  if (token.time.getTime() > now.getTime() + SKEW) return bad('TIMESTAMP_ORDER_FAILURE', 'timestamp-order')
  if (certificate && (token.time < certificate.notBefore || token.time > certificate.notAfter))
    return bad('OUT_OF_BOUNDS_NO_POE', 'timestamp-bad')
  // The imprint, what the authority hashed, and its own key: the weakest of them is what the token is worth.
  const { scheme, digest } = token.signer
  const hashes = [token.hash, digest].every((hash) => hash && judgeHash(hash, at).ok)
  if (!hashes || !scheme || (certificate && !judgeScheme(scheme, certificate.spki, at).ok))
    return bad('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', 'algorithm-weak')
  return null
}
