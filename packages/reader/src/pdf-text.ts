// The text layer of a PDF with positions, and the text that lives only in signature widgets' appearances.
import { getDocumentProxy } from 'unpdf'
import type { Page, Word } from './page-model.ts'
import { multiply } from './pdf-matrix.ts'
import { widgetWords } from './pdf-widgets.ts'
import { decodeWord, detectEncoding, type Encoding } from './text/legacy-fonts.ts'
import { normaliseWord } from './text/normalise.ts'

export class PasswordProtected extends Error {}
export class NotReadable extends Error {}
/** The bytes say what they are, but cannot be opened as that. */
export class BrokenFile extends NotReadable {}

/** Rendered pages and fields need the head and the end; a book of 300 pages is not read whole for its fields. */
export const MAX_PAGES = 40

interface TextItem {
  str: string
  transform: number[]
  width: number
  height: number
  fontName: string
  hasEOL: boolean
}

type PdfDocument = Awaited<ReturnType<typeof getDocumentProxy>>
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>

export interface PdfText {
  pages: Page[]
  /** All pages of the file; `pages` may hold fewer. */
  total: number
}

export async function openPdf(bytes: Uint8Array): Promise<PdfDocument> {
  try {
    return await getDocumentProxy(Uint8Array.from(bytes), { verbosity: 0 })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException') throw new PasswordProtected('Tệp PDF được bảo vệ bằng mật khẩu.')
    throw new BrokenFile('Tệp PDF hỏng hoặc không đúng định dạng.')
  }
}

export async function readPdfText(bytes: Uint8Array, most: number = MAX_PAGES): Promise<PdfText> {
  const pdf = await openPdf(bytes)
  try {
    const pages: Page[] = []
    for (const number of wantedPages(pdf.numPages, most))
      pages.push(await readPage(await pdf.getPage(number), number))
    return { pages, total: pdf.numPages }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function wantedPages(total: number, most: number): number[] {
  return Array.from({ length: Math.min(total, most) }, (_, i) => i + 1)
}

interface FontInfo {
  bold: boolean
  italic: boolean
  name: string
}

async function readPage(page: PdfPage, number: number): Promise<Page> {
  const view = page.getViewport({ scale: 1 })
  const content = await page.getTextContent()
  const items = content.items.filter((item): item is typeof item & TextItem => 'str' in item) as TextItem[]
  const widgets = await widgetWords(page, view.transform, number <= NAMED_FONTS)
  const fonts = fontsOf(page, items)
  const encoding = detectEncoding(items.map((i) => i.str).join(' '))
  const words = items.flatMap((item) => wordsOf(item, view.transform, fonts, encoding))
  words.push(...widgets)
  return {
    number,
    width: view.width,
    height: view.height,
    words: words.filter((w) => w.x > -w.w && w.x < view.width && w.y > -20 && w.y < view.height + 20),
  }
}

/** Names are known only once the page's drawing list was made: done for the pages that can carry the head. */
const NAMED_FONTS = 2

function fontsOf(page: PdfPage, items: readonly TextItem[]): Map<string, FontInfo> {
  const fonts = new Map<string, FontInfo>()
  for (const id of new Set(items.map((i) => i.fontName))) {
    const name = fontName(page, id)
    if (name) fonts.set(id, { name, bold: /bold|black|heavy/i.test(name), italic: /ital|obli/i.test(name) })
  }
  return fonts
}

function fontName(page: PdfPage, id: string): string | null {
  try {
    const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : null
    return font !== null && typeof font === 'object' && 'name' in font && typeof font.name === 'string'
      ? font.name
      : null
  } catch {
    return null
  }
}

function wordsOf(
  item: TextItem,
  view: readonly number[],
  fonts: Map<string, FontInfo>,
  encoding: Encoding,
): Word[] {
  if (item.str.trim() === '') return []
  const at = multiply(view, item.transform)
  const size = Math.hypot(at[2]!, at[3]!) || item.height || 10
  // Text along a seal's rim or turned watermarks is no line of the paper.
  if (Math.abs(at[1]!) > 0.2 * size) return []
  const font = fonts.get(item.fontName)
  const words: Word[] = []
  for (const hit of item.str.matchAll(/\S+/gu)) {
    const share = item.width / Math.max(1, item.str.length)
    const text = normaliseWord(decodeWord(hit[0], encoding, font?.name))
    if (text.trim() === '') continue
    const shift = hit.index * share
    words.push({
      text,
      x: at[4]! + shift,
      y: at[5]! - size * 0.8,
      w: hit[0].length * share,
      h: size,
      size,
      ...(font ? { font: font.name, bold: font.bold, italic: font.italic } : {}),
      source: 'text',
    })
  }
  return words
}
