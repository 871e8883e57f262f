// All digests of a file in one pass. Signed ranges are nested prefixes with one hole each: the hash of the common
// prefix is computed once and copied where a signature leaves it.
import { createHash, type Hash } from 'node:crypto'
import type { ByteSource } from '../bytes/byte-source.ts'
import type { HashName } from '../x509/index.ts'

export interface HashRequest {
  readonly hash: HashName
  /** The bytes [0, hole) and [resume, end). */
  readonly hole: number
  readonly resume: number
  readonly end: number
}

interface Running {
  readonly request: HashRequest
  state: Hash | null
}

const CHUNK = 1 << 20

/** Digests in the order of the requests. A range outside the source throws. */
export async function hashRanges(
  source: ByteSource,
  requests: readonly HashRequest[],
): Promise<Uint8Array[]> {
  const runs: Running[] = requests.map((request) => ({ request, state: null }))
  const trunks = new Map<HashName, { state: Hash; until: number }>()
  const marks = new Set<number>([0])
  let last = 0
  for (const { request } of runs) {
    if (request.hole > request.resume || request.resume > request.end || request.end > source.size)
      throw new RangeError('signed range outside the file')
    const trunk = trunks.get(request.hash)
    if (trunk) trunk.until = Math.max(trunk.until, request.hole)
    else trunks.set(request.hash, { state: createHash(request.hash), until: request.hole })
    for (const mark of [request.hole, request.resume, request.end]) marks.add(mark)
    last = Math.max(last, request.end)
  }
  const ordered = [...marks].sort((a, b) => a - b)
  for (const [i, from] of ordered.entries()) {
    for (const run of runs)
      if (run.request.hole === from && !run.state) run.state = trunks.get(run.request.hash)!.state.copy()
    const to = ordered[i + 1]
    if (to === undefined || from >= last) continue
    const trunkHashes = [...trunks.values()].filter((trunk) => to <= trunk.until).map(({ state }) => state)
    const tails = runs.filter(({ request, state }) => state && request.resume <= from && to <= request.end)
    const active = [...trunkHashes, ...tails.map(({ state }) => state!)]
    if (active.length > 0) await feed(source, from, to, active)
  }
  return runs.map(({ state }) => state!.digest())
}

async function feed(source: ByteSource, from: number, to: number, hashes: readonly Hash[]): Promise<void> {
  for (let at = from; at < to; ) {
    const bytes = await source.read(at, Math.min(CHUNK, to - at))
    if (bytes.length === 0) throw new RangeError('file ended early')
    for (const hash of hashes) hash.update(bytes)
    at += bytes.length
  }
}
