// Letter → one SVG per page, for the live layout beside the draft: same layout and same press as the PDF.
// The pictures hold outlines only, no text and no script, whatever the author typed.
import type { Letter } from '../letter.ts'
import { printFitted } from './fit.ts'
import { defaultPress, type Press } from './press.ts'

const ROOT = /<svg[^>]*viewBox="0 0 ([\d.]+) ([\d.]+)"/
/** Typst writes pages as groups at the first level of indentation, then the definitions. */
const PAGE = /^ {4}<g(?: transform="[^"]*")?>\n([\s\S]*?)^ {4}<\/g>$/gm
const DEFS = /^ {4}<(defs|style)[^>]*>[\s\S]*?^ {4}<\/\1>$/gm
const GLYPH = /<symbol id="([^"]+)"[\s\S]*?<\/symbol>/g

function squeeze(svg: string): string {
  return svg.replace(/\n\s*/g, '')
}

/** Only the outlines this page uses: pages travel one by one. */
function definitions(all: readonly string[], page: string): string {
  return all
    .filter((defs) => defs.includes('<defs'))
    .map((defs) => defs.replace(GLYPH, (symbol, id: string) => (page.includes(`#${id}"`) ? symbol : '')))
    .join('')
}

export function splitPages(svg: string, pages: number): string[] {
  const [, width = '0', height = '0'] = ROOT.exec(svg) ?? []
  const pageHeight = Number(height) / Math.max(1, pages)
  const defs = (svg.match(DEFS) ?? []).map((text) => text)
  return [...svg.matchAll(PAGE)].map(([, content = '']) => {
    const box = `0 0 ${width} ${pageHeight}`
    const paper = `<rect width="${width}" height="${pageHeight}" fill="#fff"/>`
    const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="${box}">`
    return squeeze(`${head}${paper}${content}${definitions(defs, content)}</svg>`)
  })
}

export async function previewLetter(letter: Letter, press: Press = defaultPress()): Promise<string[]> {
  const printed = await printFitted(letter, press, 'svg')
  return splitPages(new TextDecoder().decode(printed.bytes), printed.pages)
}
