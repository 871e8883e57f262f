// One approval or certifying signature: EN 319 102-1, basic validation (5.3), with time (5.5), with archival material (5.6).
import { createHash } from 'node:crypto'
import { childrenOf, DerError, type DerNode, OID } from '../asn1/index.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { chunks } from '../bytes/byte-source.ts'
import { type Certificate, judgeHash, judgeScheme, verifyStream } from '../x509/index.ts'
import { type ChainResult, validateChain, worse } from './chain.ts'
import {
  claimedTimeOf,
  type Identification,
  identify,
  parseSignedData,
  type SignedData,
  type SignerInfo,
  verifySigner,
} from './cms.ts'
import { type SentenceId, say } from './sentences.ts'
import { type JudgedStamp, judgeStamp, type StampContext, tryTimestamp } from './stamps.ts'
import type { Check, Conclusion, Integrity, SubIndication } from './types.ts'

/** What a signature is over, in a PDF or beside a file. */
export interface SignedContent {
  readonly signature: { readonly subFilter: string | undefined; readonly contents: Uint8Array }
  readonly problem: SentenceId | null
  readonly hole: number
  readonly resume: number
  readonly end: number
}

export interface ReadSignature {
  readonly found: SignedContent
  readonly data: SignedData | null
  readonly signer: SignerInfo | null
}

export interface SignerOutcome extends Conclusion {
  readonly integrity: Integrity
  readonly identification: Identification
  readonly chain: ChainResult | null
  readonly stamps: readonly JudgedStamp[]
  readonly provenTime: Date | null
  readonly claimedTime: Date | null
  readonly algorithm: string | null
  readonly checks: readonly Check[]
}

/** `CAdES`: a signature file beside the content. */
const SUPPORTED = new Set([
  'ETSI.CAdES.detached',
  'CAdES',
  'adbe.pkcs7.detached',
  'adbe.pkcs7.sha1',
  'ETSI.RFC3161',
])
/** EN 319 122-1 and 142-1: both demand signed attributes that name the certificate. */
const isAdvanced = (subFilter: string | undefined): boolean =>
  subFilter === 'ETSI.CAdES.detached' || subFilter === 'CAdES'

/** Reads the CMS without trusting it; null data means the signature is unreadable, never that it is valid. */
export function readSignature(found: SignedContent): ReadSignature {
  if (!SUPPORTED.has(found.signature.subFilter ?? '')) return { found, data: null, signer: null }
  try {
    const data = parseSignedData(found.signature.contents)
    return { found, data, signer: data.signers.length === 1 ? data.signers[0]! : null }
  } catch {
    return { found, data: null, signer: null }
  }
}

class Findings {
  readonly checks: Check[] = []
  conclusion: Conclusion = { indication: 'TOTAL-PASSED', subIndication: null }

  note(id: string, ok: boolean | null, sentence: SentenceId): void {
    this.checks.push({ id, ok, ...say(sentence) })
  }

  conclude(indication: Conclusion['indication'], subIndication: SubIndication): void {
    this.conclusion = worse(this.conclusion, { indication, subIndication })
  }

  fail(id: string, sentence: SentenceId, sub: SubIndication): void {
    this.note(id, false, sentence)
    this.conclude('TOTAL-FAILED', sub)
  }

  leaveOpen(id: string, sentence: SentenceId, sub: SubIndication, ok: boolean | null = null): void {
    this.note(id, ok, sentence)
    this.conclude('INDETERMINATE', sub)
  }
}

async function* signedChunks(
  source: ByteSource,
  { hole, resume, end }: SignedContent,
): AsyncGenerator<Uint8Array> {
  yield* chunks(source, 0, hole)
  yield* chunks(source, resume, end)
}

async function checkCrypto(
  { found, data, signer }: ReadSignature & { data: SignedData; signer: SignerInfo },
  certificate: Certificate,
  contentHash: Uint8Array | null,
  source: ByteSource,
): Promise<'ok' | 'hash' | 'signature' | 'format' | 'unsupported'> {
  if (!signer.scheme || !signer.digest || !contentHash) return 'unsupported'
  if (found.signature.subFilter === 'adbe.pkcs7.sha1') {
    // ISO 32000-1, 12.8.3.3.1: the SHA-1 of the range is the content that is signed.
    if (!data.content || Buffer.compare(data.content, contentHash) !== 0)
      return data.content ? 'hash' : 'format'
    const inner = createHash(signer.digest).update(data.content).digest()
    return signer.signed
      ? verifySigner(signer, certificate, data.contentType, inner)
      : (await verifyStream(signer.scheme, certificate.spki, bytesOf(data.content), signer.signature))
        ? 'ok'
        : 'signature'
  }
  if (data.content !== null) return 'format'
  if (signer.signed) return verifySigner(signer, certificate, data.contentType, contentHash)
  if (isAdvanced(found.signature.subFilter)) return 'format'
  return (await verifyStream(signer.scheme, certificate.spki, signedChunks(source, found), signer.signature))
    ? 'ok'
    : 'hash'
}

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Status answers Adobe puts inside the signature (ISO 32000-1, 12.8.3.3.2). */
function addAdobeEvidence(signer: SignerInfo, context: StampContext): void {
  const walk = (node: DerNode, kind: number): void => {
    if (kind === 0) context.pool.addCrlBytes(node.raw)
    if (kind === 1) context.pool.addOcspBytes(node.raw)
  }
  try {
    for (const value of signer.signed?.get(OID.adobeRevocation) ?? [])
      for (const part of listOf(value))
        for (const list of listOf(part)) for (const item of listOf(list)) walk(item, part.tag)
  } catch {
    // Unreadable evidence is no evidence.
  }
}

const listOf = (node: DerNode): DerNode[] => (node.constructed ? childrenOf(node) : [])

export interface SignerQuestion {
  readonly read: ReadSignature
  readonly contentHash: Uint8Array | null
  readonly source: ByteSource
  /** The earliest time a later document time stamp, or the register, proves for this revision. */
  readonly provenAt: Date | null
  readonly claimed: Date | null
}

function unreadable(found: SignedContent): SignerOutcome {
  const findings = new Findings()
  const known = SUPPORTED.has(found.signature.subFilter ?? '')
  if (found.problem) findings.fail('coverage', found.problem, 'FORMAT_FAILURE')
  if (known) findings.fail('format', 'unreadable', 'FORMAT_FAILURE')
  else findings.leaveOpen('format', 'unsupported-format', 'GENERIC')
  return {
    ...findings.conclusion,
    integrity: 'unknown',
    identification: { certificate: null, bound: null },
    chain: null,
    stamps: [],
    provenTime: null,
    claimedTime: null,
    algorithm: null,
    checks: findings.checks,
  }
}

async function judgeStamps(
  signer: SignerInfo,
  question: SignerQuestion,
  context: StampContext,
): Promise<JudgedStamp[]> {
  const stamps: JudgedStamp[] = []
  for (const value of signer.unsigned.get(OID.signatureTimestamp) ?? []) {
    const token = tryTimestamp(value.raw)
    if (!token) continue
    const digest = token.hash ? createHash(token.hash).update(signer.signature).digest() : null
    stamps.push(
      await judgeStamp(
        { token, digest, kind: 'signature', field: null, provenAt: question.provenAt },
        context,
      ),
    )
  }
  return stamps
}

function noteIdentity(findings: Findings, bound: boolean | null, subFilter: string | undefined): void {
  if (bound === true) findings.note('certificate', true, 'certificate-bound')
  else if (bound === false)
    findings.leaveOpen('certificate', 'certificate-not-bound', 'NO_SIGNING_CERTIFICATE_FOUND', false)
  // EN 319 142-1, 6.3: the attribute is mandatory in PAdES; older formats never had it.
  else if (isAdvanced(subFilter))
    findings.leaveOpen('certificate', 'certificate-unnamed', 'SIG_CONSTRAINTS_FAILURE')
  else findings.note('certificate', null, 'certificate-unnamed')
}

function noteCrypto(findings: Findings, result: Awaited<ReturnType<typeof checkCrypto>>): Integrity {
  if (result === 'ok') findings.note('integrity', true, 'integrity-ok')
  else if (result === 'hash') findings.fail('integrity', 'integrity-broken', 'HASH_FAILURE')
  else if (result === 'signature') findings.fail('integrity', 'signature-broken', 'SIG_CRYPTO_FAILURE')
  else if (result === 'format') findings.fail('integrity', 'unreadable', 'FORMAT_FAILURE')
  else findings.leaveOpen('integrity', 'unsupported-algorithm', 'GENERIC')
  return result === 'ok' ? 'intact' : result === 'hash' || result === 'signature' ? 'broken' : 'unknown'
}

function noteTime(findings: Findings, stamps: readonly JudgedStamp[], proven: boolean): void {
  if (proven) findings.note('timestamp', true, 'timestamp-ok')
  else if (stamps.length === 0) findings.note('timestamp', null, 'timestamp-none')
  else if (stamps.some((stamp) => stamp.report.integrity === 'broken'))
    findings.note('timestamp', false, 'timestamp-broken')
  else findings.note('timestamp', null, 'timestamp-bad')
}

/** Whatever a signature holds that cannot be read makes this one unreadable, not the whole file. */
export async function judgeSigner(question: SignerQuestion, context: StampContext): Promise<SignerOutcome> {
  try {
    return await judgeReadable(question, context)
  } catch (error) {
    if (error instanceof DerError) return unreadable(question.read.found)
    throw error
  }
}

async function judgeReadable(question: SignerQuestion, context: StampContext): Promise<SignerOutcome> {
  const { read, provenAt, claimed } = question
  const { found, data, signer } = read
  if (!data || !signer) return unreadable(found)
  const findings = new Findings()
  if (found.problem) findings.fail('coverage', found.problem, 'FORMAT_FAILURE')
  else findings.note('coverage', true, 'byte-range-ok')
  for (const certificate of data.certificates) context.pool.addCertificate(certificate)
  for (const bytes of data.crls) context.pool.addCrlBytes(bytes)
  for (const bytes of data.ocsps) context.pool.addOcspBytes(bytes)
  addAdobeEvidence(signer, context)
  const identification = identify(signer, context.pool.certificates)
  const { certificate, bound } = identification
  const stamps = await judgeStamps(signer, question, context)
  const times = [
    ...stamps.filter((stamp) => stamp.passed).map(({ time }) => time),
    ...(provenAt ? [provenAt] : []),
  ]
  const provenTime = times.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
  const at = provenTime ?? context.now
  const claimedTime = claimed ?? safely(() => claimedTimeOf(signer))
  const common = { identification, stamps, provenTime, claimedTime, algorithm: algorithmText(signer) }
  if (!certificate) {
    findings.leaveOpen('certificate', 'no-certificate', 'NO_SIGNING_CERTIFICATE_FOUND')
    return { ...findings.conclusion, ...common, integrity: 'unknown', chain: null, checks: findings.checks }
  }
  const crypto = await checkCrypto(
    { found, data, signer },
    certificate,
    question.contentHash,
    question.source,
  ).catch(() => 'format' as const)
  const integrity = noteCrypto(findings, crypto)
  noteIdentity(findings, bound, found.signature.subFilter)
  noteTime(findings, stamps, provenTime !== null)
  noteAlgorithm(findings, { found, signer, certificate }, at, provenTime !== null)
  const chain = await validateChain(
    {
      certificate,
      at,
      now: context.now,
      proven: provenTime !== null,
      claimed: claimedTime,
      purpose: 'signing',
    },
    context.pool,
    context.options,
  )
  findings.checks.push(...chain.checks)
  const conclusion = worse(findings.conclusion, chain)
  return {
    indication: conclusion.indication,
    subIndication: conclusion.subIndication,
    ...common,
    integrity,
    chain,
    checks: findings.checks,
  }
}

/** EN 319 102-1, 5.2.8: algorithms at the time that can be proven; what was fit then stays fit. */
function noteAlgorithm(
  findings: Findings,
  { found, signer, certificate }: { found: SignedContent; signer: SignerInfo; certificate: Certificate },
  at: Date,
  proven: boolean,
): void {
  if (!signer.scheme || !signer.digest) return
  // This format holds the file by its SHA-1, whatever hash holds the SHA-1 (ISO 32000-1, 12.8.3.3.1).
  const file = found.signature.subFilter === 'adbe.pkcs7.sha1' ? 'sha1' : signer.digest
  const hashes = [file, signer.digest].every((hash) => judgeHash(hash, at).ok)
  const ok = hashes && judgeScheme(signer.scheme, certificate.spki, at).ok
  if (ok) findings.note('algorithm', true, 'algorithm-ok')
  else
    findings.leaveOpen(
      'algorithm',
      'algorithm-weak',
      proven ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE',
      false,
    )
}

function algorithmText({ scheme }: SignerInfo): string | null {
  return scheme ? `${scheme.kind.toUpperCase()}/${scheme.hash.toUpperCase()}` : null
}

function safely<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}
