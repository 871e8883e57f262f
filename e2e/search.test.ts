// A paper of the story found again by half-remembered words, with the keyboard alone, within twenty seconds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { fold } from '../packages/server/src/kernel/text.ts'
import { CHROMIUM, LAPTOP, openStage, type Stage, sitDown } from './harness.ts'
import { type DroppedPaper, type Handled, handleOpen, litZone, mixedPapers } from './intake-kit.ts'

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

const SOAK = process.env.SOAK === '1'
const PAPERS = SOAK ? 50 : 5

test(`${PAPERS} mixed papers are dropped and go through the station by keyboard: at most three keys for four of five, and any is found again`, {
  skip,
  timeout: 900_000,
}, async () => {
  const papers = await mixedPapers(PAPERS, 61_000)
  const { page, errors } = await sitDown(stage, 'Văn thư Văn phòng UBND tỉnh', LAPTOP)
  await page.goto(`${stage.base}/tiep-nhan`)
  await page
    .locator('.doors input[type=file]')
    .first()
    .setInputFiles(papers.map(({ name, mimeType, buffer }) => ({ name, mimeType, buffer })))
  await page.locator('.uploads li').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.uploads') === null, undefined, {
    timeout: 600_000,
  })
  await lightsOf(page, papers)
  const began = performance.now()
  const handled: Handled[] = []
  for (let turn = 0; handled.length < papers.length && turn < papers.length + 60; turn++) {
    await page.waitForURL(/tiep-nhan\/[0-9a-f-]{36}/)
    const one = await handleOpen(page, papers)
    if (one) handled.push(one)
    // Not one of ours (the demo's own queue): the next row.
    else await page.keyboard.press('j')
    await page.waitForTimeout(50)
  }
  const seconds = (performance.now() - began) / 1000
  const few = handled.filter((one) => one.keys <= 3).length
  const said = handled.map((one) => `${one.keys} ${one.name} ${one.corrected.join('; ')}`).join('\n')
  console.log(`${handled.length} papers in ${seconds.toFixed(0)} s, ${few} with at most three keys`)
  assert.equal(handled.length, papers.length, said)
  assert.ok(few >= papers.length * 0.8, said)
  // Twenty papers in two minutes (issue 5, Done when), the machine's own time and the looking left out.
  if (SOAK) assert.ok(seconds / papers.length <= 6, `${seconds.toFixed(0)} s`)
  // Found again by three words of its subject, without tone marks.
  const sought = papers[0]!.paper.truth
  const words = fold(sought.subject).split(' ').slice(-4).join(' ')
  await page.keyboard.press('/')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page
    .getByRole('row', { name: new RegExp(sought.number!) })
    .first()
    .waitFor()
  assert.deepEqual(errors, [])
  await page.context().close()
})

/** Of one PDF and one scan: a click into "Số" lights a narrow zone in the upper left, into the subject one below it. */
async function lightsOf(page: Page, papers: readonly DroppedPaper[]): Promise<void> {
  for (const kind of ['pdf', 'scan'] as const) {
    const dropped = papers.find((one) => one.kind === kind)!
    await page
      .getByRole('row', { name: new RegExp(`${dropped.paper.truth.number}[/-]`) })
      .first()
      .click()
    await page.locator('form.intake-form').waitFor()
    const number = await litZone(page, 'Số')
    assert.ok(
      number.x < 0.5 && number.y < 0.35 && number.w < 0.5 && number.h < 0.08,
      `${kind} ${JSON.stringify(number)}`,
    )
    const date = await litZone(page, 'Ngày văn bản')
    assert.ok(date.x > 0.35 && Math.abs(date.y - number.y) < 0.08, `${kind} ${JSON.stringify(date)}`)
  }
}
