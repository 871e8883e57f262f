// CAdES B-B and B-T beside a file (EN 319 122-1): prepared, signed anywhere, completed; and judged.
import { type ByteSource, bytesSource } from '../bytes/byte-source.ts'
import { signatureTimestampAttribute, signedAttributes, signedData } from '../cms/build.ts'
import type { SigningHash, SigningScheme } from '../cms/scheme.ts'
import { certificateView, chainViews, revocationViews } from '../validate/chain.ts'
import { EvidencePool } from '../validate/evidence.ts'
import { hashRanges } from '../validate/hashing.ts'
import { judgeSigner, readSignature } from '../validate/signer.ts'
import type {
  CertificateView,
  Check,
  Conclusion,
  Integrity,
  RevocationView,
  TimestampReport,
  ValidationOptions,
} from '../validate/types.ts'
import { identityOf, type SignerIdentity } from '../x509/index.ts'

export interface CadesOptions {
  readonly certificate: Uint8Array
  readonly chain?: readonly Uint8Array[]
  readonly scheme: SigningScheme
  readonly time: Date
}

export interface PreparedCades {
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly scheme: SigningScheme
  readonly toBeSigned: Uint8Array
}

export async function digestSource(source: ByteSource, hash: SigningHash): Promise<Uint8Array> {
  const [digest] = await hashRanges(source, [
    { hash, hole: source.size, resume: source.size, end: source.size },
  ])
  return digest!
}

/** Unlike PAdES, CAdES carries the claimed time in the signature (EN 319 122-1, 5.2.1). */
export async function prepareCades(
  content: ByteSource | Uint8Array,
  options: CadesOptions,
): Promise<PreparedCades> {
  const source = content instanceof Uint8Array ? bytesSource(content) : content
  const { certificate, scheme } = options
  const messageDigest = await digestSource(source, scheme.hash)
  const toBeSigned = signedAttributes({
    messageDigest,
    certificate,
    hash: scheme.hash,
    signingTime: options.time,
  })
  return { certificate, chain: options.chain ?? [], scheme, toBeSigned }
}

export async function completeCades(
  prepared: PreparedCades,
  signature: Uint8Array,
  stamp?: (data: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { certificate, chain, scheme, toBeSigned } = prepared
  const token = stamp ? await stamp(signature) : null
  return signedData({
    certificate,
    chain,
    scheme,
    signedAttributes: toBeSigned,
    signature,
    ...(token ? { unsignedAttributes: [signatureTimestampAttribute(token)] } : {}),
  })
}

export interface CadesReport extends Conclusion {
  readonly level: 'CAdES-B-B' | 'CAdES-B-T' | null
  readonly signer: SignerIdentity | null
  readonly certificate: CertificateView | null
  readonly integrity: Integrity
  readonly claimedTime: string | null
  readonly provenTime: string | null
  readonly chain: readonly CertificateView[]
  readonly revocation: readonly RevocationView[]
  readonly timestamps: readonly TimestampReport[]
  readonly checks: readonly Check[]
}

/** A detached signature over a whole file. What cannot be read is failed, never valid. */
export async function validateCades(
  cms: Uint8Array,
  content: ByteSource | Uint8Array,
  options: ValidationOptions,
): Promise<CadesReport> {
  const source = content instanceof Uint8Array ? bytesSource(content) : content
  const { size } = source
  const found = {
    signature: { subFilter: 'CAdES', contents: cms },
    problem: null,
    hole: size,
    resume: size,
    end: size,
  }
  const read = readSignature(found)
  const pool = new EvidencePool(options.fetch ?? null)
  for (const { certificate } of options.trust.anchors) pool.addCertificate(certificate)
  for (const certificate of options.evidence?.certificates ?? []) pool.addCertificate(certificate)
  for (const crl of options.evidence?.crls ?? []) pool.addCrl(crl)
  for (const response of options.evidence?.ocsps ?? []) pool.addOcsp(response)
  const hash = read.signer?.digest
  const [contentHash] = hash ? await hashRanges(source, [{ hash, hole: size, resume: size, end: size }]) : []
  const outcome = await judgeSigner(
    { read, contentHash: contentHash ?? null, source, provenAt: options.receivedAt ?? null, claimed: null },
    { pool, options, now: options.at ?? options.now ?? new Date() },
  )
  const { certificate, bound } = outcome.identification
  const stamped = outcome.stamps.some(({ report }) => report.integrity === 'intact')
  return {
    indication: outcome.indication,
    subIndication: outcome.subIndication,
    level: bound === null ? null : stamped ? 'CAdES-B-T' : 'CAdES-B-B',
    signer: certificate ? identityOf(certificate) : null,
    certificate: certificate ? certificateView(certificate) : null,
    integrity: outcome.integrity,
    claimedTime: outcome.claimedTime?.toISOString() ?? null,
    provenTime: outcome.provenTime?.toISOString() ?? null,
    chain: outcome.chain ? chainViews(outcome.chain) : [],
    revocation: outcome.chain ? revocationViews(outcome.chain) : [],
    timestamps: outcome.stamps.map(({ report }) => report),
    checks: outcome.checks,
  }
}
