// npm run network: Centre, province and commune as three installations with the axis between them, each at its own port.
import { existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

process.env.CONGVAN_AXIS_POLL_SECONDS ??= '2'
const ROOT = join(import.meta.dirname, '..')
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8090' },
    data: { type: 'string', default: join(ROOT, 'data-network') },
    faults: { type: 'string' },
  },
})
const base = Number(values.port)
const data = resolve(values.data)

const SEATS = [
  { key: 'centre', agency: 'tỉnh', code: '000.00.00.G22', name: 'Văn phòng Chính phủ', place: 'Hà Nội' },
  {
    key: 'province',
    agency: 'tỉnh',
    code: '000.00.00.H07',
    name: 'Ủy ban nhân dân tỉnh Bến Tre',
    place: 'Bến Tre',
  },
  {
    key: 'commune',
    agency: 'xã',
    code: '000.20.31.H07',
    name: 'Ủy ban nhân dân xã Thạnh Phong',
    place: 'Thạnh Phong',
  },
] as const
type Seat = (typeof SEATS)[number]

const { default: pg } = await import('pg')
const { openInstallation, prepareDatabase } = await import('../packages/server/src/compose.ts')
const { AxisHub, axisServer, joinAxis, putPeer, SECRET_PURPOSE } = await import(
  '../packages/server/src/modules/exchange/index.ts'
)
const { loadSecrets, openFolder, lockFolder } = await import(
  '../packages/server/src/platform/installation.ts'
)
const { startEmbedded } = await import('../packages/server/src/platform/postgres/embedded.ts')
const { setLogLevel } = await import('../packages/server/src/platform/log.ts')
const { POSTS, agencyIdOf, personIdOf, positionIdOf } = await import(
  '../packages/testkit/src/province/people.ts'
)
const { seedProvince } = await import('../packages/testkit/src/province/seed.ts')
const { axisFaults, parseFaults } = await import('../packages/lab/src/axis/faults.ts')
setLogLevel('error')

const say = (text: string) => process.stdout.write(`${text}\n`)
await openFolder(data)
const unlock = await lockFolder(data)
const secrets = await loadSecrets(data)
const cluster = await startEmbedded(data, secrets.databaseOwner)
const undo: (() => Promise<unknown>)[] = [unlock, cluster.stop]
const stopAll = async () => {
  for (const step of undo.reverse().splice(0)) await step().catch(() => undefined)
  process.exit(0)
}
process.on('SIGINT', () => void stopAll())
process.on('SIGTERM', () => void stopAll())

const switches = values.faults ? parseFaults(values.faults) : null
const faults = switches ? axisFaults(switches) : null
mkdirSync(join(data, 'axis'), { recursive: true })
const OPENS_AT = '2021-12-20T00:30:00Z'
const hub = new AxisHub({
  folder: join(data, 'axis'),
  now: () => performance.timeOrigin + performance.now(),
  faults,
})
const systems = SEATS.map((seat) => ({ id: `vxp.${seat.key}`, secret: `${secrets.masterKey}/${seat.key}` }))
const axis = axisServer(hub, systems, faults)
await new Promise<void>((done) => axis.listen(base, '127.0.0.1', done))
undo.push(async () => axis.closeAllConnections())

const addressOf = (seat: Seat) => ({
  host: '127.0.0.1',
  port: cluster.port,
  database: `congvan_${seat.key}`,
  owner: 'congvan_owner',
  ownerPassword: secrets.databaseOwner,
  app: 'congvan_app',
  appPassword: secrets.databaseApp,
})

/** The small people of the test kit, with this level's name and code, and a desk for each of them. */
async function seed(seat: Seat): Promise<void> {
  const address = addressOf(seat)
  await prepareDatabase(address)
  const client = new pg.Client({
    host: address.host,
    port: address.port,
    database: address.database,
    user: address.owner,
    password: address.ownerPassword,
  })
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from organisations.agency limit 1')
    if (rows.length) return
    await seedProvince(client, secrets.masterKey)
    await client.query(
      'update organisations.agency_name set identifier_code = $2, name = $3, short_name = $3, name_on_paper = upper($3), place_name = $4 where agency_id = $1',
      [agencyIdOf(seat.agency), seat.code, seat.name, seat.place],
    )
    const desks = POSTS.filter((post) => post.agency === seat.agency).map((post) => ({
      id: positionIdOf(post.nick),
      label: `${post.title} – ${post.person}`,
      person: post.person,
      personId: personIdOf(post.person),
      positionId: positionIdOf(post.nick),
      agency: seat.name,
    }))
    const put = (key: string, value: unknown) =>
      client.query('insert into platform.setting (key, value) values ($1, $2)', [key, JSON.stringify(value)])
    await put('demo-clock', { startedAt: new Date().toISOString(), opensAt: OPENS_AT })
    await put('demo-desks', { province: seat.name, desks })
  } finally {
    await client.end()
  }
}

const screens = process.env.CONGVAN_SCREENS ?? join(ROOT, 'packages/web/dist')
const opened = []
for (const seat of SEATS) {
  await seed(seat)
  const folder = join(data, seat.key)
  await openFolder(folder)
  const installation = await openInstallation({
    data: folder,
    database: addressOf(seat),
    masterKey: secrets.masterKey,
  })
  undo.push(installation.close)
  const { services } = installation
  const secret = services.sealer
    .seal(SECRET_PURPOSE, Buffer.from(systems.find((row) => row.id === `vxp.${seat.key}`)!.secret))
    .toString('base64')
  const peer = {
    id: 'axis',
    name: 'Trục liên thông văn bản',
    kind: 'axis' as const,
    address: `http://127.0.0.1:${base}`,
    settings: { systemId: `vxp.${seat.key}`, secret },
  }
  await services.runner.system((tx) => putPeer(tx, peer, services.clock.now().toString()))
  opened.push({
    seat,
    installation,
    peer: { ...peer, witnessed_size: 0, failures: 0, open_until: null, last_ok_at: null, last_error: null },
  })
}
// First everybody says who lives where, then everybody learns it.
for (let round = 0; round < 2; round++)
  for (const { installation, peer } of opened) await joinAxis(installation.services, peer)

say(`\n  Trục liên thông      http://127.0.0.1:${base}/`)
for (const [i, { seat, installation }] of opened.entries()) {
  const app = await installation.serve({
    screens: existsSync(join(screens, 'index.html')) ? screens : null,
    ready: () => ({ ready: true, detail: {} }),
  })
  await app.listen({ port: base + 1 + i, host: '127.0.0.1' })
  undo.push(() => app.close())
  say(`  ${seat.name.padEnd(34)} http://127.0.0.1:${base + 1 + i}/`)
}
say('\n  Chọn một bàn làm việc ở mỗi nơi; không cần mật khẩu. Dừng: Ctrl-C\n')
