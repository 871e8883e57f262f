import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Province } from '../../../../testkit/src/province.ts'
import { applyDirectory, type ListedAgency } from './directory.ts'
import { objectsOf } from './json-list.ts'
import { CENTRE, openSeat } from './network-kit.ts'
import { putPeer } from './store/rows.ts'

const COUNT = process.env.SOAK ? 110_000 : 20_000
let centre: Province
before(async () => {
  centre = await openSeat(CENTRE)
  const peer = {
    id: 'axis',
    name: 'Trục',
    kind: 'axis' as const,
    address: 'http://127.0.0.1:1',
    settings: {},
  }
  await centre.runner.system((tx) => putPeer(tx, peer, '2021-12-20T00:00:00Z'))
})
after(() => centre[Symbol.asyncDispose]())

/** The reply of the axis as it comes over the wire, in pieces that cut names in the middle of a letter. */
async function* reply(rows: Iterable<ListedAgency>, piece = 65_537): AsyncIterable<Uint8Array> {
  let text = '{"status":"OK","ErrorCode":"0","data":['
  let first = true
  for (const row of rows) {
    text += `${first ? '' : ','}${JSON.stringify(row)}`
    first = false
    if (text.length < piece) continue
    yield* cut(Buffer.from(text), piece)
    text = ''
  }
  yield* cut(Buffer.from(`${text}]}`), piece)
}
function* cut(bytes: Buffer, piece: number): Iterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}
function* agencies(count: number, change: (i: number) => ListedAgency | null = () => null) {
  for (let i = 0; i < count; i++)
    yield change(i) ?? {
      code: `H${10 + (i % 50)}.${100 + (i % 900)}.${i}`,
      name: `Cơ quan "số" {${i}} [mẫu] \\ Đằng`,
    }
}
const apply = (rows: Iterable<ListedAgency>) =>
  applyDirectory(centre.services, 'axis', objectsOf<ListedAgency>(reply(rows)))

test('a national list comes as a stream in flat memory; the next list applies only its differences', async () => {
  const before = process.memoryUsage().rss
  const first = await apply(agencies(COUNT))
  assert.deepEqual([first.read, first.added, first.ended], [COUNT, COUNT, 0])
  assert.ok(process.memoryUsage().rss - before < 250 * 1024 * 1024)
  const second = await apply(
    agencies(COUNT - 5, (i) =>
      i === 7 ? { code: 'H17.107.7', name: 'Tên mới', oldCode: '000.00.07.H17' } : null,
    ),
  )
  assert.deepEqual(second, { read: COUNT - 5, added: 1, changed: 1, ended: 5, aliases: 1 })
  const [alias] = await centre.rows<{ successor_code: string; ended: boolean }>(
    `select successor_code, ended_on is not null as ended from exchange.directory_entry where code = '000.00.07.H17'`,
  )
  assert.deepEqual(alias, { successor_code: 'H17.107.7', ended: true })
})

test('a national list is searched without tone marks, and one agency of it becomes an addressee', async () => {
  const clerk = await centre.desk('văn thư tỉnh')
  const { rows } = await clerk.asks('exchange.directory', { q: 'ten moi' })
  assert.deepEqual([rows[0].code, rows[0].offered], ['H17.107.7', false])
  await clerk.does('exchange.offer-entry', { code: 'H17.107.7' })
  const { suggestions } = await clerk.asks('drafting.recipients', { q: 'Tên mới' })
  assert.equal(suggestions[0]?.text, 'Tên mới')
})

test('a list that is cut, or empty, ends nobody', async () => {
  const cutOff = async function* () {
    for await (const chunk of reply(agencies(3000))) yield chunk.subarray(0, 1000)
  }
  await assert.rejects(
    applyDirectory(centre.services, 'axis', objectsOf<ListedAgency>(cutOff())),
    SyntaxError,
  )
  assert.equal((await apply([])).ended, 0)
  const [live] = await centre.rows<{ n: number }>(
    'select count(*)::int as n from exchange.directory_entry where ended_on is null',
  )
  assert.equal(live?.n, COUNT - 5)
})
