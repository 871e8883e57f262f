import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Block, Letter } from '../letter.ts'
import { notice } from '../testing/more-samples.ts'
import { missingTools, qpdfCheck } from '../testing/pdf-tools.ts'
import { officialLetter, partyLetter } from '../testing/samples.ts'
import { RenderError } from './errors.ts'
import { renderLetter } from './render-letter.ts'

const skip = missingTools('qpdf')

const words = fc.constantFrom(
  'Ủy ban',
  'nhân dân',
  'tỉnh',
  '98/TTr-STTTT',
  'x'.repeat(120),
  '',
  ' ',
  '\n',
  '"',
  '\\',
  '#',
  '$',
  '<a>',
  '_',
  '*',
  '@b',
  '//',
  '4‰',
  '½',
  '…',
  '“',
  'NGHĨA',
  '\u00a0',
  '- ',
)
const text = fc.array(words, { maxLength: 25 }).map((list) => list.join(' '))
const block: fc.Arbitrary<Block> = fc.oneof(
  text.map((t): Block => ({ kind: 'paragraph', text: t })),
  text.map(
    (t): Block => ({
      kind: 'paragraph',
      text: [
        { text: t, bold: true },
        { text: t, italic: true, note: t },
      ],
    }),
  ),
  fc.array(text, { maxLength: 4 }).map((lines): Block => ({ kind: 'legal-basis', lines })),
  fc.tuple(text, text).map(([label, title]): Block => ({ kind: 'division', label, title })),
  fc.constantFrom<Block>(
    { kind: 'heading', level: 1, text: 'I. MỤC' },
    { kind: 'enacting', text: 'QUYẾT ĐỊNH:' },
  ),
  fc.array(fc.array(text, { maxLength: 4 }), { maxLength: 4 }).map(
    (rows): Block => ({
      kind: 'table',
      columns: [{ title: 'A' }, { title: 'B', width: 3 }],
      rows,
      caption: 'Bảng',
    }),
  ),
  fc.array(fc.double({ min: -5, max: 1e12, noNaN: false }), { maxLength: 3 }).map(
    (values): Block => ({
      kind: 'chart',
      title: 'Biểu',
      series: ['a', 'b'],
      bars: [{ label: 'x', values }],
    }),
  ),
)
const letter: fc.Arbitrary<Letter> = fc
  .record({
    build: fc.constantFrom(officialLetter, notice, partyLetter),
    subject: text,
    body: fc.array(block, { maxLength: 8 }),
    recipients: fc.array(text, { maxLength: 6 }),
    addressees: fc.array(text, { maxLength: 5 }),
    landscape: fc.boolean(),
    name: text,
  })
  .map(({ build, name, ...rest }) =>
    build({ ...rest, issuer: { name, parentName: name }, signatureBlock: { lines: [name, name], name } }),
  )

test('Any letter, however filled, becomes a sound file or a refusal that names the reason', {
  skip,
}, async () => {
  let printed = 0
  await fc.assert(
    fc.asyncProperty(letter, async (any) => {
      try {
        const { pdf, fields, pages } = await renderLetter(any)
        printed += 1
        assert.equal(qpdfCheck(pdf), 0)
        assert.ok(fields.personSignature && fields.personSignature.page <= pages)
      } catch (error) {
        if (!(error instanceof RenderError)) throw error
        assert.equal(error.code, 'letters.character-not-printable', error.message)
      }
    }),
    { numRuns: 80 },
  )
  assert.ok(printed > 60, `${printed} of 80 printed`)
})

test('A list of a hundred recipients runs over the page and keeps every line', { skip }, async () => {
  const recipients = [...Array.from({ length: 100 }, (_, i) => `Ủy ban nhân dân xã thứ ${i + 1}`), 'Lưu: VT']
  const rendered = await renderLetter(notice({ recipients }))
  assert.ok(rendered.pages >= 2)
  assert.equal(qpdfCheck(rendered.pdf), 0)
  assert.equal(rendered.fields.personSignature?.page, 1)
})

test('A letter without body, addressees, recipients or signer still prints its header', {
  skip,
}, async () => {
  const { pages, fields } = await renderLetter(
    officialLetter({ body: [], addressees: [], recipients: [], signatureBlock: null }),
  )
  assert.equal(pages, 1)
  assert.ok(fields.number && !fields.personSignature)
})
