// The evidence log under a time stamp: what a stranger with openssl can check years later.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { formatKey, parseCheckpoint } from '@congvan/evidence'
import { clearFaults, createLab, type Lab } from '../../../../lab/src/index.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { exportProof, installationKeys } from '../evidence/index.ts'
import { wakeTsa } from '../signing/index.ts'
import { stampLog } from './stamp-log.ts'

let province: Province
let lab: Lab
let issued: string
before(async () => {
  province = await Province.start()
  lab = await createLab({ now: () => new Date(province.services.clock.now().epochMilliseconds) })
  issued = await province.draft().to('xã').issued()
  await province.settle()
})
after(async () => {
  await lab.close()
  await province[Symbol.asyncDispose]()
})

const name = async (...tsa: string[]) => {
  const admin = await province.desk('quản trị')
  await admin.does('preservation.set-services', {
    tsa,
    hosts: [new URL(lab.baseUrl).host],
    level: 'B-B',
    publicAddress: null,
  })
}
const proofOf = async () =>
  exportProof(province.services, (await province.desk('văn thư tỉnh')).actor, issued)

test('without an authority, or while none answers, the log goes on and nothing is stamped', async () => {
  assert.ok((await proofOf()).leaves.length > 0)
  assert.equal(await stampLog(province.services), 0)
  await name(lab.tsaUrl)
  lab.faults.on.tsa.add('wrong-nonce')
  assert.equal(await stampLog(province.services), 0)
  clearFaults(lab.faults)
  assert.equal((await proofOf()).timestampToken, undefined)
})

test('the newest checkpoint is stamped once, by the next authority when the first is silent, and openssl believes it', async (t) => {
  wakeTsa()
  await name('http://127.0.0.1:9/tsa', lab.tsaUrl)
  assert.equal(await stampLog(province.services), 1)
  assert.equal(await stampLog(province.services), 0, 'no checkpoint twice')
  const proof = await proofOf()
  assert.ok(proof.timestampToken)
  const file = join(province.folder, 'proof.json')
  await writeFile(file, JSON.stringify(proof))
  const verifier = join(import.meta.dirname, '../../../../evidence/verifier/verify-proof.mjs')
  const key = formatKey((await installationKeys(province.services)).log)
  const said = spawnSync(process.execPath, [verifier, file, '--key', key], { encoding: 'utf8' })
  assert.equal(said.status, 0, said.stdout + said.stderr)
  // The commands it prints, as printed, in a shell; only the authority's own certificate is put beside them.
  const commands = said.stdout.split('\n').filter((line) => /^ {2}(node -p|openssl ts)/.test(line))
  assert.equal(commands.length, 2)
  if (spawnSync('openssl', ['version']).status !== 0) return t.skip('openssl is not installed')
  await writeFile(join(province.folder, 'TSA-CA.pem'), lab.trustPem())
  const run = () =>
    spawnSync('sh', ['-ec', commands.join('\n')], {
      encoding: 'utf8',
      cwd: province.folder,
      env: { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env.PATH}` },
    })
  const good = run()
  assert.equal(good.status, 0, good.stdout + good.stderr)
  assert.match(good.stdout + good.stderr, /Verification: OK/)
  // The same token over another checkpoint says nothing.
  commands[1] = commands[1]!.replace(/-digest \w{4}/, '-digest 0000')
  assert.notEqual(run().status, 0)
})

test('a later checkpoint gets its own token, and an old proof keeps the stamp that covers it', async () => {
  const before = await proofOf()
  await province.arrival().registered()
  await province.settle()
  assert.equal((await proofOf()).checkpoint, before.checkpoint, 'stamped proves more than newer')
  assert.equal(await stampLog(province.services), 1)
  const after = await proofOf()
  assert.ok(parseCheckpoint(after.checkpoint)!.size > parseCheckpoint(before.checkpoint)!.size)
  assert.ok(after.timestampToken)
})
