import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing.ts'
import { memoryStore, TileLog } from './log.ts'
import { verifyConsistency, verifyInclusion } from './merkle.ts'

/** RFC 6962 §2.1, word for word: the slow definition the fast code is held against. */
function treeHash(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT
  if (leaves.length === 1) return leafHash(leaves[0] as Uint8Array)
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return nodeHash(treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)))
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const leavesOf = (count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, i) => Buffer.from(`leaf ${i}`))

async function logOf(count: number): Promise<TileLog> {
  const log = await TileLog.open(memoryStore())
  await log.append(leavesOf(count))
  return log
}

test('the published vectors of certificate transparency come out', async () => {
  const entries = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ]
  const roots: Record<number, string> = {
    1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    3: 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  }
  const log = await TileLog.open(memoryStore())
  for (const [i, entry] of entries.entries()) {
    await log.append([Buffer.from(entry, 'hex')])
    if (roots[i + 1]) assert.equal(hex(log.root), roots[i + 1])
  }
})

const size = fc.oneof(fc.integer({ min: 1, max: 70 }), fc.constantFrom(255, 256, 257, 511, 512, 513, 700))

test('for random sizes the root, every inclusion and every consistency is the one of the definition', async () => {
  await fc.assert(
    fc.asyncProperty(size, size, fc.nat(), async (a, b, pick) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)]
      const log = await logOf(to)
      const leaves = leavesOf(to)
      const root = treeHash(leaves)
      assert.equal(hex(log.root), hex(root))
      const reader = log.reader()
      const earlier = { size: from, root: treeHash(leaves.slice(0, from)) }
      assert.ok(verifyConsistency(earlier, { size: to, root }, await reader.consistency(from)))
      const index = pick % from
      const leaf = leafHash(leaves[index] as Uint8Array)
      assert.ok(verifyInclusion(leaf, index, to, await reader.inclusion(index), root))
      assert.ok(verifyInclusion(leaf, index, from, await reader.inclusion(index, from), earlier.root))
    }),
    { numRuns: process.env.SOAK ? 2000 : 150 },
  )
})

test('a proof that is cut, lengthened, bent, moved or about another leaf proves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), async (count, pick, bend) => {
      const log = await logOf(count)
      const index = pick % count
      const leaf = leafHash(Buffer.from(`leaf ${index}`))
      const proof = await log.reader().inclusion(index)
      const holds = (at: number, of: number, path: Uint8Array[], hash = leaf) =>
        verifyInclusion(hash, at, of, path, log.root)
      assert.ok(holds(index, count, proof))
      assert.ok(!holds(index, count, proof.slice(1)))
      assert.ok(!holds(index, count, proof.slice(0, -1)))
      assert.ok(!holds(index, count, [...proof, log.root]))
      assert.ok(!holds(index === 0 ? 1 : index - 1, count, proof))
      assert.ok(!holds(index, count, proof, leafHash(Buffer.from('other'))))
      const bent = proof.map((hash) => Uint8Array.from(hash))
      const victim = bent[bend % bent.length] as Uint8Array
      victim[bend % 32] = (victim[bend % 32] as number) ^ 1
      assert.ok(!holds(index, count, bent))
    }),
    { numRuns: 100 },
  )
})

test('a log with a changed, removed or inserted leaf is not consistent with what it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 2, max: 400 }),
      fc.integer({ min: 1, max: 300 }),
      fc.nat(),
      fc.nat(2),
      async (before, more, pick, how) => {
        const honest = await logOf(before)
        const at = pick % before
        const forged = leavesOf(before + more + 1)
        if (how === 0) forged[at] = Buffer.from('another')
        else if (how === 1) forged.splice(at, 1)
        else forged.splice(at, 0, Buffer.from('inserted'))
        const log = await TileLog.open(memoryStore())
        await log.append(forged)
        const head = { size: log.size, root: log.root }
        const proof = await log.reader().consistency(before)
        assert.ok(!verifyConsistency({ size: before, root: honest.root }, head, proof))
        assert.ok(
          !verifyConsistency(
            { size: before, root: honest.root },
            { size: before, root: await log.reader().root(before) },
            [],
          ),
        )
      },
    ),
    { numRuns: 100 },
  )
})

test('a consistency proof that is cut, lengthened or bent proves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 400 }), fc.nat(), fc.nat(), async (count, pick, bend) => {
      const log = await logOf(count)
      const from = 1 + (pick % (count - 1))
      const earlier = { size: from, root: await log.reader().root(from) }
      const later = { size: count, root: log.root }
      const proof = await log.reader().consistency(from)
      assert.ok(verifyConsistency(earlier, later, proof))
      assert.ok(!verifyConsistency(earlier, later, proof.slice(1)))
      assert.ok(!verifyConsistency(earlier, later, proof.slice(0, -1)))
      assert.ok(!verifyConsistency(earlier, later, [...proof, log.root]))
      assert.ok(!verifyConsistency(later, earlier, proof))
      const bent = proof.map((hash) => Uint8Array.from(hash))
      const victim = bent[bend % bent.length] as Uint8Array
      victim[bend % 32] = (victim[bend % 32] as number) ^ 1
      assert.ok(!verifyConsistency(earlier, later, bent))
    }),
    { numRuns: 100 },
  )
})
