import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  buildProof,
  COSIGNATURE,
  cosign,
  ED25519,
  formatKey,
  leafEntry,
  memoryStore,
  newSalt,
  openCheckpoint,
  privateKeyFromSeed,
  sha256,
  signCheckpoint,
  signerFrom,
  TileLog,
} from '@congvan/evidence'
import { UsageError } from '../cli.ts'
import { evidenceVerify } from './evidence.ts'

const key = (seed: string) => privateKeyFromSeed(sha256(Buffer.from(seed)))
const LOG = signerFrom('congvan.example/h07', ED25519, key('log'))
const WITNESS = signerFrom('congvan.example/g22', COSIGNATURE, key('witness'))
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'congvan-evidence-cli-'))
  const content = Buffer.from('văn bản')
  const document = { sha256: Buffer.from(sha256(content)).toString('hex') }
  const openings = {
    sha256: { salt: newSalt(), value: document.sha256 },
    event: { salt: newSalt(), value: 'sent' },
  }
  const store = memoryStore()
  const log = await TileLog.open(store)
  await log.append([leafEntry(openings)])
  const checkpoint = await signCheckpoint(LOG.name, log, LOG)
  const opened = openCheckpoint(checkpoint, LOG)
  assert.ok(opened)
  const witnesses = [await cosign(opened, WITNESS, 1_700_000_000)]
  const bundle = await buildProof({
    store,
    logSize: 1,
    document,
    leaves: [{ index: 0, openings }],
    checkpoint,
    witnesses,
  })
  await writeFile(join(folder, 'proof.json'), JSON.stringify(bundle))
  await writeFile(join(folder, 'false.json'), JSON.stringify(bundle).replace('"sent"', '"recalled"'))
  await writeFile(join(folder, 'cut.json'), JSON.stringify(bundle).slice(0, 300))
  await writeFile(join(folder, 'log.key'), `${formatKey(LOG)}\n`)
  await writeFile(join(folder, 'doc'), content)
})
after(() => rm(folder, { recursive: true }))

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const io = {
    stdout: (line: string) => out.push(line),
    stderr: (line: string) => err.push(line),
    cwd: folder,
    env: {},
  }
  return { code: await evidenceVerify.run(args, io), out, err }
}

test('a true proof gives 0, a false one 1, a cut or absent one 4', async () => {
  assert.equal((await run('proof.json', '--key', formatKey(LOG), '--offline')).code, 0)
  assert.equal((await run('false.json', '--key', 'log.key')).code, 1)
  assert.equal((await run('cut.json', '--key', 'log.key')).code, 4)
  assert.equal((await run('absent.json', '--key', 'log.key')).code, 4)
})

test('every witness named must have cosigned', async () => {
  const stranger = signerFrom('x.example', COSIGNATURE, key('x'))
  assert.equal((await run('proof.json', '--key', 'log.key', '--witness', formatKey(WITNESS))).code, 0)
  const both = await run(
    'proof.json',
    '--key',
    'log.key',
    '--witness',
    formatKey(WITNESS),
    formatKey(stranger),
    '--json',
  )
  assert.equal(both.code, 1)
  assert.match(JSON.parse(both.out[0] as string).problems[0], /x\.example/)
})

test('the document at hand is compared when it is given', async () => {
  assert.equal((await run('proof.json', '--key', 'log.key', '--document', 'doc')).code, 0)
  assert.equal((await run('proof.json', '--key', 'log.key', '--document', 'log.key')).code, 1)
})

test('a missing or wrong kind of key is a usage error', async () => {
  await assert.rejects(run('proof.json'), UsageError)
  await assert.rejects(run('proof.json', '--key', formatKey(WITNESS)), UsageError)
  await assert.rejects(run('proof.json', '--key', 'nonsense'), UsageError)
})
