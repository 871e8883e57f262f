// Checking proofs, as RFC 9162 §2.1.3.2 and §2.1.4.2 spell it out. Sizes go beyond 2^31, so halves are
// taken with arithmetic and not with bit operators.

import { same } from './bytes.ts'
import { EMPTY_ROOT, HASH_SIZE, nodeHash } from './hashing.ts'

export function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

const half = (value: number): number => Math.floor(value / 2)
const isOdd = (value: number): boolean => value % 2 === 1

/** The root that the proof leads to, or null when the proof has the wrong length. */
export function rootFromInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(proof)) return null
  let fn = index
  let sn = size - 1
  let hash = leaf
  for (const sibling of proof) {
    if (sn === 0) return null
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      hash = nodeHash(hash, sibling)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 ? hash : null
}

export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  const found = rootFromInclusion(leaf, index, size, proof)
  return found !== null && same(found, root)
}

export interface TreeHead {
  size: number
  root: Uint8Array
}

/** Whether the later tree is the earlier one with more leaves behind it. */
export function verifyConsistency(earlier: TreeHead, later: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (!isSize(earlier.size) || !isSize(later.size) || earlier.size > later.size || !areHashes(proof))
    return false
  if (earlier.size === later.size) return proof.length === 0 && same(earlier.root, later.root)
  if (earlier.size === 0) return proof.length === 0 && same(earlier.root, EMPTY_ROOT)
  let fn = earlier.size - 1
  let sn = later.size - 1
  while (isOdd(fn)) {
    fn = half(fn)
    sn = half(sn)
  }
  // A power of two is itself a node of the later tree: the proof leaves it out.
  const path = fn === 0 ? [earlier.root, ...proof] : proof
  const [first, ...rest] = path
  if (!first) return false
  let before = first
  let after = first
  for (const hash of rest) {
    if (sn === 0) return false
    if (isOdd(fn) || fn === sn) {
      before = nodeHash(hash, before)
      after = nodeHash(hash, after)
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn)
        sn = half(sn)
      }
    } else {
      after = nodeHash(after, hash)
    }
    fn = half(fn)
    sn = half(sn)
  }
  return sn === 0 && same(before, earlier.root) && same(after, later.root)
}

function areHashes(proof: readonly Uint8Array[]): boolean {
  return proof.length <= 64 && proof.every((hash) => hash.length === HASH_SIZE)
}
