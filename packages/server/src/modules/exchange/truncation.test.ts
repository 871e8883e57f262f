// A packet cut at any byte: never taken for a whole one, never half stored.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { emptyOrgan, memorySink, type Packet, readPacket, writePacket } from '@congvan/edxml'
import type { Province } from '../../../../testkit/src/province.ts'
import { receive } from './index.ts'
import { broken, CENTRE, COMMUNE, connect, openSeat } from './network-kit.ts'
import { EMPTY } from './packet.ts'

let commune: Province
let centre: Province
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

const WIRE_ID = `${CENTRE.code},2021/12/20,1/CAT-VPCP`

async function wholePacket(): Promise<Buffer> {
  const packet: Packet = {
    ...EMPTY,
    business: 'new',
    from: emptyOrgan(CENTRE.code, CENTRE.name),
    to: [emptyOrgan(COMMUNE.code, COMMUNE.name)],
    documentId: WIRE_ID,
    number: '1',
    symbol: 'CAT-VPCP',
    issuedOn: '2021-12-20',
    typeName: 'Công văn',
    subject: 'V/v gói tin đứt giữa đường',
    signer: { competence: '', position: 'Chánh Văn phòng', name: 'Trần Văn Sơn' },
    trace: [{ organId: CENTRE.code, at: '2021-12-20T07:00:00+07:00' }],
  }
  const content = Buffer.from('Nội dung văn bản')
  const source = {
    size: content.length,
    read: (at: number, length: number) => content.subarray(at, at + length),
  }
  const parts: Uint8Array[] = []
  const file = { facts: { name: 'van-ban.txt', mediaType: 'text/plain' }, content: source, raw: true }
  for await (const part of writePacket(packet, [file])) parts.push(part)
  return Buffer.concat(parts)
}

/** Behind this only white space may be missing. */
const lastOf = (whole: Buffer) => whole.lastIndexOf('>')

test('every proper beginning of a packet is unreadable, whatever byte it ends at', async () => {
  const whole = await wholePacket()
  const taken: number[] = []
  for (let cut = 0; cut <= lastOf(whole); cut++)
    if ((await readPacket(whole.subarray(0, cut), memorySink())).ok) taken.push(cut)
  assert.deepEqual(taken, [])
  assert.equal((await readPacket(whole, memorySink())).ok, true)
})

// Each cut is a transaction of its own: every byte in the long run, every fortieth in npm test.
const STEP = process.env.SOAK ? 1 : 40

test(`cut at every ${STEP === 1 ? '' : `${STEP}th `}byte on its way in: kept apart, no document, no number, no file of it; then the whole one arrives once`, async () => {
  const whole = await wholePacket()
  const rowsOf = async () =>
    (
      await commune.rows<{ arrivals: number; documents: number; files: number }>(
        `select (select count(*)::int from exchange.arrival) as arrivals, (select count(*)::int from documents.document) as documents,
           (select count(*)::int from documents.component) as files`,
      )
    )[0]
  const before = await rowsOf()
  let cuts = 0
  for (let cut = 0; cut <= lastOf(whole); cut += STEP) {
    const answer = await receive(commune.services, CENTRE.key, whole.subarray(0, cut))
    assert.equal(answer.ok, false, `cut at byte ${cut}`)
    cuts++
  }
  assert.deepEqual(await rowsOf(), before)
  const [kept] = await commune.rows<{ n: number }>('select count(*)::int as n from exchange.quarantine')
  assert.equal(kept?.n, cuts, 'the raw bytes of each are there for a person to look at')
  for (let turn = 0; turn < 2; turn++)
    assert.equal((await receive(commune.services, CENTRE.key, whole)).ok, true)
  assert.equal((await rowsOf())?.arrivals, (before?.arrivals ?? 0) + 1)
  assert.deepEqual(await broken(commune), [])
})
