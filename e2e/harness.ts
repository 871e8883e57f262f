// A real installation with the demo province and a real browser, for the story as people play it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const ROOT = join(import.meta.dirname, '..')
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path))

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Stage {
  base: string
  browser: Browser
  log: () => string
  close(): Promise<void>
}

/**
 * Starts the demo on a folder of its own; ready when the address is printed. CONGVAN_E2E_BASE plays on a running one instead.
 * With CONGVAN_E2E_PROVINCE the province is loaded once, into that folder, and every stage begins with a copy of it.
 */
export async function openStage(args: string[] = []): Promise<Stage> {
  const running = process.env.CONGVAN_E2E_BASE
  if (running) {
    const browser = await chromium.launch({ executablePath: CHROMIUM!, args: FLAGS })
    return { base: running, browser, log: () => '', close: () => browser.close() }
  }
  const data = await mkdtemp(join(tmpdir(), 'congvan-e2e-'))
  const loaded = process.env.CONGVAN_E2E_PROVINCE
  if (loaded && args.length === 0) {
    if (!existsSync(join(loaded, 'secrets.json'))) await (await serve(loaded, [])).stop()
    // The database's files belong to another user: their owners are kept.
    execFileSync('cp', ['-a', `${loaded}/.`, data])
  }
  const server = await serve(data, args)
  const browser = await chromium.launch({ executablePath: CHROMIUM!, args: FLAGS })
  return {
    base: server.base,
    browser,
    log: server.log,
    close: async () => {
      await browser.close()
      await server.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function serve(data: string, args: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(ROOT, 'packages/server/src/main.ts'),
      '--data',
      data,
      '--port',
      '0',
      ...args,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let log = ''
  const base = await address(child, (text) => {
    log += text
  })
  const stop = async () => {
    child.kill('SIGINT')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  return { base, log: () => log, stop }
}

function address(child: ChildProcess, heard: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const listen = (chunk: Buffer) => {
      text += chunk.toString()
      heard(chunk.toString())
      const url = /đang chạy: (http:\/\/[^\s]+?)\/(\s|bat-dau)/.exec(text)
      if (url) resolve(url[1]!)
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the server stopped (${code}): ${text}`)))
    setTimeout(() => reject(new Error(`no address after 4 minutes: ${text}`)), 240_000).unref()
  })
}

export const PHONE = { width: 360, height: 740 }
export const LAPTOP = { width: 1366, height: 860 }
export const DESKTOP = { width: 1600, height: 1000 }

export interface Person {
  page: Page
  context: BrowserContext
  /** Errors that the page's own code threw. */
  errors: string[]
}

/** Sits down at a desk of "Dùng thử với chức danh", by clicking its name. */
export async function sitDown(stage: Stage, desk: string, viewport = LAPTOP): Promise<Person> {
  const context = await stage.browser.newContext({
    viewport,
    locale: 'vi-VN',
    hasTouch: viewport.width < 500,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  // A refusal of the content security policy breaks nothing visibly: it is heard only here.
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/i.test(message.text()))
      errors.push(message.text())
  })
  await page.goto(stage.base)
  await page.getByText(desk, { exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/dang-nhap'))
  return { page, context, errors }
}
