// The append-only log over an injected store of tiles. Appending n entries writes the tiles they touch
// and nothing else; what is kept in memory is the right edge of the tree.

import { concat, same } from './bytes.ts'
import { HASH_SIZE, joinPeaks, leafHash, nodeHash } from './hashing.ts'
import type { TreeHead } from './merkle.ts'
import { readTile, TILE_WIDTH, TileReader, type TileStore, tilePath, tileWidth } from './tiles.ts'

const LONGEST_ENTRY = 65_535

export interface Appended extends TreeHead {
  /** Index of the first entry of this call. */
  first: number
  /** Partial tiles that the new ones replace; may be deleted once the new checkpoint is safe. */
  obsolete: string[]
}

interface Edge {
  size: number
  /** Perfect subtrees by height; undefined where the size has a zero bit. */
  peaks: (Uint8Array | undefined)[]
  /** Hashes of the rightmost, unfinished tile of each level. */
  tiles: Uint8Array[][]
  /** Entries of the unfinished bundle, as stored. */
  bundle: Uint8Array[]
}

export class TileLog {
  private edge: Edge
  private readonly store: TileStore
  private busy: Promise<unknown> = Promise.resolve()

  private constructor(store: TileStore, edge: Edge) {
    this.store = store
    this.edge = edge
  }

  /** Opens at the newest checkpoint; refuses tiles that do not lead to its root. */
  static async open(store: TileStore, head?: TreeHead): Promise<TileLog> {
    const size = head?.size ?? 0
    const log = new TileLog(store, await loadEdge(store, size))
    if (head && !same(log.root, head.root)) throw new Error('evidence tiles do not match the checkpoint')
    return log
  }

  get size(): number {
    return this.edge.size
  }

  get root(): Uint8Array {
    return joinPeaks(this.edge.peaks.filter((peak) => peak !== undefined).reverse())
  }

  /** Calls are put in line; when a write fails, the log stays at its size before the call. */
  append(entries: readonly Uint8Array[]): Promise<Appended> {
    const done = this.busy.then(() => this.write(entries))
    this.busy = done.catch(() => {})
    return done
  }

  reader(): TileReader {
    return new TileReader(this.store, this.size)
  }

  private async write(entries: readonly Uint8Array[]): Promise<Appended> {
    const before = this.edge
    const edge: Edge = {
      size: before.size,
      peaks: [...before.peaks],
      tiles: before.tiles.map((tile) => [...tile]),
      bundle: [...before.bundle],
    }
    const full: [string, Uint8Array][] = []
    for (const entry of entries) addEntry(edge, entry, full)
    const changed = entries.length > 0 ? [...full, ...partialTiles(edge, before.size)] : []
    for (const [path, bytes] of changed) await this.store.put(path, bytes)
    this.edge = edge
    const kept = new Set(partialPaths(edge))
    const obsolete = partialPaths(before).filter((path) => !kept.has(path))
    return { first: before.size, size: edge.size, root: this.root, obsolete }
  }
}

function addEntry(edge: Edge, entry: Uint8Array, full: [string, Uint8Array][]): void {
  if (entry.length > LONGEST_ENTRY) throw new RangeError('evidence entry too long')
  edge.bundle.push(concat(new Uint8Array([entry.length >> 8, entry.length & 0xff]), entry))
  if (edge.bundle.length === TILE_WIDTH) {
    full.push([tilePath('entries', Math.floor(edge.size / TILE_WIDTH)), concat(...edge.bundle)])
    edge.bundle = []
  }
  addHash(edge, leafHash(entry), full)
  edge.size++
}

/** Adds a leaf hash; a full tile is written and its root goes up one level. */
function addHash(edge: Edge, leaf: Uint8Array, full: [string, Uint8Array][]): void {
  let hash = leaf
  let height = 0
  let count = edge.size + 1
  let level = 0
  for (;;) {
    if (height % 8 === 0) {
      edge.tiles[level] ??= []
      const tile = edge.tiles[level] as Uint8Array[]
      tile.push(hash)
      if (tile.length === TILE_WIDTH) {
        full.push([
          tilePath(level, Math.floor((edge.size + 1) / TILE_WIDTH ** (level + 1)) - 1),
          concat(...tile),
        ])
        edge.tiles[level] = []
      }
      level++
    }
    if (count % 2 === 1) break
    hash = nodeHash(edge.peaks[height] as Uint8Array, hash)
    edge.peaks[height] = undefined
    height++
    count = Math.floor(count / 2)
  }
  edge.peaks[height] = hash
}

function partialTiles(edge: Edge, sizeBefore: number): [string, Uint8Array][] {
  const changed: [string, Uint8Array][] = []
  edge.tiles.forEach((tile, level) => {
    const grown = Math.floor(edge.size / TILE_WIDTH ** level) !== Math.floor(sizeBefore / TILE_WIDTH ** level)
    if (tile.length > 0 && grown) changed.push([partialPath(edge.size, level, tile.length), concat(...tile)])
  })
  if (edge.bundle.length > 0) {
    const index = Math.floor(edge.size / TILE_WIDTH)
    changed.push([tilePath('entries', index, edge.bundle.length), concat(...edge.bundle)])
  }
  return changed
}

function partialPath(size: number, level: number, width: number): string {
  return tilePath(level, Math.floor(size / TILE_WIDTH ** (level + 1)), width)
}

function partialPaths(edge: Edge): string[] {
  const paths = edge.tiles.flatMap((tile, level) =>
    tile.length > 0 ? [partialPath(edge.size, level, tile.length)] : [],
  )
  if (edge.bundle.length > 0)
    paths.push(tilePath('entries', Math.floor(edge.size / TILE_WIDTH), edge.bundle.length))
  return paths
}

async function loadEdge(store: TileStore, size: number): Promise<Edge> {
  const edge: Edge = { size, peaks: [], tiles: [], bundle: [] }
  for (let level = 0; Math.floor(size / TILE_WIDTH ** level) > 0; level++) {
    const index = Math.floor(size / TILE_WIDTH ** (level + 1))
    const width = tileWidth(size, level, index)
    edge.tiles[level] = width > 0 ? await loadTile(store, level, index, width) : []
  }
  const reader = new TileReader(store, size)
  for (let height = 0, rest = size, start = size; rest > 0; height++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 0) continue
    start -= 2 ** height
    edge.peaks[height] = await reader.node(height, start / 2 ** height)
  }
  const width = size % TILE_WIDTH
  if (width > 0) edge.bundle = (await readBundle(store, size, Math.floor(size / TILE_WIDTH))).map(withLength)
  return edge
}

async function loadTile(
  store: TileStore,
  level: number,
  index: number,
  width: number,
): Promise<Uint8Array[]> {
  const bytes = await readTile(store, tilePath(level, index, width), tilePath(level, index))
  return Array.from({ length: width }, (_, i) => bytes.slice(i * HASH_SIZE, (i + 1) * HASH_SIZE))
}

function withLength(entry: Uint8Array): Uint8Array {
  return concat(new Uint8Array([entry.length >> 8, entry.length & 0xff]), entry)
}

/** The entries of one bundle, as far as the tree of that size has them. */
export async function readBundle(store: TileStore, size: number, index: number): Promise<Uint8Array[]> {
  const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH)
  const bytes = await readTile(store, tilePath('entries', index, width), tilePath('entries', index))
  const entries: Uint8Array[] = []
  for (let at = 0; entries.length < width; ) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    if (at + 2 + length > bytes.length) throw new Error(`evidence bundle too short: ${index}`)
    entries.push(bytes.slice(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

export async function readEntry(store: TileStore, size: number, index: number): Promise<Uint8Array> {
  const bundle = await readBundle(store, size, Math.floor(index / TILE_WIDTH))
  return bundle[index % TILE_WIDTH] as Uint8Array
}

export function memoryStore(): TileStore & { files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    get: async (path) => files.get(path) ?? null,
    put: async (path, bytes) => {
      files.set(path, bytes)
    },
  }
}
