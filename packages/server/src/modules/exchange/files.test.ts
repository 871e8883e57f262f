import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import type { Province } from '../../../../testkit/src/province.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { components } from '../documents/index.ts'
import { installationKeys } from '../evidence/index.ts'
import { signRequest } from './doors/http-signature.ts'
import { drain, FILES, onFile } from './index.ts'
import { arrivalsOf, broken, CENTRE, COMMUNE, introduceTo, lineTo, openSeat } from './network-kit.ts'

const MIB = 1024 * 1024
let centre: Province
let commune: Province
let wire: Awaited<ReturnType<typeof cuttingWire>>
before(async () => {
  centre = await openSeat(CENTRE)
  commune = await openSeat(COMMUNE)
  wire = await cuttingWire(new URL(await commune.http()))
  await introduceTo(centre, commune, { addressOfGuest: wire.address })
})
after(async () => {
  wire.close()
  for (const one of [centre, commune]) await one[Symbol.asyncDispose]()
})

/** Passes bytes on; each time `room` bytes went to the receiver the connection is cut dead. */
async function cuttingWire(to: URL) {
  const state = { rooms: [] as number[], passed: 0, cuts: 0 }
  const sockets = new Set<Socket>()
  const server: Server = createServer((from) => {
    const on = connect(Number(to.port), to.hostname)
    for (const one of [from, on]) {
      sockets.add(one)
      one.on('error', () => undefined)
      one.on('close', () => sockets.delete(one))
    }
    on.pipe(from)
    from.on('data', (bytes) => {
      const room = state.rooms[0]
      const pass = room === undefined ? bytes : bytes.subarray(0, room)
      state.passed += pass.length
      on.write(pass)
      if (room === undefined) return
      state.rooms[0] = room - pass.length
      if (state.rooms[0] > 0) return
      state.rooms.shift()
      state.cuts++
      from.destroy()
      on.destroy()
    })
    from.on('end', () => on.end())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return Object.assign(state, {
    address: `http://127.0.0.1:${port}`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  })
}

/** An issued document of which one annex is this large. */
async function withAnnex(bytes: Uint8Array, other?: { sha256: string; bytes: number }): Promise<string> {
  const id = await centre.draft().with(lineTo(COMMUNE)).issued()
  const agency_id = centre.agency('tỉnh')
  const kept = other ?? (await centre.services.blobs.put(bytes))
  await centre.runner.store(systemActor(agency_id), (tx) =>
    components.putComponent(tx, {
      agency_id,
      document_id: id,
      ordinal: 9,
      role: 'annex',
      filename: 'Bản đồ quy hoạch.bin',
      media_type: 'application/octet-stream',
      ...kept,
    }),
  )
  return id
}

let minute = 0
/** Every turn is a later quarter of an hour, so that whatever waits is due. */
async function turn(): Promise<void> {
  minute += 16
  centre.setClock(new Date(Date.parse('2021-12-20T01:00:00Z') + minute * 60_000).toISOString())
  await drain(centre.services)
}
const stateOf = async (id: string) =>
  (await centre.rows<{ state: string }>('select state from exchange.message where document_id = $1', [id]))[0]
    ?.state

test('an annex of 18 MiB cut five times anywhere arrives once, whole; no cut costs more than 8 MiB', async () => {
  const annex = randomBytes(18 * MIB)
  const id = await withAnnex(annex)
  wire.rooms = [1, 700, 3 * MIB + 17, 6 * MIB + 1, 4 * MIB].map((n) => n + Math.floor(Math.random() * MIB))
  for (let i = 0; i < 12 && (await stateOf(id)) !== 'delivered'; i++) await turn()
  assert.equal(await stateOf(id), 'delivered')
  assert.equal(wire.cuts, 5)
  assert.ok(wire.passed <= annex.length + 5 * 8 * MIB + MIB, `${wire.passed} bytes went over the wire`)
  const [arrived] = await arrivalsOf(commune)
  const [file] = await commune.rows<{ sha256: string; filename: string }>(
    `select sha256, filename from documents.component where document_id = $1 and bytes = $2`,
    [arrived!.id, annex.length],
  )
  assert.equal(file?.filename, 'Bản đồ quy hoạch.bin')
  const kept = await commune.services.blobs.get(file!.sha256)
  assert.equal(createHash('sha256').update(kept).digest('hex'), file!.sha256)
  assert.ok(kept.equals(annex))
  assert.equal((await arrivalsOf(commune)).length, 1)
  for (const one of [centre, commune]) assert.deepEqual(await broken(one), [])
})

test('a peer shut out or whose key ran out in the middle of a transfer brings nothing more, until it is good again', async () => {
  const before = (await arrivalsOf(commune)).length
  for (const [patch, code] of [
    ['{"revoked": true}', 'exchange.peer-revoked'],
    ['{"validUntil": "2021-12-01"}', 'exchange.peer-expired'],
  ]) {
    const id = await withAnnex(randomBytes(10 * MIB))
    wire.rooms = [9 * MIB]
    await turn()
    assert.deepEqual([wire.rooms.length, await stateOf(id)], [0, 'waiting'], 'cut between two pieces')
    await commune.rows('update exchange.peer set settings = settings || $1::jsonb', [patch])
    await turn()
    const [message] = await centre.rows<{ state: string; last_error: string }>(
      'select state, last_error from exchange.message where document_id = $1',
      [id],
    )
    assert.equal(message?.state, 'waiting')
    assert.ok(message?.last_error.startsWith(code!), message?.last_error)
    await commune.rows(`update exchange.peer set settings = settings - 'revoked' - 'validUntil'`)
    await turn()
    assert.equal(await stateOf(id), 'delivered')
  }
  assert.equal((await arrivalsOf(commune)).length, before + 2)
})

test('the same annex in a second document is not carried again', async () => {
  const annex = randomBytes(3 * MIB)
  const first = await withAnnex(annex)
  await turn()
  const before = wire.passed
  const second = await withAnnex(annex)
  await turn()
  assert.deepEqual([await stateOf(first), await stateOf(second)], ['delivered', 'delivered'])
  assert.ok(wire.passed - before < MIB, `${wire.passed - before} bytes went over the wire`)
})

test('a file is only what its hash says, only its owner’s pieces count, and a stranger brings nothing', async () => {
  const bytes = randomBytes(5000)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const keys = await installationKeys(centre.services)
  const { origin } = await installationKeys(commune.services)
  const bring = async (body: Uint8Array, at: number, from = keys.origin, name = sha256, size = 5000) => {
    const path = `${FILES}/${name}/${size}/${at}`
    const request = {
      method: 'POST',
      path,
      headers: { 'congvan-from': from, 'congvan-to': origin, 'congvan-log': '' },
      body,
    }
    const headers = await signRequest(request, keys.message, 1_600_000_000)
    const { status, answer } = await onFile(commune.services, { ...request, headers })
    return answer.have ?? `${status} ${answer.problem?.code}`
  }
  assert.equal(await bring(bytes, 0, 'nobody'), '403 exchange.no-peer')
  assert.equal(await bring(bytes.subarray(0, 2001), 0), 2001)
  assert.equal(await bring(bytes.subarray(0, 2001), 0), 2001, 'the same piece again changes nothing')
  assert.equal(await bring(bytes.subarray(3000), 3000), 2001, 'a piece that leaves a hole is not taken')
  assert.equal(await bring(new Uint8Array(0), 0), 2001)
  assert.equal(await bring(Buffer.alloc(2999), 2001), '422 exchange.file-refused')
  assert.equal(await bring(new Uint8Array(0), 0), 0, 'nothing of a wrong file stays')
  assert.equal(await bring(bytes.subarray(0, 17), 0), 17)
  assert.equal(await bring(bytes.subarray(17), 17), 5000)
  assert.ok((await commune.services.blobs.read(sha256, 16, 100)).equals(bytes.subarray(16, 116)))
  assert.equal(await bring(bytes, 0, keys.origin, sha256, 20 * 1024 ** 3), '422 exchange.file-refused')
  assert.equal(await bring(bytes, 0, keys.origin, '../../etc'), '400 exchange.file-refused')
})

const LARGE = Number(process.env.LARGE_MIB ?? (process.env.SOAK ? 2048 : 0))

test(`${LARGE} MiB cross in flat memory, both ends in this process`, {
  skip: LARGE === 0 && 'SOAK=1',
}, async (t) => {
  const piece = randomBytes(4 * MIB)
  const hash = createHash('sha256')
  for (let at = 0; at < LARGE * MIB; at += piece.length) hash.update(piece)
  const sha256 = hash.digest('hex')
  const part = centre.services.blobs.part(sha256, 'test')
  for (let at = 0; at < LARGE * MIB; at += piece.length) await part.append(at, piece)
  assert.ok(await part.finish())
  const id = await withAnnex(Buffer.from('bìa'), { sha256, bytes: LARGE * MIB })
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 50)
  const begun = performance.now()
  for (let i = 0; i < 5 && (await stateOf(id)) !== 'delivered'; i++) await turn()
  clearInterval(watch)
  const seconds = (performance.now() - begun) / 1000
  const grown = (peak - before) / MIB
  t.diagnostic(`${(LARGE / seconds).toFixed(0)} MiB/s, +${grown.toFixed(0)} MiB resident for both ends`)
  assert.equal(await stateOf(id), 'delivered')
  assert.ok(grown < 256, `grew by ${grown.toFixed(0)} MiB`)
})
