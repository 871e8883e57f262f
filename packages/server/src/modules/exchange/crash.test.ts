import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { testCluster } from '../../../../testkit/src/province/cluster.ts'
import { addressOf } from '../../../../testkit/src/province/keeper.ts'
import type { Province } from '../../../../testkit/src/province.ts'
import { drain } from './index.ts'
import { broken, CENTRE, COMMUNE, connect, lineTo, openSeat } from './network-kit.ts'

const SENDER = [
  'sender.claimed',
  'sender.read',
  'sender.packet-written',
  'disk.written',
  'disk.synced',
  'disk.renamed',
  'sender.packet-stored',
  'sender.packet-kept',
  'sender.before-door',
  'sender.answered',
  'sender.done-stored',
  'sender.peer-worked',
  'sender.drained',
  'sender.scheduled',
]
const RECEIVER = [
  'receiver.knocked',
  'receiver.raw-stored',
  'receiver.understood',
  'receiver.sender-known',
  'receiver.addressees-known',
  'receiver.files-stored',
  'receiver.in-line',
  'receiver.arrival-written',
  'receiver.before-commit',
  'receiver.taken',
  'receiver.receipt-signed',
  'receiver.receipt-written',
  'receiver.receipt-kept',
  'receiver.before-answer',
]
const LOG = ['log.tiles-written', 'log.leaves-recorded', 'log.before-commit', 'log.committed']
const ALL = [...SENDER, ...RECEIVER, ...LOG]
// A process and its restart take seconds: every fourth point in npm test, all of them in the long run.
const POINTS = process.env.SOAK ? ALL : ALL.filter((_, i) => i % 4 === 1)

let centre: Province
let commune: Province
let close: () => void
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
  close = await connect([
    [CENTRE, centre],
    [COMMUNE, commune],
  ])
})
after(async () => {
  close()
  for (const one of [centre, commune]) await one[Symbol.asyncDispose]()
})

/** How the child ended: the signal that cut it, or its code. */
async function runChild(point: string, at: string): Promise<string> {
  const port = await testCluster()
  const loopbackOf = async (one: Province, other: string) =>
    (
      await one.rows<{ address: string }>('select address from exchange.peer where id = $1', [other])
    )[0]!.address.split('/')[0]!
  const sides = [
    {
      key: CENTRE.key,
      data: centre.folder,
      database: addressOf(port, centre.database!),
      loopback: await loopbackOf(commune, CENTRE.key),
    },
    {
      key: COMMUNE.key,
      data: commune.folder,
      database: addressOf(port, commune.database!),
      loopback: await loopbackOf(centre, COMMUNE.key),
    },
  ]
  const masterKey = Buffer.alloc(32, 7).toString('base64')
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'crash-child.ts')],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        NODE_TEST_CONTEXT: '',
        CONGVAN_KILL_AT: point,
        CONGVAN_CRASH_SIDES: JSON.stringify({ sides, masterKey, at }),
      },
    },
  )
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? `${code} ${said.slice(0, 500)}`)),
  )
}

test(`kill -9 at each of ${POINTS.length} named points: after a restart one arrival, one receipt, one leaf an event, no gap`, async () => {
  const wrong: string[] = []
  let hour = 0
  for (const point of POINTS) {
    const id = await centre.draft().with(lineTo(COMMUNE)).issued()
    hour++
    const at = (minutes: number) =>
      new Date(Date.parse('2021-12-20T01:00:00Z') + hour * 3_600_000 + minutes * 60_000).toISOString()
    const ended = await runChild(point, at(0))
    if (ended !== 'SIGKILL') wrong.push(`${point}: the child ended with ${ended}`)
    for (const minutes of [10, 30])
      for (const one of [centre, commune, centre]) {
        one.setClock(at(minutes))
        await drain(one.services)
      }
    const [message] = await centre.rows<{ state: string; receipt: string | null; wire_id: string }>(
      'select state, receipt, wire_id from exchange.message where document_id = $1',
      [id],
    )
    const arrivals = await commune.rows('select 1 from exchange.arrival where wire_id = $1', [
      message!.wire_id,
    ])
    const arrived = await centre.rows<{ n: number }>(
      `select count(*)::int as n from deliveries.delivery where document_id = $1 and arrived_at is not null`,
      [id],
    )
    if (message?.state !== 'delivered' || !message.receipt || arrivals.length !== 1 || arrived[0]?.n !== 1)
      wrong.push(`${point}: ${message?.state}, ${arrivals.length} arrivals, told ${arrived[0]?.n}`)
  }
  for (const one of [centre, commune]) wrong.push(...(await broken(one)))
  assert.deepEqual(wrong, [])
})

test('every point named here stands in the code, and the other way round', () => {
  const files = [
    'drain.ts',
    'packet.ts',
    'receive.ts',
    'incoming.ts',
    '../evidence/append.ts',
    '../../platform/blobs.ts',
  ].map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
  const found = files.flatMap((text) => [...text.matchAll(/crashPoint\('([a-z.-]+)'\)/g)].map((m) => m[1]))
  assert.deepEqual(found.sort(), [...ALL].sort())
})

test('a full disk at the receiver takes nothing and loses nothing: the sender comes again', async () => {
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  const put = commune.services.blobs.put
  commune.services.blobs.put = async () => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
  }
  const at = (minutes: number) =>
    new Date(Date.parse('2021-12-23T01:00:00Z') + minutes * 60_000).toISOString()
  centre.setClock(at(0))
  await drain(centre.services)
  const state = async () =>
    (
      await centre.rows<{ state: string }>('select state from exchange.message where document_id = $1', [id])
    )[0]?.state
  assert.equal(await state(), 'waiting')
  commune.services.blobs.put = put
  centre.setClock(at(60))
  await drain(centre.services)
  assert.equal(await state(), 'delivered')
})

test('clocks two days apart change no answer: one arrival, statuses in their order', async () => {
  for (const days of [-2, 2]) {
    const id = await centre.draft().with(lineTo(COMMUNE)).issued()
    const start = Date.parse('2021-12-28T01:00:00Z') + days * 12 * 3_600_000
    for (const minutes of [0, 20, 40]) {
      centre.setClock(new Date(start + minutes * 60_000).toISOString())
      commune.setClock(new Date(start + days * 86_400_000 + minutes * 60_000).toISOString())
      for (const one of [centre, commune, centre]) await drain(one.services)
    }
    const clerk = await centre.desk('văn thư tỉnh')
    const seen = await clerk.asks('exchange.document', { documentId: id })
    assert.equal(seen.statuses[0].shown, '01')
    assert.equal(seen.messages[0].state, 'delivered')
  }
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})
