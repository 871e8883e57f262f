// C2SP tlog-witness as a pure decision: what a witness answers to a checkpoint and the proof that came
// with it. Two checkpoints of one log that no proof can join are evidence against the log.

import { same } from './bytes.ts'
import { type Checkpoint, cosign, openCheckpoint } from './checkpoint.ts'
import { verifyConsistency } from './merkle.ts'
import type { NoteKey, NoteSigner } from './note.ts'

export type WitnessAnswer =
  | { kind: 'cosigned'; line: string; checkpoint: Checkpoint }
  /** Not signed by the key we know for this log. */
  | { kind: 'unsigned' }
  /** We have seen a larger tree; an old checkpoint is nothing new, and nothing wrong. */
  | { kind: 'behind'; size: number }
  /** The proof starts from another size than the one we remember. */
  | { kind: 'ask-from'; size: number }
  /** Two roots for one size, both signed: proof against the log by itself. Keep it, tell people. */
  | { kind: 'fork'; known: string; offered: string }
  /** The proof shown does not join the two: a rewritten log can show no other. Ask once more, then tell people. */
  | { kind: 'inconsistent'; known: string; offered: string }

export interface WitnessQuestion {
  /** The newest checkpoint we cosigned for this log; null when it is the first. */
  known: Checkpoint | null
  offered: string
  from: number
  proof: readonly Uint8Array[]
  logKey: NoteKey
}

export async function witnessCheckpoint(
  question: WitnessQuestion,
  witness: NoteSigner,
  time: number,
): Promise<WitnessAnswer> {
  const { known, offered, from, proof, logKey } = question
  const checkpoint = openCheckpoint(offered, logKey)
  if (!checkpoint || (known && known.origin !== checkpoint.origin)) return { kind: 'unsigned' }
  if (known) {
    const pair = { known: known.raw, offered }
    if (checkpoint.size === known.size && !same(checkpoint.root, known.root)) return { kind: 'fork', ...pair }
    if (checkpoint.size < known.size) return { kind: 'behind', size: known.size }
    if (from !== known.size) return { kind: 'ask-from', size: known.size }
    if (!verifyConsistency(known, checkpoint, proof)) return { kind: 'inconsistent', ...pair }
  } else if (from !== 0 || proof.length > 0) {
    return { kind: 'ask-from', size: 0 }
  }
  return { kind: 'cosigned', line: await cosign(checkpoint, witness, time), checkpoint }
}
