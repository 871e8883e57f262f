import assert from 'node:assert/strict'
import test from 'node:test'
import type { Block } from '../letter.ts'
import { missingTools, piecesOf } from '../testing/pdf-tools.ts'
import { officialLetter, partyLetter } from '../testing/samples.ts'
import { renderLetter } from './render-letter.ts'

const skip = missingTools('pdftohtml')
const SENTENCE =
  'Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương khẩn trương triển khai thực hiện, báo cáo kết quả. '

function body(paragraphs: number, lastSentences: number): Block[] {
  return [
    ...Array.from({ length: paragraphs }, (): Block => ({ kind: 'paragraph', text: 'Một dòng.' })),
    { kind: 'paragraph', text: `${SENTENCE.repeat(lastSentences).trim()}/.` },
  ]
}

test('Wherever the page ends, the signature has at least two lines of the text above it', {
  skip,
}, async () => {
  let splits = 0
  for (const build of [officialLetter, partyLetter]) {
    for (const lastSentences of [2, 9]) {
      for (let paragraphs = 8; paragraphs <= 30; paragraphs += 1) {
        const rendered = await renderLetter(
          build({ body: body(paragraphs, lastSentences), density: 'normal' }),
        )
        const signature = rendered.fields.personSignature
        assert.ok(signature)
        const page = piecesOf(rendered.pdf).filter((p) => p.page === signature.page)
        const closing = page.find((p) => p.text === 'Nơi nhận:')
        assert.ok(closing, 'recipients stand beside the signature')
        const above = page.filter((p) => p.top < closing.top - 4 && p.top > 45)
        assert.ok(
          new Set(above.map((p) => p.top)).size >= 2,
          `${paragraphs} paragraphs: ${above.map((p) => p.text).join('|')}`,
        )
        if (signature.page > 1 && above.length === 2) splits += 1
      }
    }
  }
  assert.ok(splits > 0, 'some page broke just before the last two lines')
})

test('A split paragraph loses no word and its first part is justified to the margin', { skip }, async () => {
  let seen = 0
  for (let paragraphs = 14; paragraphs <= 24; paragraphs += 1) {
    const rendered = await renderLetter(officialLetter({ body: body(paragraphs, 9), density: 'normal' }))
    const text = piecesOf(rendered.pdf)
      .map((p) => p.text.replace(/\s+/g, ' '))
      .join(' ')
    const words = text.split(' ').filter((w) => w === 'khẩn').length
    assert.equal(words, 9)
    if (rendered.pages > 1) seen += 1
  }
  assert.ok(seen > 0)
})

test('A letter that would leave a nearly empty last page is set closer, a longer one is not', async () => {
  const normal = await renderLetter(officialLetter({ density: 'normal' }))
  const fitted = await renderLetter(officialLetter())
  assert.deepEqual([normal.pages, fitted.pages], [2, 1])
  // A page two well filled: no closer setting is tried.
  const long = officialLetter({ body: body(40, 2), preparedAt: 1 })
  const [auto, plain] = [await renderLetter(long), await renderLetter({ ...long, density: 'normal' })]
  const place = plain.fields.personSignature
  assert.ok(place?.page === 2 && place.rect[1] < 450, JSON.stringify(place))
  assert.ok(Buffer.from(auto.pdf).equals(plain.pdf))
})
