// The way out (Art 10–19): draft → two checks → signature → number, date, seal → every addressee at once.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fingerprint, fiveSentences, refused, stateOf } from '../../../../testkit/src/expect.ts'
import { putUpload } from '../../../../testkit/src/province/builders.ts'
import type { Desk } from '../../../../testkit/src/province/desk.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { prepareIssue } from './issue-documents.ts'

let province: Province
let clerk: Desk
let chief: Desk
let leader: Desk
let head: Desk
let officer: Desk
let commune: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, chief, leader, head, officer, commune } = await province.desks({
    clerk: 'văn thư tỉnh',
    chief: 'chánh văn phòng',
    leader: 'chủ tịch',
    head: 'trưởng phòng kinh tế',
    officer: 'chuyên viên',
    commune: 'văn thư xã',
  }))
})
after(() => province[Symbol.asyncDispose]())

const saving = async (documentId: string) => {
  const view = await officer.asks('drafting.get', { documentId })
  return { documentId, version: view.version, content: { ...view.content, body: 'Nội dung mới./.' } }
}

describe('Soạn thảo', () => {
  const taken = newId()
  fiveSentences({
    command: 'drafting.create',
    province: () => province,
    ready: async () => ({ documentId: newId(), typeCode: 'TB' }),
    right: () => officer,
    // Anybody of the agency may draft; a type the agency does not have is refused to everybody.
    wrong: () => officer,
    wrongCode: 'documents.not-found',
    wrongState: async () => {
      await officer.does('drafting.create', { documentId: taken, typeCode: 'TB' })
      return { documentId: taken, typeCode: 'TB' }
    },
    stateCode: 'platform.already-exists',
    after: async ({ documentId }) => assert.equal(await stateOf(province, documentId), 'draft'),
    wrongInput: async () => ({
      documentId: newId(),
      typeCode: 'TB',
      replyToDocumentId: await province.arrival('văn thư xã').registered(),
    }),
  })
  test('a type that is not in the list is refused', async () => {
    await refused(
      officer.does('drafting.create', { documentId: newId(), typeCode: 'XYZ' }),
      'drafting.unknown-type',
      'typeCode',
    )
  })
})

describe('Lưu dự thảo', () => {
  test('works, and a stale version is refused with the newer number', async () => {
    const input = await saving(await province.draft().to('xã').created())
    await officer.does('drafting.save', input)
    const error = await refused(officer.does('drafting.save', input), 'drafting.stale-version')
    assert.equal(error.params.newer, 1)
  })
  test('is refused to a colleague, in review, and of two at once one wins', async () => {
    const input = await saving(await province.draft().to('xã').created())
    await refused(head.does('drafting.save', input), 'drafting.not-drafter')
    const both = await Promise.allSettled([
      officer.does('drafting.save', input),
      officer.does('drafting.save', input),
    ])
    assert.deepEqual(both.map((row) => row.status).sort(), ['fulfilled', 'rejected'])
    const submitted = await province.draft().to('xã').submitted()
    await refused(officer.does('drafting.save', await saving(submitted)), 'documents.wrong-state')
  })
})

describe('Trình dự thảo', () => {
  const submitting = async () => {
    const documentId = await province.draft().to('xã').saved()
    return { documentId, version: (await officer.asks('drafting.get', { documentId })).version }
  }
  fiveSentences({
    command: 'drafting.submit',
    province: () => province,
    ready: submitting,
    right: () => officer,
    wrong: () => head,
    wrongCode: 'drafting.not-drafter',
    wrongState: async () => {
      const input = await submitting()
      await officer.does('drafting.submit', input)
      return input
    },
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => assert.equal(await stateOf(province, documentId), 'in-review'),
  })
  test('needs a mandate for this type; the refusal offers who may sign', async () => {
    const draft = province.draft().to('xã').ofType('QĐ')
    const documentId = await draft
      .with({
        signerPositionId: province.position('phó chủ tịch'),
        mandateId: province.mandate('phó chủ tịch'),
      })
      .saved()
    const error = await refused(
      officer.does('drafting.submit', { documentId, version: 1 }),
      'drafting.no-mandate',
      'mandateId',
    )
    assert.match(String(error.params.offer), /CHỦ TỊCH Trần Văn Thuận/)
  })
  test('an empty body is refused by name', async () => {
    const documentId = await province.draft().to('xã').with({ body: ' ' }).saved()
    await refused(officer.does('drafting.submit', { documentId, version: 1 }), 'drafting.empty-body', 'body')
  })
})

describe('Ký nháy (Art 12)', () => {
  fiveSentences({
    command: 'drafting.initial',
    province: () => province,
    ready: async () => ({
      documentId: await province.draft().to('xã').submitted(),
      check: 'content' as const,
    }),
    right: () => head,
    wrong: () => leader,
    wrongCode: 'drafting.review-not-yours',
    wrongState: async () => ({
      documentId: await province.draft().to('xã').saved(),
      check: 'content' as const,
    }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      const rows = await province.rows<{ check_kind: string }>(
        `select check_kind from drafting.review where document_id = $1 and state = 'open'`,
        [documentId],
      )
      assert.deepEqual(rows, [{ check_kind: 'format' }])
    },
  })
  test('one check alone makes no page and nothing to sign', async () => {
    const documentId = await province.draft().to('xã').submitted()
    await head.does('drafting.initial', { documentId, check: 'content' })
    await province.settle()
    assert.equal(await stateOf(province, documentId), 'in-review')
    const [result] = await leader.signs(documentId)
    assert.equal(result!.problem!.code, 'documents.wrong-state')
  })
})

describe('Trả lại để chỉnh sửa', () => {
  fiveSentences({
    command: 'drafting.return',
    province: () => province,
    ready: async () => ({
      documentId: await province.draft().to('xã').submitted(),
      comment: 'Bổ sung số liệu',
    }),
    right: () => head,
    wrong: () => leader,
    wrongCode: 'drafting.review-not-yours',
    wrongState: async () => ({ documentId: await province.draft().to('xã').saved(), comment: 'Bổ sung' }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'draft')
      const work = await officer.asks('work.list')
      const row = work.rows.find((card: { id: string }) => card.id === documentId)
      assert.equal(row.reason, 'returned')
      assert.equal(row.note, 'Bổ sung số liệu')
    },
  })
  test('by the signer who will not sign it so; then it needs both checks again', async () => {
    const documentId = await province.draft().to('xã').readyToSign()
    await refused(chief.does('drafting.return', { documentId, comment: 'x' }), 'drafting.not-signer')
    await leader.does('drafting.return', { documentId, comment: 'Viết lại đoạn hai' })
    assert.equal(await stateOf(province, documentId), 'draft')
    const view = await officer.asks('drafting.get', { documentId })
    await officer.does('drafting.submit', { documentId, version: view.version })
    assert.equal((await leader.signs(documentId))[0]!.problem!.code, 'documents.wrong-state')
  })
})

describe('Ký số và phát hành', () => {
  test('the agency’s key waits for the person, and only the clerk holds it (Art 32)', async () => {
    const documentId = await province.draft().to('xã').readyToSign()
    assert.equal((await clerk.issues(documentId)).problem!.code, 'signing.person-first')
    assert.equal((await officer.signs(documentId))[0]!.problem!.code, 'drafting.not-signer')
    assert.equal((await leader.signs(documentId))[0]!.ok, true)
    for (const desk of [leader, chief, officer, commune]) {
      const before = await fingerprint(province)
      await assert.rejects(prepare(desk, documentId))
      assert.equal((await desk.issues(documentId)).ok, false)
      assert.equal(await fingerprint(province), before)
    }
    const [{ n } = { n: -1 }] = await province.rows<{ n: number }>(
      `select count(*)::int as n from signing.session where document_id = $1 and purpose = 'seal'`,
      [documentId],
    )
    assert.equal(n, 0)
  })
  test('two clerks at once: one number, one arrival, one register row', async () => {
    const documentId = await province.draft().to('xã').signed()
    const both = await Promise.all([clerk.issues(documentId), clerk.issues(documentId)])
    assert.ok(both.filter((row) => row.ok).length <= 1, 'both won')
    if (!both.some((row) => row.ok)) assert.equal((await clerk.issues(documentId)).ok, true)
    const [row] = await province.rows<{ entries: number; arrivals: number }>(
      `select (select count(*)::int from registers.entry where document_id = $1) as entries,
        (select count(*)::int from deliveries.arrival where sender_document_id = $1) as arrivals`,
      [documentId],
    )
    assert.deepEqual(row, { entries: 1, arrivals: 1 })
  })
  test('a letter without anybody to receive it takes no number', async () => {
    const documentId = await province.draft().signed()
    const before = await fingerprint(province)
    assert.equal((await clerk.issues(documentId)).problem!.code, 'deliveries.no-recipient')
    assert.equal(await fingerprint(province), before)
  })
  test('a seal that fails leaves the number bound to this document; issued again it is the same number', async () => {
    const documentId = await province.draft().to('xã').signed()
    const bound = await prepare(clerk, documentId)
    assert.equal(await stateOf(province, documentId), 'issuing')
    const other = await province.draft().to('xã').issued()
    assert.equal((await clerk.issues(documentId)).numberSymbol, `${bound.number.padStart(2, '0')}/UBND-KT`)
    assert.notEqual(other, documentId)
  })
  test('both signatures of the issued file are whole for pdfsig and qpdf; the person’s still covers what was signed', async () => {
    const documentId = await province.draft().to('xã').issued()
    const [file] = await province.rows<{ sha256: string }>(
      'select sha256 from documents.component where document_id = $1 and agency_id = $2 and ordinal = 1',
      [documentId, clerk.agencyId],
    )
    const path = join(province.folder, 'issued.pdf')
    writeFileSync(path, await province.services.blobs.get(file!.sha256))
    const report = run('pdfsig', ['-nocert', path])
    assert.equal(report.match(/Signature is Valid/g)?.length, 2, report)
    run('qpdf', ['--check', path])
    await province.settle()
    const view = await clerk.asks('documents.get', { documentId })
    assert.deepEqual(
      view.signatures.map((row: { verdict: string }) => row.verdict),
      ['valid', 'valid'],
    )
  })
  test('an annex gets the agency’s own signature', async () => {
    const documentId = await province.draft().to('xã').saved()
    const page = await anyPdf()
    const uploadId = await putUpload(province, 'chuyên viên', page, 'phu-luc.pdf')
    await refused(head.does('drafting.add-annex', { documentId, uploadId }), 'drafting.not-drafter')
    await officer.does('drafting.add-annex', { documentId, uploadId })
    await refused(
      officer.does('drafting.add-annex', { documentId, uploadId }),
      'drafting.upload-gone',
      'file',
    )
    await officer.does('drafting.submit', { documentId, version: 1 })
    await head.does('drafting.initial', { documentId, check: 'content' })
    await chief.does('drafting.initial', { documentId, check: 'format' })
    await province.settle()
    await leader.signs(documentId)
    assert.equal((await clerk.issues(documentId)).ok, true)
    const [file] = await province.rows<{ sha256: string }>(
      `select sha256 from documents.component where document_id = $1 and agency_id = $2 and role = 'annex'`,
      [documentId, clerk.agencyId],
    )
    const path = join(province.folder, 'annex.pdf')
    writeFileSync(path, await province.services.blobs.get(file!.sha256))
    assert.match(run('pdfsig', ['-nocert', path]), /Signature is Valid/)
  })
  test('twenty sendings of one command bind one number', async () => {
    const documentId = await province.draft().to('xã').signed()
    const id = newId()
    const all = await Promise.all(Array.from({ length: 20 }, () => prepare(clerk, documentId, id)))
    for (const answer of all) assert.deepEqual(answer, all[0])
    await refused(
      province.runner.command(prepareIssue, clerk.actor, id, { documentId, send: false }),
      'platform.command-id-reused',
    )
  })
})

const prepare = (desk: Desk, documentId: string, commandId = newId()) =>
  province.runner.command(prepareIssue, desk.actor, commandId, { documentId, send: true })

async function anyPdf(): Promise<Buffer> {
  const [file] = await province.rows<{ sha256: string }>(
    `select c.sha256 from documents.component c join documents.document d using (agency_id) where d.id = c.document_id and d.state = 'awaiting-signature' limit 1`,
  )
  if (file) return province.services.blobs.get(file.sha256)
  await province.draft().to('xã').readyToSign()
  return anyPdf()
}

function run(program: string, args: string[]): string {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}
