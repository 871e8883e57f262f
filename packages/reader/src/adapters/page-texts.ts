// The whole text of a file, page by page, for search: text layers as they are, pictures of pages by sight when allowed.
import { pagesOfDocx } from '../docx.ts'
import { decodeText, sniff } from '../media.ts'
import type { Page } from '../page-model.ts'
import { readPdfText } from '../pdf-text.ts'
import { pagesOfText } from '../plain-text.ts'
import { pageNeedsOcr } from '../text-layer.ts'
import { scanImage, scanPdf } from './scan.ts'

export interface PageTexts {
  /** One text a page, lines by line breaks. */
  pages: string[]
  /** Some page was read from its picture. */
  bySight: boolean
}

/** A longer book is found by its first pages. */
const MOST_PAGES = 300
/** Reading pictures costs seconds a page. */
const MOST_SEEN = 20

/**
 * Text of every page of a PDF, DOCX, text file or image. Files of other kinds give no page; throws PasswordProtected,
 * NotReadable or BadArchive as the reading of fields does.
 */
export async function readPageTexts(
  bytes: Uint8Array,
  options: { mediaType?: string; ocr?: 'auto' | 'never' } = {},
): Promise<PageTexts> {
  const media = sniff(bytes, options.mediaType ?? '')
  const byEye = options.ocr !== 'never'
  switch (media) {
    case 'pdf':
      return pdfTexts(bytes, byEye)
    case 'docx':
      return { pages: pagesOfDocx(bytes).map(textOf), bySight: false }
    case 'text':
      return { pages: pagesOfText(decodeText(bytes) ?? '').map(textOf), bySight: false }
    case 'png':
    case 'jpeg':
    case 'tiff':
      return byEye ? { pages: (await scanImage(bytes, media)).map(textOf), bySight: true } : NOTHING
    default:
      return NOTHING
  }
}

const NOTHING: PageTexts = { pages: [], bySight: false }

async function pdfTexts(bytes: Uint8Array, byEye: boolean): Promise<PageTexts> {
  const { pages } = await readPdfText(bytes, MOST_PAGES)
  const poor = byEye ? pages.filter((page) => pageNeedsOcr(page)).slice(0, MOST_SEEN) : []
  const seen = new Map<number, Page>()
  for (const { number } of poor) {
    // One page at a time: the reader of fields stops where the letter ends, search wants the annexes too.
    const page = (await scanPdf(bytes, pages, [number])).find((one) => one.number === number)
    if (page) seen.set(number, page)
  }
  return { pages: pages.map((page) => textOf(seen.get(page.number) ?? page)), bySight: seen.size > 0 }
}

/** Words in their order; a new line where the next word stands lower or higher. */
function textOf(page: Page): string {
  let text = ''
  let last: Page['words'][number] | null = null
  for (const word of page.words) {
    const newLine =
      last !== null && Math.abs(word.y + word.h - last.y - last.h) > Math.max(word.h, last.h) * 0.6
    text += `${last === null ? '' : newLine ? '\n' : ' '}${word.text}`
    last = word
  }
  return text
}
