// Takes the README's pictures from a running demo: node scripts/run.mjs scripts/pictures.ts http://127.0.0.1:8080
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { smallPng } from './palette.ts'

const base = process.argv[2] ?? 'http://127.0.0.1:8080'
const folder = join(import.meta.dirname, '../docs/pictures')
const SHOTS = [
  { name: 'chon-ban-lam-viec', desk: null, path: '/', width: 1280, height: 800 },
  { name: 'cho-ky', desk: 'Chủ tịch UBND tỉnh', path: '/cho-ky', width: 1280, height: 800 },
  { name: 'cho-ky-dien-thoai', desk: 'Chủ tịch UBND tỉnh', path: '/cho-ky', width: 360, height: 740 },
  { name: 'tiep-nhan', desk: 'Văn thư Sở TT&TT', path: '/tiep-nhan', width: 1280, height: 800 },
  {
    name: 'viec-cua-toi',
    desk: 'Chánh Văn phòng UBND tỉnh',
    path: '/viec',
    width: 1280,
    height: 800,
    open: 'main [role=row]',
  },
  {
    name: 'so-van-ban',
    desk: 'Văn thư Văn phòng UBND tỉnh',
    path: '/so',
    width: 1280,
    height: 800,
    dark: true,
  },
  {
    name: 'ho-so',
    desk: 'Chuyên viên Phòng Công nghệ thông tin, Sở TT&TT',
    path: '/ho-so',
    width: 1280,
    height: 800,
    open: '.dossier-row',
  },
] as const

await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
})
for (const shot of SHOTS) {
  const context = await browser.newContext({
    viewport: { width: shot.width, height: shot.height },
    locale: 'vi-VN',
    colorScheme: 'dark' in shot ? 'dark' : 'light',
  })
  const page = await context.newPage()
  await page.goto(base)
  if (shot.desk) {
    await page.getByText(shot.desk, { exact: true }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
    await page.goto(`${base}${shot.path}`)
  }
  await page.waitForLoadState('networkidle').catch(() => undefined)
  if ('open' in shot) await page.locator(shot.open).first().click()
  await page.waitForTimeout(2500)
  await writeFile(join(folder, `${shot.name}.png`), smallPng(await page.screenshot()))
  console.log(shot.name)
  await context.close()
}
await browser.close()
