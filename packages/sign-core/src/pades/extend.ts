import { OID, readNode } from '../asn1/index.ts'
import { appendedSource, type ByteSource } from '../bytes/byte-source.ts'
import { concatBytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import type { SigningHash } from '../cms/scheme.ts'
import { type FetchTimestamp, timestampDigest } from '../cms/timestamp.ts'
import {
  listSignatures,
  name,
  openPdf,
  PdfDict,
  type PdfReader,
  type PdfSignature,
  PdfUpdate,
  pageAt,
  textString,
} from '../pdf/index.ts'
import { identify, parseSignedData, type SignedData } from '../validate/cms.ts'
import { tryTimestamp } from '../validate/stamps.ts'
import { type Certificate, parseCertificate } from '../x509/certificate.ts'
import { stageStore } from './dss.ts'
import { addToForm, addWidget } from './form.ts'
import { type Evidence, type EvidenceFetcher, Gatherer } from './gather.ts'
import { closeRange, fillHole, makeHole } from './hole.ts'
import { examine, unusedName } from './rules.ts'

export type Level = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA'

export interface ExtendOptions {
  fetchTimestamp?: FetchTimestamp
  /** OCSP, CRL and issuer certificates. */
  fetch?: EvidenceFetcher
  hash?: SigningHash
  now?: Date
  password?: string
  /** Issuers and roots at hand, for certificates that do not say where theirs is. */
  known?: readonly Uint8Array[]
  /** False: missing evidence only lowers the level reached. Default true: it is an error. */
  requireComplete?: boolean
}

export interface Extended {
  tail: Uint8Array
  inputSize: number
  evidence: Evidence | undefined
}

const TIMESTAMP_ROOM = 16_384

/** Raises every signature of the file to a level, only by appending (EN 319 142-1 §6.3). The CMS of a finished
 * signature is never touched: B-T after the fact is a document time stamp. */
export async function extendTo(input: ByteSource, to: Level, options: ExtendOptions): Promise<Extended> {
  const tails: Uint8Array[] = []
  let source = input
  let evidence: Evidence | undefined
  const append = (tail: Uint8Array) => {
    tails.push(tail)
    source = appendedSource(source, tail)
  }
  if (to !== 'B-B' && !(await isTimestamped(source, options)))
    append(await documentTimestamp(source, options))
  if (to === 'B-LT' || to === 'B-LTA') {
    const gatherer = makeGatherer(options)
    const added = await storeEvidence(source, gatherer, options)
    evidence = added.evidence
    append(added.tail)
    if (to === 'B-LTA') {
      append(await documentTimestamp(source, options))
      // The evidence of the time stamp itself: without it, B-LTA would need the network. What the time stamp
      // covers is not asked for again: a newer answer behind it would be one it does not cover.
      append((await storeEvidence(source, gatherer, options)).tail)
    }
  }
  return { tail: concatBytes(tails), inputSize: input.size, evidence }
}

const open = (source: ByteSource, options: ExtendOptions): Promise<PdfReader> =>
  openPdf(source, options.password === undefined ? {} : { password: options.password })

/** Contents without the zero padding behind the DER object. */
export function cmsOf(signature: PdfSignature): Uint8Array {
  return readNode(signature.contents).raw
}

async function signaturesOf(source: ByteSource, options: ExtendOptions): Promise<PdfSignature[]> {
  const signatures = await listSignatures(await open(source, options))
  if (signatures.length === 0) throw new SignError('field-not-found', 'the file is not signed')
  return signatures
}

async function isTimestamped(source: ByteSource, options: ExtendOptions): Promise<boolean> {
  const signatures = await signaturesOf(source, options)
  const newestStamp = Math.max(
    -1,
    ...signatures.filter((s) => s.type === 'DocTimeStamp').map((s) => s.revision ?? -1),
  )
  return signatures.every(
    (signature) =>
      signature.type === 'DocTimeStamp' ||
      (signature.revision ?? 0) < newestStamp ||
      tokensIn(parseSignedData(cmsOf(signature))).length > 0,
  )
}

function tokensIn(data: SignedData): Uint8Array[] {
  const values = data.signers[0]?.unsigned?.get(OID.signatureTimestamp) ?? []
  return values.map((node) => node.raw)
}

/** A time stamp over the whole file (EN 319 142-1 §5.4.3, ETSI.RFC3161). */
export async function documentTimestamp(input: ByteSource, options: ExtendOptions): Promise<Uint8Array> {
  if (options.fetchTimestamp === undefined) throw new SignError('timestamp-failed', 'no time-stamp service')
  const hash = options.hash ?? 'sha256'
  const reader = await open(input, options)
  const situation = await examine(reader)
  const update = new PdfUpdate(reader)
  const hole = makeHole(TIMESTAMP_ROOM)
  const value = update.add(
    PdfDict.of({
      Type: name('DocTimeStamp'),
      Filter: name('Adobe.PPKLite'),
      SubFilter: name('ETSI.RFC3161'),
      ByteRange: hole.byteRange,
      Contents: hole.contents,
    }),
  )
  const widget = await addWidget(update, await pageAt(reader, 0), undefined, {
    FT: name('Sig'),
    T: textString(unusedName(situation, 'DauThoiGian')),
    V: value,
  })
  await addToForm(update, [widget])
  const built = await update.build([hole.contents, hole.byteRange])
  const closed = await closeRange(input, built, hole, hash)
  const token = await timestampDigest(options.fetchTimestamp, closed.messageDigest, hash)
  return fillHole(built.tail, input.size, closed.contents, token)
}

function makeGatherer(options: ExtendOptions): Gatherer {
  if (options.fetch === undefined) throw new SignError('evidence-missing', 'no way to fetch status answers')
  const gatherer = new Gatherer(options.fetch, options.now ?? new Date())
  gatherer.know((options.known ?? []).map((bytes) => parseCertificate(bytes)))
  return gatherer
}

/** Collects and stores what every signature and time stamp of the file needs to be judged without network. */
async function storeEvidence(
  source: ByteSource,
  gatherer: Gatherer,
  options: ExtendOptions,
): Promise<{ tail: Uint8Array; evidence: Evidence }> {
  const reader = await open(source, options)
  const targets: Certificate[] = []
  for (const signature of await listSignatures(reader))
    targets.push(...(await certificatesOf(signature, gatherer)))
  const evidence = await gatherer.collect(targets)
  if (options.requireComplete !== false && evidence.missing.length > 0) {
    const list = evidence.missing.map((item) => `${item.what} of ${item.sha256.slice(0, 16)}`)
    throw new SignError('evidence-missing', `not available: ${list.join(', ')}`)
  }
  const update = new PdfUpdate(reader)
  await stageStore(update, evidence)
  return { tail: (await update.build()).tail, evidence }
}

export interface FileCertificates {
  /** Signers and time-stamp authorities. */
  readonly signers: readonly Certificate[]
  /** These and everything that came along with them in the signature values. */
  readonly all: readonly Certificate[]
}

/** The certificates a signed file names, for a caller that fetches or caches what is known of them. */
export async function certificatesInFile(source: ByteSource): Promise<FileCertificates> {
  const gatherer = new Gatherer(async () => null, new Date(0))
  const signers: Certificate[] = []
  for (const signature of await listSignatures(await openPdf(source))) {
    // One damaged signature does not hide the others.
    const found = await certificatesOf(signature, gatherer).catch(() => [])
    signers.push(...found)
  }
  return { signers, all: gatherer.known() }
}

/** Signer of a signature or time stamp, and the authorities of the time stamps inside it. */
async function certificatesOf(signature: PdfSignature, gatherer: Gatherer): Promise<Certificate[]> {
  const data = parseSignedData(cmsOf(signature))
  gatherer.know(data.certificates)
  const out: Certificate[] = []
  const signer = data.signers[0]
  const own = signer === undefined ? null : identify(signer, data.certificates).certificate
  if (own !== null) out.push(own)
  for (const bytes of tokensIn(data)) {
    const token = tryTimestamp(bytes)
    if (token === null) continue
    gatherer.know(token.data.certificates)
    const authority = identify(token.signer, token.data.certificates).certificate
    if (authority !== null) out.push(authority)
  }
  return out
}
