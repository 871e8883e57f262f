import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { auditLog } from './audit.ts'
import { cosign, openCheckpoint, signCheckpoint } from './checkpoint.ts'
import { sha256 } from './hashing.ts'
import { leafEntry, type Opening, parseLeaf } from './leaf.ts'
import { memoryStore, TileLog } from './log.ts'
import { COSIGNATURE, ED25519, formatKey, privateKeyFromSeed, signerFrom } from './note.ts'
import { buildProof, type ProofBundle, verifyProof } from './proof.ts'

const VERIFIER = fileURLToPath(new URL('../verifier/verify-proof.mjs', import.meta.url))
const keyOf = (seed: string) => privateKeyFromSeed(sha256(Buffer.from(seed)))
const LOG = signerFrom('congvan.example/h07', ED25519, keyOf('log'))
const WITNESS = signerFrom('congvan.example/g22', COSIGNATURE, keyOf('witness'))
const STRANGER = signerFrom('congvan.example/x', COSIGNATURE, keyOf('stranger'))

const CONTENT = Buffer.from('%PDF-1.7 nội dung')
const DOCUMENT = {
  sha256: Buffer.from(sha256(CONTENT)).toString('hex'),
  symbol: '156/STTTT-CNTT',
  sender: '000.00.13.H07',
}

function openings(fields: Record<string, string>): Record<string, Opening> {
  const salted = Object.entries(fields).map(([name, value]) => [
    name,
    { salt: sha256(Buffer.from(name + value)), value },
  ])
  return Object.fromEntries(salted)
}

const EVENTS = ['registered', 'signed', 'sent'].map((event, i) =>
  openings({ ...DOCUMENT, event, at: `2026-11-23T10:0${i}:00+07:00`, actor: 'Lê Văn Thư' }),
)

const store = memoryStore()
let checkpoint = ''
let earlier = ''
let bundle: ProofBundle
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'congvan-evidence-'))
  const log = await TileLog.open(store)
  const noise = (n: number) =>
    Array.from({ length: n }, (_, i) => leafEntry(openings({ sha256: `${n}-${i}`, event: 'sent' })))
  await log.append([...noise(300), leafEntry(EVENTS[0]!), ...noise(5)])
  earlier = await signCheckpoint(LOG.name, log, LOG)
  await log.append([leafEntry(EVENTS[1]!), ...noise(90), leafEntry(EVENTS[2]!)])
  checkpoint = await signCheckpoint(LOG.name, log, LOG)
  const cosignature = await cosign(openCheckpoint(checkpoint, LOG)!, WITNESS, 1_700_000_000)
  await log.append(noise(400))
  const revealed = EVENTS.map(({ actor: _hidden, ...rest }) => rest)
  bundle = await buildProof({
    store,
    logSize: log.size,
    document: DOCUMENT,
    leaves: [300, 306, 397].map((index, i) => ({ index, openings: revealed[i]! })),
    checkpoint,
    witnesses: [cosignature],
    earlier,
    timestampToken: 'MAA=',
  })
})
after(() => rm(folder, { recursive: true }))

/** The page's own script, run without its page. */
async function runPage(
  text: string,
  witnesses: string[] = [],
): Promise<{ readable: boolean; proved?: boolean }> {
  const html = await readFile(new URL('../verifier/verify-proof.html', import.meta.url), 'utf8')
  const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] as string
  const context = createContext({ crypto, TextEncoder, TextDecoder, atob, btoa })
  runInContext(script, context)
  return context.verifyProofBundle(text, formatKey(LOG), witnesses, null)
}

const judge = (input: unknown, witnesses = [WITNESS]) => verifyProof(input, { log: LOG, witnesses })
const isProved = (input: unknown) => {
  const verdict = judge(input)
  return verdict.readable && verdict.proved
}

/** The verifier people are given, run as they run it. */
async function runVerifier(text: string, ...more: string[]): Promise<{ code: number; out: string }> {
  const file = join(folder, 'proof.json')
  await writeFile(file, text)
  const args = [VERIFIER, file, '--key', formatKey(LOG), ...more]
  return new Promise((done) => {
    execFile(process.execPath, args, (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out: out + err }),
    )
  })
}

test('a proof built from the tiles is proved, by the package and by the stand-alone verifier', async () => {
  assert.deepEqual(judge(bundle), {
    readable: true,
    proved: true,
    problems: [],
    facts: [
      'Nhân chứng congvan.example/g22 xác nhận lúc 2023-11-14T22:13:20.000Z',
      'Nối tiếp mốc trước có 306 dòng',
    ],
  })
  const { code, out } = await runVerifier(JSON.stringify(bundle), '--witness', formatKey(WITNESS))
  assert.equal(code, 0, out)
  assert.match(out, /openssl ts -verify/)
  const page = await runPage(JSON.stringify(bundle), [formatKey(WITNESS)])
  assert.equal(page.proved, true, JSON.stringify(page))
})

test('what the holder does not reveal is not in the proof', () => {
  assert.ok(!JSON.stringify(bundle).includes('Lê Văn Thư'))
  assert.ok(parseLeaf(Buffer.from(bundle.leaves[0]!.entry, 'base64'))?.has('actor'))
})

test('the document at hand must be the one that is proved', async () => {
  await writeFile(join(folder, 'doc.pdf'), CONTENT)
  await writeFile(join(folder, 'other.pdf'), 'x')
  const text = JSON.stringify(bundle)
  assert.equal((await runVerifier(text, '--document', join(folder, 'doc.pdf'))).code, 0)
  assert.equal((await runVerifier(text, '--document', join(folder, 'other.pdf'))).code, 1)
})

/** Every change a forger could make to the file, one at a time. */
const FORGERIES: Record<string, (b: ProofBundle) => void> = {
  'another document': (b) => {
    b.document.sha256 = 'ab'.repeat(32)
  },
  'another symbol': (b) => {
    b.document.symbol = '157/X'
  },
  'a fact nobody logged': (b) => {
    b.document.subject = 'V/v'
  },
  'a revealed value': (b) => {
    b.leaves[0]!.revealed.event!.value = 'recalled'
  },
  'a salt': (b) => {
    b.leaves[0]!.revealed.event!.salt = Buffer.alloc(32).toString('base64')
  },
  'a hidden field invented': (b) => {
    b.leaves[0]!.revealed.extra = b.leaves[0]!.revealed.event!
  },
  'a leaf index': (b) => {
    b.leaves[1]!.index++
  },
  'a leaf of another proof': (b) => {
    b.leaves[1]!.entry = b.leaves[0]!.entry
  },
  'a shorter inclusion proof': (b) => {
    b.leaves[0]!.inclusion.pop()
  },
  'a longer inclusion proof': (b) => {
    b.leaves[0]!.inclusion.push(b.leaves[0]!.inclusion[0]!)
  },
  'an inclusion hash': (b) => {
    b.leaves[0]!.inclusion[2] = Buffer.alloc(32).toString('base64')
  },
  'the tree size': (b) => {
    b.checkpoint = b.checkpoint.replace('\n398\n', '\n399\n')
  },
  'the log signature': (b) => {
    b.checkpoint = b.checkpoint.replace(/.{4}(=*\n)$/, 'AAAA$1')
  },
  'no witness': (b) => {
    b.witnesses = []
  },
  'a bent cosignature': (b) => {
    b.witnesses = b.witnesses.map((line) => line.replace(/.{4}(=*\n)$/, 'AAAA$1'))
  },
  'a shorter consistency proof': (b) => {
    b.consistency!.proof.pop()
  },
  'another earlier checkpoint': (b) => {
    b.consistency!.earlier = b.consistency!.earlier.replace('306', '305')
  },
}

for (const [name, forge] of Object.entries(FORGERIES)) {
  test(`a proof with ${name} changed is false for the package, the verifier and the page alike`, async () => {
    const forged = structuredClone(bundle)
    forge(forged)
    assert.notDeepEqual(forged, bundle)
    const verdict = judge(forged)
    assert.ok(verdict.readable && !verdict.proved, JSON.stringify(verdict))
    const { code, out } = await runVerifier(JSON.stringify(forged), '--witness', formatKey(WITNESS))
    assert.equal(code, 1, out)
    assert.equal((await runPage(JSON.stringify(forged), [formatKey(WITNESS)])).proved, false)
  })
}

const UNREADABLE: Record<string, (text: string) => string> = {
  'cut in the middle': (text) => text.slice(0, text.length / 2),
  'without leaves': (text) => JSON.stringify({ ...JSON.parse(text), leaves: [] }),
  'without a checkpoint': (text) => JSON.stringify({ ...JSON.parse(text), checkpoint: undefined }),
  'of another version': (text) => text.replace('"version":1', '"version":2'),
  'with broken base64': (text) => text.replace('"inclusion":["', '"inclusion":["!'),
  'that is a list': () => '[]',
  'that is nothing': () => '',
}

for (const [name, spoil] of Object.entries(UNREADABLE)) {
  test(`a proof ${name} is unreadable, which is not the same as false`, async () => {
    const text = spoil(JSON.stringify(bundle))
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch {
      parsed = null
    }
    assert.equal(judge(parsed).readable, false)
    assert.equal((await runVerifier(text)).code, 4)
    assert.equal((await runPage(text)).readable, false)
  })
}

test('a proof is false under another log key, and a witness that did not sign is missed', async () => {
  const other = signerFrom(LOG.name, ED25519, keyOf('other'))
  const verdict = verifyProof(bundle, { log: other })
  assert.ok(verdict.readable && !verdict.proved)
  const alone = judge(bundle, [STRANGER])
  assert.ok(alone.readable && !alone.proved)
  assert.equal((await runVerifier(JSON.stringify(bundle), '--witness', formatKey(STRANGER))).code, 1)
})

test('no single changed character of the proof goes unnoticed, except where nothing is claimed', () => {
  const claims = { ...bundle, timestampToken: undefined }
  const text = JSON.stringify(claims)
  for (let at = 0; at < text.length; at += 11) {
    const changed = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
    let parsed: unknown
    try {
      parsed = JSON.parse(changed)
    } catch {
      continue
    }
    const isKeyOfOptional = !('consistency' in (parsed as object)) || !('witnesses' in (parsed as object))
    assert.ok(
      isKeyOfOptional || !isProved(parsed) || leavesOutAField(parsed as ProofBundle),
      `character ${at}: ${changed.slice(at - 20, at + 20)}`,
    )
  }
})

/** A renamed key of `document` or `revealed` may still be refused; a renamed unknown one says nothing. */
function leavesOutAField(parsed: ProofBundle): boolean {
  return Object.keys(parsed.document).length < Object.keys(bundle.document).length
}

/** Changes a text or number anywhere in the proof, or takes something out. */
function mutate(input: unknown, random: () => number): unknown {
  if (typeof input === 'string') {
    const at = Math.floor(random() * (input.length + 1))
    const cut = random() < 0.3 ? 1 + Math.floor(random() * 4) : 1
    return (
      input.slice(0, at) +
      (random() < 0.7 ? 'Aa1/=\n +'[Math.floor(random() * 9)] : '') +
      input.slice(at + cut)
    )
  }
  if (typeof input === 'number')
    return [input + 1, input - 1, -input, 0.5, 2 ** 53, null, String(input)][Math.floor(random() * 7)]
  if (typeof input !== 'object' || input === null) return 1
  const keys = Object.keys(input)
  const key = keys[Math.floor(random() * keys.length)]
  if (key === undefined) return null
  const copy = structuredClone(input) as Record<string, unknown>
  const drop = random() < 0.08
  if (Array.isArray(copy) && drop) copy.splice(Number(key), 1)
  else if (drop) delete copy[key]
  else copy[key] = mutate(copy[key], random)
  return copy
}

test('package and page come to the same verdict on mutated proofs', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
  let state = seed
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  let differing = 0
  for (let run = 0; run < (process.env.SOAK ? 5000 : 250); run++) {
    const mutated = mutate(bundle, random)
    const text = JSON.stringify(mutated)
    const ours = judge(JSON.parse(text))
    const page = await runPage(text, [formatKey(WITNESS)])
    const said = ours.readable ? ours.proved : null
    assert.equal(page.readable ? page.proved : null, said, `SEED=${seed} run ${run}: ${text}`)
    if (said !== true) differing++
  }
  assert.ok(differing > 150, `${differing} mutations were noticed (SEED=${seed})`)
})

test('the verifier is one file of at most 300 lines that needs nothing but Node', async () => {
  const text = await readFile(VERIFIER, 'utf8')
  assert.ok(text.split('\n').length <= 300)
  const imports = [...text.matchAll(/from '([^']+)'/g)].map((match) => match[1])
  assert.ok(imports.length > 0 && imports.every((name) => name?.startsWith('node:')), String(imports))
})

test('an audit finds nothing in an honest log, and every leaf, tile or checkpoint that was touched', async () => {
  const audit = (files: Map<string, Uint8Array>, checkpoints = [earlier, checkpoint]) =>
    auditLog({
      store: { get: async (path) => files.get(path) ?? null, put: async () => {} },
      checkpoints,
      key: LOG,
    })
  const honest = new Map(store.files)
  // The audit reads the log as it was at its newest checkpoint: 398 leaves.
  const atCheckpoint = memoryStore()
  const log = await TileLog.open(atCheckpoint)
  const { readBundle } = await import('./log.ts')
  const all = [...(await readBundle(store, 798, 0)), ...(await readBundle(store, 798, 1))].slice(0, 398)
  await log.append(all)
  assert.deepEqual(await audit(atCheckpoint.files), { leaves: 398, checkpoints: 2, problems: [] })
  for (const path of atCheckpoint.files.keys()) {
    const files = new Map(atCheckpoint.files)
    const bytes = Uint8Array.from(files.get(path) as Uint8Array)
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1
    files.set(path, bytes)
    assert.notDeepEqual((await audit(files)).problems, [], path)
    files.delete(path)
    assert.notDeepEqual((await audit(files)).problems, [], `without ${path}`)
  }
  const forged = await signCheckpoint(LOG.name, { size: 398, root: sha256(Buffer.from('x')) }, LOG)
  assert.notDeepEqual((await audit(atCheckpoint.files, [earlier, forged])).problems, [])
  assert.ok(honest.size > 0)
})
