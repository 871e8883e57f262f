// A draft written in Word: LibreOffice makes its page; where it is not, the screen says so and nothing is lost.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { refused, stateOf } from '../../../../testkit/src/expect.ts'
import { putUpload } from '../../../../testkit/src/province/builders.ts'
import { Province } from '../../../../testkit/src/province.ts'
import { newId } from '../../kernel/id.ts'
import { docxToPdf, officeProgram } from '../../platform/office.ts'
import { DOCX } from './finalise-draft.ts'

const strict = process.env.CONGVAN_STRICT === '1'
const skip =
  officeProgram() || strict
    ? false
    : 'LibreOffice is not installed (apt-get install libreoffice-writer-nogui)'

let province: Province
let docx: Buffer
before(async () => {
  province = await Province.start()
  if (!skip)
    docx = wordFile('<p>Kính gửi: Ủy ban nhân dân xã Thạnh Trị. Đề nghị báo cáo tình hình hạn mặn.</p>')
})
after(() => province[Symbol.asyncDispose]())

/** A real DOCX, written by the office itself. */
function wordFile(html: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'congvan-docx-'))
  try {
    writeFileSync(join(folder, 'a.html'), `<meta charset="utf-8">${html}`)
    execFileSync(
      officeProgram()!,
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--infilter=HTML (StarWriter)',
        '--convert-to',
        'docx:MS Word 2007 XML',
        '--outdir',
        folder,
        join(folder, 'a.html'),
      ],
      { stdio: 'ignore', timeout: 90_000 },
    )
    return readFileSync(join(folder, 'a.docx'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function drafted(): Promise<string> {
  const officer = await province.desk('chuyên viên')
  const uploadId = await putUpload(province, 'chuyên viên', docx, 'to-trinh.docx')
  await province.rows('update platform.upload set media_type = $2 where id = $1', [uploadId, DOCX])
  const documentId = newId()
  await officer.does('drafting.create', { documentId, typeCode: '', uploadId })
  const view = await officer.asks('drafting.get', { documentId })
  await officer.does('drafting.save', {
    documentId,
    version: view.version,
    content: {
      ...view.content,
      subject: 'V/v báo cáo hạn mặn',
      signerPositionId: province.position('chủ tịch'),
      mandateId: province.mandate('chủ tịch'),
      recipients: [{ text: 'UBND xã', agencyIds: [province.agency('xã')], channel: 'local' }],
    },
  })
  return documentId
}

test('where LibreOffice is, the DOCX becomes the page that is signed and issued; the DOCX stays at home', {
  skip,
}, async () => {
  const documentId = await drafted()
  const officer = await province.desk('chuyên viên')
  const view = await officer.asks('drafting.get', { documentId })
  assert.equal(view.can.submit, null)
  await officer.does('drafting.submit', { documentId, version: view.version })
  for (const [check, nick] of [
    ['content', 'trưởng phòng kinh tế'],
    ['format', 'chánh văn phòng'],
  ] as const)
    await (await province.desk(nick)).does('drafting.initial', { documentId, check })
  await province.settle()
  assert.equal(await stateOf(province, documentId), 'awaiting-signature')
  assert.equal((await (await province.desk('chủ tịch')).signs(documentId))[0]!.ok, true)
  assert.equal((await (await province.desk('văn thư tỉnh')).issues(documentId)).ok, true)
  const files = await province.rows<{ role: string; media_type: string; sha256: string; mine: boolean }>(
    `select role, media_type, sha256, document_id = $1 as mine from documents.component
     where document_id = $1 or document_id in (select document_id from deliveries.arrival where sender_document_id = $1) order by ordinal, mine`,
    [documentId],
  )
  assert.deepEqual(
    files.map((row) => [row.role, row.media_type === DOCX, row.mine]),
    [
      ['main', false, false],
      ['main', false, true],
      ['upload', true, true],
    ],
  )
  const path = join(province.folder, 'page.pdf')
  writeFileSync(path, await province.services.blobs.get(files[0]!.sha256))
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' })
  assert.match(text.normalize('NFC'), /Thạnh Trị/)
  assert.match(execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' }), /Signature is Valid/)
})

test('without LibreOffice the draft can be reviewed but not submitted, and says so', { skip }, async (t) => {
  const documentId = await drafted()
  const officer = await province.desk('chuyên viên')
  process.env.CONGVAN_SOFFICE = ''
  t.after(() => {
    delete process.env.CONGVAN_SOFFICE
  })
  const view = await officer.asks('drafting.get', { documentId })
  assert.equal(view.can.submit.code, 'drafting.docx-needs-office')
  await refused(
    officer.does('drafting.submit', { documentId, version: view.version }),
    'drafting.docx-needs-office',
    'file',
  )
  assert.equal(await stateOf(province, documentId), 'draft')
})

test('a picture that lies in the network is not fetched, a file that is none makes no page, and no cell is left behind', {
  skip,
}, async (t) => {
  // The address is silent while the file is written, and listens while it is printed.
  const port = 20_000 + (process.pid % 20_000)
  const spy = wordFile(`<p>Xin chào</p><img src="http://127.0.0.1:${port}/x.png" width="20" height="20">`)
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    response.end()
  })
  t.after(() => server.close())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  assert.ok((await docxToPdf(spy)).subarray(0, 5).equals(Buffer.from('%PDF-')))
  assert.equal(asked, 0, 'the office went out')
  await assert.rejects(docxToPdf(Buffer.from('PK\x03\x04 this is nothing')))
  await assert.rejects(docxToPdf(spy, 0.05), /more than/)
  assert.deepEqual(
    readdirSync(tmpdir()).filter((name) => name.startsWith('congvan-office-')),
    [],
  )
})
