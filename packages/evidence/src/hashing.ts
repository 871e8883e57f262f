// RFC 6962 §2.1: leaves and nodes are hashed with different first bytes, so that neither can pass for
// the other.

import { hash } from 'node:crypto'
import { concat, utf8 } from './bytes.ts'

const LEAF = new Uint8Array([0])
export const HASH_SIZE = 32

export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : concat(...parts)
  return new Uint8Array(hash('sha256', bytes, 'buffer'))
}

export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(LEAF, entry)
}

// One buffer for all nodes: hashing is synchronous, and a proof over ten million leaves needs a thousand.
const PAIR = new Uint8Array(1 + 2 * HASH_SIZE)
PAIR[0] = 1

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) throw new RangeError('not a hash')
  PAIR.set(left, 1)
  PAIR.set(right, 1 + HASH_SIZE)
  return hash('sha256', PAIR, 'buffer')
}

export const EMPTY_ROOT = sha256(utf8(''))

/** Root of a perfect tree over 1, 2, 4 … hashes. */
export function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let level = hashes
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2)
      next.push(nodeHash(level[i] as Uint8Array, level[i + 1] as Uint8Array))
    level = next
  }
  return level[0] as Uint8Array
}

/** Perfect subtrees, largest (leftmost) first, joined as RFC 6962 joins them. */
export function joinPeaks(peaks: readonly Uint8Array[]): Uint8Array {
  return peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right))
}
