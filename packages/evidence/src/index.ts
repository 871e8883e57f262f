// Front door of the evidence package.

export { type AuditInput, type AuditReport, auditLog } from './audit.ts'
export {
  type Checkpoint,
  checkpointText,
  cosign,
  cosignedAt,
  openCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './checkpoint.ts'
export { leafHash, nodeHash, sha256 } from './hashing.ts'
export { commit, leafEntry, newSalt, type Opening, opens, parseLeaf } from './leaf.ts'
export { type Appended, memoryStore, readBundle, readEntry, TileLog } from './log.ts'
export { type TreeHead, verifyConsistency, verifyInclusion } from './merkle.ts'
export {
  COSIGNATURE,
  ED25519,
  formatKey,
  type NoteKey,
  type NoteSigner,
  noteKey,
  parseKey,
  parseNote,
  privateKeyFromSeed,
  signerFrom,
} from './note.ts'
export {
  type BuildProof,
  buildProof,
  isFork,
  type ProofBundle,
  type ProofLeaf,
  type TrustedKeys,
  type Verdict,
  verifyProof,
} from './proof.ts'
export { openReceipt, type Receipt, signReceipt } from './receipt.ts'
export { TileReader, type TileStore, tilePath } from './tiles.ts'
export { type WitnessAnswer, type WitnessQuestion, witnessCheckpoint } from './witness.ts'
