// A letter signed with a key that lies elsewhere: remote service, SIM, token; answered late, twice, wrongly, or never.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { SigningProgress, StartedSigning } from '@congvan/contract'
import {
  accountOf,
  type DeviceKit,
  type Kind,
  openDeviceKit,
  PIN,
} from '../../../../testkit/src/device-kit.ts'
import { refused, stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { advanceSigning, startSigning } from '../drafting/index.ts'
import { cancelAuthorisation, judgePdf } from './index.ts'

let province: Province
let kit: DeviceKit
let leader: Desk
before(async () => {
  province = await Province.start()
  kit = await openDeviceKit(province)
  leader = await province.desk('chủ tịch')
})
after(async () => {
  await kit?.close()
  await province?.[Symbol.asyncDispose]()
})

const start = (kind: Kind, documentIds: string[], pin?: string): Promise<StartedSigning> =>
  startSigning(province.services, leader.actor, {
    keyId: kit.keys[kind],
    purpose: 'person',
    documentIds,
    ...(pin ? { pin } : {}),
  })
const advance = (id: string, asked: { pin?: string; waitMs?: number } = {}): Promise<SigningProgress> =>
  advanceSigning(province.services, leader.actor, id, asked)
const letters = async (n: number) => {
  const ids: string[] = []
  for (let i = 0; i < n; i++) ids.push(await province.draft().to('xã').readyToSign())
  return ids
}
const signers = async (documentId: string) => {
  const [row] = await province.rows<{ sha256: string }>(
    'select sha256 from documents.component where document_id = $1 and ordinal = 1 and agency_id = $2',
    [documentId, leader.agencyId],
  )
  return judgePdf(province.services, await province.services.blobs.get(row!.sha256))
}
const press = (kind: 'sims' | 'remote', account: string, agree = true, pin = PIN) => {
  // The newest: TS 102 204 has no cancel, so an older one may still ring.
  const request = kit.devices[kind].waiting(account).at(-1)
  assert.ok(request, 'nothing on the phone')
  return kit.devices[kind].press(request.id, agree, pin)
}
/** Ask until it ends; the doubles answer at once. */
async function until(id: string, wanted: SigningProgress['state']): Promise<SigningProgress> {
  for (let i = 0; i < 20; i++) {
    const now = await advance(id)
    if (now.state === wanted) return now
    if (now.state !== 'open') assert.fail(`${now.state}: ${now.problem?.vi}`)
  }
  return assert.fail('still open')
}

describe('Ký số từ xa (CSC)', () => {
  test('five letters are one authorisation in the app; the signatures come later, in order, and hold', async () => {
    const ids = await letters(5)
    const { progress, refused: none } = await start('csc-v2', ids)
    assert.equal(none.length, 0)
    assert.equal(progress!.state, 'open')
    assert.equal(kit.devices.remote.waiting(accountOf('csc-v2')).length, 1)
    assert.equal(kit.devices.remote.asked['credentials/authorize'], 1)
    press('remote', accountOf('csc-v2'))
    const done = await until(progress!.id, 'done')
    assert.deepEqual(new Set(done.files.map((file) => file.state)), new Set(['done']))
    assert.equal(kit.devices.remote.asked['signatures/signHash'], 1)
    for (const id of ids) {
      assert.equal(await stateOf(province, id), 'signed')
      const report = await signers(id)
      assert.equal(report.signatures[0]!.integrity, 'intact')
      assert.equal(report.verdict, 'valid')
    }
  })

  test('v1 asks for the PIN here; a wrong one is said and may be entered again', async () => {
    const [id] = await letters(1)
    const { progress } = await start('csc-v1', [id!])
    assert.equal(progress!.needs, 'pin')
    const wrong = await advance(progress!.id, { pin: '000000' })
    assert.equal(wrong.problem?.code, 'signing.wrong-pin')
    assert.equal(wrong.needs, 'pin')
    await advance(progress!.id, { pin: PIN })
    assert.equal(await stateOf(province, id!), 'signed')
    assert.equal((await signers(id!)).signatures[0]!.integrity, 'intact')
  })

  test('a service that answers one signature too few gives none; the letters stay signable', async () => {
    const ids = await letters(2)
    kit.devices.remote.faults.add('one-too-few')
    const { progress } = await start('csc-v2', ids)
    press('remote', accountOf('csc-v2'))
    const ended = await until(progress!.id, 'refused')
    kit.devices.remote.faults.clear()
    assert.equal(ended.problem?.code, 'signing.bad-answer')
    for (const id of ids) assert.equal(await stateOf(province, id), 'awaiting-signature')
    const [again] = await leader.signs(ids[0]!)
    assert.equal(again!.ok, true)
  })

  test('a value that fits another document is refused by itself and the others are signed', async () => {
    const [id] = await letters(1)
    kit.devices.remote.faults.add('wrong-signature')
    const { progress } = await start('csc-v2', [id!])
    press('remote', accountOf('csc-v2'))
    const done = await until(progress!.id, 'done')
    kit.devices.remote.faults.clear()
    assert.equal(done.files[0]!.problem?.code, 'signing.bad-value')
    assert.equal(await stateOf(province, id!), 'awaiting-signature')
  })

  test('an outage at the first question is said, and nothing is lost', async () => {
    const [id] = await letters(1)
    kit.devices.remote.faults.add('http-500')
    const { progress } = await start('csc-v2', [id!])
    kit.devices.remote.faults.clear()
    assert.equal(progress!.state, 'refused')
    assert.equal(progress!.problem?.code, 'signing.service-down')
    assert.equal(await stateOf(province, id!), 'awaiting-signature')
  })
})

describe('SIM PKI', () => {
  for (const kind of ['mobile-id', 'mss'] as const) {
    test(`${kind}: the same code stands on both screens; two letters are asked one after the other`, async () => {
      const ids = await letters(2)
      const { progress } = await start(kind, ids)
      const [shown] = kit.devices.sims.waiting(accountOf(kind)).slice(-1)
      assert.match(progress!.code!, /^\d{4}$/)
      assert.equal(shown!.code, progress!.code)
      press('sims', accountOf(kind))
      const between = await advance(progress!.id)
      assert.deepEqual(
        between.files.map((file) => file.state),
        ['done', 'asked'],
      )
      assert.equal(await stateOf(province, ids[0]!), 'signed')
      press('sims', accountOf(kind))
      await until(progress!.id, 'done')
      assert.equal((await signers(ids[1]!)).signatures[0]!.integrity, 'intact')
    })

    test(`${kind}: refused on the phone, and cancelled here: both letters still wait`, async () => {
      const [a, b] = await letters(2)
      const first = await start(kind, [a!])
      press('sims', accountOf(kind), false)
      assert.equal((await advance(first.progress!.id)).problem?.code, 'signing.cancelled-on-device')
      const second = await start(kind, [b!])
      const ended = await cancelAuthorisation(province.services, leader.actor, second.progress!.id)
      assert.equal(ended.state, 'cancelled')
      for (const id of [a!, b!]) assert.equal(await stateOf(province, id), 'awaiting-signature')
    })
  }

  test('a wrong PIN on the phone ends the request in words; three block the key', async () => {
    const ids = await letters(1)
    const codes: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      const { progress } = await start('mobile-id', ids)
      press('sims', accountOf('mobile-id'), true, '9999')
      codes.push((await advance(progress!.id)).problem?.code)
    }
    assert.deepEqual(codes, ['signing.wrong-pin', 'signing.wrong-pin', 'signing.pin-blocked'])
    kit.devices.sims.unblock(accountOf('mobile-id'))
    assert.equal(await stateOf(province, ids[0]!), 'awaiting-signature')
  })

  test('a phone that answers after its time is over signs nothing; asked again it signs once', async () => {
    const [id] = await letters(1)
    const { progress } = await start('mobile-id', [id!])
    const late = kit.devices.sims.waiting(accountOf('mobile-id'))[0]!
    province.setClock('2021-12-20T00:36:00Z')
    const over = await advance(progress!.id)
    province.setClock('2021-12-20T00:30:00Z')
    assert.equal(over.state, 'expired')
    kit.devices.sims.press(late.id, true, PIN)
    assert.equal((await advance(progress!.id)).state, 'expired')
    assert.equal(await stateOf(province, id!), 'awaiting-signature')
    const again = await start('mobile-id', [id!])
    press('sims', accountOf('mobile-id'))
    await until(again.progress!.id, 'done')
    await until(again.progress!.id, 'done')
    const events = await province.rows(
      `select 1 from platform.event where name = 'drafting.signed' and subject_id = $1`,
      [id],
    )
    assert.equal(events.length, 1)
  })

  test('an answer fetched twice at once signs once', async () => {
    const [id] = await letters(1)
    const { progress } = await start('mss', [id!])
    press('sims', accountOf('mss'))
    await Promise.all([advance(progress!.id), advance(progress!.id), advance(progress!.id)])
    await until(progress!.id, 'done')
    assert.equal(await stateOf(province, id!), 'signed')
  })

  test('an outage while the phone rings is waited out; the answer is fetched when the service is back', async () => {
    const [id] = await letters(1)
    const { progress } = await start('mobile-id', [id!])
    press('sims', accountOf('mobile-id'))
    kit.devices.sims.faults.add('down')
    const gone = await advance(progress!.id)
    kit.devices.sims.faults.clear()
    assert.equal(gone.state, 'open')
    assert.equal(gone.problem?.code, 'signing.service-down')
    await until(progress!.id, 'done')
    assert.equal(await stateOf(province, id!), 'signed')
  })

  test('a browser closed in between finds its open signing again', async () => {
    const [id] = await letters(1)
    const { progress } = await start('mobile-id', [id!])
    const { open } = await leader.asks('signing.open')
    assert.ok(open.some((one: SigningProgress) => one.id === progress!.id && one.code === progress!.code))
    press('sims', accountOf('mobile-id'))
    await until(progress!.id, 'done')
  })
})

describe('Trước khi hỏi mã PIN', () => {
  const register = (certificate: Uint8Array, chain: readonly Uint8Array[]) =>
    leader.does('signing.register-key', {
      keyId: crypto.randomUUID(),
      serviceId: kit.services['csc-v2'],
      holder: 'person',
      reference: 'x',
      certificate: Buffer.from(certificate).toString('base64'),
      chain: chain.slice(0, -1).map((one) => Buffer.from(one).toString('base64')),
    })
  const subject = { cn: 'Trần Văn Thuận', o: 'Ủy ban nhân dân tỉnh' }
  const year = (n: number) => new Date(`${n}-06-01T00:00:00Z`)

  test('ended, not begun, another’s, another post’s, a stranger’s and a public authority’s keys are refused in words', async () => {
    const { lab } = kit
    const issue = (change: object) => lab.issueCertificate({ subject, kind: 'person', ...change })
    const cases: [string, { certificate: Uint8Array; chain: readonly Uint8Array[] }][] = [
      ['signing.key-expired', issue({ notBefore: year(2018), notAfter: year(2020) })],
      ['signing.key-not-yet-valid', issue({ notBefore: year(2022), notAfter: year(2024) })],
      ['signing.key-other-person', issue({ subject: { ...subject, cn: 'Người Khác' } })],
      ['signing.key-other-post', issue({ subject: { ...subject, o: 'Sở Khác' } })],
      ['signing.key-not-official', issue({ from: lab.authorities.congCong })],
      ['signing.key-wrong-usage', issue({ kind: 'tsa' })],
    ]
    for (const [code, issued] of cases) await refused(register(issued.certificate, issued.chain), code)
  })

  test('a key revoked after it was registered is refused before the phone rings', async () => {
    const [id] = await letters(1)
    kit.lab.revoke(kit.certificates.mss, new Date('2021-12-19T00:00:00Z'))
    await province.rows(
      `insert into signing.revocation_list (issuer, crl, this_update) values ('thiết bị', $1, now())`,
      [kit.lab.crlOf(kit.lab.authorities.congVu)],
    )
    const before = kit.devices.sims.asked.mss
    await refused(start('mss', [id!]), 'signing.key-revoked')
    assert.equal(kit.devices.sims.asked.mss, before)
    const { keys } = await leader.asks('signing.keys')
    const shown = keys.find((one: { id: string }) => one.id === kit.keys.mss)
    assert.match(shown.problem.vi, /thu hồi ngày 19\/12\/2021/)
  })
})

test('a trial signs a sample page, takes no number, and is remembered', async () => {
  const { progress } = await startSigning(province.services, leader.actor, {
    keyId: kit.keys['csc-v1'],
    purpose: 'trial',
    documentIds: [],
    pin: PIN,
  })
  assert.equal(progress!.state, 'done', progress!.files[0]?.problem?.vi)
  const { keys } = await leader.asks('signing.keys')
  assert.equal(keys.find((one: { id: string }) => one.id === kit.keys['csc-v1']).tried, true)
})
