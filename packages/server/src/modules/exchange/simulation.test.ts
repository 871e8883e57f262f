// Two peers simulated: people act at both ends while the wire loses, doubles, holds back and cuts. A seed is one story, and
// the same seed is the same story; when the wire is whole again, both ends must say the same, and the truth.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Province } from '../../../../testkit/src/province.ts'
import { DomainError } from '../../kernel/domain-error.ts'
import { idFrom } from './ids.ts'
import { drain, receive } from './index.ts'
import { broken, CENTRE, COMMUNE, connect, lineTo, openSeat, type Seat, type Wire } from './network-kit.ts'
import { dice } from './testing/dice.ts'

// One story is some thirty transactions: a few in npm test, ten thousand in the long run (`npm run soak exchange --seeds N`).
const SEEDS = Number(process.env.SEEDS ?? (process.env.SOAK ? 10_000 : 12))
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let centre: Province
let commune: Province
let close: () => void
let like: string
let roll = dice(0)
let whole = true
let held: (() => Promise<unknown>)[] = []

/** What the wire does with one packet; an answer that is lost is a try that failed. */
const wire: Wire = async (from, to, packet, arrive) => {
  const fate = whole ? 1 : roll()
  if (fate < 0.15) throw new Error('lost on the way')
  if (fate < 0.3) {
    await arrive()
    throw new Error('the answer was lost')
  }
  if (fate < 0.45) {
    held.push(arrive)
    throw new Error('held back')
  }
  if (fate < 0.55) {
    await receive(
      sideOf(to).services,
      from.key,
      packet.subarray(0, Math.floor(roll() * (packet.length - 20))),
    )
    throw new Error('cut on the way')
  }
  if (fate < 0.7) await arrive()
  return arrive()
}
const sideOf = (seat: Seat) => (seat.key === CENTRE.key ? centre : commune)

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
  like = await centre.draft().with(lineTo(COMMUNE)).issued()
  for (let i = 0; i < 3; i++) for (const one of [centre, commune]) await one.settle()
})
after(async () => {
  close()
  for (const one of [centre, commune]) await one[Symbol.asyncDispose]()
})

/** A document like the first, issued and queued by rows: the story is about its way, not about its drafting. */
async function issueLike(id: string, at: string): Promise<void> {
  const delivery = idFrom('simulated delivery', id)
  const copy = (table: string, more: string, where: string) =>
    centre.rows(
      `insert into ${table} select (jsonb_populate_record(x, jsonb_build_object(${more}))).* from ${table} x where ${where}`,
      [like, id],
    )
  await copy('documents.document', `'id', $2::text`, `x.id = $1 and x.direction = 'outgoing'`)
  await copy('documents.component', `'document_id', $2::text`, 'x.document_id = $1')
  await copy(
    'deliveries.delivery',
    `'id', '${delivery}', 'document_id', $2::text, 'arrived_at', null, 'accepted_at', null, 'refused_at', null`,
    'x.document_id = $1',
  )
  await say(id, 'new', at, like)
}

/** One more packet about the document, as the reactions of drafting write it. */
const say = (id: string, what: 'new' | 'recall', at: string, from = id) =>
  centre.rows(
    `insert into exchange.message (agency_id, id, peer_id, recipient_code, kind, what, about, document_id, delivery_id, wire_id, payload, next_at, expires_at, created_at)
     select agency_id, gen_random_uuid(), peer_id, recipient_code, kind, $3, '', $2::uuid, $5, 'simulated,' || $2::uuid::text, payload || '{"text": "Sai nội dung"}', $4, $4::timestamptz + interval '30 days', $4
     from exchange.message where document_id = $1 and what = 'new'`,
    [from, id, what, at, idFrom('simulated delivery', id)],
  )

const copyOf = async (id: string) =>
  (
    await commune.rows<{ id: string; state: string }>(
      `select d.id, d.state from exchange.arrival a join documents.document d on d.agency_id = a.agency_id and d.id = a.document_id where a.wire_id = $1`,
      [`simulated,${id}`],
    )
  )[0]

/** Somebody tries something; being refused for a good reason is part of the story. */
async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

async function play(seed: number): Promise<string[]> {
  roll = dice(seed)
  whole = false
  held = []
  const skew = Math.floor(roll() * 5 - 2) * DAY
  let now = Date.parse('2021-12-21T00:00:00Z') + seed * 12 * 60 * MINUTE
  const pass = (minutes: number) => {
    now += minutes * MINUTE
    centre.setClock(new Date(now).toISOString())
    commune.setClock(new Date(now + skew).toISOString())
  }
  pass(0)
  const id = idFrom('simulated', String(seed))
  await issueLike(id, new Date(now).toISOString())
  const sender = await centre.desk('văn thư tỉnh')
  const clerk = await commune.desk('văn thư xã')
  const done = { recalled: false, returned: false, answers: 0, agreed: false }
  const acts: (() => Promise<void>)[] = [
    async () => void (await drain(centre.services)),
    async () => void (await drain(commune.services)),
    async () => {
      for (const late of held.splice(0)) await late()
    },
    async () =>
      void (await attempt(() =>
        sender.does('exchange.ask-back', { documentId: id, reason: `Xin lại ${now}` }),
      )),
    async () => {
      const copy = await copyOf(id)
      const agree = roll() < 0.5
      const answer = () =>
        clerk.does('exchange.answer-request', { documentId: copy!.id, agree, reason: 'Trả lời' })
      if (copy && (await attempt(answer))) {
        done.answers++
        done.agreed ||= agree
      }
    },
    async () => {
      const copy = roll() < 0.3 ? await copyOf(id) : undefined
      const back = () =>
        clerk.does('intake.return', { documentId: copy!.id, reason: 'Không thuộc thẩm quyền' })
      if (copy && (await attempt(back))) done.returned = true
    },
    async () => {
      if (done.recalled || roll() > 0.3) return
      await say(id, 'recall', new Date(now).toISOString())
      done.recalled = true
    },
  ]
  const steps = 6 + Math.floor(roll() * 8)
  for (let step = 0; step < steps; step++) {
    pass(1 + Math.floor(roll() * 20))
    await acts[Math.floor(roll() * acts.length)]!()
  }
  whole = true
  for (const late of held.splice(0)) await late()
  for (let round = 0; round < 3; round++) {
    pass(20)
    for (const one of [centre, commune]) await drain(one.services)
  }
  return verdict(seed, id, done)
}

async function verdict(
  seed: number,
  id: string,
  done: { recalled: boolean; returned: boolean; answers: number; agreed: boolean },
): Promise<string[]> {
  const wrong: string[] = []
  const must = (name: string, is: unknown, should: unknown) => {
    if (is !== should)
      wrong.push(`seed ${seed}: ${name} is ${is}, should be ${should} (${JSON.stringify(done)})`)
  }
  const copy = await copyOf(id)
  must('arrived', copy !== undefined, true)
  must('the copy is frozen', copy?.state === 'recalled', done.recalled || done.agreed)
  // I2: nothing is left on its way, at either end.
  for (const [name, one, documentId] of [
    ['centre', centre, id],
    ['commune', commune, copy?.id],
  ] as const) {
    const states = await one.rows<{ state: string; what: string }>(
      `select state, what from exchange.message where document_id = $1 and state <> 'delivered'`,
      [documentId],
    )
    must(`unfinished at the ${name}`, states.map((row) => `${row.what} ${row.state}`).join(), '')
  }
  const [told] = await centre.rows<{ refused: boolean; answers: number; arrived: boolean }>(
    `select v.refused_at is not null as refused, v.arrived_at is not null as arrived,
       (select count(*)::int from exchange.status_fact f where f.agency_id = v.agency_id and f.delivery_id = v.id and f.fact->>'code' in ('15', '16')) as answers
     from deliveries.delivery v where v.document_id = $1`,
    [id],
  )
  must('refused, as the sender sees it', told?.refused, done.returned)
  // A recall is answered by itself with 15; every word of the clerk is one fact.
  must('answers, as the sender sees them', told?.answers, done.answers + (done.recalled ? 1 : 0))
  return wrong
}

test(`${SEEDS} seeded stories of two peers: whatever the wire did, one arrival, nothing left on its way, both ends say the same`, async (t) => {
  t.diagnostic(`seeds 1 to ${SEEDS}`)
  const wrong: string[] = []
  for (let seed = 1; seed <= SEEDS; seed++) wrong.push(...(await play(seed)))
  assert.deepEqual(wrong, [])
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})
