// Every key of the table signs a letter in the browser: the chairman with his phone, his app, a PIN and a token; the clerk seals with another.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { CHROMIUM, openStage, type Person, type Stage, sitDown } from './harness.ts'

const strict = process.env.CONGVAN_STRICT === '1'
const skip = CHROMIUM ? false : strict ? false : 'Chromium is not installed (apt-get install chromium)'
const PIN = '123456'

let stage: Stage
let chairman: Person
before(async () => {
  if (skip) return
  stage = await openStage()
  chairman = await sitDown(stage, 'Chủ tịch UBND tỉnh')
})
after(async () => stage?.close())

/** Opens the confirmation for the letter shown and chooses the key whose line holds these words. */
async function signWith(page: Page, words: string): Promise<void> {
  await page.goto(`${stage.base}/cho-ky`)
  await page.locator('.pile-reader h1').waitFor()
  await page.keyboard.press('s')
  const choice = page.getByLabel('Ký bằng')
  await choice.waitFor()
  const option = choice.locator('option', { hasText: words })
  await choice.selectOption((await option.getAttribute('value'))!)
  await page.locator('dialog').getByRole('button', { name: 'Ký số', exact: true }).click()
}
const signed = (page: Page) => page.getByText('Đã ký 1 văn bản').first().waitFor({ timeout: 30_000 })
const closePanel = (page: Page) =>
  page.locator('.dialog-actions').getByRole('button', { name: 'Đóng' }).click()

/** The phone of the lab in a window of its own, and its person. */
async function onPhone(address: string, look: (phone: Page) => Promise<void>): Promise<void> {
  const phone = await chairman.context.newPage()
  await phone.goto(address)
  await phone.getByText('Yêu cầu ký số').first().waitFor()
  await look(phone)
  const article = phone.locator('article').last()
  await article.getByLabel('Mã PIN').fill(PIN)
  await article.getByRole('button', { name: 'Đồng ý' }).click()
  await phone.getByText('Đã ký.').first().waitFor()
  await phone.close()
}
const phoneOf = async (page: Page) =>
  (await page.getByRole('link', { name: /Mở điện thoại thử/ }).getAttribute('href'))!

for (const [name, account] of [
  ['Mobile-ID', '0913000001'],
  ['TS 102 204', '0913000002'],
] as const)
  test(`a SIM key signs (${name}): the code on the screen stands on the phone too`, { skip }, async () => {
    const { page } = chairman
    await signWith(page, account)
    const code = (await page.locator('.device-code strong').textContent())!
    await onPhone(await phoneOf(page), async (phone) => {
      assert.equal(await phone.locator('.code').last().textContent(), code)
    })
    await signed(page)
    await closePanel(page)
  })

test('a SIM asks for each letter by itself: the screen says which one, and a refusal keeps what is signed', {
  skip,
}, async () => {
  const { page } = chairman
  await page.goto(`${stage.base}/cho-ky`)
  const boxes = page.locator('.pile-check input')
  await boxes.first().waitFor()
  for (let i = 0; i < 2; i++) await boxes.nth(i).check({ force: true })
  await page.keyboard.press('s')
  const choice = page.getByLabel('Ký bằng')
  await choice.waitFor()
  const option = choice.locator('option', { hasText: '0913000001' })
  await choice.selectOption((await option.getAttribute('value'))!)
  await page.locator('dialog').getByRole('button', { name: 'Ký số 2 văn bản' }).click()
  await page.getByText('Văn bản 1/2').first().waitFor()
  await onPhone(await phoneOf(page), async () => undefined)
  await page.getByText('Văn bản 2/2').first().waitFor({ timeout: 30_000 })
  const phone = await chairman.context.newPage()
  await phone.goto(await phoneOf(page))
  await phone.locator('article').last().getByRole('button', { name: 'Từ chối' }).click()
  await phone.close()
  await page.getByText('Đã ký 1/2 văn bản').first().waitFor({ timeout: 30_000 })
  await closePanel(page)
})

test('a remote key signs three letters with one confirmation, after the browser was closed and opened again', {
  skip,
}, async () => {
  const { page } = chairman
  await page.goto(`${stage.base}/cho-ky`)
  const boxes = page.locator('.pile-check input')
  await boxes.first().waitFor()
  for (let i = 0; i < 3; i++) await boxes.nth(i).check({ force: true })
  await page.keyboard.press('s')
  const choice = page.getByLabel('Ký bằng')
  await choice.waitFor()
  const option = choice.locator('option', { hasText: 'ung-dung' })
  await choice.selectOption((await option.getAttribute('value'))!)
  await page.locator('dialog').getByRole('button', { name: 'Ký số 3 văn bản' }).click()
  await page.getByText('xác nhận một lần cho 3 văn bản').first().waitFor()
  const address = await phoneOf(page)
  await page.goto(`${stage.base}/viec`)
  await onPhone(address, async () => undefined)
  await page.goto(`${stage.base}/cho-ky`)
  const goOn = page.getByRole('button', { name: 'Tiếp tục' })
  // The server may have finished by itself meanwhile: then nothing is open any more.
  if (await goOn.isVisible({ timeout: 2000 }).catch(() => false)) {
    await goOn.click()
    await page.getByText('Đã ký 3 văn bản').first().waitFor({ timeout: 30_000 })
    await closePanel(page)
  }
})

test('a remote key with a PIN: a wrong one is said, the right one signs', { skip }, async () => {
  const { page } = chairman
  await signWith(page, 'ma-pin')
  const pin = page.getByLabel('Mã PIN khóa ký')
  await pin.fill('000000')
  await pin.press('Enter')
  await page.getByText('Mã PIN không đúng').first().waitFor()
  await pin.fill(PIN)
  await pin.press('Enter')
  await signed(page)
  await closePanel(page)
})

test('a token signs through the program on this computer, and the clerk seals with the agency’s', {
  skip,
}, async () => {
  const { page } = chairman
  await signWith(page, 'máy Chủ tịch')
  await signed(page)
  await closePanel(page)
  const clerk = await sitDown(stage, 'Văn thư Văn phòng UBND tỉnh')
  await clerk.page.goto(`${stage.base}/cho-phat-hanh`)
  await clerk.page.locator('.pile-reader h1').waitFor()
  await clerk.page.keyboard.press('p')
  const choice = clerk.page.getByLabel('Ký bằng')
  await choice.waitFor()
  const option = choice.locator('option', { hasText: 'máy văn thư' })
  await choice.selectOption((await option.getAttribute('value'))!)
  await clerk.page
    .locator('dialog')
    .getByRole('button', { name: /^Phát hành/ })
    .click()
  await signed(clerk.page)
  assert.deepEqual(clerk.errors, [])
})

test('a key is tried on a sample page from the screen of certificates', { skip }, async () => {
  const { page, errors } = chairman
  await page.goto(`${stage.base}/chung-thu-so`)
  const row = page.locator('.keys-list li', { hasText: 'máy Chủ tịch' })
  await row.getByRole('button', { name: 'Ký thử' }).click()
  await page.getByText('Ký thử tốt').first().waitFor({ timeout: 30_000 })
  await closePanel(page)
  assert.deepEqual(errors, [])
})
