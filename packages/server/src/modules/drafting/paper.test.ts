// "Vào sổ văn bản ký giấy": one run of numbers for paper and electronic; number → print, sign, stamp → scan → sao y → sent.
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
import { issuePaper, printForPaper } from './issue-paper.ts'

let province: Province
let clerk: Desk
let officer: Desk
let leader: Desk
let commune: Desk
before(async () => {
  province = await Province.start()
  ;({ clerk, officer, leader, commune } = await province.desks({
    clerk: 'văn thư tỉnh',
    officer: 'chuyên viên',
    leader: 'chủ tịch',
    commune: 'văn thư xã',
  }))
})
after(() => province[Symbol.asyncDispose]())

const onPaper = async () => {
  const documentId = await province.draft().to('xã').readyToSign()
  await clerk.does('issuing.register-paper', { documentId })
  return documentId
}
const scanOf = async (documentId: string, filename = 'scan.pdf') =>
  putUpload(
    province,
    'văn thư tỉnh',
    await printForPaper(province.services, clerk.actor, documentId),
    filename,
  )
const copies = (desk: Desk, documentId: string, uploadId: string, send = true) =>
  issuePaper(province.services, desk.actor, { documentId, uploadId, send }).then((all) => all.results[0]!)
const run = (program: string, args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

describe('Vào sổ văn bản ký giấy', () => {
  fiveSentences({
    command: 'issuing.register-paper',
    province: () => province,
    ready: async () => ({ documentId: await province.draft().to('xã').readyToSign() }),
    right: () => clerk,
    wrong: () => officer,
    wrongCode: 'registers.clerk-only',
    wrongState: async () => ({ documentId: await province.draft().to('xã').submitted() }),
    stateCode: 'documents.wrong-state',
    after: async ({ documentId }) => {
      assert.equal(await stateOf(province, documentId), 'on-paper')
      const rows = await province.rows<{ state: string; signer_name: string }>(
        'select state, signer_name from registers.entry where document_id = $1',
        [documentId],
      )
      assert.deepEqual(rows, [{ state: 'bound', signer_name: 'Trần Văn Thuận' }])
    },
  })

  test('takes the next number of the same run as what is signed electronically', async () => {
    const first = await province.draft().to('xã').issued()
    const paper = await onPaper()
    const last = await province.draft().to('xã').issued()
    const rows = await province.rows<{ document_id: string; number: number; series_id: string }>(
      'select document_id, number, series_id from registers.entry where document_id = any ($1) order by number',
      [[first, paper, last]],
    )
    assert.deepEqual(
      rows.map((row) => row.document_id),
      [first, paper, last],
    )
    assert.deepEqual(
      rows.map((row) => row.number - rows[0]!.number),
      [0, 1, 2],
    )
    assert.equal(new Set(rows.map((row) => row.series_id)).size, 1)
  })

  test('the page to sign carries number and date in print', async () => {
    const documentId = await onPaper()
    const path = join(province.folder, 'print.pdf')
    writeFileSync(path, await printForPaper(province.services, clerk.actor, documentId))
    const text = run('pdftotext', ['-layout', path, '-'])
    const card = (await clerk.asks('issuing.queue')).rows.find(
      (row: { documentId: string }) => row.documentId === documentId,
    )
    assert.equal(card.paper, true)
    assert.ok(text.includes(card.nextNumber), `${card.nextNumber} is not on the page:\n${text.slice(0, 600)}`)
    assert.match(text, /ngày\s+20\s+tháng\s+12\s+năm\s+2021/)
    await assert.rejects(printForPaper(province.services, commune.actor, documentId))
  })

  test('the scan becomes a copy (sao y) under the agency’s key and reaches its addressee; the book holds one row', async () => {
    const documentId = await onPaper()
    const scan = await scanOf(documentId)
    const result = await copies(clerk, documentId, scan)
    assert.equal(result.ok, true, result.problem?.vi)
    assert.equal(await stateOf(province, documentId), 'issued')
    const [entry] = await province.rows<{ state: string; note: string; recipients: string }>(
      'select state, note, recipients from registers.entry where document_id = $1',
      [documentId],
    )
    assert.equal(entry!.state, 'used')
    assert.match(entry!.note, /Ký giấy/)
    const [arrived] = await province.rows<{ sha256: string; verdict: string; files: number }>(
      `select c.sha256, c.verdict, count(*) over ()::int as files from deliveries.arrival a
       join documents.component c on c.agency_id = a.agency_id and c.document_id = a.document_id where a.sender_document_id = $1`,
      [documentId],
    )
    assert.equal(arrived!.files, 1, 'the printed page stays at home')
    const path = join(province.folder, 'copy.pdf')
    writeFileSync(path, await province.services.blobs.get(arrived!.sha256))
    assert.match(run('pdfsig', ['-nocert', path]), /Signature is Valid/)
    run('qpdf', ['--check', path])
    const words = run('pdftotext', ['-layout', path, '-'])
    assert.match(words, /SAO Y/)
    assert.match(words, /20\/12\/2021 \d\d:\d\d:\d\d \+07:00/)
    const view = await clerk.asks('documents.get', { documentId })
    assert.deepEqual(
      view.signatures.map((row: { verdict: string }) => row.verdict),
      ['valid'],
    )
    assert.ok(view.log.some((line: { vi: string }) => line.vi.includes('sao y')))
  })

  test('waits with its number while there is no scan; neither signature nor ordinary issue may overtake it', async () => {
    const documentId = await onPaper()
    assert.equal((await leader.signs(documentId))[0]!.problem!.code, 'documents.wrong-state')
    assert.equal((await clerk.issues(documentId)).problem!.code, 'documents.wrong-state')
    assert.equal((await copies(clerk, documentId, newId())).problem!.code, 'drafting.upload-gone')
    for (const desk of [officer, leader, commune]) {
      const before = await fingerprint(province)
      assert.equal((await copies(desk, documentId, newId())).ok, false)
      assert.equal(await fingerprint(province), before)
    }
    assert.equal(await stateOf(province, documentId), 'on-paper')
  })

  test('a scan that is no PDF, or a broken one, is refused and kept; the number stays bound', async () => {
    const documentId = await onPaper()
    const broken = await putUpload(province, 'văn thư tỉnh', Buffer.from('%PDF-1.7 nothing more'))
    assert.equal((await copies(clerk, documentId, broken)).problem!.code, 'signing.pdf-refused')
    const picture = await scanOf(documentId, 'scan.jpg')
    await province.rows(`update platform.upload set media_type = 'image/jpeg' where id = $1`, [picture])
    assert.equal((await copies(clerk, documentId, picture)).problem!.code, 'drafting.scan-not-pdf')
    const kept = await province.rows(
      `select 1 from platform.upload where id = any ($1) and state = 'waiting'`,
      [[broken, picture]],
    )
    assert.equal(kept.length, 2)
    assert.equal((await copies(clerk, documentId, await scanOf(documentId))).ok, true)
  })

  test('two clerks with two scans at once: one copy, one arrival', async () => {
    const documentId = await onPaper()
    const scans = [await scanOf(documentId), await scanOf(documentId)]
    const both = await Promise.all(scans.map((scan) => copies(clerk, documentId, scan)))
    assert.ok(both.filter((row) => row.ok).length <= 1, 'both won')
    if (!both.some((row) => row.ok)) assert.equal((await copies(clerk, documentId, scans[0]!)).ok, true)
    const arrivals = await province.rows('select 1 from deliveries.arrival where sender_document_id = $1', [
      documentId,
    ])
    assert.equal(arrivals.length, 1)
  })

  test('a paper that the leader would not sign: the number is cancelled with its reason, never reused', async () => {
    const documentId = await onPaper()
    await clerk.does('issuing.cancel-number', { documentId, reason: 'Lãnh đạo không ký' })
    assert.equal(await stateOf(province, documentId), 'cancelled')
    const next = await onPaper()
    const rows = await province.rows<{ state: string; number: number }>(
      'select state, number from registers.entry where document_id = any ($1) order by number',
      [[documentId, next]],
    )
    assert.deepEqual(
      rows.map((row) => row.state),
      ['cancelled', 'bound'],
    )
  })

  test('numbered and copied but kept back is sent later', async () => {
    const documentId = await onPaper()
    assert.equal((await copies(clerk, documentId, await scanOf(documentId), false)).ok, true)
    assert.equal(await stateOf(province, documentId), 'numbered')
    await clerk.does('issuing.send', { documentId })
    assert.equal(await stateOf(province, documentId), 'issued')
  })

  test('a held number is used for the paper it was held for', async () => {
    const { number } = await clerk.does<{ number: number }>('registers.reserve', {
      bookId: province.book('tỉnh', 'outgoing'),
      typeCode: '',
      reason: 'Công văn ký tại cuộc họp',
      expiresOn: '2021-12-31',
    })
    const documentId = await province.draft().to('xã').readyToSign()
    const { rows } = await clerk.asks('issuing.reserved', { documentId })
    const held = rows.find((row: { number: number }) => row.number === number)
    assert.equal(held.reason, 'Công văn ký tại cuộc họp')
    await refused(officer.asks('issuing.reserved', { documentId }), 'registers.clerk-only')
    await clerk.does('issuing.register-paper', { documentId, entryId: held.entryId })
    const [entry] = await province.rows<{ number: number; note: string; reason: string | null }>(
      'select number, note, reason from registers.entry where document_id = $1',
      [documentId],
    )
    assert.equal(entry!.number, number)
    assert.match(entry!.note, /Số giữ từ 20\/12\/2021: Công văn ký tại cuộc họp/)
  })
})
