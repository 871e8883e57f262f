import assert from 'node:assert/strict'
import test from 'node:test'
import type { Letter, UrgencyMark } from '../letter.ts'
import { notice, partyNotice } from '../testing/more-samples.ts'
import { missingTools, wordsOf } from '../testing/pdf-tools.ts'
import { decision, officialLetter } from '../testing/samples.ts'
import { previewLetter } from './preview.ts'
import { renderLetter } from './render-letter.ts'

const MM = 72 / 25.4

/** Lengths of the horizontal rules on page one, from top to bottom. */
async function rulesOf(letter: Letter): Promise<number[]> {
  const [page = ''] = await previewLetter(letter)
  return [...page.matchAll(/stroke="#000000"[^>]* d="M 0 0h ([\d.]+) ?"/g)].map((m) => Number(m[1]))
}

async function lineWidth(letter: Letter, first: string, last: string): Promise<number> {
  const words = wordsOf((await renderLetter(letter)).pdf)
  const start = words.find((w) => w.text === first)
  const end = words.find((w) => w.text === last && start && Math.abs(w.y - start.y) < 2)
  assert.ok(start && end)
  return end.right - start.x
}

test('Frames of the urgency marks measure 20, 40 and 30 by 8 mm, in red', async () => {
  const widths: Partial<Record<UrgencyMark, number>> = { KHẨN: 20, 'THƯỢNG KHẨN': 40, 'HỎA TỐC': 30 }
  for (const [urgency, width] of Object.entries(widths) as [UrgencyMark, number][]) {
    const [page = ''] = await previewLetter(officialLetter({ urgency }))
    const [, height, length] = /stroke="#c8102e"[^>]* d="M 0 0v ([\d.]+) h ([\d.]+)/.exec(page) ?? []
    assert.ok(
      Math.abs(Number(height) - 8 * MM) < 0.01 && Math.abs(Number(length) - width * MM) < 0.01,
      urgency,
    )
  }
})

test('The rule below the motto is as long as the motto, that below the issuer a third to a half of its line', {
  skip: missingTools('pdftotext'),
}, async () => {
  const letter = officialLetter()
  const [issuer = 0, motto = 0] = await rulesOf(letter)
  assert.ok(Math.abs(motto - (await lineWidth(letter, 'Độc', 'phúc'))) < 1.5)
  const share = issuer / (await lineWidth(letter, 'ỦY', 'DÂN'))
  assert.ok(share >= 1 / 3 && share <= 1 / 2, `share ${share.toFixed(2)}`)
})

test('The rule below the abstract is a third to a half of its line, a Party document has five hyphens instead', {
  skip: missingTools('pdftotext'),
}, async () => {
  for (const [letter, first, last] of [
    [decision(), 'chuyên', 'tỉnh'],
    [notice(), 'Kết', 'họp'],
    [notice({ subject: 'Nghỉ Tết Dương lịch' }), 'Nghỉ', 'lịch'],
  ] as const) {
    const rule = (await rulesOf(letter))[2] ?? 0
    const share = rule / (await lineWidth(letter, first, last))
    assert.ok(share >= 1 / 3 && share <= 1 / 2, `${letter.subject}: ${share.toFixed(2)}`)
  }
  // The two short ones underline "Nơi nhận:", as HD 36 wants.
  const party = await rulesOf(partyNotice())
  assert.equal(party.filter((length) => length > 60).length, 1, `only below ĐẢNG CỘNG SẢN VIỆT NAM: ${party}`)
})
