// One fixture for each way real senders deviate; the number is the row in the domain notes.

import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { type DocumentPacket, memorySink, readAll, readPacket, type StatusPacket } from './index.ts'

const FOLDER = new URL('../fixtures/deviations/', import.meta.url)
const ORIGINAL = readFileSync(new URL('../fixtures/examples/1-new.edxml', import.meta.url))

async function read(bytes: Uint8Array) {
  const result = await readPacket(bytes, memorySink())
  assert.ok(result.ok, result.ok ? '' : `${result.error.code} ${result.error.en}`)
  return result
}

const fixture = (name: string) => read(readFileSync(new URL(`${name}.edxml`, FOLDER)))
const document = async (name: string) => (await fixture(name)).packet as DocumentPacket
const status = async (name: string) => (await fixture(name)).packet as StatusPacket

/** Fixtures whose packet is the original's, word for word, whatever happened to its shape. */
const SAME_PACKET: Record<string, string[]> = {
  '01-bom': ['junk-before-xml'],
  '01-stray-digits': ['junk-before-xml'],
  '01-utf-16': ['encoding-converted'],
  '01-utf-8-called-utf-16': ['encoding-mislabelled'],
  '02-xlink-undeclared': ['undeclared-prefix'],
  '02-prefix-outside-envelope': ['undeclared-prefix'],
  '04-no-prefixes': [],
  '04-reordered-attachments-inside': ['element-misplaced'],
  '04-content-before-labels': [],
  '04-soap-generation': ['old-form'],
  '04-wrong-namespace': ['unknown-namespace'],
  '06-cdata-line-ends': [],
  '06-character-references': [],
  '06-raw-called-zip': ['attachment-type-wrong'],
  '10-new-with-target': ['business-target-ignored'],
  '10-response-empty': ['response-empty'],
  'name-case': ['name-spelling'],
  'signature-without-namespace': ['signature-not-checked'],
  'text-decomposed': ['text-not-nfc'],
  'trailing-nul': ['bytes-after-xml'],
}

for (const [name, codes] of Object.entries(SAME_PACKET)) {
  test(`deviation ${name} reads as the packet the sender meant, and says what was repaired`, async () => {
    const original = await read(ORIGINAL)
    const result = await fixture(name)
    assert.deepEqual(result.packet, original.packet)
    assert.deepEqual([...new Set(result.warnings.map((warning) => warning.code))], codes)
    for (const warning of result.warnings) assert.match(warning.vi, /^[A-ZĐ]/)
    for (const [i, content] of result.contents.entries()) {
      assert.deepEqual(await readAll(content!), await readAll(original.contents[i]!))
    }
  })
}

/** Fixtures that mean something of their own, with the remark they earn. */
const REMARKS: Record<string, string[]> = {
  '03-comments-and-strays': ['element-unknown'],
  '05-no-business': ['business-missing'],
  '05-empty-business': ['business-missing'],
  '05-business-first-other-spelling': ['name-spelling'],
  '06-zip-called-pdf': ['attachment-type-wrong'],
  '06-inner-extension-differs': ['attachment-extension', 'attachment-type-wrong'],
  '06-plain-entry-name': [],
  '06-real-zip-stays': [],
  '06-real-docx-stays': ['attachment-type-wrong'],
  '06-two-uuid-entries-stay': ['attachment-type-wrong'],
  '06-not-base64': ['attachment-not-base64'],
  '06-ids-do-not-match': ['attachment-by-order'],
  '06-reference-without-content': ['attachment-missing'],
  '06-path-in-name': ['attachment-name'],
  '07-document-id-uuid': ['document-id-form'],
  '07-document-id-missing': ['document-id-built'],
  '07-number-timestamp': ['number-form'],
  '07-number-not-numeric': ['number-form'],
  '08-type-18': ['type-doubtful'],
  '09-organ-name-is-code': ['organ-name-doubtful'],
  '09-organ-name-missing': ['organ-name-doubtful'],
  '10-null-texts': ['null-text'],
  '10-several-responses': [],
  '11-impossible-dates': ['date-invalid', 'field-missing'],
  '11-date-time-in-date': ['date-format', 'time-format'],
  '12-status-1': ['status-padded'],
  '12-status-99': ['status-unknown'],
  '13-due-date-of-sender': [],
  '15-two-of-ours': [],
  '15-recipient-twice': ['recipient-repeated'],
  '16-status-of-stranger': [],
  '17-pdf-transcoded': ['attachment-damaged'],
  'text-bare-ampersand': ['bare-ampersand'],
}

test('every fixture is read and earns exactly the remarks named here', async () => {
  const names = readdirSync(FOLDER).map((file) => file.replace('.edxml', ''))
  assert.deepEqual(names.sort(), [...Object.keys(SAME_PACKET), ...Object.keys(REMARKS)].sort())
  for (const [name, codes] of Object.entries(REMARKS)) {
    const { warnings } = await fixture(name)
    assert.deepEqual([...new Set(warnings.map((warning) => warning.code))].sort(), codes, name)
  }
})

test('5: without Bussiness a packet is a new document; with the other spelling a recall stays a recall', async () => {
  assert.equal((await document('05-no-business')).business, 'new')
  assert.equal((await document('05-empty-business')).business, 'new')
  const recall = await document('05-business-first-other-spelling')
  assert.equal(recall.business, 'recall')
  assert.equal(recall.target, '000.00.13.H07,2025/03/03,156/STTTT-CNTT')
})

test('6: a wrapper is opened, a real archive or office file stays whole', async () => {
  const pdf = 'e5a636ac00ea3c175d3193c5d05df60ded156dd466043c70d254507ec277e4c2'
  for (const name of ['06-zip-called-pdf', '06-inner-extension-differs', '06-plain-entry-name']) {
    const [first] = (await document(name)).attachments
    assert.equal(first?.sha256, pdf, name)
    assert.equal(first?.wrapped, true)
    assert.equal(first?.mediaType, 'application/pdf')
  }
  const [zip] = (await document('06-real-zip-stays')).attachments
  assert.deepEqual([zip?.name, zip?.mediaType, zip?.wrapped], ['bieu-mau.zip', 'application/zip', false])
  const [docx] = (await document('06-real-docx-stays')).attachments
  assert.match(docx?.mediaType ?? '', /wordprocessingml/)
  assert.equal(docx?.wrapped, false)
  const [pair] = (await document('06-two-uuid-entries-stay')).attachments
  assert.equal(pair?.wrapped, false)
})

test('6: content that is not base64 damages that attachment only', async () => {
  const [broken, whole] = (await document('06-not-base64')).attachments
  assert.equal(broken?.damaged, true)
  assert.equal(whole?.damaged, false)
  assert.equal(whole?.bytes, 63)
})

test('6: a listed file without content is kept in the list as damaged', async () => {
  const result = await fixture('06-reference-without-content')
  const { attachments } = result.packet as DocumentPacket
  assert.deepEqual(
    attachments.map((it) => [it.name, it.damaged]),
    [
      ['156_STTTT-CNTT.signed.pdf', true],
      ['ghi-chu.txt', false],
    ],
  )
  assert.equal(result.contents[0], null)
})

test('7: a missing identifier is built in the standard form, others are taken as they are', async () => {
  assert.equal(
    (await document('07-document-id-missing')).documentId,
    '000.00.13.H07,2025/03/03,156/STTTT-CNTT',
  )
  assert.equal((await document('07-document-id-uuid')).documentId, '0b9c7c1e-55aa-4d2f-8a3e-d4f6c8f00001')
  assert.equal((await document('07-number-timestamp')).number, '1740967200123')
})

test('10: placeholders count as nothing, several answered documents are all kept', async () => {
  const empty = await document('10-null-texts')
  assert.deepEqual([empty.place, empty.content, empty.trace[0]?.organId], ['', '', ''])
  assert.deepEqual(
    (await document('10-several-responses')).responseFor.map((it) => it.documentId),
    ['id-1', 'id-2'],
  )
})

test('11: a day that never was is no day; other spellings of a real one are understood', async () => {
  const impossible = await document('11-impossible-dates')
  assert.deepEqual([impossible.issuedOn, impossible.dueOn], [null, null])
  const spelt = await document('11-date-time-in-date')
  assert.deepEqual([spelt.issuedOn, spelt.dueOn], ['2025-03-03', '2025-03-14'])
  assert.equal(spelt.trace[0]?.at, '2025-03-03T09:15:00+07:00')
})

test('12: a status code gets its zero back, an unknown one is kept as it is', async () => {
  assert.equal((await status('12-status-1')).statusCode, '01')
  assert.equal((await status('12-status-99')).statusCode, '99')
})

test('14: the same packet read twice is the same packet', async () => {
  assert.deepEqual((await read(ORIGINAL)).packet, (await read(ORIGINAL)).packet)
})

test('15: a recipient named twice counts once, two recipients stay two', async () => {
  assert.equal((await document('15-recipient-twice')).to.length, 1)
  assert.deepEqual(
    (await document('15-two-of-ours')).to.map((it) => it.code),
    ['000.00.31.H07', '000.00.32.H07'],
  )
})

test('17: a PDF that went through a text conversion is marked damaged', async () => {
  assert.equal((await document('17-pdf-transcoded')).attachments[0]?.damaged, true)
})

test('an ampersand that stands alone is the word it was typed as; one that begins a reference is not guessed at', async () => {
  assert.match((await document('text-bare-ampersand')).subject, / & Nhà máy nước Cái Cỏ$/)
})
