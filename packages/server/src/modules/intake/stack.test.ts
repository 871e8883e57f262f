// Một chồng quét có tờ phân cách thành nhiều văn bản, từng trang y nguyên.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { SEPARATOR } from '@congvan/reader'
import { closeReader } from '@congvan/reader/node'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { renderSeparators } from '../letters/index.ts'
import { partsOf } from './stack.ts'

let folder: string
let sheet: Buffer
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'congvan-stack-'))
  sheet = Buffer.from((await renderSeparators({ issuer: 'UBND TỈNH', mark: SEPARATOR, count: 1 })).pdf)
})
after(async () => {
  await rm(folder, { recursive: true })
  await closeReader()
})

/** The separator sheet as a copier gives it back: grey, a little turned, specks on it. */
async function scannedSheet(): Promise<Buffer> {
  await writeFile(join(folder, 'sheet.pdf'), sheet)
  execFileSync('pdftoppm', ['-r', '150', '-png', join(folder, 'sheet.pdf'), join(folder, 'sheet')])
  const png = (await readdir(folder)).find((name) => name.startsWith('sheet-'))!
  const image = await loadImage(await readFile(join(folder, png)))
  const canvas = createCanvas(image.width, image.height)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#e9e6df'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.rotate(0.03)
  pen.globalAlpha = 0.8
  pen.drawImage(image, 0, 0)
  for (let i = 0; i < 400; i++) {
    pen.fillStyle = i % 2 ? '#777' : '#eee'
    pen.fillRect((i * 7919) % canvas.width, (i * 104_729) % canvas.height, 2, 2)
  }
  return canvas.toBuffer('image/jpeg', 70)
}

/** A page that holds nothing but a picture, as scanners write it: the JPEG's own bytes. */
function pictures(jpegs: Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  const add = (text: string, data?: Buffer) => {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0))
    const body = data ? [Buffer.from('stream\n'), data, Buffer.from('\nendstream\n')] : []
    parts.push(Buffer.from(`${offsets.length} 0 obj\n${text}\n`), ...body, Buffer.from('endobj\n'))
  }
  const kids = jpegs.map((_, i) => `${3 + i * 3} 0 R`).join(' ')
  add('<</Type/Catalog/Pages 2 0 R>>')
  add(`<</Type/Pages/Kids[${kids}]/Count ${jpegs.length}/MediaBox[0 0 595 842]>>`)
  for (const [i, jpeg] of jpegs.entries()) {
    const n = 3 + i * 3
    const draw = Buffer.from('q 595 0 0 842 0 0 cm /P Do Q')
    add(`<</Type/Page/Parent 2 0 R/Resources<</XObject<</P ${n + 2} 0 R>>>>/Contents ${n + 1} 0 R>>`)
    add(`<</Length ${draw.length}>>`, draw)
    const size = jpegSize(jpeg)
    add(
      `<</Type/XObject/Subtype/Image/Width ${size.w}/Height ${size.h}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>`,
      jpeg,
    )
  }
  const start = parts.reduce((sum, part) => sum + part.length, 0)
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${offsets.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

function jpegSize(jpeg: Buffer): { w: number; h: number } {
  for (let at = 2; ; at += 2 + jpeg.readUInt16BE(at + 2))
    if (jpeg[at + 1]! >= 0xc0 && jpeg[at + 1]! <= 0xc2)
      return { h: jpeg.readUInt16BE(at + 5), w: jpeg.readUInt16BE(at + 7) }
}

function page(words: string): Buffer {
  const canvas = createCanvas(620, 877)
  const pen = canvas.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, 620, 877)
  pen.fillStyle = '#111'
  pen.font = '28px sans-serif'
  if (words) for (let y = 80; y < 800; y += 40) pen.fillText(words, 40, y)
  return canvas.toBuffer('image/jpeg', 80)
}

test('the sheets go, each document keeps its own pages to the byte, the blank back of a sheet goes too', async () => {
  const mark = await scannedSheet()
  const [one, two, three] = [
    page('văn bản một, trang một'),
    page('văn bản một, trang hai'),
    page('văn bản hai'),
  ]
  const parts = await partsOf(pictures([mark, page(''), one, two, mark, three]))
  assert.equal(parts?.length, 2)
  const holds = (part: Buffer) => [one, two, three].map((jpeg) => part.includes(jpeg))
  assert.deepEqual(holds(parts[0]!), [true, true, false])
  assert.deepEqual(holds(parts[1]!), [false, false, true])
  for (const [i, part] of parts.entries()) {
    await writeFile(join(folder, `part-${i}.pdf`), part)
    execFileSync('qpdf', ['--check', join(folder, `part-${i}.pdf`)])
  }
})

test('without a sheet in front a stack is one document', async () => {
  const mark = await scannedSheet()
  assert.equal(await partsOf(pictures([page('a'), mark, page('b')])), null)
  assert.equal(await partsOf(pictures([page('a'), page('b')])), null)
  assert.equal(await partsOf(Buffer.from('%PDF-1.4 hỏng')), null)
})
