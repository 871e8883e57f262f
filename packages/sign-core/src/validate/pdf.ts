// A whole PDF: one pass of hashing, document time stamps from the newest to the oldest, then the signatures.
import type { ByteSource } from '../bytes/byte-source.ts'
import { openPdf, type PdfReader, parsePdfDate } from '../pdf/index.ts'
import { identityOf } from '../x509/index.ts'
import { certificateView, chainViews, revocationViews, worse } from './chain.ts'
import {
  type Change,
  changesSince,
  describeChange,
  describeRefused,
  type FieldLock,
  judgeChanges,
  type LaterSignature,
  laterKey,
} from './changes/index.ts'
import { EvidencePool } from './evidence.ts'
import { type FoundSignature, findSignatures } from './find.ts'
import { type HashRequest, hashRanges } from './hashing.ts'
import { levelOf } from './level.ts'
import { roleOf } from './roles.ts'
import { remarksOn } from './seen.ts'
import { type SentenceId, say } from './sentences.ts'
import { judgeSigner, type ReadSignature, readSignature, type SignerOutcome } from './signer.ts'
import { type JudgedStamp, judgeStamp, type StampContext, tryTimestamp } from './stamps.ts'
import { readStore, type SecurityStore } from './store.ts'
import type { TimestampToken } from './timestamp.ts'
import type {
  Check,
  Conclusion,
  FileVerdict,
  SignatureReport,
  TimestampReport,
  ValidationOptions,
  ValidationReport,
} from './types.ts'

interface Item {
  readonly found: FoundSignature
  readonly read: ReadSignature
  readonly token: TimestampToken | null
  readonly isStamp: boolean
  hash: Uint8Array | null
}

interface Session {
  readonly reader: PdfReader
  readonly source: ByteSource
  readonly items: readonly Item[]
  readonly context: StampContext
  readonly changes: readonly Change[]
  readonly stores: ReadonlyMap<number, SecurityStore>
  readonly sha256: string
}

const NO_STORE: SecurityStore = { present: false, certificates: 0, statuses: 0, hashes: new Set() }

function itemOf(found: FoundSignature): Item {
  const isStamp = found.signature.subFilter === 'ETSI.RFC3161'
  const token = isStamp ? tryTimestamp(found.signature.contents) : null
  return { found, isStamp, token, read: readSignature(found), hash: null }
}

function requestFor(item: Item, size: number): HashRequest | null {
  const { hole, resume, end, signature } = item.found
  const { signer } = item.read
  if (end === 0 || end > size || hole > resume || resume > end) return null
  const hash = item.isStamp
    ? item.token?.hash
    : signature.subFilter === 'adbe.pkcs7.sha1'
      ? 'sha1'
      : signer?.digest
  return hash ? { hash, hole, resume, end } : null
}

/** Fills in the digests and returns the SHA-256 of the file: everything in one reading. */
async function hashAll(source: ByteSource, items: readonly Item[]): Promise<string> {
  const whole: HashRequest = { hash: 'sha256', hole: source.size, resume: source.size, end: source.size }
  const wanted = items.map((item) => requestFor(item, source.size))
  const requests = wanted.filter((request) => request !== null)
  const digests = await hashRanges(source, [...requests, whole])
  let next = 0
  for (const [i, item] of items.entries()) if (wanted[i]) item.hash = digests[next++]!
  return Buffer.from(digests.at(-1)!).toString('hex')
}

async function openSession(source: ByteSource, options: ValidationOptions): Promise<Session> {
  const reader = await openPdf(source, {
    rebuild: false,
    ...(options.password === undefined ? {} : { password: options.password }),
  })
  const items = (await findSignatures(reader)).map(itemOf)
  const sha256 = await hashAll(source, items)
  const pool = new EvidencePool(options.fetch ?? null)
  for (const { certificate } of options.trust.anchors) pool.addCertificate(certificate)
  for (const certificate of options.evidence?.certificates ?? []) pool.addCertificate(certificate)
  for (const crl of options.evidence?.crls ?? []) pool.addCrl(crl)
  for (const response of options.evidence?.ocsps ?? []) pool.addOcsp(response)
  const stores = new Map<number, SecurityStore>()
  if (items.length > 0)
    for (const at of new Set([...items.map(({ found }) => found.revision ?? reader.last), reader.last]))
      stores.set(at, await readStore(reader, at, pool).catch(() => NO_STORE))
  const covered = items.map(({ found }) => found.revision ?? reader.last)
  const changes = items.length > 0 ? await changesSince(reader, Math.min(...covered)) : []
  const now = options.at ?? options.now ?? new Date()
  return { reader, source, items, context: { pool, options, now }, changes, stores, sha256 }
}

/** Newest first: a time stamp that holds proves the time of everything before it, earlier time stamps included. */
async function judgeDocumentStamps(session: Session): Promise<Map<Item, JudgedStamp>> {
  const judged = new Map<Item, JudgedStamp>()
  const stamps = session.items.filter(({ isStamp }) => isStamp).reverse()
  for (const item of stamps) {
    if (!item.token) continue
    const provenAt = earliest(session, judged, item)
    const stamp = await judgeStamp(
      { token: item.token, digest: item.hash, kind: 'document', field: item.found.signature.field, provenAt },
      session.context,
    )
    judged.set(item, stamp)
  }
  return judged
}

function earliest(session: Session, judged: ReadonlyMap<Item, JudgedStamp>, item: Item): Date | null {
  const { revision } = item.found
  const times: Date[] = []
  for (const [other, stamp] of judged) {
    const after = revision !== null && other.found.revision !== null && other.found.revision > revision
    if (after && stamp.passed && !other.found.problem && stamp.time <= session.context.now)
      times.push(stamp.time)
  }
  const received = session.context.options.receivedAt
  if (received && received <= session.context.now) times.push(received)
  return times.sort((a, b) => a.getTime() - b.getTime())[0] ?? null
}

function locksOf(items: readonly Item[]): FieldLock[] {
  return items.flatMap(({ found }) =>
    found.signature.references
      .filter(({ method, action }) => method === 'FieldMDP' && action)
      .map(({ action, fields }) => ({ revision: found.revision ?? 0, action: action!, fields })),
  )
}

/**
 * The DocMDP level in force for a signature: what the certification before it says, and no later signature may widen
 * it. 2 when nobody certified, because filling and signing never harm an approval.
 */
function mdpLevel(items: readonly Item[], revision: number): number {
  const levels = items.flatMap(({ found }) =>
    found.signature.references
      .filter(({ method }) => method === 'DocMDP')
      .map(({ level }) => ({ level: level ?? 2, at: found.revision ?? 0 })),
  )
  const certified = levels.filter(({ at }) => at <= revision)
  const later = levels.filter(({ at }) => at > revision)
  const base = certified.length > 0 ? Math.min(...certified.map(({ level }) => level)) : 2
  return Math.min(base, ...later.map(({ level }) => level))
}

interface ChangeFindings {
  readonly changesAfter: SignatureReport['changesAfter']
  readonly changes: SignatureReport['changes']
  readonly checks: readonly Check[]
  readonly conclusion: Conclusion | null
}

function changesFor(
  session: Session,
  item: Item,
  trusted: boolean,
  later: ReadonlyMap<string, LaterSignature>,
): ChangeFindings {
  const { revision } = item.found
  if (revision === null) {
    const check: Check = { id: 'no-later-change', ok: null, ...say('changes-unknown') }
    return { changesAfter: 'unknown', changes: [], checks: [check], conclusion: null }
  }
  const verdict = judgeChanges(session.changes, {
    revision,
    level: mdpLevel(session.items, revision),
    locks: locksOf(session.items),
    later,
    trusted,
  })
  const id: SentenceId =
    verdict.state === 'suspicious'
      ? 'changes-suspicious'
      : verdict.state === 'none'
        ? 'changes-none'
        : 'changes-allowed'
  const listed = [
    ...verdict.refused.map(({ change, refusal }) => ({
      ...describeRefused(change, refusal),
      permitted: false,
    })),
    ...verdict.permitted.map((change) => ({ ...describeChange(change), permitted: true })),
  ]
  const loose = isFilledUnsigned(verdict.permitted, session.items)
  return {
    changesAfter: verdict.state,
    changes: listed.filter((item, i) => listed.findIndex((other) => other.vi === item.vi) === i),
    checks: [
      { id: 'no-later-change', ok: verdict.state !== 'suspicious', ...say(id) },
      ...(loose ? [{ id: 'filled-unsigned', ok: null, ...say('filled-unsigned') }] : []),
    ],
    conclusion:
      verdict.state === 'suspicious'
        ? { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' }
        : loose
          ? { indication: 'INDETERMINATE', subIndication: 'SIG_CONSTRAINTS_FAILURE' }
          : null,
  }
}

/** DocMDP lets anybody fill a field; whether the reader may rely on it depends on a signature made over it. */
function isFilledUnsigned(permitted: readonly Change[], items: readonly Item[]): boolean {
  const signed = items.filter(({ found, isStamp }) => !found.problem && !isStamp)
  const last = Math.max(-1, ...signed.map(({ found }) => found.revision ?? -1))
  return permitted.some(({ kind, step }) => kind === 'field-filled' && step >= last)
}

function stampReport(
  session: Session,
  item: Item,
  stamp: JudgedStamp | undefined,
  later: ReadonlyMap<string, LaterSignature>,
): TimestampReport {
  const { found } = item
  const trusted = stamp?.chain?.path != null
  const changes = changesFor(session, item, trusted, later)
  const problems: Check[] = found.problem
    ? [{ id: 'coverage', ok: false, ...say(found.problem) }]
    : [{ id: 'coverage', ok: true, ...say('byte-range-ok') }]
  const base: TimestampReport = stamp?.report ?? {
    indication: 'TOTAL-FAILED',
    subIndication: 'FORMAT_FAILURE',
    kind: 'document',
    field: found.signature.field,
    time: '',
    authority: null,
    certificate: null,
    integrity: 'unknown',
    chain: [],
    revocation: [],
    checks: [{ id: 'format', ok: false, ...say('unreadable') }],
  }
  let conclusion = worse(base, changes.conclusion)
  if (found.problem)
    conclusion = worse(conclusion, { indication: 'TOTAL-FAILED', subIndication: 'FORMAT_FAILURE' })
  return {
    ...base,
    indication: conclusion.indication,
    subIndication: conclusion.subIndication,
    revision: found.revision === null ? null : found.revision + 1,
    coversWholeRevision: !found.problem,
    changesAfter: changes.changesAfter,
    changes: changes.changes,
    checks: [...problems, ...base.checks, ...changes.checks],
  }
}

function signatureReport(
  session: Session,
  item: Item,
  outcome: SignerOutcome,
  stamps: ReadonlyMap<Item, JudgedStamp>,
  later: ReadonlyMap<string, LaterSignature>,
): SignatureReport {
  const { found } = item
  const { signature } = found
  const { certificate } = outcome.identification
  const changes = changesFor(session, item, outcome.chain?.path != null, later)
  const conclusion = worse(outcome, changes.conclusion)
  const after = [...stamps]
    .filter(
      ([other]) =>
        found.revision !== null && (other.found.revision ?? -1) > found.revision && !other.found.problem,
    )
    .map(([other, stamp]) => ({ stamp, store: session.stores.get(other.found.revision ?? -1) ?? NO_STORE }))
  const store = session.stores.get(session.reader.last) ?? NO_STORE
  return {
    field: signature.field,
    role: roleOf(signature, certificate),
    subFilter: signature.subFilter ?? null,
    signer: certificate ? identityOf(certificate) : null,
    certificate: certificate ? certificateView(certificate) : null,
    level: levelOf({ found, outcome, store, later: after }),
    indication: conclusion.indication,
    subIndication: conclusion.subIndication,
    integrity: outcome.integrity,
    coversWholeRevision: !found.problem,
    revision: found.revision === null ? null : found.revision + 1,
    changesAfter: changes.changesAfter,
    changes: changes.changes,
    claimedTime: outcome.claimedTime?.toISOString() ?? null,
    provenTime: outcome.provenTime?.toISOString() ?? null,
    reason: signature.reason ?? null,
    algorithm: outcome.algorithm,
    trust: outcome.chain?.anchor?.purpose ?? null,
    chain: outcome.chain ? chainViews(outcome.chain) : [],
    revocation: outcome.chain ? revocationViews(outcome.chain) : [],
    timestamps: outcome.stamps.map((stamp) => stamp.report),
    checks: [...outcome.checks, ...changes.checks],
  }
}

export function verdictOf(reports: readonly Conclusion[], stamps: readonly Conclusion[]): FileVerdict {
  const all = reports.length > 0 ? reports : stamps
  if (all.length === 0) return 'unsigned'
  if ([...reports, ...stamps].some(({ indication }) => indication === 'TOTAL-FAILED')) return 'invalid'
  return all.every(({ indication }) => indication === 'TOTAL-PASSED') ? 'valid' : 'indeterminate'
}

/** EN 319 102-1 over every signature of a PDF. Throws PdfError when the file cannot be read; see validatePdf. */
export async function validateReadable(
  source: ByteSource,
  options: ValidationOptions,
): Promise<ValidationReport> {
  const session = await openSession(source, options)
  const stamps = await judgeDocumentStamps(session)
  const outcomes = new Map<Item, SignerOutcome>()
  const later = new Map<string, LaterSignature>()
  for (const item of session.items) {
    if (item.isStamp) continue
    const time = item.found.signature.time
    const outcome = await judgeSigner(
      {
        read: item.read,
        contentHash: item.hash,
        source,
        provenAt: earliest(session, stamps, item),
        claimed: time ? (parsePdfDate(time) ?? null) : null,
      },
      session.context,
    )
    outcomes.set(item, outcome)
    later.set(laterKey(item.found.signature.field, item.found.revision), {
      intact: outcome.integrity === 'intact' && !item.found.problem,
      trusted: outcome.chain?.path != null,
    })
  }
  const signatures: SignatureReport[] = []
  for (const [item, outcome] of outcomes) {
    const report = signatureReport(session, item, outcome, stamps, later)
    const remarks = await remarksOn(session.reader, item.found.revision ?? session.reader.last)
    signatures.push({ ...report, checks: [...report.checks, ...remarks] })
  }
  const timestamps = session.items
    .filter(({ isStamp }) => isStamp)
    .map((item) => stampReport(session, item, stamps.get(item), later))
  return {
    sha256: session.sha256,
    size: source.size,
    verdict: verdictOf(signatures, timestamps),
    problem: null,
    revisions: session.reader.revisions.length,
    signatures,
    timestamps,
    validatedAt: session.context.now.toISOString(),
  }
}
