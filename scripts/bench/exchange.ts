// Issue 4 §6: both ends and both databases on this one machine. Sizes by BENCH_MESSAGES, BENCH_QUEUE and BENCH_LEAVES.
import { randomBytes } from 'node:crypto'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { emptyOrgan, memorySink, readPacket, writePacket } from '../../packages/edxml/src/index.ts'
import { leafEntry, newSalt, TileLog, TileReader, type TileStore } from '../../packages/evidence/src/index.ts'
import { appendWaiting } from '../../packages/server/src/modules/evidence/index.ts'
import { drain } from '../../packages/server/src/modules/exchange/index.ts'
import { EMPTY } from '../../packages/server/src/modules/exchange/packet.ts'
import { type Pair, queue } from './exchange-ground.ts'
import { round, spread, timed } from './measure.ts'

const FILE_BYTES = 6500

export interface ExchangeSizes {
  messages: number
  queued: number
  leaves: number
}

export async function benchExchange(pair: Pair, sizes: ExchangeSizes) {
  await hop(pair, Math.min(64, sizes.messages), true)
  const singly = await hop(pair, sizes.messages, false)
  const batched = await hop(pair, sizes.messages, true)
  return {
    singly,
    batched,
    endToEnd: await halfLoad(pair, sizes.messages, batched.perSecond / 2),
    absentPeer: await absent(pair, sizes.queued),
    evidence: await proofs(pair, sizes.leaves),
    edxmlRead: await reading(400_000),
    disk: await syncs(),
    goal: {
      singlyPerSecond: 300,
      batchedPerSecond: 1000,
      endToEndP99: 300,
      drainPerSecond: 300,
      appendPerSecond: 2000,
      proofP99: 50,
      edxmlReadCpuMs: 10,
    },
  }
}

const can = ({ centre }: Pair, batch: boolean) =>
  centre.rows(`update exchange.peer set settings = settings || jsonb_build_object('can', $1::jsonb)`, [
    JSON.stringify(batch ? ['files', 'batch'] : ['files']),
  ])

/** Signed, durable at both ends, receipted; then every leaf at both ends. */
async function hop(pair: Pair, count: number, batch: boolean) {
  await can(pair, batch)
  await queue(pair, count, FILE_BYTES)
  const before = process.cpuUsage()
  const began = performance.now()
  await drain(pair.centre.services)
  const sent = performance.now()
  const used = process.cpuUsage(before)
  const leaves = await appendWaiting(pair.commune.services)
  const logged = performance.now()
  const [left] = await pair.centre.rows<{ waiting: number }>(
    `select count(*) filter (where state <> 'delivered')::int as waiting from exchange.message`,
  )
  return {
    messages: count,
    undelivered: left!.waiting,
    perSecond: rate(count, sent - began),
    /** Of both ends together, without their databases. */
    cpuMsEach: round((used.user + used.system) / 1000 / count),
    withLogPerSecond: rate(count, logged - began),
    appendPerSecond: rate(leaves, logged - sent),
  }
}

const rate = (count: number, milliseconds: number) => round((count / milliseconds) * 1000)

/** From the moment a message stands in the outbox to its signed receipt, while they come at half the rate of the queue. */
async function halfLoad(pair: Pair, count: number, perSecond: number) {
  const times: number[] = []
  const due = new Map<string, number>()
  let written = 0
  const beginning = performance.now()
  const writer = (async () => {
    for (; written < count; written++) {
      const wait = beginning + (written / perSecond) * 1000 - performance.now()
      if (wait > 0) await new Promise((done) => setTimeout(done, wait))
      const [id] = await queue(pair, 1, FILE_BYTES)
      due.set(id!, performance.now())
    }
  })()
  while (times.length < count) {
    await drain(pair.centre.services)
    const done = await pair.centre.rows<{ document_id: string }>(
      `select document_id from exchange.message where state = 'delivered' and document_id = any ($1)`,
      [[...due.keys()]],
    )
    const now = performance.now()
    for (const { document_id: id } of done) {
      times.push(now - due.get(id)!)
      due.delete(id)
    }
    if (done.length === 0) await new Promise((wake) => setTimeout(wake, 5))
  }
  await writer
  return { messages: count, askedPerSecond: round(perSecond), milliseconds: spread(times) }
}

/** A queue that grew while the other side was away; how fast it goes, and what the process holds meanwhile. */
async function absent(pair: Pair, count: number) {
  await can(pair, true)
  const [peer] = await pair.centre.rows<{ id: string; address: string }>(
    'select id, address from exchange.peer',
  )
  const point = (address: string) =>
    pair.centre.rows('update exchange.peer set address = $2, failures = 0, open_until = null where id = $1', [
      peer!.id,
      address,
    ])
  await point('http://127.0.0.1:9')
  await queue(pair, count, 64)
  await drain(pair.centre.services)
  await point(peer!.address)
  await pair.centre.rows(`update exchange.message set next_at = $1 where state = 'waiting'`, [
    pair.centre.services.clock.now().toString(),
  ])
  const held: number[] = []
  const watch = setInterval(() => held.push(process.memoryUsage.rss()), 250)
  const began = performance.now()
  await drain(pair.centre.services)
  const milliseconds = performance.now() - began
  clearInterval(watch)
  const mebibytes = (bytes: number | undefined) => Math.round((bytes ?? 0) / 2 ** 20)
  const third = Math.floor(held.length / 3)
  return {
    queued: count,
    perSecond: rate(count, milliseconds),
    residentMebibytes: {
      firstThird: mebibytes(Math.max(...held.slice(0, third), 0)),
      lastThird: mebibytes(Math.max(...held.slice(-third), 0)),
    },
  }
}

/** Tiles in PostgreSQL as the product keeps them; a proof reads them afresh every time. */
async function proofs({ centre }: Pair, leaves: number) {
  await centre.rows(
    'create table if not exists public.bench_tile (path text primary key, bytes bytea not null)',
  )
  const store: TileStore = {
    get: async (path) => {
      const [row] = await centre.rows<{ bytes: Buffer }>(
        'select bytes from public.bench_tile where path = $1',
        [path],
      )
      return row ? new Uint8Array(row.bytes) : null
    },
    put: async (path, bytes) => {
      await centre.rows(
        'insert into public.bench_tile (path, bytes) values ($1, $2) on conflict (path) do update set bytes = $2',
        [path, Buffer.from(bytes)],
      )
    },
  }
  const log = await TileLog.open(store)
  const began = performance.now()
  while (log.size < leaves) {
    const count = Math.min(10_000, leaves - log.size)
    await log.append(
      Array.from({ length: count }, (_, i) =>
        leafEntry({ sha256: { salt: newSalt(), value: String(log.size + i) } }),
      ),
    )
  }
  const built = performance.now() - began
  const times = await timed(300, () =>
    new TileReader(store, log.size).inclusion(Math.floor(Math.random() * log.size), log.size),
  )
  return { leaves: log.size, builtPerSecond: rate(leaves, built), proofMilliseconds: spread(times) }
}

/** Processor time, not the clock: what a busy machine cannot make look slower. */
async function reading(bytes: number) {
  const content = randomBytes(Math.floor((bytes * 3) / 4))
  const source = {
    size: content.length,
    read: (at: number, length: number) => content.subarray(at, at + length),
  }
  const packet = {
    ...EMPTY,
    business: 'new' as const,
    from: emptyOrgan('000.00.00.G22', 'Văn phòng Chính phủ'),
    to: [emptyOrgan('000.00.00.H07', 'Tỉnh')],
    documentId: '000.00.00.G22,2021/12/20,1/MP-VPCP',
    number: '1',
    symbol: 'MP-VPCP',
    issuedOn: '2021-12-20',
    typeName: 'Công văn',
    subject: 'V/v đo',
  }
  const parts: Uint8Array[] = []
  const file = { facts: { name: 'a.pdf', mediaType: 'application/pdf' }, content: source }
  for await (const part of writePacket(packet, [file])) parts.push(part)
  const raw = Buffer.concat(parts)
  for (let turn = 0; turn < 20; turn++) await readPacket(raw, memorySink())
  const turns = 100
  const before = process.cpuUsage()
  for (let turn = 0; turn < turns; turn++) await readPacket(raw, memorySink())
  const used = process.cpuUsage(before)
  return { packetBytes: raw.length, cpuMs: round((used.user + used.system) / 1000 / turns) }
}

/** The machine's own limit beside the figures: how often its disk makes 8 KB durable, one after the other. */
async function syncs() {
  const folder = await mkdtemp(join(tmpdir(), 'congvan-sync-'))
  const file = await open(join(folder, 'x'), 'w')
  const page = randomBytes(8192)
  const times = await timed(200, async () => {
    await file.write(page, 0, page.length, 0)
    await file.datasync()
  })
  await file.close()
  await rm(folder, { recursive: true })
  return { fdatasyncMilliseconds: spread(times) }
}
