// A paper of the story found again by half-remembered words, with the keyboard alone, within twenty seconds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CHROMIUM, LAPTOP, openStage, type Stage, sitDown } from './harness.ts'

const strict = process.env.CONGVAN_STRICT === '1'
const skip = CHROMIUM ? false : strict ? false : 'Chromium is not installed (apt-get install chromium)'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(async () => stage?.close())

test('the clerk remembers "man man, tru nuoc" and opens the paper without the mouse', { skip }, async () => {
  const { page, errors } = await sitDown(stage, 'Văn thư Văn phòng UBND tỉnh', LAPTOP)
  await page.locator('.shell').waitFor()
  // The follower reads the demo's documents while people are already at work.
  for (let turn = 0; turn < 60; turn++) {
    const answer = await page.evaluate(async () =>
      (await fetch('/api/v1/queries/search.find?q=tru%20nuoc%20ngot%20man')).json(),
    )
    if (answer.total > 0) break
    await page.waitForTimeout(1000)
  }
  const began = performance.now()
  await page.keyboard.press('/')
  await page.keyboard.type('tru nuoc ngot man')
  await page.keyboard.press('Enter')
  await page.getByRole('row').first().waitFor()
  assert.match(
    (await page.getByRole('heading', { level: 1 }).first().textContent()) ?? '',
    /tru nuoc ngot man/,
  )
  const lit = await page.locator('.row-subject mark').allInnerTexts()
  assert.ok(
    lit.some((text) => /trữ nước ngọt|mặn/iu.test(text)),
    'the words are lit in the row',
  )
  await page.keyboard.press('j')
  await page.locator('#reader-subject, .reader h1, .reader h2').first().waitFor()
  const seconds = (performance.now() - began) / 1000
  await page.locator('.pdf-lit').first().waitFor()
  assert.ok(seconds <= 20, `${seconds.toFixed(1)} s`)
  assert.deepEqual(errors, [])
})
