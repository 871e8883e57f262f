// Trust and time: whom the office believes, whom it asks, and how an issued letter goes on proving itself.
import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { readAnchors, trustOf, writeTrustBundle } from '@congvan/sign-core/trust'
import { validatePdf } from '@congvan/sign-core/validate'
import { clearFaults, createLab, type Lab, toPem } from '../../../../lab/src/index.ts'
import { refused } from '../../../../testkit/src/expect.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { insertKey, learnStatus, wakeTsa } from '../signing/index.ts'
import { isOwn, send } from '../signing/trust/net.ts'
import { runNight } from './nightly.ts'
import { PUBLISHERS_KEY } from './queries.ts'
import { raiseDocument } from './raise.ts'

let province: Province
let lab: Lab
let admin: Desk
const clockOf = (of: Province) => () => new Date(of.services.clock.now().epochMilliseconds)

before(async () => {
  province = await Province.start()
  lab = await createLab({ now: clockOf(province) })
  admin = await province.desk('quản trị')
  await admin.does('preservation.add-anchor', {
    certificate: lab.trustPem(),
    purpose: 'test',
    note: 'phòng thử nghiệm',
  })
  for (const nick of ['chủ tịch', 'văn thư tỉnh']) await newKey(nick)
  await ask([lab])
})
after(async () => {
  await lab.close()
  await province[Symbol.asyncDispose]()
})

async function newKey(nick: string): Promise<void> {
  const desk = await province.desk(nick)
  const isPerson = nick === 'chủ tịch'
  const issued = lab.issueCertificate({
    subject: { cn: isPerson ? desk.actor.name : desk.actor.acting.agencyName, o: 'Cơ quan thử nghiệm' },
    kind: isPerson ? 'person' : 'organisation',
    notAfter: new Date('2029-01-01T00:00:00Z'),
  })
  await province.runner.store(desk.actor, (tx) =>
    insertKey(tx, {
      agencyId: desk.agencyId,
      id: newId(),
      holder: isPerson ? 'person' : 'agency',
      personId: isPerson ? desk.actor.personId : null,
      sealed: province.services.sealer.seal(
        'signing-key',
        issued.privateKey!.export({ format: 'der', type: 'pkcs8' }),
      ),
      passphraseRequired: false,
      certificate: issued.certificate,
      chain: issued.chain.slice(0, -1).map((bytes) => new Uint8Array(bytes)),
      subject: 'Khóa của phòng thử nghiệm',
      notBefore: '2021-12-01T00:00:00Z',
      notAfter: '2029-01-01T00:00:00Z',
    }),
  )
}

const ask = (labs: Lab[], level = 'B-LTA', before: string[] = []) =>
  admin.does('preservation.set-services', {
    tsa: [...before, ...labs.map(({ tsaUrl }) => tsaUrl)],
    hosts: labs.map(({ baseUrl }) => new URL(baseUrl).host),
    level,
    publicAddress: null,
  })

const fileRow = async (documentId: string) =>
  (
    await province.rows<{ agency_id: string; sha256: string; verdict: string }>(
      `select c.agency_id, c.sha256, c.verdict from documents.component c join documents.document d on d.agency_id = c.agency_id and d.id = c.document_id
       where d.id = $1 and c.ordinal = 1 and d.direction = 'outgoing'`,
      [documentId],
    )
  )[0]!
async function levels(
  documentId: string,
  at?: Date,
): Promise<{ verdict: string; levels: (string | null)[] }> {
  const pdf = await province.services.blobs.get((await fileRow(documentId)).sha256)
  const report = await validatePdf(pdf, {
    trust: trustOf(readAnchors(Buffer.from(lab.trustPem()), 'test')),
    now: at ?? clockOf(province)(),
  })
  return { verdict: report.verdict, levels: report.signatures.map(({ level }) => level) }
}
const kept = async (documentId: string) =>
  (
    await province.rows<{
      state: string
      level: string
      problem: string | null
      protected_until: string | null
      tries: number
    }>('select * from preservation.file where document_id = $1', [documentId])
  )[0]

describe('An issued letter', () => {
  test('leaves with time stamp and evidence, and is kept at the archive level the same night', async () => {
    const documentId = await province.draft().to('xã').issued()
    assert.deepEqual((await levels(documentId)).levels, ['PAdES-B-LT', 'PAdES-B-LT'])
    await province.settle()
    assert.deepEqual(await levels(documentId), {
      verdict: 'valid',
      levels: ['PAdES-B-LTA', 'PAdES-B-LTA'],
    })
    assert.equal((await kept(documentId))?.state, 'kept')
    assert.equal((await fileRow(documentId)).verdict, 'valid')
    // The evidence of Circular 41/2017 lies beside the file, for those who may read the file.
    const client = await province.client('văn thư tỉnh')
    const path = `/api/v1/documents/${documentId}/components/1/evidence.json`
    const { body } = (await client.send('GET', path)) as { body: Record<string, never[]> }
    assert.equal(body.format, 'congvan-evidence-1')
    assert.ok(body.certificates!.length >= 4, 'signers, issuer, root, time-stamp authority')
    const stranger = await province.client('văn thư sở')
    assert.equal((await stranger.send('GET', path)).status, 404)
  })

  test('is issued all the same while the time-stamp authority is down, and raised when it is back', async () => {
    lab.faults.on.tsa.add('down')
    wakeTsa()
    const documentId = await province.draft().to('xã').issued()
    assert.deepEqual((await levels(documentId)).levels, ['PAdES-B-B', 'PAdES-B-B'])
    await province.settle()
    const waiting = await kept(documentId)
    assert.equal(waiting?.state, 'waiting')
    assert.match(waiting!.problem!, /timestamp-failed/)
    clearFaults(lab.faults)
    wakeTsa()
    await raiseDocument(province.services, (await fileRow(documentId)).agency_id, documentId)
    assert.deepEqual((await levels(documentId)).levels, ['PAdES-B-LTA', 'PAdES-B-LTA'])
    assert.equal((await kept(documentId))?.state, 'kept')
  })

  test('takes the next authority of the list when the first answers wrongly or not at all', async () => {
    const other = await createLab({ now: clockOf(province) })
    try {
      other.faults.on.tsa.add('wrong-nonce')
      await ask([other, lab], 'B-T', ['http://127.0.0.1:9/tsa'])
      const documentId = await province.draft().to('xã').issued()
      assert.deepEqual((await levels(documentId)).levels, ['PAdES-B-T', 'PAdES-B-T'])
      assert.ok((other.requests.tsa ?? 0) > 0, 'the second of the list was asked')
    } finally {
      await other.close()
      await ask([lab])
    }
  })

  test('loses only the level when status answers cannot be had', async () => {
    for (const kind of ['ocsp', 'crl'] as const) lab.faults.on[kind].add('5xx')
    wakeTsa()
    const documentId = await province.draft().to('xã').issued()
    clearFaults(lab.faults)
    const reached = (await levels(documentId)).levels[0]!
    assert.match(reached, /PAdES-B-(T|LT)$/)
  })
})

describe('The night', () => {
  test('renews the archive time stamp before its authority ends, and its row says so', async () => {
    const documentId = await province.draft().to('xã').issued()
    await province.settle()
    const before = await kept(documentId)
    const end = new Date(before!.protected_until!)
    assert.ok(end > new Date('2029-01-01'), String(end))
    // A month before that end another authority stands ready.
    province.setClock(new Date(end.getTime() - 30 * 86_400_000).toISOString())
    const next = await createLab({ now: clockOf(province) })
    try {
      wakeTsa()
      const idle = await runNight(province.services)
      assert.ok(idle.waiting > 0 && idle.renewed === 0, 'the old authority could only repeat its own end')
      await admin.does('preservation.add-anchor', {
        certificate: next.trustPem(),
        purpose: 'test',
        note: 'thế hệ sau',
      })
      await ask([next, lab])
      wakeTsa()
      const done = await runNight(province.services)
      assert.ok(done.renewed > 0, JSON.stringify(done))
      const after = await kept(documentId)
      assert.ok(new Date(after!.protected_until!) > end)
      const [event] = await province.rows(
        `select 1 from platform.event where subject_id = $1 and name = 'preservation.renewed'`,
        [documentId],
      )
      assert.ok(event)
      // Long after the first authority ended, with every responder stopped, the letter still proves itself.
      const pdf = await province.services.blobs.get((await fileRow(documentId)).sha256)
      const anchors = [lab, next].flatMap((one) => readAnchors(Buffer.from(one.trustPem()), 'test'))
      const report = await validatePdf(pdf, {
        trust: trustOf(anchors),
        now: new Date(end.getTime() + 400 * 86_400_000),
      })
      assert.equal(report.verdict, 'valid', JSON.stringify(report.signatures.map((s) => s.subIndication)))
      const { runs, files } = await admin.asks('preservation.overview')
      assert.equal(runs[0].renewed, done.renewed)
      assert.ok(files === null || files.kept > 0)
    } finally {
      await next.close()
      province.setClock('2021-12-20T09:00:00Z')
    }
  })
})

describe('Whom the office believes', () => {
  test('an authority is trusted, retired with a reason, and taken back; a user’s certificate is refused', async () => {
    const strange = await createLab({ port: false })
    const input = { certificate: toPem(strange.root.certificate), purpose: 'noi-bo', note: 'theo quyết định' }
    await admin.does('preservation.add-anchor', input)
    const find = async () =>
      (await admin.asks('preservation.overview')).anchors.find(
        (row: { note: string }) => row.note === 'theo quyết định' || row.note === 'hết dùng',
      )
    const anchor = await find()
    assert.equal(anchor.state, 'trusted')
    await admin.does('preservation.decide-anchor', {
      sha256: anchor.sha256,
      state: 'retired',
      note: 'hết dùng',
    })
    assert.equal((await find()).state, 'retired')
    await admin.does('preservation.add-anchor', input)
    assert.equal((await find()).state, 'trusted')
    const user = strange.issueCertificate({ subject: { cn: 'Người dùng' }, kind: 'person' })
    await refused(
      admin.does('preservation.add-anchor', { ...input, certificate: toPem(user.certificate) }),
      'preservation.not-authority',
    )
    await refused(
      admin.does('preservation.add-anchor', { ...input, certificate: 'không phải' }),
      'preservation.no-certificate',
    )
    const clerk = await province.desk('văn thư tỉnh')
    await refused(clerk.does('preservation.add-anchor', input), 'platform.forbidden')
    await refused(clerk.asks('preservation.overview'), 'platform.forbidden')
  })

  test('a signed bundle brings anchors; a stranger’s, an altered and an older one are refused', async () => {
    const publisher = generateKeyPairSync('ed25519')
    const strange = await createLab({ port: false })
    const bundle = (version: number, key = publisher.privateKey) =>
      Buffer.from(
        writeTrustBundle(
          {
            version,
            issuedAt: new Date('2021-12-01T00:00:00Z'),
            anchors: [{ purpose: 'cong-cong', certificate: strange.root.certificate, note: 'gói' }],
          },
          key,
        ),
      ).toString()
    await refused(
      admin.does('preservation.load-bundle', { bundle: bundle(3) }),
      'preservation.bundle-refused',
    )
    await province.runner.system((tx) =>
      tx.run('insert into platform.setting (key, value) values ($1, $2)', [
        PUBLISHERS_KEY,
        JSON.stringify([publisher.publicKey.export({ type: 'spki', format: 'pem' })]),
      ]),
    )
    assert.deepEqual(await admin.does('preservation.load-bundle', { bundle: bundle(3) }), {
      version: 3,
      anchors: 1,
    })
    await refused(
      admin.does('preservation.load-bundle', { bundle: bundle(2) }),
      'preservation.bundle-refused',
    )
    const forged = bundle(4, generateKeyPairSync('ed25519').privateKey)
    await refused(admin.does('preservation.load-bundle', { bundle: forged }), 'preservation.bundle-refused')
  })
})

describe('The way out of the house', () => {
  const nobody = { named: new Set<string>(), vouched: new Set<string>() }
  test('a file from a stranger leads nowhere: no host that nobody named is asked', async () => {
    const strange = await createLab({ now: clockOf(province) })
    const signer = strange.issueCertificate({ subject: { cn: 'Người lạ' }, kind: 'person' })
    assert.ok(signer.certificate.length > 0)
    const url = `${strange.baseUrl}/crl/goc.crl`
    await assert.rejects(send({ url, most: 1000, millis: 1000 }, nobody), /refused/)
    // Even vouched for, this machine itself is not asked.
    const vouched = { ...nobody, vouched: new Set([new URL(url).host]) }
    await assert.rejects(send({ url, most: 1000, millis: 1000 }, vouched), /refused/)
    const named = { ...nobody, named: new Set([new URL(url).host]) }
    assert.ok((await send({ url, most: 100_000, millis: 2000 }, named)).length > 0)
    await assert.rejects(send({ url, most: 10, millis: 2000 }, named), /too much/)
    strange.faults.on.crl.add('slow')
    await assert.rejects(send({ url, most: 100_000, millis: 200 }, named))
    assert.deepEqual(Object.keys(strange.requests), ['crl'])
    await strange.close()
  })
  test('loopback, link-local and metadata addresses are one’s own, in every spelling', () => {
    for (const address of [
      '127.0.0.1',
      '127.9.9.9',
      '169.254.169.254',
      '0.0.0.0',
      '::1',
      '::',
      'fe80::1',
      '::ffff:127.0.0.1',
    ])
      assert.ok(isOwn(address), address)
    for (const address of ['10.1.2.3', '203.0.113.9', '2001:db8::1']) assert.ok(!isOwn(address), address)
  })
  test('other schemes, credentials in the address and garbage are refused', async () => {
    const named = { ...nobody, named: new Set(['crl.example.vn']) }
    for (const url of [
      'ldap://crl.example.vn/x',
      'file:///etc/passwd',
      'http://a:b@crl.example.vn/',
      'rác',
      '',
    ])
      await assert.rejects(send({ url, most: 10, millis: 100 }, named), /refused/)
  })
  test('an answer once fetched is not asked for again within six hours', async () => {
    const documentId = await province.draft().to('xã').issued()
    const pdf = await province.services.blobs.get((await fileRow(documentId)).sha256)
    await learnStatus(province.services, pdf)
    const before = { ...lab.requests }
    await learnStatus(province.services, pdf)
    assert.deepEqual({ ...lab.requests }, before)
  })
})
