// C2SP tlog-tiles: the tree as files of 256 hashes, and proofs read from them.

import { HASH_SIZE, joinPeaks, perfectRoot } from './hashing.ts'
import { isSize } from './merkle.ts'

export const TILE_WIDTH = 256

export interface TileStore {
  get(path: string): Promise<Uint8Array | null>
  put(path: string, bytes: Uint8Array): Promise<void>
}

/** `1234067` → `x001/x234/067` */
export function indexPath(index: number): string {
  let rest = Math.floor(index / 1000)
  let path = String(index % 1000).padStart(3, '0')
  while (rest > 0) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
    rest = Math.floor(rest / 1000)
  }
  return path
}

export function tilePath(level: number | 'entries', index: number, width = TILE_WIDTH): string {
  return `tile/${level}/${indexPath(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

/** How many hashes the tile holds in a tree of that size. */
export function tileWidth(size: number, level: number, index: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

export async function readTile(store: TileStore, path: string, full: string): Promise<Uint8Array> {
  const bytes = (await store.get(path)) ?? (path === full ? null : await store.get(full))
  if (!bytes) throw new Error(`evidence tile missing: ${path}`)
  return bytes
}

/** Reads perfect subtrees of a log; every tile is fetched at most once. */
export class TileReader {
  readonly size: number
  tilesRead = 0
  private readonly store: TileStore
  private readonly tiles = new Map<string, Promise<Uint8Array>>()

  constructor(store: TileStore, size: number) {
    this.store = store
    this.size = size
  }

  /** Hash over leaves [index · 2^height, (index+1) · 2^height). */
  async node(height: number, index: number): Promise<Uint8Array> {
    const level = Math.floor(height / 8)
    const count = 2 ** (height % 8)
    const first = index * count
    const tile = Math.floor(first / TILE_WIDTH)
    const bytes = await this.tile(level, tile)
    const at = (first % TILE_WIDTH) * HASH_SIZE
    const hashes: Uint8Array[] = []
    for (let i = 0; i < count; i++) {
      const hash = bytes.subarray(at + i * HASH_SIZE, at + (i + 1) * HASH_SIZE)
      if (hash.length !== HASH_SIZE) throw new Error(`evidence tile too short: ${tilePath(level, tile)}`)
      hashes.push(hash)
    }
    return perfectRoot(hashes)
  }

  private tile(level: number, index: number): Promise<Uint8Array> {
    const path = tilePath(level, index, tileWidth(this.size, level, index))
    const known = this.tiles.get(path)
    if (known) return known
    this.tilesRead++
    const read = readTile(this.store, path, tilePath(level, index))
    this.tiles.set(path, read)
    return read
  }

  /** Merkle tree hash over leaves [start, end), where start is a multiple of the range's largest subtree. */
  async range(start: number, end: number): Promise<Uint8Array> {
    const peaks: Uint8Array[] = []
    for (let at = start; at < end; ) {
      const height = largestHeight(end - at)
      peaks.push(await this.node(height, at / 2 ** height))
      at += 2 ** height
    }
    return joinPeaks(peaks)
  }

  root(size = this.size): Promise<Uint8Array> {
    return this.range(0, size)
  }

  /** RFC 6962 §2.1.1 */
  async inclusion(index: number, size = this.size): Promise<Uint8Array[]> {
    if (!isSize(index) || index >= size || size > this.size) throw new RangeError('leaf not in the tree')
    const path: Uint8Array[] = []
    let start = 0
    let end = size
    while (end - start > 1) {
      const split = start + splitPoint(end - start)
      if (index < split) {
        path.push(await this.range(split, end))
        end = split
      } else {
        path.push(await this.range(start, split))
        start = split
      }
    }
    return path.reverse()
  }

  /** RFC 6962 §2.1.2 */
  async consistency(from: number, to = this.size): Promise<Uint8Array[]> {
    if (!isSize(from) || from > to || to > this.size) throw new RangeError('no such earlier tree')
    if (from === 0 || from === to) return []
    const path: Uint8Array[] = []
    let start = 0
    let end = to
    let whole = true
    while (from !== end) {
      const split = start + splitPoint(end - start)
      if (from <= split) {
        path.push(await this.range(split, end))
        end = split
      } else {
        path.push(await this.range(start, split))
        start = split
        whole = false
      }
    }
    if (!whole) path.push(await this.range(start, end))
    return path.reverse()
  }
}

/** The largest power of two below n (n > 1). */
function splitPoint(n: number): number {
  const power = 2 ** largestHeight(n)
  return power === n ? power / 2 : power
}

function largestHeight(n: number): number {
  let height = 0
  while (2 ** (height + 1) <= n) height++
  return height
}
