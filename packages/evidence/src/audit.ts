// Reads a whole log again: every leaf, every tile, every checkpoint.

import { same } from './bytes.ts'
import { openCheckpoint } from './checkpoint.ts'
import { HASH_SIZE, leafHash, nodeHash } from './hashing.ts'
import { parseLeaf } from './leaf.ts'
import { readBundle } from './log.ts'
import { verifyConsistency } from './merkle.ts'
import type { NoteKey } from './note.ts'
import { TILE_WIDTH, TileReader, type TileStore, tilePath, tileWidth } from './tiles.ts'

export interface AuditInput {
  store: TileStore
  /** All checkpoints to be checked, in any order. */
  checkpoints: readonly string[]
  key: NoteKey
  /** Leaves before this index were audited earlier; their tiles are only used for proofs. */
  since?: number
}

export interface AuditReport {
  leaves: number
  checkpoints: number
  /** Vietnamese sentences; empty when everything holds. */
  problems: string[]
}

export async function auditLog({ store, checkpoints, key, since = 0 }: AuditInput): Promise<AuditReport> {
  const problems: string[] = []
  const opened = checkpoints.flatMap((raw, i) => {
    const checkpoint = openCheckpoint(raw, key)
    if (!checkpoint || checkpoint.origin !== key.name)
      problems.push(`Mốc thứ ${i + 1} không được ký bằng khóa của nhật ký`)
    return checkpoint ? [checkpoint] : []
  })
  opened.sort((a, b) => a.size - b.size)
  const newest = opened.at(-1)
  if (!newest) return { leaves: 0, checkpoints: 0, problems: [...problems, 'Không có mốc nào để đối chiếu'] }
  const reader = new TileReader(store, newest.size)
  for (const [i, checkpoint] of opened.entries()) {
    const root = await attempt(() => reader.root(checkpoint.size))
    if (!root || !same(root, checkpoint.root))
      problems.push(`Cây tại ${checkpoint.size} dòng khác với mốc đã ký`)
    const before = opened[i - 1]
    if (!before) continue
    const proof = await attempt(() => reader.consistency(before.size, checkpoint.size))
    if (!proof || !verifyConsistency(before, checkpoint, proof)) {
      problems.push(`Mốc ${checkpoint.size} dòng không nối tiếp mốc ${before.size} dòng`)
    }
  }
  const leaves = await auditLeaves(store, newest.size, Math.floor(since / TILE_WIDTH), problems)
  await auditUpperTiles(store, newest.size, problems)
  return { leaves, checkpoints: opened.length, problems }
}

async function auditLeaves(
  store: TileStore,
  size: number,
  from: number,
  problems: string[],
): Promise<number> {
  let count = 0
  for (let index = from; index * TILE_WIDTH < size; index++) {
    const tile = await attempt(() => tileBytes(store, size, 0, index))
    const entries = await attempt(() => readBundle(store, size, index))
    if (!tile || !entries) {
      problems.push(`Thiếu mảnh ${index} của nhật ký`)
      continue
    }
    for (const [i, entry] of entries.entries()) {
      count++
      const at = index * TILE_WIDTH + i
      if (!same(leafHash(entry), tile.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE)))
        problems.push(`Dòng ${at} đã bị sửa`)
      else if (!parseLeaf(entry)) problems.push(`Dòng ${at} không đúng dạng`)
    }
  }
  return count
}

/** Each hash above the leaves is the root of the full tile under it. */
async function auditUpperTiles(store: TileStore, size: number, problems: string[]): Promise<void> {
  for (let level = 1; Math.floor(size / TILE_WIDTH ** level) > 0; level++) {
    const hashes = Math.floor(size / TILE_WIDTH ** level)
    for (let index = 0; index * TILE_WIDTH < hashes; index++) {
      const tile = await attempt(() => tileBytes(store, size, level, index))
      // A reader keeps its tiles: one for each upper tile, so that memory stays flat.
      const below = new TileReader(store, size)
      for (let i = 0; tile && i < tileWidth(size, level, index); i++) {
        const at = index * TILE_WIDTH + i
        const pair = [at * 2, at * 2 + 1].map((half) => below.node(level * 8 - 1, half))
        const [left, right] = (await attempt(() => Promise.all(pair))) ?? []
        if (
          !left ||
          !right ||
          !same(nodeHash(left, right), tile.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE))
        ) {
          problems.push(`Mảnh ${level}/${index} của cây đã bị sửa`)
        }
      }
      if (!tile) problems.push(`Thiếu mảnh ${level}/${index} của cây`)
    }
  }
}

async function tileBytes(store: TileStore, size: number, level: number, index: number): Promise<Uint8Array> {
  const path = tilePath(level, index, tileWidth(size, level, index))
  const bytes = (await store.get(path)) ?? (await store.get(tilePath(level, index)))
  if (!bytes) throw new Error(path)
  return bytes
}

/** A missing or short tile is a finding, not a failure of the audit. */
async function attempt<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch {
    return null
  }
}
