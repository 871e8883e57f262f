// The USB token: its own program fetches the letter once, signs it by itself, brings it back once; what it brings is a stranger's file.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { SigningProgress, TokenErrand } from '@congvan/contract'
import { callToken, localTls } from '@congvan/lab'
import { type DeviceKit, openDeviceKit } from '../../../../testkit/src/device-kit.ts'
import { stateOf } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { advanceSigning, startSigning } from '../drafting/index.ts'
import { nextErrand } from './index.ts'

let province: Province
let kit: DeviceKit
let leader: Desk
let base: string
/** Self-made, and trusted by nobody but this test. */
const tls = localTls()
before(async () => {
  province = await Province.start()
  kit = await openDeviceKit(province, { tokenTls: tls })
  leader = await province.desk('chủ tịch')
  base = await province.http()
})
after(async () => {
  await kit?.close()
  await province?.[Symbol.asyncDispose]()
})

/** What the page in the browser does: one call, one JSON each way, over the address the real service has. */
const call = (operation: string, errand: TokenErrand, ca: string | undefined = tls.cert) =>
  callToken<{ Status: number; Message: string }>(
    kit.devices.tokenUrl,
    operation,
    {
      FileUploadHandler: base + errand.returnPath,
      FileName: base + errand.fetchPath,
      SessionId: '',
      JWTToken: '',
      MetaData: [{ Key: 'Field', Value: 'ChuKyNguoi' }],
    },
    ca,
  )
const begin = async (documentIds: string[]): Promise<string> => {
  const { progress } = await startSigning(province.services, leader.actor, {
    keyId: kit.keys.token,
    purpose: 'person',
    documentIds,
  })
  assert.equal(progress!.serviceUrl, kit.devices.tokenUrl)
  return progress!.id
}
const errandOf = (id: string) => nextErrand(province.services, leader.actor, id)
const look = (id: string): Promise<SigningProgress> => advanceSigning(province.services, leader.actor, id)

test('two letters go out and come back, one after the other; then the clerk seals one and both signatures hold', async () => {
  const ids = [await province.draft().to('xã').readyToSign(), await province.draft().to('xã').readyToSign()]
  const id = await begin(ids)
  for (let errand = await errandOf(id); errand; errand = await errandOf(id))
    assert.deepEqual((await call('SignApproved', errand)).Status, 0)
  assert.equal((await look(id)).state, 'done')
  for (const one of ids) assert.equal(await stateOf(province, one), 'signed')
  const clerk = await province.desk('văn thư tỉnh')
  const issued = await clerk.issues(ids[0]!)
  assert.equal(issued.ok, true, issued.problem?.vi)
  const [row] = await province.rows<{ signatures: { role: string; verdict: string }[] }>(
    'select signatures from documents.component where document_id = $1 and ordinal = 1 and agency_id = $2',
    [ids[0], leader.agencyId],
  )
  assert.deepEqual(
    row!.signatures.map((one) => one.verdict),
    ['valid', 'valid'],
  )
})

test('an address is good once, one way, and not after the file is offered again', async () => {
  const id = await begin([await province.draft().to('xã').readyToSign()])
  const errand = (await errandOf(id))!
  assert.equal((await fetch(base + errand.returnPath)).status, 403)
  const first = await fetch(base + errand.fetchPath)
  assert.equal(first.headers.get('content-type'), 'application/pdf')
  await first.arrayBuffer()
  assert.equal((await fetch(base + errand.fetchPath)).status, 403)
  const anew = (await errandOf(id))!
  assert.equal((await fetch(base + errand.fetchPath)).status, 403)
  assert.equal((await fetch(`${base}${anew.fetchPath.slice(0, -3)}AAA`)).status, 403)
  assert.equal((await fetch(base + anew.fetchPath)).status, 200)
})

test('what is not our file grown by our signature alone is refused in words, and the letter may be signed again', async () => {
  const documentId = await province.draft().to('xã').readyToSign()
  const id = await begin([documentId])
  kit.devices.token.stranger = {
    ...kit.devices.token.token!,
    ...(() => {
      const other = kit.lab.issueCertificate({ subject: { cn: 'Kẻ Lạ' }, kind: 'person' })
      return { certificate: other.certificate, key: other.privateKey! }
    })(),
  }
  const cases = [
    ['tamper', 'signing.returned-changed'],
    ['other-file', 'signing.returned-other'],
    ['unsigned', 'signing.returned-unsigned'],
    ['other-key', 'signing.returned-other-key'],
  ] as const
  for (const [fault, code] of cases) {
    kit.devices.token.faults.add(fault)
    const answer = await call('SignApproved', (await errandOf(id))!)
    kit.devices.token.faults.clear()
    assert.notEqual(answer.Status, 0, fault)
    const now = await look(id)
    assert.equal(now.files[0]!.problem?.code, code, fault)
    assert.equal(now.files[0]!.state, 'waiting')
    assert.equal(await stateOf(province, documentId), 'awaiting-signature')
  }
  kit.devices.token.faults.add('cancel')
  assert.equal((await call('SignApproved', (await errandOf(id))!)).Status, 14)
  kit.devices.token.faults.clear()
  assert.equal((await call('SignApproved', (await errandOf(id))!)).Status, 0)
  assert.equal(await stateOf(province, documentId), 'signed')
})

test('a program that uploads twice is told so the second time, and the letter is signed once', async () => {
  const documentId = await province.draft().to('xã').readyToSign()
  const id = await begin([documentId])
  kit.devices.token.faults.add('twice')
  assert.notEqual((await call('SignApproved', (await errandOf(id))!)).Status, 0)
  kit.devices.token.faults.clear()
  assert.equal((await look(id)).state, 'done')
  assert.equal(await stateOf(province, documentId), 'signed')
})

test('the service speaks wss; a page that does not trust its certificate never reaches the token', async () => {
  assert.match(kit.devices.tokenUrl, /^wss:\/\/127\.0\.0\.1:\d+$/)
  const id = await begin([await province.draft().to('xã').readyToSign()])
  const errand = (await errandOf(id))!
  const before = kit.devices.token.calls.length
  await assert.rejects(call('SignApproved', errand, ''), { code: /SELF_SIGNED|UNABLE_TO_VERIFY/ })
  assert.equal(kit.devices.token.calls.length, before)
  assert.equal((await call('SignApproved', errand)).Status, 0)
})
