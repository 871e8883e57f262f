// Fifty letters are one confirmation; a crash in the middle signs none twice and loses none; an outage of the clock is made good.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SigningProgress } from '@congvan/contract'
import { clearFaults } from '../../../../lab/src/index.ts'
import {
  accountOf,
  type DeviceKit,
  type Kind,
  openDeviceKit,
  PIN,
} from '../../../../testkit/src/device-kit.ts'
import { stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { advanceSigning, finish, startSigning } from '../drafting/index.ts'
import { raiseDocument } from '../preservation/raise.ts'
import { advance, type Finish, judgePdf } from './index.ts'

/** The whole of issue 3 §2 in `npm run soak`; here enough that every path is walked. */
const LETTERS = process.env.SOAK ? 50 : 8
const CRASH_AFTER = Math.floor(LETTERS / 2)

let province: Province
let kit: DeviceKit
let leader: Desk
before(async () => {
  province = await Province.start()
  kit = await openDeviceKit(province, { live: true })
  leader = await province.desk('chủ tịch')
})
after(async () => {
  await kit?.close()
  await province?.[Symbol.asyncDispose]()
})

const letters = async (n: number) => {
  const ids: string[] = []
  for (let i = 0; i < n; i++) ids.push(await province.draft().to('xã').readyToSign())
  return ids
}
const start = (kind: Kind, documentIds: string[]) =>
  startSigning(province.services, leader.actor, { keyId: kit.keys[kind], purpose: 'person', documentIds })
const press = (kind: Kind) => {
  const phones = kind === 'csc-v2' ? kit.devices.remote : kit.devices.sims
  phones.press(phones.waiting(accountOf(kind)).at(-1)!.id, true, PIN)
}
const timesSigned = async (documentId: string) =>
  (
    await province.rows(`select 1 from platform.event where name = 'drafting.signed' and subject_id = $1`, [
      documentId,
    ])
  ).length
const count = (progress: SigningProgress, state: string) =>
  progress.files.filter((file) => file.state === state).length

test(`${LETTERS} letters: one authorisation, one answer; killed in the middle, the rest is finished without asking again`, async () => {
  const ids = await letters(LETTERS)
  const { progress } = await start('csc-v2', ids)
  assert.equal(kit.devices.remote.waiting(accountOf('csc-v2')).length, 1)
  press('csc-v2')
  let done = 0
  // The process dies once before a letter is finished, once after its commit and before the note of it.
  const dying =
    (late: boolean): Finish =>
    async (...args) => {
      if (done >= CRASH_AFTER && !late) throw new Error('killed')
      await finish(...args)
      if (++done > CRASH_AFTER && late) throw new Error('killed')
    }
  const run = async (how: Finish) => {
    for (let i = 0; i < 5; i++) {
      const now = await advance(province.services, leader.actor, progress!.id, how)
      if (now.state !== 'open') return
    }
  }
  await assert.rejects(run(dying(false)), /killed/)
  const { open } = await leader.asks('signing.open')
  const shown = open.find((one: SigningProgress) => one.id === progress!.id) as SigningProgress
  assert.equal(count(shown, 'done'), CRASH_AFTER, 'the screen shows how far it came')
  await assert.rejects(run(dying(true)), /killed/)
  const ended = await advanceSigning(province.services, leader.actor, progress!.id)
  assert.equal(ended.state, 'done')
  assert.equal(count(ended, 'done'), LETTERS, ended.files.find((file) => file.problem)?.problem?.vi)
  for (const id of ids) {
    assert.equal(await stateOf(province, id), 'signed')
    assert.equal(await timesSigned(id), 1)
  }
  assert.equal(kit.devices.remote.asked['credentials/authorize'], 1)
  assert.equal(kit.devices.remote.asked['signatures/signHash'], 1)
})

test('a SIM is asked letter by letter in one signing; a phone that goes dead in between leaves the rest waiting', async () => {
  const ids = await letters(3)
  const { progress } = await start('mobile-id', ids)
  press('mobile-id')
  const between = await advanceSigning(province.services, leader.actor, progress!.id)
  assert.deepEqual(
    between.files.map((file) => file.state),
    ['done', 'asked', 'waiting'],
  )
  const second = kit.devices.sims.waiting(accountOf('mobile-id')).at(-1)!
  kit.devices.sims.press(second.id, false, PIN)
  const ended = await advanceSigning(province.services, leader.actor, progress!.id)
  assert.equal(ended.problem?.code, 'signing.cancelled-on-device')
  assert.deepEqual(await Promise.all(ids.map((id) => stateOf(province, id))), [
    'signed',
    'awaiting-signature',
    'awaiting-signature',
  ])
})

test('signed on a device while no clock answered: the letter leaves without a proven time, and the upgrade adds it', async () => {
  await (await province.desk('quản trị')).does('preservation.set-services', {
    tsa: [kit.lab.tsaUrl],
    hosts: [new URL(kit.lab.baseUrl).host],
    level: 'B-T',
    publicAddress: null,
  })
  kit.lab.faults.on.tsa.add('refused')
  const [id] = await letters(1)
  const { progress } = await start('mobile-id', [id!])
  press('mobile-id')
  await advanceSigning(province.services, leader.actor, progress!.id)
  const clerk = await province.desk('văn thư tỉnh')
  assert.equal((await clerk.issues(id!)).ok, true)
  const signature = async () => {
    const [row] = await province.rows<{ sha256: string }>(
      'select sha256 from documents.component where document_id = $1 and ordinal = 1 and agency_id = $2',
      [id, clerk.agencyId],
    )
    return (await judgePdf(province.services, await province.services.blobs.get(row!.sha256))).signatures[0]!
  }
  assert.deepEqual(await raiseDocument(province.services, clerk.agencyId, id!), ['waiting'])
  assert.equal((await signature()).level, 'PAdES-B-B')
  clearFaults(kit.lab.faults)
  const { wakeTsa } = await import('./index.ts')
  wakeTsa()
  assert.deepEqual(await raiseDocument(province.services, clerk.agencyId, id!), ['raised'])
  const raised = await signature()
  assert.equal(raised.level, 'PAdES-B-T')
  assert.ok(raised.provenTime, 'the time of the leader’s signature is proven now')
})
