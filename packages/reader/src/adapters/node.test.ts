import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createCanvas } from '@napi-rs/canvas'
import { strToU8, zipSync } from 'fflate'
import { CERTAIN } from '../page-model.ts'
import { certaintyOf, closeReader, readFileFields } from './node.ts'
import { recognise } from './ocr.ts'

after(() => closeReader())

const paragraph = (text: string, bold = false): string =>
  `<w:p><w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t>${text}</w:t></w:r></w:p>`
const cell = (width: number, ...lines: string[]): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${lines.map((l) => paragraph(l)).join('')}</w:tc>`
const table = (left: string[], right: string[]): string =>
  `<w:tbl><w:tr>${cell(4200, ...left)}${cell(5400, ...right)}</w:tr></w:tbl>`

function docx(body: string): Uint8Array {
  return zipSync({
    'word/document.xml': strToU8(
      `<?xml version="1.0"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    ),
  })
}

test('a DOCX is read through its two-column tables', async () => {
  const bytes = docx(
    table(
      ['UBND TỈNH AN GIANG', 'SỞ Y TẾ', 'Số: 88/TB-SYT'],
      [
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Độc lập - Tự do - Hạnh phúc',
        'An Giang, ngày 14 tháng 9 năm 2023',
      ],
    ) +
      paragraph('THÔNG BÁO', true) +
      paragraph('Về việc tuyển dụng viên chức năm 2023', true) +
      paragraph('Căn cứ Luật Viên chức ngày 15 tháng 11 năm 2010, Sở Y tế thông báo như sau:') +
      table(['Nơi nhận:', '- Các bệnh viện;', '- Lưu: VT, TCCB.'], ['GIÁM ĐỐC', '', 'Trần Quang Hiền']),
  )
  const { fields } = await readFileFields(bytes)
  assert.deepEqual(
    [
      fields.parentIssuer,
      fields.issuer,
      fields.number,
      fields.symbol,
      fields.issuedOn,
      fields.typeName,
      fields.subject,
      fields.signer,
    ],
    [
      'UBND TỈNH AN GIANG',
      'SỞ Y TẾ',
      '88',
      'TB-SYT',
      '2023-09-14',
      'Thông báo',
      'Về việc tuyển dụng viên chức năm 2023',
      'Trần Quang Hiền',
    ],
  )
})

test('a DOCX that would unpack to more than a document is refused', async () => {
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(60 * 1024 * 1024) })
  const reading = await readFileFields(bomb)
  assert.equal(certaintyOf(reading), 4)
  assert.match(reading.warnings.join(' '), /quá lớn/)
})

test('files that cannot be read say why in Vietnamese and end with 4', async () => {
  for (const bytes of [
    new Uint8Array(0),
    strToU8('%PDF-1.7 nothing here'),
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
    new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]),
    zipSync({ 'a.txt': strToU8('x') }),
  ]) {
    const reading = await readFileFields(bytes)
    assert.equal(certaintyOf(reading), 4)
    assert.match(reading.warnings.join(' '), /\p{Script=Latin}[^\p{ASCII}]/u)
  }
  assert.equal(certaintyOf(await readFileFields('/nowhere/at/all.pdf')), 4)
})

test('a picture that is no paper is unreadable, a blank sheet too', async () => {
  const canvas = createCanvas(900, 1200)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, 900, 1200)
  const blank = await readFileFields(new Uint8Array(canvas.toBuffer('image/png')))
  assert.equal(certaintyOf(blank), 4)
  for (let i = 0; i < 400; i++) {
    pen.fillStyle = `hsl(${(i * 47) % 360} 60% ${30 + (i % 50)}%)`
    pen.beginPath()
    pen.ellipse((i * 211) % 900, (i * 317) % 1200, 20 + (i % 70), 15 + (i % 40), i, 0, 7)
    pen.fill()
  }
  const cat = await readFileFields(new Uint8Array(canvas.toBuffer('image/jpeg', 80)))
  assert.notEqual(certaintyOf(cat), 0)
  for (const sure of Object.values(cat.confidence)) assert.ok(sure < CERTAIN)
})

test('without the program the npm engine reads the same words', async () => {
  const canvas = createCanvas(1000, 160)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, 1000, 160)
  pen.fillStyle = '#000'
  pen.font = "44px 'Liberation Serif'"
  pen.fillText('Bến Tre, ngày 05 tháng 01 năm 2022', 40, 90)
  const { words } = await recognise(new Uint8Array(canvas.toBuffer('image/png')), 'page', { PATH: '' })
  assert.match(words.map((w) => w.text).join(' '), /ngày 05 tháng 01 năm 2022/)
})
