// The provincial hubs of domain notes §8.2, each over real HTTP in its own dialect, failing as hubs in the field fail.
import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import { after, before, test } from 'node:test'
import { HubDesk, type HubSwitches, noHubFaults } from '../../../../lab/src/hubs/desk.ts'
import { CLIENT } from '../../../../lab/src/hubs/oauth.ts'
import { type HubDialectName, serveHub } from '../../../../lab/src/hubs/serve.ts'
import type { Province } from '../../../../testkit/src/province.ts'
import { drain, pollAll } from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, lineTo, openSeat, type Seat } from './network-kit.ts'

const SEATS = [CENTRE, COMMUNE]
const secretOf = (seat: Seat) => `khoa-${seat.key}`
const servers: Server[] = []
let centre: Province
let commune: Province
let clock = Date.parse('2021-12-20T01:00:00Z')
before(async () => {
  ;[centre, commune] = await Promise.all([openSeat(CENTRE), openSeat(COMMUNE)])
})
after(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  for (const one of [centre, commune]) await one[Symbol.asyncDispose]()
})

/** Both installations at one hub of that kind, by the command of the screen; the other lives behind it from now on. */
async function atHub(name: HubDialectName): Promise<HubSwitches & { desk: HubDesk }> {
  const desk = new HubDesk(noHubFaults(), 11)
  for (const seat of SEATS) desk.enrol(seat.code, seat.name, secretOf(seat))
  const server = serveHub(name, desk)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  for (const [one, seat] of [
    [centre, CENTRE],
    [commune, COMMUNE],
  ] as const) {
    const { actor } = await one.desk('quản trị')
    const administrator = { ...actor, administrator: true }
    const account = { code: seat.code, systemId: `sys.${seat.code}`, secret: secretOf(seat) }
    const { peerId } = (await one.runner.commandByName(
      'exchange.add-axis',
      administrator,
      crypto.randomUUID(),
      {
        name: `Trục tỉnh (${name})`,
        address: `http://127.0.0.1:${port}`,
        systemId: name === 'oauth' ? CLIENT.id : account.systemId,
        secret: name === 'oauth' ? CLIENT.secret : account.secret,
        dialect: name,
        accounts: [account],
      },
    )) as { peerId: string }
    await one.settle()
    const other = SEATS.find((row) => row !== seat)!
    await one.rows(
      `insert into exchange.directory_entry (code, name, peer_id, organisation_id, search) values ($1, $2, $3, $4, '')
       on conflict (code) do update set peer_id = $3, organisation_id = coalesce(exchange.directory_entry.organisation_id, $4)`,
      [other.code, other.name, peerId, null],
    )
    await one.runner.commandByName('exchange.offer-entry', administrator, crypto.randomUUID(), {
      code: other.code,
    })
  }
  return Object.assign(desk.switches, { desk })
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    clock += 16 * 60_000
    for (const one of [centre, commune]) {
      one.setClock(new Date(clock).toISOString())
      await drain(one.services)
      await pollAll(one.services)
    }
  }
}
const messageOf = async (id: string) =>
  (
    await centre.rows<{ state: string; last_error: string | null }>(
      `select state, last_error from exchange.message where document_id = $1 and kind = 'document' order by seq`,
      [id],
    )
  )[0]!

for (const name of ['key', 'oauth', 'bkav'] as const)
  test(`over the ${name} hub that is slow, doubles, reorders, cuts, answers with pages and 5xx, each document arrives once and its statuses come back`, async () => {
    const hub = await atHub(name)
    const before = (await arrivalsOf(commune)).length
    Object.assign(hub, { slow: 2, double: 0.5, fail: 0.15, reorder: true, reserialise: true })
    Object.assign(hub, { page: 0.13, cut: 0.11, late: 0.17 })
    const ids = [
      await centre.draft().with(lineTo(COMMUNE)).issued(),
      await centre.draft().with(lineTo(COMMUNE)).issued(),
    ]
    await turns(6)
    const clerk = await centre.desk('văn thư tỉnh')
    await clerk.does('issuing.recall', { documentId: ids[1], reason: 'Sai nơi nhận' })
    await turns(14)
    Object.assign(hub, noHubFaults())
    await turns(3)
    const arrived = (await arrivalsOf(commune)).slice(before)
    assert.deepEqual(arrived.map(({ state }) => state).sort(), ['arrived', 'recalled'])
    assert.deepEqual([(await messageOf(ids[0]!)).state, (await messageOf(ids[1]!)).state], ['sent', 'sent'])
    const codes = await centre.rows<{ codes: string[] }>(
      `select array_agg(distinct f.fact->>'code' order by f.fact->>'code') as codes from exchange.status_fact f
       join exchange.message m on m.agency_id = f.agency_id and m.delivery_id = f.delivery_id
       where m.document_id = any ($1) and f.fact->>'kind' = 'status'`,
      [ids],
    )
    assert.deepEqual(codes[0]?.codes, ['01', '15'])
    assert.equal([...hub.desk.copies.values()].filter((copy) => copy.state !== 'done').length, 0)
    for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])

    // Each word of refusal is final and lies with the dead letters; the clerk sends again when it is repaired.
    hub.answer = '23'
    const locked = await centre.draft().with(lineTo(COMMUNE)).issued()
    await turns(1)
    const dead = await messageOf(locked)
    assert.equal(dead.state, 'dead')
    assert.match(dead.last_error!, /^23: /)
    hub.answer = null
    const [row] = await centre.rows<{ id: string }>(
      'select id from exchange.message where document_id = $1',
      [locked],
    )
    await clerk.does('exchange.resend', { messageId: row!.id })
    await turns(2)
    assert.equal((await arrivalsOf(commune)).length, before + 3)
  })

test('a hub that knows its own trouble is asked again; a wrong key says so in its own number', async () => {
  const hub = await atHub('bkav')
  hub.answer = '20'
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  await turns(1)
  assert.equal((await messageOf(id)).state, 'waiting')
  hub.answer = null
  for (const row of hub.desk.agencies.values()) row.secret = 'đã đổi'
  await turns(1)
  const refused = await messageOf(id)
  assert.equal(refused.state, 'dead')
  assert.match(refused.last_error!, /^15: /)
})
