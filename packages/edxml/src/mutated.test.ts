import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { memorySink, problemsBeforeSending, readPacket, summarise } from './index.ts'

const RUNS = process.env.SOAK ? 100_000 : 2_000
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000_000)
const SLOWEST_MS = 2_000

const CORPUS = ['../fixtures/examples/', '../fixtures/deviations/'].flatMap((folder) => {
  const url = new URL(folder, import.meta.url)
  return readdirSync(url).map((name) => readFileSync(new URL(name, url)))
})
const TOKENS = [
  '<',
  '>',
  '&',
  '&#13;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '</edXML>',
  '<!DOCTYPE a>',
  '\0',
  'ÿ',
  '=',
  'PK\x03\x04',
  '%PDF-',
]

/** Small generator with a printed seed, so that a failure can be met again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  const at = random(bytes.length)
  const other = CORPUS[random(CORPUS.length)] as Buffer
  const length = random(200)
  const cut = (insert: Uint8Array, skip: number) =>
    Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + skip)])
  switch (random(7)) {
    case 0:
      return cut(Buffer.from([random(256)]), 1)
    case 1:
      return cut(new Uint8Array(0), length)
    case 2:
      return cut(bytes.subarray(at, at + length), 0)
    case 3:
      return cut(Buffer.from(TOKENS[random(TOKENS.length)] as string, 'latin1'), random(3))
    case 4:
      return cut(other.subarray(random(other.length)).subarray(0, length), length)
    case 5:
      return bytes.subarray(0, at)
    default:
      return Buffer.from(
        bytes.toString('latin1').replace(/>[^<]{3,}</g, (text) => (random(12) === 0 ? '><' : text)),
        'latin1',
      )
  }
}

test(`${RUNS} mutated packets (SEED=${SEED}): read or refused, never a crash, never a hang`, async () => {
  const random = randomFrom(SEED)
  let refused = 0
  for (let run = 0; run < RUNS; run++) {
    let bytes: Buffer = CORPUS[random(CORPUS.length)] as Buffer
    for (let times = 1 + random(4); times > 0; times--) bytes = mutate(bytes, random)
    const begun = performance.now()
    const result = await readPacket(bytes, memorySink())
    assert.ok(performance.now() - begun < SLOWEST_MS, `run ${run} of SEED=${SEED} took too long`)
    if (result.ok) {
      summarise(result.packet, result.repaired, result.warnings)
      problemsBeforeSending(result.packet)
    } else {
      refused++
      assert.match(result.error.vi, /\p{L}/u)
    }
  }
  assert.ok(refused > RUNS / 20 && refused < RUNS, `${refused} refused: the mutations do not bite`)
})
