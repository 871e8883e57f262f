// Sheets printed by Chromium: one browser for all papers.
import { type Browser, chromium } from 'playwright-core'

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

export class Printer {
  private readonly browser: Browser

  private constructor(browser: Browser) {
    this.browser = browser
  }

  static async open(): Promise<Printer> {
    return new Printer(await chromium.launch({ executablePath: CHROMIUM, args: ARGS }))
  }

  async pdf(html: string): Promise<Uint8Array> {
    const page = await this.browser.newPage()
    try {
      await page.setContent(html)
      return new Uint8Array(await page.pdf({ preferCSSPageSize: true, printBackground: true }))
    } finally {
      await page.close()
    }
  }

  /** Where words stand on the first sheet, in points from the top left: for widgets drawn over blanks. */
  async places(html: string, words: readonly string[]): Promise<{ x: number; y: number }[]> {
    const page = await this.browser.newPage({ viewport: { width: 794 - 4 * 47, height: 1123 } })
    try {
      await page.setContent(html)
      return await page.evaluate((wanted) => {
        const out: { x: number; y: number }[] = []
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
        const nodes: Text[] = []
        for (let n = walker.nextNode(); n; n = walker.nextNode()) nodes.push(n as Text)
        for (const word of wanted) {
          const node = nodes.find((t) => t.data.replace(/\u00a0/g, ' ').includes(word))
          const range = document.createRange()
          if (node) {
            range.selectNodeContents(node)
            const box = range.getBoundingClientRect()
            out.push({ x: box.left, y: box.bottom })
          }
        }
        return out
      }, words)
    } finally {
      await page.close()
    }
  }

  async close(): Promise<void> {
    await this.browser.close()
  }
}
