// Three installations with the axis between them (`npm run network`), and the acts of their people as clicks.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { CHROMIUM, type Person, type Stage, sitDown } from './harness.ts'

const ROOT = join(import.meta.dirname, '..')

export interface Network {
  centre: Stage
  province: Stage
  commune: Stage
  close(): Promise<void>
}

/** CONGVAN_NETWORK_PORT plays on one that runs already. */
export async function openNetwork(): Promise<Network> {
  const running = Number(process.env.CONGVAN_NETWORK_PORT ?? 0)
  const port = running || 21_000 + (process.pid % 3000) * 4
  const data = await mkdtemp(join(tmpdir(), 'congvan-network-'))
  const child = running ? null : startNetwork(port, data)
  if (child) await ready(child)
  const browser = await chromium.launch({
    executablePath: CHROMIUM!,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  const stage = (at: number): Stage => ({
    base: `http://127.0.0.1:${port + at}`,
    browser,
    log: () => '',
    close: async () => undefined,
  })
  return {
    centre: stage(1),
    province: stage(2),
    commune: stage(3),
    close: async () => {
      await browser.close()
      if (child) {
        child.kill('SIGINT')
        await new Promise((resolve) => child.once('exit', resolve))
      }
      await rm(data, { recursive: true, force: true })
    },
  }
}

const startNetwork = (port: number, data: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(ROOT, 'scripts/network.ts'),
      '--port',
      String(port),
      '--data',
      data,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CONGVAN_AXIS_POLL_SECONDS: '1' } },
  )

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = ''
    const listen = (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('Ctrl-C')) resolve()
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the network stopped (${code}): ${text}`)))
  })
}

/** One person at one desk; what they do, then the desk is left. */
export async function at<T>(stage: Stage, desk: string, act: (person: Person) => Promise<T>): Promise<T> {
  const person = await sitDown(stage, desk)
  try {
    const done = await act(person)
    if (person.errors.length) throw new Error(person.errors.join('\n'))
    return done
  } finally {
    await person.context.close()
  }
}

export interface Letter {
  subject?: string
  to?: string
  body: string
}

/** Fills the page that is open and submits it. */
export async function writeLetter({ page }: Person, letter: Letter): Promise<void> {
  await page.waitForURL(/soan-thao\/[0-9a-f]{8}/)
  if (letter.subject) await page.getByRole('textbox', { name: 'Trích yếu' }).fill(letter.subject)
  if (letter.to) {
    await page.getByRole('button', { name: /^Kính gửi, dòng 1/ }).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type(letter.to)
    const named = page.getByRole('listbox').getByRole('option', { name: letter.to })
    await named.first().waitFor()
    await page.keyboard.press('Tab')
    await page.getByText('Như trên').first().waitFor()
  }
  await page.getByRole('textbox', { name: 'Nội dung' }).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(letter.body)
  await page
    .getByText(/Đã lưu/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: /^Trình/ }).click()
  await page.waitForURL((url) => url.pathname === '/soan-thao')
}

export async function startLetter(person: Person, stage: Stage, type: RegExp): Promise<void> {
  await person.page.goto(`${stage.base}/soan-thao/moi`)
  await person.page.getByRole('button', { name: type }).click()
}

export async function signAll({ page }: Person, stage: Stage, subject: string): Promise<void> {
  await page.goto(`${stage.base}/cho-ky`)
  const row = page.getByRole('row', { name: new RegExp(subject) }).first()
  await row.getByRole('checkbox').check()
  await page
    .getByRole('button', { name: /^Ký số/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Ký số/ })
    .click()
  await row.waitFor({ state: 'detached', timeout: 30_000 })
}

export async function issue({ page }: Person, stage: Stage, subject: string): Promise<void> {
  await page.goto(`${stage.base}/cho-phat-hanh`)
  await page
    .getByRole('row', { name: new RegExp(subject) })
    .first()
    .click()
  await page.getByRole('button', { name: 'Phát hành', exact: true }).last().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Phát hành' }).click()
  await page.getByText('Vừa phát hành').first().waitFor({ timeout: 30_000 })
}

/** Tiếp nhận: what came from another installation is registered and submitted with two buttons. */
export async function takeIn({ page }: Person, stage: Stage, subject: string): Promise<void> {
  await page.goto(`${stage.base}/tiep-nhan`)
  await page
    .getByRole('row', { name: new RegExp(subject) })
    .first()
    .click({ timeout: 30_000 })
  await page
    .getByRole('button', { name: /^Vào sổ/ })
    .last()
    .click()
  await page
    .getByText(/Đã vào sổ/)
    .first()
    .waitFor()
  await page
    .getByRole('button', { name: /^Trình/ })
    .last()
    .click()
  await page
    .getByText(/Đã trình/)
    .first()
    .waitFor()
}

/** Opens the document among the person's work and uses the instruction line with one chip. */
export async function instruct({ page }: Person, subject: string, verb: RegExp, chip: RegExp, send: string) {
  await page
    .getByRole('row', { name: new RegExp(subject) })
    .first()
    .click()
  await page.getByRole('button', { name: verb }).first().click()
  await page.getByRole('button', { name: chip }).first().click()
  await page.getByRole('button', { name: /Triển khai thực hiện, báo cáo kết quả/ }).click()
  await page.getByRole('button', { name: send, exact: true }).click()
  await page
    .getByText(/^Đã (đề xuất|bút phê|phân công)/)
    .first()
    .waitFor()
}
