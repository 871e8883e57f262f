import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { formatKey, leafEntry, newSalt, signCheckpoint, TileLog } from '@congvan/evidence'
import { Province } from '../../../../testkit/src/province.ts'
import { appendWaiting, audit, exportProof, installationKeys, showLog, witnessLog } from './index.ts'

let province: Province
let issued: string
before(async () => {
  province = await Province.start()
  issued = await province.draft().to('xã', 'sở').issued()
  await province.settle()
})
after(() => province[Symbol.asyncDispose]())

const NOTED = `name in ('registers.incoming-registered','drafting.signed','drafting.sealed','drafting.issued','deliveries.arrived','intake.captured','intake.returned')`

test('every event that matters has exactly one leaf, in the order it was recorded, and nothing waits', async () => {
  await appendWaiting(province.services)
  const [count] = await province.rows<{ events: number; leaves: number; waiting: number; last: number }>(
    `select (select count(*)::int from platform.event where ${NOTED}) as events, (select count(*)::int from evidence.leaf) as leaves,
       (select count(*)::int from evidence.queue) as waiting, (select max(index)::int + 1 from evidence.leaf) as last`,
  )
  assert.ok(count!.events >= 5)
  assert.deepEqual(count, { events: count!.events, leaves: count!.events, waiting: 0, last: count!.events })
  assert.deepEqual((await audit(province.services)).problems, [])
})

test('two appenders at once give no event a second leaf', async () => {
  await province.arrival().registered()
  await Promise.all([1, 2, 3].map(() => appendWaiting(province.services)))
  const rows = await province.rows('select event_id from evidence.leaf group by event_id having count(*) > 1')
  assert.equal(rows.length, 0)
  assert.deepEqual((await audit(province.services)).problems, [])
})

test('the proof of an issued letter convinces the verifier that knows nothing but Node, and a changed one does not', async () => {
  const { actor } = await province.desk('văn thư tỉnh')
  const proof = await exportProof(province.services, actor, issued)
  assert.deepEqual(
    proof.leaves.map((leaf) => leaf.revealed.kind?.value),
    ['sealed', 'sent'],
  )
  const keys = await installationKeys(province.services)
  const path = join(province.folder, 'proof.json')
  const verifier = join(import.meta.dirname, '../../../../evidence/verifier/verify-proof.mjs')
  const verify = async (bundle: unknown) => {
    await writeFile(path, JSON.stringify(bundle))
    return spawnSync(process.execPath, [verifier, path, '--key', formatKey(keys.log)], { encoding: 'utf8' })
  }
  const good = await verify(proof)
  assert.equal(good.status, 0, good.stdout + good.stderr)
  const bad = await verify({ ...proof, document: { ...proof.document, number: '999' } })
  assert.equal(bad.status, 1)
})

test('the first opening of an arrival by a person of its agency is one leaf for ever; the sender’s own look is none', async () => {
  const [arrival] = await province.rows<{ id: string; agency_id: string }>(
    `select id, agency_id from documents.document where direction = 'incoming' and agency_id = $1`,
    [province.agency('xã')],
  )
  const openings = async () => {
    await appendWaiting(province.services)
    return province.rows<{ document_id: string; agency_id: string }>(
      `select document_id, agency_id from evidence.leaf where kind = 'opened'`,
    )
  }
  const read = async (nick: string, id: string) => {
    const client = await province.client(nick)
    const url = `${client.base}/api/v1/documents/${id}/components/1`
    return (await fetch(url, { headers: client.headers() })).status
  }
  assert.equal(await read('văn thư tỉnh', issued), 200)
  assert.equal(await read('văn thư sở', arrival!.id), 404)
  assert.deepEqual(await openings(), [])
  for (const nick of ['văn thư xã', 'văn thư xã', 'chủ tịch xã']) await read(nick, arrival!.id)
  assert.deepEqual(await openings(), [{ document_id: arrival!.id, agency_id: arrival!.agency_id }])
  const { actor } = await province.desk('văn thư xã')
  const proof = await exportProof(province.services, actor, arrival!.id)
  const opened = proof.leaves.find((leaf) => leaf.revealed.kind?.value === 'opened')
  assert.ok(opened?.revealed.at?.value && opened.revealed.post?.value, 'when, and by which post')
  assert.deepEqual((await audit(province.services)).problems, [])
})

test('an agency reads the openings of its own leaves only', async () => {
  const { actor } = await province.desk('văn thư sở')
  await assert.rejects(exportProof(province.services, actor, issued), { code: 'evidence.nothing-to-prove' })
})

test('a rewritten leaf is found by the audit, and a rewritten log by whoever witnessed it', async () => {
  const keys = await installationKeys(province.services)
  const other = await Province.start()
  try {
    const shown = (await showLog(province.services, 0))!
    const first = await witnessLog(other.services, formatKey(keys.log), { ...shown, from: 0, proof: [] })
    assert.equal(first.kind, 'cosigned')
    // the operator writes the whole history anew, one fact different, and signs it with the right key
    const files = new Map<string, Uint8Array>()
    const forged = await TileLog.open({
      get: async (name) => files.get(name) ?? null,
      put: async (name, bytes) => void files.set(name, bytes),
    })
    const entries = Array.from({ length: first.size + 1 }, (_, i) =>
      leafEntry({ kind: { salt: newSalt(), value: `forged ${i}` } }),
    )
    const head = await forged.append(entries)
    const checkpoint = await signCheckpoint(keys.origin, head, keys.log)
    const proof = (await forged.reader().consistency(first.size, head.size)).map((hash) =>
      Buffer.from(hash).toString('base64'),
    )
    const second = await witnessLog(other.services, formatKey(keys.log), {
      checkpoint,
      from: first.size,
      proof,
    })
    assert.equal(second.kind, 'inconsistent')
    assert.equal((await other.rows('select 1 from evidence.alarm')).length, 1)
  } finally {
    await other[Symbol.asyncDispose]()
  }
  await province.rows(
    `update evidence.tile set bytes = set_byte(bytes, 40, get_byte(bytes, 40) # 1) where path like 'tile/entries/%'`,
  )
  assert.notDeepEqual((await audit(province.services)).problems, [])
})
