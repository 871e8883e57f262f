// A key that may no longer sign: revoked an hour ago, or blocked by the province's register this minute.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { clearFaults } from '../../../../lab/src/index.ts'
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
import { newId } from '../../kernel/id.ts'
import { advanceSigning, startSigning } from '../drafting/index.ts'
import { insertKey } from './index.ts'

let province: Province
let kit: DeviceKit
let leader: Desk
before(async () => {
  province = await Province.start()
  kit = await openDeviceKit(province, { live: true })
  leader = await province.desk('chủ tịch')
  await (await province.desk('quản trị')).does('preservation.set-services', {
    tsa: [],
    hosts: [new URL(kit.lab.baseUrl).host],
    level: 'B-B',
    publicAddress: null,
  })
})
after(async () => {
  await kit?.close()
  await province?.[Symbol.asyncDispose]()
})

const start = (kind: Kind, documentId: string, pin?: string) =>
  startSigning(province.services, leader.actor, {
    keyId: kit.keys[kind],
    purpose: 'person',
    documentIds: [documentId],
    ...(pin ? { pin } : {}),
  })
const letter = () => province.draft().to('xã').readyToSign()
const ocspAsked = () => kit.lab.requests.ocsp ?? 0

/** The register of certificates knows this one as in use. */
async function register(serial: string): Promise<string> {
  const ids = { agency: leader.agencyId, subscriber: newId(), certificate: newId() }
  await province.rows(
    `insert into provisioning.subscriber (agency_id, id, kind, person_id, name, created_at) values ($1, $2, 'person', $3, 'Trần Văn Thuận', now())`,
    [ids.agency, ids.subscriber, leader.actor.personId],
  )
  await province.rows(
    `insert into provisioning.certificate (agency_id, id, subscriber_id, serial, medium, not_before, not_after, state, state_since)
     values ($1, $2, $3, $4, 'SIM', '2021-01-01', '2026-01-01', 'active', '2021-01-01')`,
    [ids.agency, ids.certificate, ids.subscriber, serial.toUpperCase()],
  )
  return ids.certificate
}
const move = async (certificateId: string, act: string) =>
  (await province.desk('văn thư tỉnh')).does('provisioning.move-certificate', {
    certificateId,
    act,
    note: 'Mất điện thoại',
  })

test('a key revoked an hour ago is refused by its authority’s answer before anything rings', async () => {
  const id = await letter()
  kit.lab.revoke(kit.certificates['csc-v2'], new Date('2021-12-19T23:30:00Z'))
  await refused(start('csc-v2', id), 'signing.key-revoked')
  assert.ok(ocspAsked() > 0, 'the authority was asked')
  assert.equal(kit.devices.remote.asked['credentials/authorize'], undefined)
  assert.equal(await stateOf(province, id), 'awaiting-signature')
})

test('an authority that does not answer costs a moment, never the signature', async () => {
  const id = await letter()
  for (const kind of ['ocsp', 'crl'] as const) kit.lab.faults.on[kind].add('refused')
  await start('csc-v1', id, PIN)
  clearFaults(kit.lab.faults)
  assert.equal(await stateOf(province, id), 'signed')
})

test('a certificate suspended in the register signs nothing from that moment, and again when it is freed', async () => {
  const certificateId = await register(kit.certificates['mobile-id'].serial)
  const [before, rung, late] = [await letter(), kit.devices.sims.asked['mobile-id'], await letter()]
  await move(certificateId, 'suspend')
  await refused(start('mobile-id', before), 'signing.key-stopped')
  const { keys } = await leader.asks('signing.keys')
  const shown = keys.find((one: { id: string }) => one.id === kit.keys['mobile-id'])
  assert.match(shown.problem.vi, /bị dừng sử dụng từ ngày 20\/12\/2021/)
  assert.equal(kit.devices.sims.asked['mobile-id'], rung)
  await move(certificateId, 'resume')
  // Blocked while the phone rings: what it signs then is not used.
  const { progress } = await start('mobile-id', late)
  await move(certificateId, 'suspend')
  const request = kit.devices.sims.waiting(accountOf('mobile-id')).at(-1)
  kit.devices.sims.press(request!.id, true, PIN)
  const ended = await advanceSigning(province.services, leader.actor, progress!.id)
  assert.equal(ended.files[0]!.problem?.code, 'signing.key-stopped')
  assert.equal(await stateOf(province, late), 'awaiting-signature')
})

test('a key kept here: blocked, the next one of the same person signs; revoked, each letter says so', async () => {
  const issued = kit.lab.issueCertificate({
    subject: { cn: 'Trần Văn Thuận', o: 'Ủy ban nhân dân tỉnh' },
    kind: 'person',
  })
  await province.runner.store(leader.actor, (tx) =>
    insertKey(tx, {
      agencyId: leader.agencyId,
      id: newId(),
      holder: 'person',
      personId: leader.actor.personId,
      sealed: province.services.sealer.seal(
        'signing-key',
        issued.privateKey!.export({ format: 'der', type: 'pkcs8' }),
      ),
      passphraseRequired: false,
      certificate: issued.certificate,
      chain: issued.chain.slice(0, -1).map((bytes) => new Uint8Array(bytes)),
      subject: 'Khóa mới',
      notBefore: '2021-12-01T00:00:00Z',
      notAfter: '2099-01-01T00:00:00Z',
    }),
  )
  kit.lab.revoke(issued, new Date('2021-12-19T23:30:00Z'))
  const id = await letter()
  const [result] = await leader.signs(id)
  assert.equal(result!.problem?.code, 'signing.key-revoked')
  assert.match(result!.problem!.vi, /thu hồi ngày 19\/12\/2021/)
  await move(await register(issued.serial), 'suspend')
  const [again] = await leader.signs(id)
  assert.equal(again!.ok, true, again!.problem?.vi)
})
