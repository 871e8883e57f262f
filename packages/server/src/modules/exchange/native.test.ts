import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  formatKey,
  leafEntry,
  newSalt,
  openReceipt,
  parseKey,
  signCheckpoint,
  TileLog,
} from '@congvan/evidence'
import type { Province } from '../../../../testkit/src/province.ts'
import { installationKeys } from '../evidence/index.ts'
import { signRequest } from './doors/http-signature.ts'
import { BATCH, drain, MESSAGES, onMessage } from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, lineTo, openSeat } from './network-kit.ts'

let centre: Province
let commune: Province
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
})
after(async () => {
  await centre[Symbol.asyncDispose]()
  await commune[Symbol.asyncDispose]()
})

/** The administrator's right stands in a flag of the account, which the small province gives to nobody. */
const administrator = async (one: Province) => {
  const { actor } = await one.desk('quản trị')
  return { ...actor, administrator: true }
}

test('one invitation code makes two installations know each other, and is good once', async () => {
  const invited = (await centre.runner.commandByName(
    'exchange.invite',
    await administrator(centre),
    crypto.randomUUID(),
    {
      address: await centre.http(),
    },
  )) as { code: string }
  await commune.runner.commandByName(
    'exchange.accept-invitation',
    await administrator(commune),
    crypto.randomUUID(),
    {
      code: invited.code,
      address: await commune.http(),
    },
  )
  await commune.settle()
  const [a] = await centre.rows<{ id: string }>('select id from exchange.peer')
  const [b] = await commune.rows<{ id: string }>('select id from exchange.peer')
  assert.equal(a?.id, (await installationKeys(commune.services)).origin)
  assert.equal(b?.id, (await installationKeys(centre.services)).origin)
  const third = await openSeat({ ...COMMUNE, code: '000.21.31.H07', name: 'Ủy ban nhân dân xã Khác' })
  try {
    await third.runner.commandByName(
      'exchange.accept-invitation',
      await administrator(third),
      crypto.randomUUID(),
      {
        code: invited.code,
        address: await third.http(),
      },
    )
    await assert.rejects(third.settle(), /exchange.introduce failed/)
  } finally {
    await third[Symbol.asyncDispose]()
  }
})

let issued: string
test('a document crosses over HTTP, its receipt is signed by the other side, and its log is cosigned', async () => {
  issued = await centre.draft().with(lineTo(COMMUNE)).issued()
  await centre.settle()
  assert.equal((await arrivalsOf(commune)).length, 1)
  const [message] = await centre.rows<{ state: string; receipt: string }>(
    'select state, receipt from exchange.message',
  )
  assert.equal(message?.state, 'delivered')
  const key = parseKey(formatKey((await installationKeys(commune.services)).message))!
  assert.equal(openReceipt(message!.receipt, key)?.level, 'R2')
  await commune.settle()
  const [cosigned] = await centre.rows<{ n: number }>('select count(*)::int as n from evidence.cosignature')
  assert.ok(cosigned!.n > 0)
})

test('a repeat gets the same receipt, byte for byte, and makes no second arrival', async () => {
  const [before] = await centre.rows<{ receipt: string; id: string }>(
    `select receipt, id from exchange.message where document_id = $1`,
    [issued],
  )
  const clerk = await centre.desk('văn thư tỉnh')
  await clerk.does('exchange.resend', { messageId: before!.id })
  await centre.settle()
  const [after] = await centre.rows<{ receipt: string }>(
    'select receipt from exchange.message where id = $1',
    [before!.id],
  )
  assert.equal(after?.receipt, before?.receipt)
  assert.equal((await arrivalsOf(commune)).length, 1)
})

test('twenty packets for one peer leave in one request, each with its own receipt and in their order', async () => {
  const before = (await arrivalsOf(commune)).length
  const ids: string[] = []
  for (let i = 0; i < 3; i++) ids.push(await centre.draft().with(lineTo(COMMUNE)).issued())
  // and one of them is asked back again and again: one line, kept in its order
  await centre.rows(
    `insert into exchange.message (agency_id, id, peer_id, recipient_code, kind, what, about, document_id, delivery_id, wire_id, payload, next_at, expires_at, created_at)
     select agency_id, gen_random_uuid(), peer_id, recipient_code, 'status', '13', 'n' || n, document_id, delivery_id, wire_id, jsonb_build_object('text', 'Xin lấy lại lần ' || n), next_at, expires_at, created_at
     from exchange.message, generate_series(1, 17) n where document_id = $1 and kind = 'document'`,
    [ids[0]],
  )
  const real = globalThis.fetch
  const asked: string[] = []
  globalThis.fetch = (input, init) => {
    if (typeof input === 'string') asked.push(new URL(input).pathname)
    return real(input, init)
  }
  try {
    await drain(centre.services)
  } finally {
    globalThis.fetch = real
  }
  assert.deepEqual(
    asked.filter((path) => path === BATCH || path === MESSAGES),
    [BATCH],
  )
  const arrived = (await arrivalsOf(commune)).slice(before)
  const sent = await centre.rows<{ number: string; receipt: string | null; state: string }>(
    `select d.number, m.receipt, m.state from exchange.message m join documents.document d on d.agency_id = m.agency_id and d.id = m.document_id
     where m.document_id = any ($1) and m.kind = 'document' order by m.seq`,
    [ids],
  )
  assert.deepEqual(
    arrived.map((row) => row.number),
    sent.map((row) => row.number),
  )
  assert.ok(sent.every((row) => row.state === 'delivered' && row.receipt))
  await commune.settle()
})

test('the status that comes back is a note the commune signed (R3): it stays proved without its packet', async () => {
  const clerk = await commune.desk('văn thư xã')
  const [arrived] = await arrivalsOf(commune)
  await clerk.does('intake.return', { documentId: arrived!.id, reason: 'Gửi nhầm nơi nhận' })
  await drain(commune.services)
  const facts = await centre.rows<{ receipt: string; code: string }>(
    `select receipt, fact->>'code' as code from exchange.status_fact where fact->>'kind' = 'status' and receipt is not null`,
  )
  const key = parseKey(formatKey((await installationKeys(commune.services)).message))!
  assert.ok(facts.some(({ code }) => code === '01') && facts.some(({ code }) => code === '02'))
  for (const { receipt, code } of facts) {
    const said = openReceipt(receipt, key)
    assert.deepEqual([said?.level, said?.status], ['R3', code])
  }
  const refused = facts.find(({ code }) => code === '02')!
  assert.equal(openReceipt(refused.receipt, key)?.text, 'Gửi nhầm nơi nhận')
  assert.equal(openReceipt(refused.receipt.replace('nhầm', 'đúng'), key), null)
  const own = parseKey(formatKey((await installationKeys(centre.services)).message))!
  assert.equal(openReceipt(refused.receipt, own), null)
})

test('forged, altered, re-addressed and unknown requests are refused before anything is stored', async () => {
  const keys = await installationKeys(centre.services)
  const other = await installationKeys(commune.services)
  const request = {
    method: 'POST',
    path: MESSAGES,
    headers: { 'congvan-from': keys.origin, 'congvan-to': other.origin, 'congvan-log': '' },
    body: new Uint8Array(Buffer.from('<x/>')),
  }
  const good = await signRequest(request, keys.message, 1_600_000_000)
  const ask = (headers: Record<string, string>, body = request.body) =>
    onMessage(commune.services, { ...request, headers, body }).then((answer) => answer.status)
  assert.equal(await ask(good, new Uint8Array(Buffer.from('<y/>'))), 401)
  assert.equal(await ask({ ...good, 'congvan-log': 'e30=' }), 401)
  assert.equal(await ask({ ...good, 'congvan-to': keys.origin }), 421)
  assert.equal(await ask({ ...good, 'congvan-from': 'nobody' }), 403)
  assert.equal(await ask(await signRequest(request, other.message, 1_600_000_000)), 401)
  assert.equal((await commune.rows('select 1 from exchange.quarantine')).length, 0)
  // signed as it should be, but not a packet: kept for a person to look at
  assert.equal(await ask(good), 422)
  assert.equal((await commune.rows('select 1 from exchange.quarantine')).length, 1)
})

test('a log rewritten by its operator is found by the other installation at the next message', async () => {
  const keys = await installationKeys(centre.services)
  const files = new Map<string, Uint8Array>()
  const log = await TileLog.open({
    get: async (name) => files.get(name) ?? null,
    put: async (name, bytes) => void files.set(name, bytes),
  })
  const [known] = await centre.rows<{ size: number }>(
    'select max(size)::int as size from evidence.checkpoint',
  )
  const head = await log.append(
    Array.from({ length: known!.size + 3 }, (_, i) =>
      leafEntry({ kind: { salt: newSalt(), value: `other ${i}` } }),
    ),
  )
  await centre.rows('delete from evidence.tile')
  for (const [path, bytes] of files)
    await centre.rows('insert into evidence.tile (path, bytes) values ($1, $2)', [path, Buffer.from(bytes)])
  await centre.rows('insert into evidence.checkpoint (size, note, signed_at) values ($1, $2, now())', [
    head.size,
    await signCheckpoint(keys.origin, head, keys.log),
  ])
  const clerk = await centre.desk('văn thư tỉnh')
  await clerk.does('exchange.ask-back', { documentId: issued, reason: 'Thử' })
  await drain(centre.services)
  const alarms = await commune.rows<{ kind: string }>('select kind from evidence.alarm')
  assert.deepEqual(alarms, [{ kind: 'inconsistent' }])
  assert.deepEqual(await broken(commune), [])
})
