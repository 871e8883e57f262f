// C2SP checkpoints: origin, size, root; signed by the log, cosigned by witnesses.

import { base64, concat, fromBase64, utf8 } from './bytes.ts'
import { HASH_SIZE } from './hashing.ts'
import { isSize, type TreeHead } from './merkle.ts'
import {
  COSIGNATURE,
  isSignedBy,
  type Note,
  type NoteKey,
  type NoteSignature,
  type NoteSigner,
  parseNote,
  signatureLine,
  signNote,
  verifyEd25519,
} from './note.ts'

export interface Checkpoint extends TreeHead {
  origin: string
  note: Note
  /** The signed note as it came. */
  raw: string
}

export function checkpointText(origin: string, head: TreeHead): string {
  if (!origin || /[\s+\p{Cc}]/u.test(origin)) throw new Error('not an origin')
  return `${origin}\n${head.size}\n${base64(head.root)}\n`
}

export function signCheckpoint(origin: string, head: TreeHead, signer: NoteSigner): Promise<string> {
  return signNote(checkpointText(origin, head), signer)
}

/** Null unless it is a checkpoint in its one allowed spelling; says nothing about signatures. */
export function parseCheckpoint(raw: string): Checkpoint | null {
  const note = parseNote(raw)
  if (!note) return null
  const [origin = '', sizeText = '', rootText = '', ...extensions] = note.text.slice(0, -1).split('\n')
  const root = fromBase64(rootText)
  const size = /^(0|[1-9]\d*)$/.test(sizeText) ? Number(sizeText) : Number.NaN
  if (!origin || !isSize(size) || root?.length !== HASH_SIZE || extensions.includes('')) return null
  return { origin, size, root, note, raw }
}

/** A checkpoint of that log, by that key; null otherwise. */
export function openCheckpoint(raw: string, key: NoteKey): Checkpoint | null {
  const checkpoint = parseCheckpoint(raw)
  return checkpoint && isSignedBy(checkpoint.note, key) ? checkpoint : null
}

function cosignedMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`)
}

/** @param time POSIX seconds; @returns the signature line to add to the checkpoint */
export async function cosign(checkpoint: Checkpoint, witness: NoteSigner, time: number): Promise<string> {
  if (witness.type !== COSIGNATURE) throw new Error('not a witness key')
  const stamp = Buffer.alloc(8)
  stamp.writeBigUInt64BE(BigInt(time))
  const signature = await witness.sign(cosignedMessage(checkpoint.note.text, time))
  return signatureLine({ name: witness.name, id: witness.id, bytes: concat(stamp, signature) })
}

/** POSIX seconds of the witness' cosignature over this text, or null. */
export function cosignedAt(
  text: string,
  signatures: readonly NoteSignature[],
  witness: NoteKey,
): number | null {
  for (const { name, id, bytes } of signatures) {
    if (name !== witness.name || id !== witness.id || bytes.length !== 72) continue
    const time = Number(Buffer.from(bytes.subarray(0, 8)).readBigUInt64BE(0))
    if (isSize(time) && verifyEd25519(witness.publicKey, cosignedMessage(text, time), bytes.subarray(8)))
      return time
  }
  return null
}
