import assert from 'node:assert/strict'
import test from 'node:test'
import type { FieldPlace, RenderedLetter } from '../letter.ts'
import {
  invitation,
  notice,
  partyNotice,
  plan,
  report,
  separateAnnex,
  submission,
  telegram,
} from '../testing/more-samples.ts'
import {
  fontsOf,
  infoOf,
  missingTools,
  openedUp,
  piecesOf,
  qpdfCheck,
  textOf,
  wordsOf,
} from '../testing/pdf-tools.ts'
import { decision, officialLetter, partyLetter } from '../testing/samples.ts'
import { renderLetter } from './render-letter.ts'

const skip = missingTools('pdftotext', 'pdffonts', 'pdfinfo', 'pdftohtml', 'qpdf')
const TYPES = {
  officialLetter,
  decision,
  notice,
  plan,
  report,
  submission,
  invitation,
  telegram,
  partyLetter,
  partyNotice,
  separateAnnex,
}

function inside(place: FieldPlace, rendered: RenderedLetter): void {
  const [x, y, w, h] = place.rect
  assert.ok(place.page >= 1 && place.page <= rendered.pages, 'page exists')
  assert.ok(
    w > 0 && h > 0 && x >= 0 && y >= 0 && x + w <= 595.3 && y + h <= 841.9,
    `inside the page: ${place.rect}`,
  )
}

function places(rendered: RenderedLetter): FieldPlace[] {
  const { number, date, personSignature, seal, annexSignature } = rendered.fields
  return [number, date, date?.day, date?.month, date?.year, personSignature, seal, annexSignature].filter(
    (p) => p !== undefined,
  )
}

for (const [name, build] of Object.entries(TYPES)) {
  test(`A ${name} is a sound PDF/A-2b with Tinos embedded and its places inside the page`, {
    skip,
  }, async () => {
    const letter = build({ number: null, date: null, year: 2021 })
    const rendered = await renderLetter(letter)
    assert.equal(qpdfCheck(rendered.pdf), 0)
    const fonts = fontsOf(rendered.pdf)
    assert.ok(fonts.length > 0)
    for (const font of fonts) {
      assert.match(font.name, /\+Tinos/)
      assert.deepEqual([font.embedded, font.subset, font.unicode], [true, true, true], font.name)
    }
    const open = openedUp(rendered.pdf)
    assert.match(open, /pdfaid:part>2</)
    assert.match(open, /pdfaid:conformance>B</)
    assert.match(open, /\/Lang \(vi-VN\)/)
    assert.equal(infoOf(rendered.pdf).get('Pages'), String(rendered.pages))
    const found = places(rendered)
    assert.ok(found.length >= 3)
    for (const place of found) inside(place, rendered)
  })
}

/** Sizes and styles of cells, NĐ 30/2020 Appendix I. */
function assertPiece(
  rendered: RenderedLetter,
  text: string,
  size: number,
  style: 'regular' | 'bold' | 'italic' | 'bold italic',
): void {
  const piece = piecesOf(rendered.pdf).find((p) => p.text.replace(/\s+/g, ' ').includes(text))
  assert.ok(piece, text)
  const got =
    [piece.bold ? 'bold' : '', piece.italic ? 'italic' : ''].filter((s) => s !== '').join(' ') || 'regular'
  assert.deepEqual([piece.size, got], [size, style], text)
}

test('The cells of a state letter have the sizes and styles of Appendix I', { skip }, async () => {
  const letter = await renderLetter(
    officialLetter({ number: '5', date: '2022-01-05', density: 'normal', drafterMark: 'PL.(300)' }),
  )
  assertPiece(letter, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 13, 'bold')
  assertPiece(letter, 'Độc lập - Tự do - Hạnh phúc', 14, 'bold')
  assertPiece(letter, 'TỈNH BẾN TRE', 13, 'bold')
  assertPiece(letter, 'Số: 05/UBND-KT', 13, 'regular')
  assertPiece(letter, 'Bến Tre, ngày 05 tháng 01 năm 2022', 14, 'italic')
  assertPiece(letter, 'V/v chủ động ứng phó', 13, 'regular')
  assertPiece(letter, 'HỎA TỐC', 13, 'bold')
  assertPiece(letter, 'Kính gửi:', 14, 'regular')
  assertPiece(letter, 'Theo nhận định', 14, 'regular')
  assertPiece(letter, 'TM. ỦY BAN NHÂN DÂN', 14, 'bold')
  assertPiece(letter, 'Lê Minh Thuận', 14, 'bold')
  assertPiece(letter, 'Nơi nhận:', 12, 'bold italic')
  assertPiece(letter, '- Lưu: VT, KT.', 11, 'regular')
  assertPiece(letter, 'PL.(300)', 11, 'regular')
  const typed = await renderLetter(decision())
  assertPiece(typed, 'QUYẾT ĐỊNH', 14, 'bold')
  assertPiece(typed, 'Ban hành Quy chế', 14, 'bold')
  assertPiece(typed, 'Căn cứ Luật Giao dịch điện tử', 14, 'italic')
  const department = await renderLetter(notice())
  assertPiece(department, 'ỦY BAN NHÂN DÂN', 13, 'regular')
  assertPiece(department, 'VÀ TRUYỀN THÔNG', 13, 'bold')
})

test('The cells of a Party letter have the sizes and styles of HD 36', { skip }, async () => {
  const letter = await renderLetter(partyNotice())
  assertPiece(letter, 'ĐẢNG CỘNG SẢN VIỆT NAM', 15, 'bold')
  assertPiece(letter, 'ĐẢNG BỘ TỈNH BẾN TRE', 14, 'regular')
  assertPiece(letter, 'TỈNH ỦY BẾN TRE', 14, 'bold')
  assertPiece(letter, 'Số 127-TB/TU', 14, 'regular')
  assertPiece(letter, 'ngày 05 tháng 02 năm 2021', 14, 'italic')
  assertPiece(letter, 'THÔNG BÁO', 16, 'bold')
  assertPiece(letter, 'Kết luận của Ban Thường vụ', 14, 'bold')
  assertPiece(letter, '-----', 14, 'regular')
  assertPiece(letter, 'T/M BAN THƯỜNG VỤ', 14, 'bold')
  assertPiece(letter, 'PHÓ BÍ THƯ', 14, 'regular')
  assertPiece(letter, '- Lưu Văn phòng Tỉnh ủy.', 12, 'regular')
  const official = await renderLetter(partyLetter({ number: '9', date: '2021-12-20' }))
  assertPiece(official, 'Số 09-CV/VPTU', 14, 'regular')
  assertPiece(official, 'Phối hợp theo dõi', 12, 'italic')
  const text = textOf(official.pdf)
  assert.doesNotMatch(text, /CỘNG HÒA|Số:|V\/v|\.\/\./)
})

test('The text keeps within margins of 30 mm left and 15 mm right, 20 mm above and below', {
  skip,
}, async () => {
  const mm = 72 / 25.4
  for (const build of Object.values(TYPES)) {
    const words = wordsOf((await renderLetter(build({ contact: [] }))).pdf).filter(
      (w) => !/^\d$/.test(w.text),
    )
    assert.ok(Math.min(...words.map((w) => w.x)) >= 30 * mm - 0.6)
    assert.ok(Math.max(...words.map((w) => w.right)) <= 595.28 - 15 * mm + 0.6)
    assert.ok(Math.min(...words.map((w) => w.y)) >= 20 * mm - 4, 'bottom')
    assert.ok(Math.max(...words.map((w) => w.top)) <= 841.89 - 20 * mm + 4, 'top')
  }
})

test('Page two carries its number in the middle of the top margin, page one carries none', {
  skip,
}, async () => {
  const rendered = await renderLetter(officialLetter({ density: 'normal' }))
  assert.equal(rendered.pages, 2)
  const [first, second] = [1, 2].map((page) =>
    wordsOf(rendered.pdf).filter((w) => w.page === page && w.top > 841.89 - 50),
  )
  assert.ok(!first?.some((w) => /^\d+$/.test(w.text)))
  const number = second?.find((w) => w.text === '2')
  assert.ok(number)
  const middle = (number.x + number.right) / 2
  assert.ok(Math.abs(middle - (85.04 + 595.28 - 42.52) / 2) < 1, `centred: ${middle}`)
})

test('Room is left where number and date will stand, on the baseline of their line', { skip }, async () => {
  const { fields, pdf } = await renderLetter(officialLetter())
  const { number, date } = fields
  assert.ok(number && date && !date.year, 'the year is known')
  const words = wordsOf(pdf)
  const symbol = words.find((w) => w.text.includes('/UBND-KT'))
  const label = words.find((w) => w.text === 'Số:')
  assert.ok(symbol && label)
  assert.ok(
    number.rect[0] >= label.right - 0.5 && number.rect[0] + number.rect[2] <= symbol.x + 0.5,
    'between Số: and /',
  )
  assert.ok(number.rect[1] > symbol.y && number.rect[1] < symbol.top, 'on the line')
  assert.equal(number.rect[2], 26, 'four digits at 13 points')
  const [day, month, year] = ['ngày', 'tháng', 'năm'].map((text) => words.find((w) => w.text === text))
  assert.ok(day && month && year)
  assert.ok(date.day.rect[0] >= day.right && date.day.rect[0] + date.day.rect[2] <= month.x)
  assert.ok(date.month.rect[0] >= month.right && date.month.rect[0] + date.month.rect[2] <= year.x)
  assert.equal(date.day.italic, true)
  const { year: _, ...unknownYear } = officialLetter()
  const open = await renderLetter(unknownYear)
  assert.ok(open.fields.date?.year, 'without a known year there is room for it')
  const done = await renderLetter(officialLetter({ number: '8126', date: '2021-12-20' }))
  assert.deepEqual([done.fields.number, done.fields.date], [undefined, undefined])
})

test('The picture stands between title and name; the seal covers its left third and no more', {
  skip,
}, async () => {
  for (const build of [officialLetter, decision, partyNotice, plan]) {
    const { fields, pdf } = await renderLetter(build())
    const { personSignature, seal } = fields
    assert.ok(personSignature && seal)
    const [x, y, w, h] = personSignature.rect
    const on = wordsOf(pdf).filter((word) => word.page === personSignature.page && word.x > x - 60)
    assert.ok(
      on.every((word) => word.y >= y + h - 3 || word.top <= y + 3 || word.right < x || word.x > x + w),
      'no word in the picture',
    )
    assert.ok(
      on.some((word) => word.top <= y + 3) && on.some((word) => word.y >= y + h - 3),
      'title above, name below',
    )
    const [sx, sy, sw, sh] = seal.rect
    assert.ok(Math.abs(sx + sw - (x + w / 3)) < 0.01, 'right edge at one third')
    assert.ok(Math.abs(sy + sh / 2 - (y + h / 2)) < 0.01, 'same height')
    assert.ok(Math.abs(sw - (36 * 72) / 25.4) < 0.01, 'actual size')
  }
})

test('A separate annex has room for the agency’s signature at the top right, and for number and date', {
  skip,
}, async () => {
  const rendered = await renderLetter(separateAnnex())
  const { annexSignature, number, date, personSignature } = rendered.fields
  assert.ok(annexSignature && number && date)
  assert.equal(personSignature, undefined)
  const [x, y, w, h] = annexSignature.rect
  assert.equal(annexSignature.page, 1)
  assert.ok(x + w <= 595.3 - 42 && x > 300 && y > 841.89 - 60, 'top right corner')
  assert.ok(
    wordsOf(rendered.pdf).every((word) => word.page > 1 || word.top < y || word.right < x),
    `nothing under it, height ${h}`,
  )
  assert.match(textOf(rendered.pdf, 1), /Kèm theo Quyết định số\s+\/QĐ-UBND/)
  assert.match(textOf(rendered.pdf, 2), /STT\s+Cơ quan, đơn vị/, 'the table head returns on page 2')
})

test('Annexes in the same file start on a new page, numbered apart, with their own rooms', {
  skip,
}, async () => {
  const annexes = [
    {
      label: 'Phụ lục I',
      title: 'Danh mục',
      body: Array.from(
        { length: 60 },
        (_, i) => ({ kind: 'clause', label: `${i + 1}.`, text: 'Một mục của danh mục.' }) as const,
      ),
    },
    { label: 'Phụ lục II', title: 'Biểu mẫu', body: [] },
  ]
  const rendered = await renderLetter(decision({ number: null, date: null, year: 2021, annexes }))
  assert.equal(rendered.fields.annexes?.length, 2)
  assert.ok(rendered.fields.annexes?.every((a) => a.number && a.date))
  assert.equal(rendered.fields.annexes?.[1]?.number?.page, rendered.pages)
  const heads = [1, 2, 3, 4].map((page) => /^\s+(\d+)\n/.exec(textOf(rendered.pdf, page))?.[1])
  assert.deepEqual(
    heads.slice(0, 3),
    [undefined, undefined, '2'],
    'letter, annex I first page, annex I second page',
  )
  assert.doesNotMatch(textOf(rendered.pdf, rendered.pages), /^\s+\d+\n/, 'annex II first page')
  assert.equal(rendered.fields.personSignature?.page, 1)
})

test('A very long name wraps between words, keeps its compounds and touches nothing', { skip }, async () => {
  const name =
    'BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ XÂY DỰNG CÁC CÔNG TRÌNH NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN TỈNH BẾN TRE'
  const { pdf } = await renderLetter(
    officialLetter({ issuer: { parentName: 'ỦY BAN NHÂN DÂN TỈNH BẾN TRE', name } }),
  )
  const left = piecesOf(pdf)
    .filter((p) => p.page === 1 && p.top < 130 && p.bold && p.left < 280)
    .map((p) => p.text)
  assert.equal(left.join(' '), name)
  assert.ok(left.length <= 4, `${left.length} lines`)
  assert.ok(left.at(-1)?.endsWith('TỈNH BẾN TRE'))
  const words = wordsOf(pdf)
  const motto = words.find((w) => w.text === 'CỘNG')
  assert.ok(motto && words.filter((w) => w.top > motto.y - 60 && w.x < 250).every((w) => w.right < motto.x))
})

test('The same letter prepared at the same moment gives the same bytes', async () => {
  const [a, b] = await Promise.all([
    renderLetter(plan({ preparedAt: 1_640_000_000 })),
    renderLetter(plan({ preparedAt: 1_640_000_000 })),
  ])
  assert.ok(Buffer.from(a.pdf).equals(b.pdf))
})
