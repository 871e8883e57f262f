// Mixed papers dropped on the intake station and taken through it with the keyboard alone, every key counted.
import type { Page } from 'playwright-core'
import { composePaper, htmlOf, type Paper, Printer, scanOf } from '../packages/testkit/src/papers/index.ts'

export interface DroppedPaper {
  paper: Paper
  kind: 'pdf' | 'scan'
  name: string
  mimeType: string
  buffer: Buffer
}

/** Papers of all levels and both regimes, every fifth a scan with a seal; none secret, none without its number. */
export async function mixedPapers(count: number, from: number): Promise<DroppedPaper[]> {
  const printer = await Printer.open()
  const out: DroppedPaper[] = []
  try {
    for (let id = from; out.length < count; id++) {
      const paper = composePaper(id)
      if (paper.truth.secrecyMark || !paper.truth.number || paper.marks.draft) continue
      const scan = out.length % 5 === 4
      const pdf = await printer.pdf(htmlOf(paper, { seals: true, picture: scan }))
      const bytes = scan ? await scanOf(pdf, id) : pdf
      out.push({
        paper,
        kind: scan ? 'scan' : 'pdf',
        name: `van-ban-${id}.${scan ? 'jpg' : 'pdf'}`,
        mimeType: scan ? 'image/jpeg' : 'application/pdf',
        buffer: Buffer.from(bytes),
      })
    }
  } finally {
    await printer.close()
  }
  return out
}

export interface Handled {
  name: string
  kind: string
  /** Every key pressed for this paper, letters typed included. */
  keys: number
  /** Fields that the clerk had to correct. */
  corrected: string[]
}

const plain = (value: string) => value.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()

const LABELS = {
  issuer: 'Cơ quan ban hành',
  number: 'Số',
  symbol: 'Ký hiệu',
  issuedOn: 'Ngày văn bản',
  typeName: 'Loại văn bản',
  subject: 'Trích yếu nội dung',
} as const

/** Registers and submits the paper that stands open: looks at what was read, corrects what is wrong, Enter, Enter. */
export async function handleOpen(page: Page, all: readonly DroppedPaper[]): Promise<Handled | null> {
  const id = /tiep-nhan\/([0-9a-f-]{36})/.exec(page.url())?.[1]
  if (!id) return null
  const filename = await page.evaluate(async (documentId) => {
    const headers = { 'x-position': sessionStorage.getItem('congvan.position') ?? '' }
    const view = await (
      await fetch(`/api/v1/queries/documents.get?documentId=${documentId}`, { headers })
    ).json()
    return view.components?.[0]?.filename as string | undefined
  }, id)
  const dropped = all.find((one) => one.name === filename)
  if (!dropped) return null
  const form = page.locator(`form.intake-form[data-document="${id}"]`)
  await form.waitFor()
  const done: Handled = { name: dropped.name, kind: dropped.kind, keys: 0, corrected: [] }
  const press = async (key: string) => {
    done.keys++
    await page.keyboard.press(key)
  }
  for (const [field, label] of Object.entries(LABELS) as [keyof typeof LABELS, string][]) {
    const input = form.getByLabel(label, { exact: true })
    const truth = dropped.paper.truth[field] ?? ''
    const want = field === 'issuedOn' ? truth.split('-').reverse().join('/') : truth
    if (plain(await input.inputValue()) === plain(want)) continue
    done.corrected.push(`${field}: ${await input.inputValue()}`)
    // The clerk's way there: Tab over the doubtful fields, then the whole field typed anew.
    await input.focus()
    done.keys += 1 + want.length
    if (field === 'typeName') await input.selectOption(want)
    else await input.fill(want)
  }
  await press('Enter')
  await form.locator('.intake-number').waitFor()
  await press('Enter')
  await page.waitForURL((url) => !url.pathname.includes(id))
  return done
}

/** A click into a field lights the zone it was read from, on the page beside it: the share of the page's width and height. */
export async function litZone(
  page: Page,
  label: string,
): Promise<{ x: number; y: number; w: number; h: number }> {
  await page.locator('form.intake-form').getByLabel(label, { exact: true }).click()
  const light = page.locator('.zone-light').first()
  await light.waitFor()
  // The light glides from the zone before: it is read when it rests.
  await light.evaluate((element) => Promise.all(element.getAnimations().map((one) => one.finished)))
  return light.evaluate((element) => {
    const own = element.getBoundingClientRect()
    const sheet = element.closest('.pdf-page, .image-sheet')!.getBoundingClientRect()
    return {
      x: (own.left - sheet.left) / sheet.width,
      y: (own.top - sheet.top) / sheet.height,
      w: own.width / sheet.width,
      h: own.height / sheet.height,
    }
  })
}
