// DOCX → pages of words. Positions are laid out by hand: paragraphs below each other, table cells side by side,
// so that the two columns of the head are two columns here too.
import { strFromU8, unzipSync } from 'fflate'
import type { Page, Word } from './page-model.ts'
import { decodeWord, detectEncoding, type Encoding } from './text/legacy-fonts.ts'
import { normaliseLine } from './text/normalise.ts'

/** A document part may unpack to this much, and no more: ZIP bombs are refused before they are unpacked. */
const MAX_PART = 40 * 1024 * 1024
const PART = 'word/document.xml'

export class BadArchive extends Error {}

const WIDTH = 595
const HEIGHT = 842
const LEFT = 85
const RIGHT = 45

interface Run {
  text: string
  bold: boolean
  italic: boolean
  size: number
  font: string
}

interface Element {
  name: string
  attributes: string
  children: Node[]
}
type Node = Element | string

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decodeEntities = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (_all, hex?: string, dec?: string, name?: string) =>
    hex
      ? String.fromCodePoint(Number.parseInt(hex, 16))
      : dec
        ? String.fromCodePoint(Number(dec))
        : (ENTITIES[name ?? ''] ?? ''),
  )

const TAG = /<(\/?)([\w:]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g

/** WordprocessingML as a tree; no DTD, no entities beyond XML's five, depth bounded. */
function parseXml(xml: string): Element {
  const root: Element = { name: '', attributes: '', children: [] }
  const stack: Element[] = [root]
  for (const hit of xml.matchAll(TAG)) {
    const top = stack.at(-1)!
    if (hit[5] !== undefined) {
      if (top.name === 'w:t') top.children.push(decodeEntities(hit[5]))
    } else if (hit[1]) {
      if (stack.length > 1 && top.name === hit[2]) stack.pop()
    } else {
      const element: Element = { name: hit[2]!, attributes: hit[3] ?? '', children: [] }
      top.children.push(element)
      if (!hit[4]) stack.push(element)
      if (stack.length > 200) throw new BadArchive('Tệp DOCX lồng nhau quá sâu.')
    }
  }
  return root
}

const isElement = (node: Node): node is Element => typeof node !== 'string'
const kids = (element: Element): Element[] => element.children.filter(isElement)
const child = (element: Element | undefined, name: string): Element | undefined =>
  element ? kids(element).find((k) => k.name === name) : undefined
const value = (element: Element | undefined): string | null =>
  element ? (/w:val="([^"]*)"/.exec(element.attributes)?.[1] ?? null) : null
const isOn = (element: Element | undefined): boolean =>
  element !== undefined && !['0', 'false', 'none'].includes(value(element) ?? '1')

function runsOf(paragraph: Element): Run[] {
  const runs: Run[] = []
  const visit = (element: Element): void => {
    if (element.name === 'w:del' || element.name === 'w:moveFrom' || element.name === 'mc:Fallback') return
    if (element.name === 'w:r') runs.push(runOf(element))
    else for (const k of kids(element)) if (k.name !== 'w:pPr') visit(k)
    if (element.name === 'w:r')
      for (const box of boxes(element))
        for (const p of box)
          runs.push({ text: '\n', bold: false, italic: false, size: 13, font: '' }, ...runsOf(p))
  }
  for (const k of kids(paragraph)) visit(k)
  return runs
}

/** Paragraphs of text boxes and shapes anchored in a run. */
function boxes(run: Element): Element[][] {
  const out: Element[][] = []
  const visit = (element: Element): void => {
    if (element.name === 'w:txbxContent') out.push(kids(element).filter((k) => k.name === 'w:p'))
    else if (element.name !== 'mc:Fallback') for (const k of kids(element)) visit(k)
  }
  for (const k of kids(run))
    if (k.name === 'mc:AlternateContent' || k.name === 'w:drawing' || k.name === 'w:pict') visit(k)
  return out
}

function runOf(run: Element): Run {
  const properties = child(run, 'w:rPr')
  const font = /w:ascii="([^"]*)"/.exec(child(properties, 'w:rFonts')?.attributes ?? '')?.[1] ?? ''
  let text = ''
  for (const part of kids(run)) {
    if (part.name === 'w:t') text += part.children.filter((c) => typeof c === 'string').join('')
    else if (part.name === 'w:tab') text += '\t'
    else if (part.name === 'w:br' || part.name === 'w:cr') text += '\n'
    else if (part.name === 'w:noBreakHyphen') text += '-'
    else if (part.name === 'w:sym') text += ' '
  }
  if (isOn(child(properties, 'w:caps'))) text = text.toUpperCase()
  return {
    text,
    bold: isOn(child(properties, 'w:b')),
    italic: isOn(child(properties, 'w:i')),
    size: Number(value(child(properties, 'w:sz')) ?? 26) / 2,
    font,
  }
}

class Layout {
  readonly words: Word[] = []
  y = 40
  private readonly encoding: Encoding

  constructor(encoding: Encoding) {
    this.encoding = encoding
  }

  paragraph(runs: readonly Run[], left: number, width: number, centred: boolean): void {
    let line: Run[] = []
    for (const run of runs) {
      const parts = run.text.split('\n')
      for (const [i, part] of parts.entries()) {
        if (i > 0) {
          this.line(line, left, width, centred)
          line = []
        }
        line.push({ ...run, text: part })
      }
    }
    this.line(line, left, width, centred)
  }

  /** One printed line or more: long paragraphs break at the column's width. */
  private line(runs: readonly Run[], left: number, width: number, centred: boolean): void {
    const words = this.wordsOf(runs)
    let row: Word[] = []
    let x = 0
    for (const word of words) {
      if (x + word.w > width && row.length > 0) {
        this.flush(row, left, width, centred, x)
        row = []
        x = 0
      }
      if (word.text === '\t') {
        x = (Math.floor(x / 36) + 1) * 36
        continue
      }
      row.push({ ...word, x })
      x += word.w + word.size * 0.25
    }
    this.flush(row, left, width, centred, x)
  }

  private flush(row: readonly Word[], left: number, width: number, centred: boolean, used: number): void {
    const shift = left + (centred ? Math.max(0, (width - used) / 2) : 0)
    for (const word of row) this.words.push({ ...word, x: word.x + shift, y: this.y })
    this.y += row.length === 0 ? 10 : 17
  }

  private wordsOf(runs: readonly Run[]): Word[] {
    const out: Word[] = []
    let open = false
    for (const run of runs) {
      const decoded = this.encoding === 'unicode' ? run.text : decodeWord(run.text, this.encoding, run.font)
      for (const piece of normaliseLine(decoded.replace(/\t/g, ' \t ')).match(/\t|[^\S\t]+|\S+/gu) ?? []) {
        if (piece === '\t') out.push(this.word('\t', run))
        else if (/^\s/u.test(piece)) open = false
        else if (open && out.length > 0 && out.at(-1)!.text !== '\t') {
          const last = out.at(-1)!
          last.text += piece
          last.w = last.text.length * last.size * 0.48
        } else out.push(this.word(piece, run))
        if (piece === '\t') open = false
        else if (!/^\s/u.test(piece)) open = true
      }
      if (/\s$/u.test(run.text)) open = false
    }
    return out
  }

  private word(text: string, run: Run): Word {
    return {
      text,
      x: 0,
      y: 0,
      w: text.length * run.size * 0.48,
      h: 13,
      size: run.size,
      bold: run.bold,
      italic: run.italic,
      source: 'text',
    }
  }
}

const isCentred = (paragraph: Element): boolean =>
  value(child(child(paragraph, 'w:pPr'), 'w:jc')) === 'center'

function layBlock(layout: Layout, element: Element, left: number, width: number): void {
  if (element.name === 'w:p') layout.paragraph(runsOf(element), left, width, isCentred(element))
  else if (element.name === 'w:tbl')
    for (const row of kids(element).filter((k) => k.name === 'w:tr')) layRow(layout, row, left, width)
  else if (element.name !== 'w:sectPr') for (const k of kids(element)) layBlock(layout, k, left, width)
}

function layRow(layout: Layout, row: Element, left: number, width: number): void {
  const cells = kids(row).filter((k) => k.name === 'w:tc')
  const widths = cells.map((cell) =>
    Number(/w:w="(\d+)"/.exec(child(child(cell, 'w:tcPr'), 'w:tcW')?.attributes ?? '')?.[1] ?? 0),
  )
  const total = widths.reduce((a, b) => a + b, 0)
  const top = layout.y
  let bottom = top
  let x = left
  for (const [i, cell] of cells.entries()) {
    const share = total > 0 ? widths[i]! / total : 1 / cells.length
    layout.y = top
    for (const block of kids(cell)) if (block.name !== 'w:tcPr') layBlock(layout, block, x, width * share - 6)
    bottom = Math.max(bottom, layout.y)
    x += width * share
  }
  layout.y = bottom
}

export function pagesOfDocx(bytes: Uint8Array): Page[] {
  const xml = documentXml(bytes)
  const root = parseXml(xml)
  const body = kids(root).find((k) => k.name === 'w:document')
  const layout = new Layout(detectEncoding(xml.replace(/<[^>]*>/g, ' ').slice(0, 20_000)))
  for (const block of kids(child(body, 'w:body') ?? { name: '', attributes: '', children: [] }))
    layBlock(layout, block, LEFT, WIDTH - LEFT - RIGHT)
  // One tall sheet: where Word would break pages is not known, and no field needs it.
  return [{ number: 1, width: WIDTH, height: Math.max(HEIGHT, layout.y + 40), words: layout.words }]
}

function documentXml(bytes: Uint8Array): string {
  let size = 0
  try {
    const parts = unzipSync(bytes, {
      filter: (file) => {
        if (file.name !== PART) return false
        size = file.originalSize
        return size <= MAX_PART
      },
    })
    const part = parts[PART]
    if (part && part.length <= MAX_PART) return strFromU8(part)
  } catch {
    throw new BadArchive('Tệp DOCX hỏng.')
  }
  throw new BadArchive(size > MAX_PART ? 'Tệp DOCX giải nén quá lớn.' : 'Tệp ZIP không phải DOCX.')
}
