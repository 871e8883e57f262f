import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyOrgan, type Packet, writePacket } from '@congvan/edxml'
import type { Province } from '../../../../testkit/src/province.ts'
import { drain, receive } from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, connect, lineTo, openSeat, type Wire } from './network-kit.ts'
import { waitBefore } from './outcome.ts'
import { EMPTY } from './packet.ts'
import { dice } from './testing/dice.ts'

let centre: Province
let commune: Province
let close: () => void
let wire: Wire = (_from, _to, _packet, arrive) => arrive()
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
  close = await connect(
    [
      [CENTRE, centre],
      [COMMUNE, commune],
    ],
    (...words) => wire(...words),
  )
})
after(async () => {
  close()
  await centre[Symbol.asyncDispose]()
  await commune[Symbol.asyncDispose]()
})

test('the ladder of retries is 1 s, 2 s, 4 s … 15 min', () => {
  assert.deepEqual(
    [0, 1, 2, 9, 10, 40].map((n) => waitBefore(n, 1)),
    [1, 2, 4, 512, 900, 900],
  )
})

test('a wire that loses, doubles and answers after the loss gives one arrival; the sender knows it in the end', async () => {
  const roll = dice(4)
  let knocks = 0
  wire = async (_from, _to, _packet, arrive) => {
    knocks++
    if (roll() < 0.3) throw new Error('lost on the way')
    const answer = await arrive()
    if (roll() < 0.3) await arrive()
    if (roll() < 0.3) throw new Error('the answer was lost')
    return answer
  }
  const documents = [
    await centre.draft().with(lineTo(COMMUNE)).issued(),
    await centre.draft().with(lineTo(COMMUNE)).issued(),
  ]
  let clock = Date.parse('2021-12-21T00:00:00Z')
  for (let i = 0; i < 60; i++) {
    clock += 16 * 60_000
    for (const one of [centre, commune]) {
      one.setClock(new Date(clock).toISOString())
      await drain(one.services)
    }
    const waiting = await Promise.all(
      [centre, commune].map((one) => one.rows(`select 1 from exchange.message where state = 'waiting'`)),
    )
    if (waiting.every((rows) => rows.length === 0)) break
  }
  wire = (_from, _to, _packet, arrive) => arrive()
  assert.ok(knocks > 4)
  assert.equal((await arrivalsOf(commune)).length, documents.length)
  const states = await centre.rows<{ state: string }>('select distinct state from exchange.message')
  assert.deepEqual(states, [{ state: 'delivered' }])
  const arrived = await centre.rows(
    `select 1 from deliveries.delivery where channel = 'exchange' and arrived_at is null`,
  )
  assert.equal(arrived.length, 0)
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})

test('a dead peer is knocked at less and less; after 30 days the sending ends as expired, and the sender is told', async () => {
  wire = async () => {
    throw new Error('nobody there')
  }
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  const start = Date.parse('2021-12-22T00:00:00Z')
  for (const hours of [0, 2, 30, 24 * 29, 24 * 31, 24 * 32]) {
    centre.setClock(new Date(start + hours * 3_600_000).toISOString())
    await drain(centre.services)
  }
  wire = (_from, _to, _packet, arrive) => arrive()
  const [row] = await centre.rows<{ state: string; told: number }>(
    'select state, told from exchange.message where document_id = $1',
    [id],
  )
  assert.deepEqual(row, { state: 'expired', told: 3 })
  await centre.rows('update exchange.peer set failures = 0, open_until = null')
})

async function bytesOf(packet: Packet, attachment: string | null, raw: boolean): Promise<Uint8Array> {
  const content = Buffer.from(attachment ?? '')
  const source = {
    size: content.length,
    read: (at: number, length: number) => content.subarray(at, at + length),
  }
  const parts: Uint8Array[] = []
  const files =
    attachment === null
      ? []
      : [{ facts: { name: 'van-ban.txt', mediaType: 'text/plain' }, content: source, raw }]
  for await (const part of writePacket(packet, files)) parts.push(part)
  return Buffer.concat(parts)
}

function packetFor(seed: number, business: 'new' | 'recall', hops: number): Packet {
  const documentId = `${CENTRE.code},2021/12/20,${seed}/MP-VPCP`
  const named = { number: String(seed), symbol: 'MP-VPCP', issuedOn: '2021-12-20' }
  return {
    ...EMPTY,
    ...named,
    business,
    from: emptyOrgan(CENTRE.code, CENTRE.name),
    to: [emptyOrgan(COMMUNE.code, COMMUNE.name)],
    documentId,
    typeName: 'Công văn',
    subject: `V/v mô phỏng ${seed}`,
    signer: { competence: '', position: 'Chánh Văn phòng', name: 'Trần Văn Sơn' },
    trace: Array.from({ length: hops }, (_, i) => ({ organId: `H${i}`, at: '2021-12-20T07:00:00+07:00' })),
    reason: business === 'recall' ? 'Sai nội dung' : '',
    target: business === 'recall' ? documentId : '',
  }
}

const SEEDS = Number(process.env.SEEDS ?? (process.env.SOAK ? 10_000 : 300))

test(`${SEEDS} seeded stories of loss, doubling, reordering, re-serialising and truncation: one arrival each, recalled when it was recalled`, async () => {
  const wrong: string[] = []
  for (let seed = 1; seed <= SEEDS; seed++) {
    const roll = dice(seed)
    const recalled = roll() < 0.5
    const story: Uint8Array[] = []
    const copies = 1 + Math.floor(roll() * 2)
    for (let i = 0; i < copies; i++)
      story.push(await bytesOf(packetFor(seed, 'new', 1 + i), `Nội dung ${seed}`, roll() < 0.5))
    if (recalled) story.push(await bytesOf(packetFor(seed, 'recall', 1), null, false))
    if (roll() < 0.5) story.push(story[0]!.subarray(0, Math.floor(roll() * story[0]!.length)))
    story.sort(() => roll() - 0.5)
    if (roll() < 0.3) await Promise.all(story.map((bytes) => receive(commune.services, CENTRE.key, bytes)))
    else for (const bytes of story) await receive(commune.services, CENTRE.key, bytes)
    const rows = await commune.rows<{ state: string }>(
      `select d.state from exchange.arrival a join documents.document d on d.agency_id = a.agency_id and d.id = a.document_id where a.wire_id = $1`,
      [`${CENTRE.code},2021/12/20,${seed}/MP-VPCP`],
    )
    const expected = recalled ? 'recalled' : 'arrived'
    if (rows.length !== 1 || rows[0]?.state !== expected)
      wrong.push(`seed ${seed}: ${rows.length} × ${rows[0]?.state}, expected ${expected}`)
  }
  assert.deepEqual(wrong, [])
  assert.deepEqual(await broken(commune), [])
})

test('the same document id with other content is kept apart for a person, the first arrival stands', async () => {
  const first = await bytesOf(packetFor(90_001, 'new', 1), 'một', true)
  const second = await bytesOf(packetFor(90_001, 'new', 1), 'hai', true)
  assert.equal((await receive(commune.services, CENTRE.key, first)).ok, true)
  const answer = await receive(commune.services, CENTRE.key, second)
  assert.deepEqual(answer.ok ? '' : answer.quarantined.code, 'exchange.other-content')
})

test('a peer may not speak for an agency of another, and nothing that says it is secret is taken', async () => {
  const packet = packetFor(90_002, 'new', 1)
  const foreign = await bytesOf({ ...packet, from: emptyOrgan(COMMUNE.code, 'giả') } as Packet, 'x', true)
  const answer = await receive(commune.services, CENTRE.key, foreign)
  assert.deepEqual(answer.ok ? '' : answer.quarantined.code, 'foreign-sender')
  const secret = await bytesOf({ ...packet, subject: 'TỐI MẬT: kế hoạch' } as Packet, 'x', true)
  const refused = await receive(commune.services, CENTRE.key, secret)
  assert.deepEqual(refused.ok ? '' : refused.quarantined.code, 'secret')
})
