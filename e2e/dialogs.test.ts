// The dialogs of clerk and leader, the palette and the keys: at a phone's and a laptop's width, light and dark, no axe violation.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { CHROMIUM, openStage, PHONE, type Stage, sitDown } from './harness.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const SIZES = [
  { width: 360, height: 740 },
  { width: 1024, height: 768 },
]
const strict = process.env.CONGVAN_STRICT === '1'
const skip = CHROMIUM || strict ? false : 'Chromium is not installed (apt-get install chromium)'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(async () => stage?.close())

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const results = (await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): unknown } }
    return axe.run(document, { resultTypes: ['violations'] })
  })) as AxeResults
  return results.violations.map((one) => `${one.id} at ${one.nodes[0]?.target.join(' ')}`)
}

type Opening = readonly [what: string, place: string, open: (page: Page) => Promise<void>]

const press = (keys: string) => (page: Page) => page.keyboard.press(keys)
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first()

/** The first document of the list, opened. */
async function first(page: Page): Promise<void> {
  await page.locator('main [role=row]').first().click()
  await page.waitForURL(/van-ban\/[0-9a-f-]{36}/)
}

async function more(page: Page, act: RegExp): Promise<void> {
  await first(page)
  await button(page, 'Việc khác').click()
  await page.locator('.menu-item').filter({ hasText: act }).first().click()
}

const DESKS: readonly (readonly [desk: string, openings: readonly Opening[]])[] = [
  [
    'Văn thư Văn phòng UBND tỉnh',
    [
      [
        'Vào sổ văn bản ký giấy',
        '/cho-phat-hanh',
        async (page) => {
          await button(page, /^(Cách khác|Vào sổ văn bản ký giấy)$/).click()
          if ((await page.getByRole('dialog', { name: 'Vào sổ văn bản ký giấy' }).count()) === 0)
            await page.getByText('Vào sổ văn bản ký giấy').last().click()
        },
      ],
      [
        'Giữ số',
        '/so',
        async (page) => {
          await page.getByRole('navigation', { name: 'Các sổ' }).getByRole('button').first().click()
          await button(page, 'Giữ số').click()
        },
      ],
      ['palette', '/so', press('Control+k')],
      ['keys', '/so', press('?')],
      ['Phát hành', '/cho-phat-hanh', press('p')],
      ['Trả lại nơi gửi', '/tiep-nhan', (page) => button(page, 'Trả lại nơi gửi').click()],
      ['Máy quét', '/tiep-nhan', (page) => button(page, 'Máy quét').click()],
      ['Thu hồi', '/van-ban?q=8125', (page) => more(page, /^Thu hồi/)],
      ['Sửa thông tin vào sổ', '/van-ban?q=14830', (page) => more(page, /^Sửa thông tin vào sổ/)],
      ['chữ ký', '/van-ban?q=8125', (page) => first(page).then(() => button(page, /^Chữ ký/).click())],
    ],
  ],
  [
    'Chủ tịch UBND tỉnh',
    [
      [
        'Ký số',
        '/cho-ky',
        async (page) => {
          await page.getByRole('checkbox', { name: 'Chọn tất cả' }).check()
          await press('s')(page)
        },
      ],
      [
        'Bút phê',
        '/viec',
        async (page) => {
          await page
            .getByRole('row', { name: /Chờ bút phê/ })
            .first()
            .click()
          await button(page, 'Bút phê').click()
        },
      ],
    ],
  ],
]

for (const [desk, openings] of DESKS)
  test(`the dialogs of ${desk} pass at both widths, in light and dark`, { skip }, async (t) => {
    const { page, context, errors } = await sitDown(stage, desk, { width: 1600, height: 1000 })
    for (const [what, place, open] of openings)
      await t.test(what, async () => {
        await page.setViewportSize({ width: 1600, height: 1000 })
        await page.goto(stage.base + place)
        await page.waitForLoadState('networkidle')
        await open(page)
        await page.locator('dialog[open], .dock-form').first().waitFor()
        const found: string[] = []
        for (const size of SIZES)
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.setViewportSize(size)
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
            await page.waitForTimeout(200)
            for (const line of await violations(page)) found.push(`${size.width} ${colorScheme}: ${line}`)
            const over = await page.evaluate(
              () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
            )
            if (over) found.push(`${size.width}: runs over`)
            if (process.env.CONGVAN_PICTURES)
              await page.screenshot({
                path: `${process.env.CONGVAN_PICTURES}/${what.replace(/\W+/g, '-')}-${size.width}-${colorScheme}.png`,
              })
          }
        assert.deepEqual(found, [])
      })
    assert.deepEqual(errors, [])
    await context.close()
  })

const AGAIN = { name: 'Phiên làm việc đã hết' }

test('the session ends in the middle of a form: logged in again in place, and the act goes through as typed', {
  skip,
}, async () => {
  const { page, context, errors } = await sitDown(stage, 'Văn thư Văn phòng UBND tỉnh')
  await page.goto(`${stage.base}/tiep-nhan`)
  await button(page, 'Chỉ có bản giấy').click()
  const paper = page.getByRole('dialog', { name: 'Văn bản chỉ có bản giấy' })
  await paper.getByLabel('Cơ quan ban hành').fill('Hợp tác xã Rạch Miễu')
  await paper.getByLabel('Trích yếu').fill('Xin hỗ trợ giống cây bưởi da xanh')
  await context.clearCookies()
  await paper.getByRole('button', { name: 'Đưa vào hàng chờ' }).click()
  const again = page.getByRole('dialog', AGAIN)
  await again.waitFor()
  assert.deepEqual(await violations(page), [])
  // Put off: the form is as it was typed.
  await page.keyboard.press('Escape')
  await page.getByRole('alert').filter({ hasText: AGAIN.name }).first().waitFor()
  assert.equal(await paper.getByLabel('Trích yếu').inputValue(), 'Xin hỗ trợ giống cây bưởi da xanh')
  await paper.getByRole('button', { name: 'Đưa vào hàng chờ' }).click()
  await again.getByRole('button', { name: /^Vào lại: Văn thư/ }).click()
  await page
    .getByText(/Xin hỗ trợ giống cây bưởi/)
    .first()
    .waitFor()
  await paper.waitFor({ state: 'detached' })
  assert.match(page.url(), /tiep-nhan/)
  assert.deepEqual(errors, [])
  await context.close()
})

test('the session ends while a draft is typed: a line says so, the hand is not stopped, and all is saved afterwards', {
  skip,
}, async () => {
  const { page, context, errors } = await sitDown(stage, 'Chuyên viên Phòng Công nghệ thông tin, Sở TT&TT')
  await page.goto(`${stage.base}/soan-thao`)
  await page
    .getByRole('row')
    .filter({ has: page.getByText('Dự thảo', { exact: true }) })
    .first()
    .click()
  const body = page.getByRole('textbox', { name: 'Nội dung' })
  await body.click()
  await context.clearCookies()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('Câu này gõ lúc phiên đã hết.')
  const line = page.getByRole('alert').filter({ hasText: AGAIN.name })
  await line.first().waitFor()
  await page.keyboard.type(' Vẫn gõ tiếp.')
  assert.equal(await page.getByRole('dialog').count(), 0)
  await line.getByRole('button', { name: 'Đăng nhập lại' }).click()
  await page
    .getByRole('dialog', AGAIN)
    .getByRole('button', { name: /^Vào lại/ })
    .click()
  await page.locator('.save-state.saved').waitFor()
  await page.reload()
  await body.getByText('Câu này gõ lúc phiên đã hết. Vẫn gõ tiếp.').first().waitFor()
  assert.deepEqual(errors, [])
  await context.close()
})

test('the leader’s words stand in Bút phê after the session was over; another person’s log-in does not get them', {
  skip,
}, async () => {
  const { page, context, errors } = await sitDown(stage, 'Chủ tịch UBND tỉnh')
  await page
    .getByRole('row', { name: /Chờ bút phê/ })
    .first()
    .click()
  await button(page, 'Bút phê').click()
  const words = page.locator('.dock-form input').first()
  await words.fill('Giao Sở TT&TT khẩn trương tham mưu')
  // In another window somebody else sits down: this one never acts in their name.
  await context.request.post(`${stage.base}/api/v1/session/desk`, {
    data: { deskId: 'van-thu-ubnd-tinh' },
    headers: { 'x-congvan': '1', origin: stage.base },
  })
  await page.getByRole('link', { name: 'Văn bản', exact: true }).first().click()
  await page.getByRole('dialog', AGAIN).waitFor()
  await page.getByRole('button', { name: 'Vào lại: Chủ tịch UBND tỉnh' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByRole('row').first().waitFor()
  await page.goBack()
  await button(page, 'Bút phê').click()
  assert.equal(await words.inputValue(), 'Giao Sở TT&TT khẩn trương tham mưu')
  assert.deepEqual(errors, [])
  await context.close()
})

test('no work of one’s own on a phone: the place has its heading, and the clerk is shown the way to the door', {
  skip,
}, async () => {
  const { page, context, errors } = await sitDown(stage, 'Văn thư Văn phòng UBND tỉnh', PHONE)
  const way = page.getByRole('link', { name: /^Tiếp nhận: \d+ văn bản chờ vào sổ/ })
  await way.waitFor()
  assert.equal(await page.getByRole('heading', { level: 1, name: 'Việc của tôi' }).count(), 1)
  await way.click()
  await page.waitForURL(/tiep-nhan/)
  await page.getByRole('row').first().waitFor()
  assert.deepEqual(errors, [])
  await context.close()
})
