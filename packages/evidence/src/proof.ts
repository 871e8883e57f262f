// The file a citizen, a court or an inspector keeps: everything needed to check, off line and years
// later, that these facts about a document stand in the log.

import { base64, fromBase64, same } from './bytes.ts'
import { type Checkpoint, cosignedAt, openCheckpoint, parseCheckpoint } from './checkpoint.ts'
import { HASH_SIZE, leafHash } from './hashing.ts'
import { type Opening, opens, parseLeaf } from './leaf.ts'
import { readEntry } from './log.ts'
import { isSize, verifyConsistency, verifyInclusion } from './merkle.ts'
import { type NoteKey, parseSignatureLine } from './note.ts'
import { TileReader, type TileStore } from './tiles.ts'

export interface ProofLeaf {
  index: number
  /** base64 of the leaf's bytes */
  entry: string
  /** Fields the holder reveals: value, and base64 of its salt. */
  revealed: Record<string, { salt: string; value: string }>
  /** base64 hashes, leaf's sibling first */
  inclusion: string[]
}

export interface ProofBundle {
  version: 1
  /** Public facts; each must be revealed by a leaf. `sha256` is the hash of the document's bytes. */
  document: Record<string, string>
  leaves: ProofLeaf[]
  /** Signed note of the log. */
  checkpoint: string
  /** Cosignature lines over that checkpoint. */
  witnesses: string[]
  /** An earlier checkpoint, and the proof that nothing it held was changed since. */
  consistency?: { earlier: string; proof: string[] }
  /** base64 DER of an RFC 3161 token over the bytes of `checkpoint`. */
  timestampToken?: string
}

export interface BuildProof {
  store: TileStore
  /** Size of the log as its tiles are now; not below the checkpoint's. */
  logSize: number
  document: Record<string, string>
  leaves: { index: number; openings: Record<string, Opening> }[]
  checkpoint: string
  witnesses?: string[]
  earlier?: string
  timestampToken?: string
}

export async function buildProof(input: BuildProof): Promise<ProofBundle> {
  const checkpoint = parseCheckpoint(input.checkpoint)
  if (!checkpoint) throw new Error('not a checkpoint')
  const reader = new TileReader(input.store, input.logSize)
  const leaves: ProofLeaf[] = []
  for (const { index, openings } of input.leaves) {
    const entry = await readEntry(input.store, input.logSize, index)
    const revealed = Object.entries(openings).map(([name, { salt, value }]) => [
      name,
      { salt: base64(salt), value },
    ])
    const inclusion = (await reader.inclusion(index, checkpoint.size)).map(base64)
    leaves.push({ index, entry: base64(entry), revealed: Object.fromEntries(revealed), inclusion })
  }
  const bundle: ProofBundle = {
    version: 1,
    document: input.document,
    leaves,
    checkpoint: input.checkpoint,
    witnesses: input.witnesses ?? [],
  }
  if (input.earlier) bundle.consistency = await joinEarlier(reader, input.earlier, checkpoint)
  if (input.timestampToken) bundle.timestampToken = input.timestampToken
  return bundle
}

async function joinEarlier(reader: TileReader, earlier: string, checkpoint: Checkpoint) {
  const before = parseCheckpoint(earlier)
  if (!before) throw new Error('not a checkpoint')
  return { earlier, proof: (await reader.consistency(before.size, checkpoint.size)).map(base64) }
}

export type Verdict =
  | { readable: false; vi: string }
  | { readable: true; proved: boolean; problems: string[]; facts: string[] }

export interface TrustedKeys {
  log: NoteKey
  /** Every one of these must have cosigned. */
  witnesses?: readonly NoteKey[]
  /** Hash of the document at hand, when it is at hand. */
  documentHash?: string
}

export function verifyProof(input: unknown, trusted: TrustedKeys): Verdict {
  if (!isBundle(input)) return { readable: false, vi: 'Tệp không phải bằng chứng hoặc thiếu thành phần' }
  const problems: string[] = []
  const facts: string[] = []
  const checkpoint = openCheckpoint(input.checkpoint, trusted.log)
  if (!checkpoint || checkpoint.origin !== trusted.log.name) {
    problems.push('Mốc nhật ký không được ký bằng khóa đã cho')
  } else {
    for (const leaf of input.leaves) checkLeaf(leaf, checkpoint, problems)
    checkWitnesses(input, checkpoint, trusted.witnesses ?? [], problems, facts)
    if (input.consistency) checkConsistency(input.consistency, checkpoint, trusted.log, problems, facts)
  }
  checkDocument(input, problems)
  if (trusted.documentHash !== undefined && trusted.documentHash !== input.document.sha256) {
    problems.push('Văn bản đưa vào không phải văn bản được chứng minh')
  }
  return { readable: true, proved: problems.length === 0, problems, facts }
}

function checkLeaf(leaf: ProofLeaf, checkpoint: Checkpoint, problems: string[]): void {
  const entry = fromBase64(leaf.entry) as Uint8Array
  const proof = leaf.inclusion.map((hash) => fromBase64(hash) as Uint8Array)
  if (!verifyInclusion(leafHash(entry), leaf.index, checkpoint.size, proof, checkpoint.root)) {
    problems.push(`Dòng ${leaf.index} không nằm trong nhật ký theo mốc đã ký`)
  }
  const fields = parseLeaf(entry)
  for (const [name, { salt, value }] of Object.entries(leaf.revealed)) {
    if (!fields || !opens(fields.get(name), { salt: fromBase64(salt) as Uint8Array, value })) {
      problems.push(`Dòng ${leaf.index}: trường ${name} không khớp cam kết`)
    }
  }
}

/** A public fact holds when a leaf reveals it and no leaf contradicts it; every leaf names this document. */
function checkDocument({ document, leaves }: ProofBundle, problems: string[]): void {
  for (const leaf of leaves) {
    if (leaf.revealed.sha256?.value !== document.sha256)
      problems.push(`Dòng ${leaf.index} không nói về văn bản này`)
  }
  for (const [name, value] of Object.entries(document)) {
    const said = leaves.flatMap((leaf) => (leaf.revealed[name] ? [leaf.revealed[name].value] : []))
    if (said.length === 0) problems.push(`Thông tin ${name} không có trong nhật ký`)
    else if (said.some((other) => other !== value)) problems.push(`Thông tin ${name} khác với nhật ký`)
  }
}

function checkWitnesses(
  bundle: ProofBundle,
  checkpoint: Checkpoint,
  witnesses: readonly NoteKey[],
  problems: string[],
  facts: string[],
): void {
  const lines = bundle.witnesses.map((line) => parseSignatureLine(line.trimEnd()))
  const signatures = [...checkpoint.note.signatures, ...lines.filter((line) => line !== null)]
  for (const witness of witnesses) {
    const at = cosignedAt(checkpoint.note.text, signatures, witness)
    if (at === null) problems.push(`Nhân chứng ${witness.name} không xác nhận mốc này`)
    else facts.push(`Nhân chứng ${witness.name} xác nhận lúc ${new Date(at * 1000).toISOString()}`)
  }
}

function checkConsistency(
  { earlier, proof }: { earlier: string; proof: string[] },
  checkpoint: Checkpoint,
  key: NoteKey,
  problems: string[],
  facts: string[],
): void {
  const before = openCheckpoint(earlier, key)
  const hashes = proof.map((hash) => fromBase64(hash) as Uint8Array)
  if (!before || before.origin !== checkpoint.origin || !verifyConsistency(before, checkpoint, hashes)) {
    problems.push('Mốc này không nối tiếp mốc trước')
  } else {
    facts.push(`Nối tiếp mốc trước có ${before.size} dòng`)
  }
}

function isBundle(input: unknown): input is ProofBundle {
  if (!isRecord(input) || input.version !== 1 || !isTexts(input.document) || !isCheckpoint(input.checkpoint))
    return false
  if (typeof input.document.sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(input.document.sha256)) return false
  if (!Array.isArray(input.leaves) || input.leaves.length === 0 || !input.leaves.every(isLeaf)) return false
  if (!Array.isArray(input.witnesses) || !input.witnesses.every(isSignatureLine)) return false
  if (input.timestampToken !== undefined && !isBytes(input.timestampToken)) return false
  const { consistency } = input
  if (consistency === undefined) return true
  return isRecord(consistency) && isCheckpoint(consistency.earlier) && isHashes(consistency.proof)
}

function isSignatureLine(input: unknown): boolean {
  return typeof input === 'string' && parseSignatureLine(input.trimEnd()) !== null
}

function isCheckpoint(input: unknown): input is string {
  return typeof input === 'string' && parseCheckpoint(input) !== null
}

function isLeaf(input: unknown): input is ProofLeaf {
  if (!isRecord(input) || !isSize(input.index) || !isBytes(input.entry) || !isHashes(input.inclusion))
    return false
  if (!isRecord(input.revealed)) return false
  return Object.values(input.revealed).every(
    (it) => isRecord(it) && isBytes(it.salt) && typeof it.value === 'string',
  )
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

function isTexts(input: unknown): input is Record<string, string> {
  return isRecord(input) && Object.values(input).every((value) => typeof value === 'string')
}

function isBytes(input: unknown): input is string {
  return typeof input === 'string' && fromBase64(input) !== null
}

function isHashes(input: unknown): input is string[] {
  if (!Array.isArray(input) || input.length > 64) return false
  return input.every((hash) => typeof hash === 'string' && fromBase64(hash)?.length === HASH_SIZE)
}

/** Whether two checkpoints of one log prove by themselves that it was forked. */
export function isFork(a: string, b: string, key: NoteKey): boolean {
  const [first, second] = [openCheckpoint(a, key), openCheckpoint(b, key)]
  if (!first || !second || first.origin !== second.origin) return false
  return first.size === second.size && !same(first.root, second.root)
}
