// Centre, province and commune as three real processes over HTTP: down, up, recalled; one is killed on the way.
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { testCluster } from '../../../../testkit/src/province/cluster.ts'
import { addressOf } from '../../../../testkit/src/province/keeper.ts'
import type { Province } from '../../../../testkit/src/province.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, lineTo, openSeat, PROVINCE } from './network-kit.ts'

interface Place {
  people: Province
  child: ChildProcess
  port: number
}
let centre: Place
let province: Place
let commune: Place
const children: ChildProcess[] = []

async function start(people: Province, port = 0): Promise<Place> {
  const seat = {
    data: people.folder,
    database: addressOf(await testCluster(), people.database!),
    masterKey: Buffer.alloc(32, 7).toString('base64'),
    at: people.services.clock.now().toString(),
    port,
  }
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'seat-child.ts')],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_TEST_CONTEXT: '', CONGVAN_SEAT: JSON.stringify(seat) },
    },
  )
  children.push(child)
  const heard = await new Promise<string>((resolve, reject) => {
    let error = ''
    child.stderr!.on('data', (chunk: Buffer) => {
      error += chunk.toString()
    })
    child.stdout!.once('data', (chunk: Buffer) => resolve(chunk.toString()))
    child.once('exit', (code) =>
      reject(new Error(`the installation ended (${code}): ${error.slice(0, 800)}`)),
    )
  })
  return { people, child, port: (JSON.parse(heard) as { port: number }).port }
}

/** Asked again until it is so: the processes work in their own time. */
async function until<T>(what: string, ask: () => Promise<T | undefined | null | false>): Promise<T> {
  const began = performance.now()
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() - began > 120_000) throw new Error(`after two minutes still not: ${what}`)
    await new Promise((wake) => setTimeout(wake, 100))
  }
}

async function shakeHands(upper: Place, lower: Place): Promise<void> {
  const asked = async <T>({ people }: Place, name: string, input: unknown) => {
    const { actor } = await people.desk('quản trị')
    const administrator = { ...actor, administrator: true }
    return (await people.runner.commandByName(name, administrator, randomUUID(), input)) as T
  }
  const at = (place: Place) => `http://127.0.0.1:${place.port}`
  const { code } = await asked<{ code: string }>(upper, 'exchange.invite', { address: at(upper) })
  await asked(lower, 'exchange.accept-invitation', { code, address: at(lower) })
  const peers = ({ people }: Place) => people.rows<{ id: string }>('select id from exchange.peer')
  const before = (await peers(upper)).length
  await lower.people.settle()
  assert.equal((await peers(upper)).length, before + 1)
}

before(async () => {
  const people = await Promise.all([CENTRE, PROVINCE, COMMUNE].map(openSeat))
  ;[centre, province, commune] = (await Promise.all(people.map((one) => start(one)))) as [Place, Place, Place]
  await shakeHands(centre, province)
  await shakeHands(province, commune)
})
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const { people } of [centre, province, commune]) await people[Symbol.asyncDispose]()
})

const codesAt = ({ people }: Place, documentId: string) =>
  people
    .rows<{ codes: string[] | null }>(
      `select array_agg(distinct f.fact->>'code' order by f.fact->>'code') filter (where f.fact->>'kind' = 'status') as codes
       from exchange.status_fact f join deliveries.delivery v on v.agency_id = f.agency_id and v.id = f.delivery_id where v.document_id = $1`,
      [documentId],
    )
    .then((rows) => rows[0]?.codes ?? [])

async function registerAndInstruct({ people }: Place, documentId: string): Promise<void> {
  await people.settle()
  const clerk = await people.desk('văn thư xã')
  const { bookId, fields } = await clerk.asks('intake.proposal', { documentId })
  await clerk.does('intake.register', { documentId, bookId, fields, acceptDuplicate: false })
  await clerk.does('tasks.submit', { documentId })
  const leader = await people.desk('chủ tịch xã')
  await leader.does('tasks.instruct', {
    assignmentId: await leader.part(documentId, 'direct'),
    text: 'Đ/c Nam tham mưu báo cáo',
    targets: [{ role: 'lead', positionId: people.position('cán bộ xã') }],
    dueOn: null,
  })
}

test('three processes: a directive down, a report with two signatures up, one killed and back, a recall that freezes', async () => {
  const directive = await centre.people.draft().with(lineTo(PROVINCE)).issued()
  const [atProvince] = await until('the directive at the province', async () => {
    const rows = await arrivalsOf(province.people)
    return rows.length > 0 && rows
  })
  await until('01 at the Centre', async () => (await codesAt(centre, directive)).includes('01'))

  const order = await province.people.draft().with(lineTo(COMMUNE)).issued()
  const [atCommune] = await until('the order at the commune', async () => {
    const rows = await arrivalsOf(commune.people)
    return rows.length > 0 && rows
  })
  // The province's process dies while the commune answers; it comes back at its old address.
  province.child.kill('SIGKILL')
  await registerAndInstruct(commune, atCommune!.id)
  await commune.people.draft('cán bộ xã').ofType('BC').replyingTo(atCommune!.id).issued()
  province = await start(province.people, province.port)
  const report = await until('the report at the province', async () =>
    (await arrivalsOf(province.people)).find((row) => row.symbol.startsWith('BC')),
  )
  await province.people.settle()
  const [file] = await province.people.rows<{ n: number }>(
    'select jsonb_array_length(signatures) as n from documents.component where document_id = $1 and ordinal = 1',
    [report.id],
  )
  assert.equal(file?.n, 2)
  await until('06 at the province', async () => (await codesAt(province, order)).includes('06'))
  assert.deepEqual(await codesAt(province, order), ['01', '03', '04', '05', '06'])

  const clerk = await centre.people.desk('văn thư tỉnh')
  await clerk.does('issuing.recall', { documentId: directive, reason: 'Sai thẩm quyền' })
  await until('the recall is answered', async () => (await codesAt(centre, directive)).includes('15'))
  const copy = (await arrivalsOf(province.people)).find((row) => row.id === atProvince!.id)
  assert.equal(copy?.state, 'recalled')
  for (const place of [centre, province, commune]) {
    const { people } = place
    await until('every beat of the exchange has ended', async () => {
      const [left] = await people.rows<{ n: number }>(
        `select count(*)::int as n from exchange.message where state = 'waiting'`,
      )
      return left?.n === 0
    })
    assert.deepEqual(await broken(people), [])
  }
})
