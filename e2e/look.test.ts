// Every main screen as anybody may meet it: narrow, wide, dark, enlarged. axe finds nothing to name (WCAG 2.2 A and AA),
// nothing runs out of the page at 360 px, nothing is lost at 200 %.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { CHROMIUM, openStage, type Stage, sitDown } from './harness.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIDTHS = [
  { width: 360, height: 740 },
  { width: 1024, height: 768 },
  { width: 1600, height: 1000 },
]
/** A laptop of 1366 × 860 enlarged to 200 % has half the room. */
const ENLARGED = { width: 683, height: 430 }

const strict = process.env.CONGVAN_STRICT === '1'
const skip = CHROMIUM ? false : strict ? false : 'Chromium is not installed (apt-get install chromium)'

let stage: Stage
before(async () => {
  if (!skip) stage = await openStage()
})
after(async () => stage?.close())

interface Visit {
  desk: string
  places: string[]
  /** Lists whose first row is opened: one document, one draft. */
  first?: string[]
}

const VISITS: Visit[] = [
  {
    desk: 'Giám đốc Sở TT&TT',
    places: [
      '/viec',
      '/cho-ky',
      '/dieu-hanh',
      '/dieu-hanh/HT01-X',
      '/dieu-hanh/chi-tieu',
      '/dieu-hanh/ha-tang',
      '/dieu-hanh/ha-tang?xem=thiet-bi',
      '/tu-kiem?ma=AAAAAAAAAAAAAAAAAAAAAA',
    ],
    first: ['/van-ban'],
  },
  {
    desk: 'Văn thư Văn phòng UBND tỉnh',
    places: [
      '/tiep-nhan',
      '/van-ban',
      '/van-ban?q=nuoc%20ngot',
      '/so',
      '/cho-phat-hanh',
      '/lien-thong',
      '/hop-thu',
    ],
  },
  {
    desk: 'Chuyên viên Phòng Công nghệ thông tin, Sở TT&TT',
    places: ['/soan-thao', '/soan-thao/moi'],
    first: ['/soan-thao', '/ho-so'],
  },
  {
    desk: 'Quản trị hệ thống',
    places: [
      '/quan-tri',
      '/lien-thong',
      '/tin-cay',
      '/chung-thu',
      '/kiem-tra',
      '/kiem-tra?ma=AAAAAAAAAAAAAAAAAAAAAA',
    ],
  },
]

/** Nothing is loading any more and the last movement is over. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.skeleton, [aria-busy=true]'), undefined, {
    timeout: 15_000,
  })
  await page.waitForTimeout(200)
}

async function axe(page: Page, colours: boolean): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  const results = await page.evaluate(async (onlyColours) => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<unknown> }
    }
    const runOnly = onlyColours
      ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
      : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
    return axe.run(document, { runOnly, resultTypes: ['violations'] })
  }, colours)
  return (results as AxeResults).violations.flatMap((violation) =>
    violation.nodes
      .slice(0, 3)
      .map(
        (node) =>
          `${violation.impact} ${violation.id} at ${node.target.join(' ')}: ${node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? ''}`,
      ),
  )
}

/** Elements that reach beyond the page although nothing there scrolls sideways. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const room = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= room && document.body.scrollWidth <= room) return []
    const wide = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (element) => element.getBoundingClientRect().right > room + 1,
    )
    return [
      `the page is ${document.documentElement.scrollWidth} px wide`,
      ...wide.slice(0, 4).map((e) => e.className),
    ]
  })

/** Buttons and fields that stand outside the page or under nothing's scroll: nobody could reach them at this size. */
const lost = (page: Page) =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean => {
      for (let up = element; up; up = up.parentElement) {
        const { overflowX, overflowY, position } = getComputedStyle(up)
        if (position === 'fixed') return false
        if (/auto|scroll/.test(overflowX + overflowY)) return true
      }
      return document.documentElement.scrollHeight > window.innerHeight
    }
    return [...document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select')]
      .filter((element) => element.checkVisibility() && !element.closest('.visually-hidden, .skip, [inert]'))
      .filter((element) => !element.matches('.visually-hidden, .skip'))
      .filter((element) => {
        const box = element.getBoundingClientRect()
        const outside =
          box.right <= 0 || box.left >= window.innerWidth || box.bottom <= 0 || box.top >= window.innerHeight
        return outside && !scrolls(element.parentElement)
      })
      .map((element) => element.getAttribute('aria-label') ?? element.textContent ?? element.className)
  })

async function assertGoodLooks(page: Page, screen: string): Promise<void> {
  const found: string[] = []
  for (const size of WIDTHS) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled(page)
      const where = `${screen} ${size.width} ${colorScheme}`
      // The dark changes nothing but colours.
      for (const line of await axe(page, colorScheme === 'dark')) found.push(`${where}: ${line}`)
    }
    for (const line of await overflow(page)) found.push(`${screen} ${size.width}: runs over: ${line}`)
  }
  await page.setViewportSize(ENLARGED)
  await settled(page)
  for (const line of await overflow(page)) found.push(`${screen} at 200 %: runs over: ${line}`)
  for (const line of await lost(page)) found.push(`${screen} at 200 %: out of reach: ${line}`)
  assert.deepEqual(found, [])
}

test('the desks of the first page pass at every width, in light and dark', { skip }, async () => {
  const page = await stage.browser.newPage({ locale: 'vi-VN', viewport: WIDTHS[2]! })
  await page.goto(stage.base)
  await page.getByText('Chủ tịch UBND tỉnh', { exact: true }).first().waitFor()
  await assertGoodLooks(page, 'the desks')
  await page.close()
})

for (const { desk, places, first } of VISITS)
  test(`the screens of ${desk} pass at every width, in light and dark`, { skip }, async (t) => {
    const { page, context, errors } = await sitDown(stage, desk, WIDTHS[2]!)
    const look = (place: string, open: boolean) =>
      t.test(open ? `${place}, one opened` : place, async () => {
        await page.setViewportSize(WIDTHS[2]!)
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
        await page.goto(stage.base + place)
        await settled(page)
        if (open) {
          await page
            .locator('main [role=row], main a[href^="/soan-thao/"], main .dossier-row')
            .first()
            .click()
          await page.waitForURL((url) => url.pathname.startsWith(`${place}/`))
          await settled(page)
        }
        await assertGoodLooks(page, open ? `${place}/…` : place)
      })
    for (const place of places) await look(place, false)
    for (const place of first ?? []) await look(place, true)
    assert.deepEqual(errors, [])
    await context.close()
  })
