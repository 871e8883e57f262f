import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/index.ts'
import { judge, makeCast, makePdf, makePng, signOnce, TINOS } from '../pades/test-kit.ts'
import { openPdf, type Page, PdfDict, PdfRef, pageAt } from '../pdf/index.ts'
import {
  cornerBlock,
  decodePng,
  decreeStyle,
  fitInside,
  pngMillimetres,
  sealRect,
  topRight,
  toUserSpace,
  toVisible,
  wrapLines,
} from './index.ts'
import { openTrueType } from './truetype.ts'

function png(
  width: number,
  height: number,
  depth: number,
  type: number,
  rows: number[][],
  extra: [string, number[]][] = [],
): Uint8Array {
  const chunk = (name: string, data: Uint8Array) => {
    const out = new Uint8Array(12 + data.length)
    const view = new DataView(out.buffer)
    view.setUint32(0, data.length)
    out.set(latin1Bytes(name), 4)
    out.set(data, 8)
    view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)))
    return out
  }
  const header = Uint8Array.of(0, 0, 0, width, 0, 0, 0, height, depth, type, 0, 0, 0)
  return concatBytes([
    latin1Bytes('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', header),
    ...extra.map(([name, data]) => chunk(name, Uint8Array.from(data))),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))),
    chunk('IEND', new Uint8Array()),
  ])
}

describe('PNG pictures', () => {
  it('RGBA, RGB, gray, gray with alpha and palette give colour and alpha', () => {
    assert.deepEqual(decodePng(png(1, 1, 8, 6, [[0, 1, 2, 3, 4]])), {
      width: 1,
      height: 1,
      channels: 3,
      color: Uint8Array.of(1, 2, 3),
      alpha: Uint8Array.of(4),
    })
    assert.equal(decodePng(png(1, 1, 8, 2, [[0, 1, 2, 3]])).alpha, undefined)
    assert.deepEqual([...decodePng(png(8, 1, 1, 0, [[0, 0b10100000]])).color], [255, 0, 255, 0, 0, 0, 0, 0])
    assert.deepEqual([...decodePng(png(1, 1, 8, 4, [[0, 9, 7]])).alpha!], [7])
    const palette = decodePng(
      png(
        2,
        1,
        4,
        3,
        [[0, 0x10]],
        [
          ['PLTE', [1, 2, 3, 4, 5, 6]],
          ['tRNS', [255, 0]],
        ],
      ),
    )
    assert.deepEqual(
      [[...palette.color], [...palette.alpha!]],
      [
        [4, 5, 6, 1, 2, 3],
        [0, 255],
      ],
    )
    assert.deepEqual([...decodePng(png(1, 1, 16, 2, [[0, 1, 99, 2, 99, 3, 99]])).color], [1, 2, 3])
  })
  it('a damaged, interlaced or foreign file is refused with a typed error', () => {
    const bad = (bytes: Uint8Array) =>
      assert.throws(
        () => decodePng(bytes),
        (error) => error instanceof SignError && error.code === 'bad-image',
      )
    bad(latin1Bytes('\xff\xd8\xff\xe0JPEG'))
    const good = makePng(4, 4, [1, 2, 3])
    bad(good.slice(0, 40))
    const interlaced = good.slice()
    interlaced[28] = 1
    bad(interlaced)
    const huge = good.slice()
    huge.set([0x7f, 0xff, 0xff, 0xff], 16)
    bad(huge)
  })
  it('the true size of a seal is read from the picture', () => {
    const size = pngMillimetres(png(200, 100, 8, 0, [], [['pHYs', [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 1]]]))!
    assert.deepEqual(size, { width: 20, height: 10 })
    assert.equal(pngMillimetres(makePng(4, 4, [0, 0, 0])), undefined)
  })
})

describe('geometry of Decree 30', () => {
  const person = { x: 300, y: 120, width: 120, height: 60 }
  it('the seal has its true size and covers the left third of the person’s signature', () => {
    const seal = sealRect(person, 36)
    assert.ok(Math.abs(seal.width - 36 * (72 / 25.4)) < 1e-9)
    const covered = (seal.x + seal.width - person.x) / person.width
    assert.ok(covered > 0.3 && covered < 0.36)
    assert.equal(seal.y + seal.height / 2, person.y + person.height / 2)
  })
  it('the person’s picture is never distorted', () => {
    assert.deepEqual(fitInside({ x: 0, y: 0, width: 100, height: 50 }, 10, 10), {
      x: 25,
      y: 0,
      width: 50,
      height: 50,
    })
  })
  it('what is placed where people see it is found there again, on any page (property)', () => {
    const number = fc.integer({ min: 0, max: 500 })
    fc.assert(
      fc.property(
        fc.constantFrom(0, 90, 180, 270),
        number,
        number,
        fc.integer({ min: -99, max: 99 }),
        (rotate, x, y, shift) => {
          const page: Page = {
            index: 0,
            ref: new PdfRef(1),
            dict: new PdfDict(),
            box: [shift, -shift, 600 + shift, 840 - shift],
            rotate,
          }
          const rect = { x, y, width: 30, height: 20 }
          assert.deepEqual(toVisible(page, toUserSpace(page, rect)), rect)
        },
      ),
    )
  })
  it('a picture appears upright at the asked place on rotated and cropped pages', async () => {
    const { lab, person: signer } = await makeCast()
    for (const rotate of [0, 90, 180, 270]) {
      const input = makePdf({
        style: 'table',
        rotate,
        mediaBox: [-50, -30, 350, 330],
        cropBox: [20, 40, 320, 240],
      })
      const image = makePng(40, 20, [0, 0, 255])
      const output = await signOnce(input, signer, {
        rect: { x: 30, y: 50, width: 80, height: 40 },
        appearance: { image },
      })
      const { out } = judge(
        'sh',
        (path) => [
          '-c',
          `pdftoppm -cropbox -r 72 -singlefile ${path} page && od -An -v -tu1 -w3 page.ppm | tail -n +1 | tr -s ' ' ',' `,
        ],
        output,
      )
      const bytes = out.match(/\d+/g)!.map(Number)
      const header = /^P6\n(\d+) (\d+)\n255\n/.exec(String.fromCharCode(...bytes.slice(0, 20)))!
      const [width, height] = [Number(header[1]), Number(header[2])]
      const at = (x: number, y: number) =>
        bytes.slice(header[0].length + 3 * ((height - 1 - y) * width + x)).slice(0, 3)
      // The left half of the test picture is transparent, the right half blue.
      assert.deepEqual(
        [at(45, 70), at(100, 70), at(100, 55), at(115, 70)],
        [
          [255, 255, 255],
          [0, 0, 255],
          [0, 0, 255],
          [255, 255, 255],
        ],
        `rotate ${rotate}`,
      )
    }
    await lab.close()
  })
  it('text blocks stand in the top right corner, one below the other, and break long names', async () => {
    const page = await pageAt(await openPdf(bytesSource(makePdf({ style: 'table' }))), 0)
    const name = 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Bến Tre nhiệm kỳ mới'
    const block = cornerBlock(page, ['SAO Y', name], decreeStyle(TINOS))
    assert.equal(block.lines!.join(' '), `SAO Y ${name}`)
    assert.ok(block.lines!.length > 2)
    const first = topRight(page, block)
    assert.ok(first.x > 595 / 2 && first.x + first.width <= 595 && first.y + first.height <= 842)
    const second = topRight(page, block, [first])
    assert.ok(second.y + second.height <= first.y)
  })
})

describe('the font subset', () => {
  it('has every letter of the Vietnamese alphabet as one glyph', () => {
    const font = openTrueType(TINOS)
    const letters = 'aăâeêioôơuưyđ'
    const marks = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323']
    for (const letter of letters + letters.toUpperCase()) {
      for (const mark of letter.toLowerCase() === 'đ' ? [''] : marks) {
        const composed = `${letter}${mark}`.normalize('NFC')
        assert.equal([...composed].length, 1)
        assert.notEqual(font.glyphOf(composed.codePointAt(0)!), 0, composed)
      }
    }
  })
  it('is a sound font holding only what is asked and its parts', () => {
    const font = openTrueType(TINOS)
    const glyphs = [0, ...[...'Ủyễ'].map((c) => font.glyphOf(c.codePointAt(0)!))]
    const subset = font.subset(glyphs)
    assert.ok(subset.length < TINOS.length / 4)
    let sum = 0
    for (let i = 0; i < subset.length; i += 4) sum = (sum + new DataView(subset.buffer).getUint32(i)) >>> 0
    assert.equal(sum, 0xb1b0afba, 'checksum of the whole font')
  })
  it('breaks lines only between words and refuses letters it does not have', async () => {
    assert.deepEqual(wrapLines(['Ủy ban nhân dân'], decreeStyle(TINOS), 40), ['Ủy ban', 'nhân dân'])
    const { lab, person } = await makeCast()
    const wrong = signOnce(makePdf({ style: 'table' }), person, {
      rect: { x: 0, y: 0, width: 9, height: 9 },
      appearance: { lines: ['漢'], style: decreeStyle(TINOS) },
    })
    await assert.rejects(wrong, (error) => error instanceof SignError && error.code === 'bad-font')
    await lab.close()
  })
})
