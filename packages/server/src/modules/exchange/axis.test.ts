import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { axisFaults, noFaults } from '../../../../lab/src/axis/faults.ts'
import type { Province } from '../../../../testkit/src/province.ts'
import { openVxp, signVxp, vxpFileHash, vxpTimestamp } from './axis/vxp-signing.ts'
import {
  AxisHub,
  askUnanswered,
  axisServer,
  drain,
  joinAxis,
  pollAll,
  putPeer,
  SECRET_PURPOSE,
} from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, lineTo, openSeat } from './network-kit.ts'
import { findPeer } from './store/rows.ts'

let centre: Province
let commune: Province
let server: Server
let hub: AxisHub
const switches = noFaults()
const faults = axisFaults(switches, 7)
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
  hub = new AxisHub({
    folder: join(centre.folder, 'axis'),
    now: () => Date.parse('2021-12-20T01:00:00Z'),
    faults,
  })
  server = axisServer(
    hub,
    [
      { id: 'vxp.centre', secret: 'bí mật một' },
      { id: 'vxp.commune', secret: 'bí mật hai' },
    ],
    faults,
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  for (const [one, systemId, secret] of [
    [centre, 'vxp.centre', 'bí mật một'],
    [commune, 'vxp.commune', 'bí mật hai'],
    [centre, 'vxp.centre', 'bí mật một'],
  ] as const) {
    const sealed = one.services.sealer.seal(SECRET_PURPOSE, Buffer.from(secret)).toString('base64')
    await one.runner.system((tx) =>
      putPeer(
        tx,
        {
          id: 'axis',
          name: 'Trục liên thông',
          kind: 'axis',
          address: `http://127.0.0.1:${port}`,
          settings: { systemId, secret: sealed },
        },
        '2021-12-20T00:00:00Z',
      ),
    )
    await joinAxis(one.services, (await one.runner.system((tx) => findPeer(tx, 'axis')))!)
  }
})
after(async () => {
  server.closeAllConnections()
  server.close()
  await centre[Symbol.asyncDispose]()
  await commune[Symbol.asyncDispose]()
})

test('the header signing is a fixed vector, and a changed header or another secret opens nothing', () => {
  assert.equal(vxpTimestamp(Date.parse('2025-03-03T01:02:03.045Z')), '03032025T080203+0045')
  assert.equal(vxpFileHash(Buffer.from('abc')).length < 64, true)
  const headers = signVxp('s', 'vxp.saas.03', 'application/octet-stream', { from: 'H07' }, 1_740_963_723_045)
  assert.equal(
    headers['XroadVnpt-sign-header'],
    '{"XroadVnpt-timestamp":"03032025T080203+0045","XroadVnpt-systemid":"vxp.saas.03","XroadVnpt-Content-Type":"application/octet-stream","XroadVnpt-from":"H07"}',
  )
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  assert.equal(openVxp(lower, () => 's')?.parameters.from, 'H07')
  assert.equal(
    openVxp({ ...lower, 'xroadvnpt-from': 'H08' }, () => 's'),
    null,
  )
  assert.equal(
    openVxp(lower, () => 't'),
    null,
  )
})

test('over an axis that doubles, reorders, re-serialises and fails now and then, each document arrives once, status comes back, the axis’ own hop is seen', async () => {
  Object.assign(switches, { double: 0.6, reorder: true, reserialise: true, fail: 0.15 })
  const ids = [
    await centre.draft().with(lineTo(COMMUNE)).issued(),
    await centre.draft().with(lineTo(COMMUNE)).issued(),
  ]
  const clerk = await centre.desk('văn thư tỉnh')
  await drain(centre.services)
  await clerk.does('issuing.recall', { documentId: ids[1], reason: 'Sai nơi nhận' })
  let clock = Date.parse('2021-12-20T02:00:00Z')
  for (let i = 0; i < 25; i++) {
    clock += 20 * 60_000
    for (const one of [centre, commune]) {
      one.setClock(new Date(clock).toISOString())
      await drain(one.services)
      await pollAll(one.services)
    }
  }
  Object.assign(switches, noFaults())
  const arrived = await arrivalsOf(commune)
  assert.deepEqual(arrived.map((row) => row.state).sort(), ['arrived', 'recalled'])
  const codes = await centre.rows<{ codes: string[] }>(
    `select array_agg(distinct fact->>'code' order by fact->>'code') as codes from exchange.status_fact where fact->>'kind' = 'status'`,
  )
  assert.deepEqual(codes[0]?.codes, ['01', '15'])
  const [hop] = await commune.rows<{ n: number }>(
    'select jsonb_array_length(trace) as n from exchange.arrival',
  )
  assert.equal(hop?.n, 2)
  assert.equal([...hub.copies.values()].filter((copy) => copy.status === 'initial').length, 0)
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})

const START = Date.parse('2022-01-03T01:00:00Z')
const hours = (n: number) => {
  for (const one of [centre, commune]) one.setClock(new Date(START + n * 3_600_000).toISOString())
}
const look = async (id: string) => {
  const [row] = await centre.rows<{ state: string; told: number; last_error: string | null }>(
    `select state, told, last_error from exchange.message where document_id = $1 and kind = 'document'`,
    [id],
  )
  const told = await centre.rows(
    `select 1 from platform.event where name = 'exchange.not-arrived' and subject_id = $1`,
    [id],
  )
  return { ...row!, events: told.length }
}

test('what lies at the axis and nobody fetches is told after an hour, sent again after a day, and the addressee’s own word settles it', async () => {
  hours(0)
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await drain(centre.services)
  hours(0.9)
  await askUnanswered(centre.services)
  assert.deepEqual([(await look(id)).state, (await look(id)).told], ['sent', 0])
  hours(1.1)
  for (let i = 0; i < 3; i++) await askUnanswered(centre.services)
  const first = await look(id)
  assert.deepEqual([first.state, first.told, first.events], ['sent', 1, 1])
  assert.match(first.last_error!, /nơi nhận chưa báo đến/)
  hours(25)
  const copies = hub.copies.size
  for (let i = 0; i < 3; i++) {
    await askUnanswered(centre.services)
    await drain(centre.services)
  }
  const second = await look(id)
  assert.deepEqual([second.state, second.told, second.events], ['sent', 2, 2])
  assert.equal(hub.copies.size, copies + 1, 'once a day, not once a look')
  const before = (await arrivalsOf(commune)).length
  hours(26)
  for (const one of [commune, centre]) {
    await pollAll(one.services)
    await drain(one.services)
  }
  await pollAll(centre.services)
  await askUnanswered(centre.services)
  assert.equal((await arrivalsOf(commune)).length, before + 1, 'two copies, one arrival')
  assert.equal((await look(id)).state, 'delivered')
})

test('silence to the end is given up and said; sent again by hand it arrives', async () => {
  hours(48)
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await drain(centre.services)
  hours(48 + 24 * 31)
  await askUnanswered(centre.services)
  const end = await look(id)
  assert.deepEqual([end.state, end.told, end.events], ['expired', 3, 1])
  const [message] = await centre.rows<{ id: string }>(
    'select id from exchange.message where document_id = $1',
    [id],
  )
  await (await centre.desk('văn thư tỉnh')).does('exchange.resend', { messageId: message!.id })
  for (const one of [centre, commune, commune, centre]) {
    await drain(one.services)
    await pollAll(one.services)
  }
  await askUnanswered(centre.services)
  assert.equal((await look(id)).state, 'delivered')
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})
