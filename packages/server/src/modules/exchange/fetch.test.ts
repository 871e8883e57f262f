// An installation that nobody can reach, at a peer that can be reached: everything over real HTTP, one direction only.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { openReceipt, parseKey } from '@congvan/evidence'
import type { Province } from '../../../../testkit/src/province.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { components } from '../documents/index.ts'
import { installationKeys } from '../evidence/index.ts'
import { signedHeaders } from './doors/native-call.ts'
import { readFrame, writeFrame } from './frames.ts'
import { addPeer, drain, fetchOnce, NOTHING, ownCard, PULL } from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, lineTo, openSeat } from './network-kit.ts'
import { findPeer, type PeerRow } from './store/rows.ts'

let centre: Province
/** Behind a wall: it listens nowhere. */
let commune: Province
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
  await addPeer(commune.services, await ownCard(centre.services, await centre.http()), { pull: true })
  await addPeer(centre.services, await ownCard(commune.services, ''))
})
after(async () => {
  for (const one of [centre, commune]) await one[Symbol.asyncDispose]()
})

const centreAsPeer = async (): Promise<PeerRow> => {
  const { origin } = await installationKeys(centre.services)
  return (await commune.runner.system((tx) => findPeer(tx, origin)))!
}
let carried = NOTHING
async function fetchNow(wait = 0): Promise<number> {
  const got = await fetchOnce(commune.services, await centreAsPeer(), carried, wait)
  carried = got.carried
  return got.taken
}
const states = (ids: string[]) =>
  centre.rows<{ state: string; receipt: string | null }>(
    'select state, receipt from exchange.message where document_id = any ($1) order by seq',
    [ids],
  )

test('what is for an unreachable peer lies ready, comes in one request, and its signed receipts come with the next', async () => {
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.push(await centre.draft().with(lineTo(COMMUNE)).issued())
  await drain(centre.services)
  const [waiting] = await centre.rows<{ last_error: string; failures: number }>(
    'select m.last_error, p.failures from exchange.message m join exchange.peer p on p.id = m.peer_id where m.last_error is not null',
  )
  assert.match(waiting!.last_error, /^Chờ .* đến lấy$/)
  assert.equal(waiting!.failures, 0, 'being away is no failure')
  assert.equal(await fetchNow(), 3)
  assert.equal((await arrivalsOf(commune)).length, 3)
  assert.equal(await fetchNow(), 0)
  const sent = await states(ids)
  assert.deepEqual(
    sent.map(({ state }) => state),
    ['delivered', 'delivered', 'delivered'],
  )
  const card = await ownCard(commune.services, '')
  assert.equal(openReceipt(sent[0]!.receipt!, parseKey(card.messageKey)!)?.level, 'R2')
})

test('a long poll is answered the moment a document is issued', async () => {
  const begun = performance.now()
  const waiting = fetchNow(20)
  await centre.draft().with(lineTo(COMMUNE)).issued()
  await drain(centre.services)
  assert.equal(await waiting, 1)
  assert.ok(performance.now() - begun < 15_000)
})

test('receipts lost in a cut are heard again, byte for byte, and nothing arrives twice', async () => {
  const before = (await arrivalsOf(commune)).length
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await fetchNow()
  const [lost] = carried.answers
  carried = NOTHING
  for (const one of [centre, commune]) one.setClock('2021-12-20T02:10:00Z')
  await fetchNow()
  assert.equal(carried.answers.find((answer) => answer.id === lost!.id)?.receipts?.[0], lost!.receipts![0])
  await fetchNow()
  assert.equal((await states([id]))[0]?.state, 'delivered')
  assert.equal((await arrivalsOf(commune)).length, before + 1)
})

test('Thôi gửi ends a sending by the clerk’s word; nobody is handed it any more, until it is sent again', async () => {
  const clerk = await centre.desk('văn thư tỉnh')
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await drain(centre.services)
  const [row] = await centre.rows<{ id: string }>('select id from exchange.message where document_id = $1', [
    id,
  ])
  await clerk.does('exchange.give-up', { messageId: row!.id })
  assert.equal((await states([id]))[0]?.state, 'expired')
  assert.equal(await fetchNow(), 0)
  await assert.rejects(clerk.does('exchange.give-up', { messageId: row!.id }), /no-such-message/)
  await clerk.does('exchange.resend', { messageId: row!.id })
  assert.equal(await fetchNow(), 1)
})

test('a large annex is fetched in pieces before its document is taken; statuses go back by push', async () => {
  const annex = randomBytes(9 * 1024 * 1024)
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  const agency_id = centre.agency('tỉnh')
  const { sha256 } = await centre.services.blobs.put(annex)
  await centre.runner.store(systemActor(agency_id), (tx) =>
    components.putComponent(tx, {
      agency_id,
      document_id: id,
      ordinal: 9,
      role: 'annex',
      filename: 'phim.bin',
      media_type: 'application/octet-stream',
      bytes: annex.length,
      sha256,
    }),
  )
  assert.equal(await fetchNow(), 1)
  await fetchNow()
  assert.equal((await states([id]))[0]?.state, 'delivered')
  assert.ok((await commune.services.blobs.get(sha256)).equals(annex))
  await commune.settle()
  await drain(commune.services)
  const [told] = await centre.rows<{ n: number }>(
    `select count(*)::int as n from exchange.status_fact where fact->>'code' = '01'`,
  )
  assert.ok(told!.n >= 5)
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})

test('an answer forged or replayed on the way is not believed, and nobody fetches another’s files', async () => {
  const peer = await centreAsPeer()
  const body = Buffer.from(JSON.stringify({ wait: 0, answers: [] }))
  const headers = await signedHeaders(commune.services, peer.id, PULL, body, null)
  const old = await fetch(`${peer.address}${PULL}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/octet-stream', 'x-congvan': '1' },
    body,
  })
  const replayed = { headers: Object.fromEntries(old.headers), body: Buffer.from(await old.arrayBuffer()) }
  const real = globalThis.fetch
  globalThis.fetch = async () => new Response(replayed.body, { headers: replayed.headers })
  try {
    await assert.rejects(fetchNow(), /không được ký/)
  } finally {
    globalThis.fetch = real
  }
  const path = `/exchange/v1/fetch/${'0'.repeat(64)}/10/0`
  const asked = await signedHeaders(commune.services, peer.id, path, Buffer.alloc(0), null)
  const refused = await fetch(`${peer.address}${path}`, {
    method: 'POST',
    headers: { ...asked, 'x-congvan': '1' },
  })
  assert.equal(refused.status, 404)
})

test('a frame is read back as it was written, and any other length is no frame', () => {
  const packets = [Buffer.from('một'), Buffer.alloc(0), Buffer.from('ba')]
  const body = writeFrame({ items: packets.map((p) => ({ bytes: p.length })) }, packets)
  assert.deepEqual(readFrame(body, 3)?.packets.map(String), ['một', '', 'ba'])
  assert.equal(readFrame(body, 2), null)
  for (let cut = 0; cut < body.length; cut++) assert.equal(readFrame(body.subarray(0, cut), 3), null)
  assert.equal(readFrame(Buffer.concat([body, Buffer.from('x')]), 3), null)
})
