// Centre and commune cannot reach each other; the province between them carries sealed envelopes, over real HTTP.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openReceipt, parseKey } from '@congvan/evidence'
import type { Province } from '../../../../testkit/src/province.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { components } from '../documents/index.ts'
import { appendWaiting, installationKeys } from '../evidence/index.ts'
import { addPeer, drain, fetchOnce, forward, NOTHING, ownCard } from './index.ts'
import {
  arrivalsOf,
  broken,
  CENTRE,
  COMMUNE,
  introduceTo,
  lineTo,
  openSeat,
  PROVINCE,
} from './network-kit.ts'
import { readEnvelope, writeEnvelope } from './relay/envelope.ts'
import { onRelay } from './relay/hub.ts'
import { takeEnvelope } from './relay/take.ts'
import { findPeer } from './store/rows.ts'

let centre: Province
let hub: Province
/** Listens nowhere; it fetches from the hub. */
let commune: Province
const MARK = 'Nội dung mà nơi chuyển tiếp không bao giờ được đọc'
before(async () => {
  ;[centre, hub, commune] = await Promise.all([openSeat(CENTRE), openSeat(PROVINCE), openSeat(COMMUNE)])
  await introduceTo(hub, centre)
  await addPeer(commune.services, await ownCard(hub.services, await hub.http()), { pull: true })
  await addPeer(hub.services, await ownCard(commune.services, ''))
})
after(async () => {
  for (const one of [centre, hub, commune]) await one[Symbol.asyncDispose]()
})

const idOf = async (one: Province) => (await installationKeys(one.services)).origin
const peerAt = async (one: Province, other: Province) => {
  const id = await idOf(other)
  return (await one.runner.system((tx) => findPeer(tx, id)))!
}
let carried = NOTHING
let minute = 0
/** A quarter of an hour of all three: what is due leaves, what lies ready is fetched, what is answered goes back. */
async function turn(): Promise<void> {
  minute += 16
  for (const one of [centre, hub, commune])
    one.setClock(new Date(Date.parse('2021-12-20T01:00:00Z') + minute * 60_000).toISOString())
  await drain(centre.services)
  const got = await fetchOnce(commune.services, await peerAt(commune, hub), carried, 0).catch(() => null)
  if (got) carried = got.carried
  await drain(commune.services)
  await forward(hub.services)
}
const messageOf = async (id: string) =>
  (
    await centre.rows<{ state: string; receipt: string | null; peer_id: string }>(
      `select state, receipt, peer_id from exchange.message where document_id = $1 and kind = 'document'`,
      [id],
    )
  )[0]!

test('an invitation carried by hand makes the two know each other through the hub, which learns no key of theirs to open anything', async () => {
  const { actor } = await commune.desk('quản trị')
  const invited = (await commune.runner.commandByName(
    'exchange.invite',
    { ...actor, administrator: true },
    crypto.randomUUID(),
    { address: 'http://10.0.0.1' },
  )) as { code: string }
  const mine = await centre.desk('quản trị')
  await centre.runner.commandByName(
    'exchange.accept-invitation',
    { ...mine.actor, administrator: true },
    crypto.randomUUID(),
    { code: invited.code, address: '', via: await idOf(hub) },
  )
  await centre.settle()
  for (let i = 0; i < 2; i++) await turn()
  assert.equal((await peerAt(centre, commune)).settings.via, await idOf(hub))
  assert.equal((await peerAt(commune, centre)).settings.via, await idOf(hub))
})

test('a document with a large annex crosses sealed; the sender has R1 of the hub, then R2 of the addressee and its status', async () => {
  const id = await centre
    .draft()
    .with({ ...lineTo(COMMUNE), subject: MARK })
    .issued()
  const agency_id = centre.agency('tỉnh')
  const annex = Buffer.concat([Buffer.from(MARK), randomBytes(5 * 1024 * 1024)])
  const { sha256 } = await centre.services.blobs.put(annex)
  await centre.runner.store(systemActor(agency_id), (tx) =>
    components.putComponent(tx, {
      agency_id,
      document_id: id,
      ordinal: 9,
      role: 'annex',
      filename: 'phụ lục.bin',
      media_type: 'application/octet-stream',
      bytes: annex.length,
      sha256,
    }),
  )
  await appendWaiting(centre.services)
  await drain(centre.services)
  const left = await messageOf(id)
  assert.equal(left.state, 'sent')
  const hubKey = parseKey((await ownCard(hub.services, '')).messageKey)!
  assert.equal(openReceipt(left.receipt!, hubKey)?.level, 'R1')
  assert.equal((await hub.rows(`select 1 from exchange.relay where state = 'waiting'`)).length, 4)
  assert.deepEqual(await readable(hub), [], 'what lies at the hub says nothing')
  for (let i = 0; i < 6 && (await messageOf(id)).state !== 'delivered'; i++) await turn()
  const there = await messageOf(id)
  assert.equal(there.state, 'delivered')
  const key = parseKey((await ownCard(commune.services, '')).messageKey)!
  assert.equal(openReceipt(there.receipt!, key)?.level, 'R2')
  assert.equal((await arrivalsOf(commune)).length, 1)
  assert.ok((await commune.services.blobs.get(sha256)).equals(annex))
  for (let i = 0; i < 3; i++) await turn()
  const [told] = await centre.rows<{ receipt: string }>(
    `select receipt from exchange.status_fact where fact->>'code' = '01'`,
  )
  assert.equal(openReceipt(told!.receipt, key)?.status, '01')
  const [cosigned] = await centre.rows<{ n: number }>('select count(*)::int as n from evidence.cosignature')
  assert.ok(cosigned!.n > 0, 'the commune witnessed the centre’s log through the hub')
  assert.equal((await hub.rows(`select 1 from exchange.relay where state = 'waiting'`)).length, 0)
})

/** Files of an installation's store in which the mark can be read, opened with that installation's own keys. */
async function readable(one: Province): Promise<string[]> {
  const found: string[] = []
  const folder = one.services.blobs.folder
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/[0-9a-f]{64}$/.test(name)) continue
    const bytes = await one.services.blobs.get(name.split('/').at(-1)!)
    const raw = await readFile(join(folder, name))
    if (bytes.includes(MARK) || raw.includes(MARK)) found.push(name)
  }
  return found
}

test('an envelope changed, re-addressed or given another sender on the way opens nothing; a stranger’s is not carried', async () => {
  const before = (await arrivalsOf(commune)).length
  await centre.draft().with(lineTo(COMMUNE)).issued()
  await drain(centre.services)
  const [row] = await hub.rows<{ sha256: string }>(
    `select sha256 from exchange.relay where state = 'waiting' order by seq limit 1`,
  )
  const bytes = await hub.services.blobs.get(row!.sha256)
  const { outside, sealed } = readEnvelope(bytes)!
  const asked = async (envelope: Uint8Array) =>
    (await takeEnvelope(commune.services, await peerAt(commune, hub), envelope)).status
  assert.equal(await asked(writeEnvelope({ ...outside, from: await idOf(hub) }, sealed)), 422)
  assert.equal(await asked(writeEnvelope({ ...outside, to: await idOf(hub) }, sealed)), 422)
  assert.equal(await asked(writeEnvelope({ ...outside, id: 'another' }, sealed)), 422)
  for (const at of [0, 31, 32, sealed.length - 1]) {
    const bent = Buffer.from(sealed)
    bent[at]! ^= 1
    assert.equal(await asked(writeEnvelope(outside, bent)), 422)
  }
  assert.equal((await arrivalsOf(commune)).length, before)
  const stranger = {
    method: 'POST',
    path: '/exchange/v1/relay',
    headers: { 'congvan-from': 'x' },
    body: bytes,
  }
  assert.equal((await onRelay(hub.services, stranger)).status, 403)
  for (let i = 0; i < 3; i++) await turn()
  assert.equal((await arrivalsOf(commune)).length, before + 1)
  await takeEnvelope(commune.services, await peerAt(commune, hub), bytes)
  assert.equal((await arrivalsOf(commune)).length, before + 1, 'the same envelope again changes nothing')
})

const SEEDS = process.env.SOAK ? 40 : 2

test(`${SEEDS} seeded bad weeks of requests and answers lost on every leg: one arrival each, every sender knows it in the end`, async () => {
  const real = globalThis.fetch
  for (let seed = 1; seed <= SEEDS; seed++) {
    let state = seed * 7919
    const roll = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return state / 4_294_967_296
    }
    const before = (await arrivalsOf(commune)).length
    const ids = [
      await centre.draft().with(lineTo(COMMUNE)).issued(),
      await centre.draft().with(lineTo(COMMUNE)).issued(),
    ]
    globalThis.fetch = async (...words) => {
      if (roll() < 0.25) throw new Error('lost on the way')
      const answer = await real(...words)
      if (roll() < 0.25) throw new Error('the answer was lost')
      return answer
    }
    try {
      for (let i = 0; i < 60; i++) {
        await turn()
        const now = await Promise.all(ids.map(messageOf))
        if (now.every((row) => row.state === 'delivered')) break
      }
    } finally {
      globalThis.fetch = real
    }
    for (const id of ids) assert.equal((await messageOf(id)).state, 'delivered', `seed ${seed}`)
    assert.equal((await arrivalsOf(commune)).length, before + 2, `seed ${seed}`)
    await centre.rows('update exchange.peer set failures = 0, open_until = null')
  }
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})
