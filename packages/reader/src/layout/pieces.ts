// Words → rows → pieces: a piece is a run of words of one row that belongs together (one column, one anchor).
import type { Evidence, Page, Rect, Word, WordSource } from '../page-model.ts'
import { squeeze } from '../text/normalise.ts'

export interface Piece {
  text: string
  page: number
  /** Index of the row on its page and of the piece in that row, from the left. */
  row: number
  column: number
  x: number
  y: number
  w: number
  h: number
  size: number
  bold: boolean | null
  source: WordSource
  /** Lowest word confidence of the piece (1 when the source does not tell). */
  confidence: number
  /** Empty height above, in lines of this piece's size. */
  gapAbove: number
  pageWidth: number
  pageHeight: number
  words: Word[]
  /** offset[i] = index in text where words[i] starts. */
  offset: number[]
}

export interface Row {
  page: Page
  words: Word[]
  y: number
  h: number
}

const middle = (word: Word): number => word.y + word.h / 2

/** Rows by overlap of heights: a number stamped a little higher still belongs to its line. */
export function rowsOf(page: Page): Row[] {
  const rows: Row[] = []
  const sorted = [...page.words].sort((a, b) => middle(a) - middle(b) || a.x - b.x)
  for (const word of sorted) {
    const row = findRow(rows, word)
    if (row) {
      row.words.push(word)
      const main = row.words.reduce((a, b) => (b.w > a.w ? b : a))
      row.y = main.y
      row.h = main.h
    } else rows.push({ page, words: [word], y: word.y, h: word.h })
  }
  for (const row of rows) row.words.sort((a, b) => a.x - b.x)
  return rows.sort((a, b) => a.y - b.y)
}

function findRow(rows: Row[], word: Word): Row | undefined {
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - 4); i--) {
    const row = rows[i]!
    const distance = Math.abs(row.y + row.h / 2 - middle(word))
    const reach =
      word.source === 'ocr'
        ? 0.5 * Math.max(row.h, word.h)
        : 0.42 * Math.min(row.h, word.h) + 0.08 * Math.max(row.h, word.h)
    if (distance < reach && !covered(row, word)) return row
  }
  return undefined
}

/** A stamp's text lies on the paper's own: two layers at one height are two rows. */
function covered(row: Row, word: Word): boolean {
  return row.words.some((other) => {
    const shared = Math.min(other.x + other.w, word.x + word.w) - Math.max(other.x, word.x)
    return shared > 0.4 * Math.min(other.w, word.w) && shared > 0.35 * word.size && !/^\p{M}/u.test(word.text)
  })
}

/** Letters drawn one by one, and tone marks drawn on top of their letter, become words again. */
function mergeGlued(words: Word[]): Word[] {
  const out: Word[] = []
  for (const word of words) {
    const last = out.at(-1)
    const gap = last ? word.x - (last.x + last.w) : 0
    const mark = /^\p{M}/u.test(word.text)
    if (
      last &&
      last.source === word.source &&
      !otherHand(last, word) &&
      (mark || (gap < 0.06 * word.size && word.source !== 'ocr' && gap > -0.6 * word.size))
    ) {
      last.text = (last.text + word.text).normalize('NFC')
      last.w = Math.max(last.w, word.x + word.w - last.x)
    } else out.push({ ...word })
  }
  return out
}

/** "Số:      /QĐ-UBND" and "ngày     tháng     năm" keep their wide blanks: they were left open for the clerk. */
function blanksBelong(left: string, right: string): boolean {
  if (
    /(?:s[ốôóo6]|ngày|tháng|năm)\s*[:.]?\s*[\dOo]{0,5}$/iu.test(left) &&
    /^(?:[/\d.…_-]|tháng|năm|\p{Lu}{2,}-)/iu.test(right)
  )
    return true
  return (
    (/^(?:tháng|năm)\b/iu.test(right) && /(?:ngày|tháng)\s*[\d\s.…_]*$/iu.test(left)) ||
    /^\/\s*\p{L}/u.test(right)
  )
}

const family = (font: string): string => font.replace(/^[A-Z]{6}\+/, '').replace(/[-,].*$/, '')

/** A stamp's type (other font, other size) among the paper's own words on one line. */
function otherHand(a: Word, b: Word): boolean {
  if (!a.font || !b.font || a.source !== b.source) return false
  const ratio = a.size / b.size
  return (ratio < 0.88 || ratio > 1.14) && family(a.font) !== family(b.font)
}

function splitRow(row: Row): Word[][] {
  const groups: Word[][] = []
  for (const word of mergeGlued(row.words)) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    const gap = last ? word.x - (last.x + last.w) : 0
    const wide = last ? gap > 1.35 * Math.max(last.size, word.size) : true
    if (!group || !last || word.text === '|') groups.push([word])
    else if (otherHand(last, word)) groups.push([word])
    else if (wide && !blanksBelong(group.map((w) => w.text).join(' '), word.text)) groups.push([word])
    else group.push(word)
  }
  return groups.map((g) => g.filter((w) => w.text !== '|')).filter((g) => g.length > 0)
}

function majority(words: readonly Word[]): boolean | null {
  const known = words.filter((w) => w.bold !== undefined)
  if (known.length === 0) return null
  return known.filter((w) => w.bold).length * 2 > known.length
}

export function pieceOf(
  words: Word[],
  at: Pick<Piece, 'page' | 'row' | 'column' | 'gapAbove' | 'pageWidth' | 'pageHeight'>,
): Piece {
  let text = ''
  const offset: number[] = []
  for (const word of words) {
    if (text !== '') text += ' '
    offset.push(text.length)
    text += word.text
  }
  const x = Math.min(...words.map((w) => w.x))
  const y = Math.min(...words.map((w) => w.y))
  const weak = words.map((w) => w.confidence ?? 1)
  return {
    ...at,
    text,
    offset,
    words,
    x,
    y,
    w: Math.max(...words.map((w) => w.x + w.w)) - x,
    h: Math.max(...words.map((w) => w.y + w.h)) - y,
    size: words.reduce((sum, w) => sum + w.size, 0) / words.length,
    bold: majority(words),
    source: words.some((w) => w.source === 'widget') ? 'widget' : words[0]!.source,
    confidence: Math.min(...weak),
  }
}

export function piecesOf(page: Page): Piece[] {
  const out: Piece[] = []
  const rows = rowsOf(page)
  let bottom: number | null = null
  for (const [index, row] of rows.entries()) {
    const gapAbove = bottom === null ? 9 : Math.max(0, row.y - bottom) / Math.max(1, row.h)
    bottom = Math.max(bottom ?? 0, row.y + row.h)
    const at = { page: page.number, row: index, gapAbove, pageWidth: page.width, pageHeight: page.height }
    for (const [column, words] of splitRow(row).entries()) out.push(pieceOf(words, { ...at, column }))
  }
  return out
}

/** The part of a piece between two character positions; null when nothing but blanks is left. */
export function sliceOf(piece: Piece, from: number, to: number): Piece | null {
  const words: Word[] = []
  for (const [i, word] of piece.words.entries()) {
    const start = piece.offset[i]!
    const end = start + word.text.length
    const a = Math.max(from, start)
    const b = Math.min(to, end)
    if (a >= b) continue
    const share = word.w / Math.max(1, word.text.length)
    const text = word.text.slice(a - start, b - start)
    if (text.trim() === '') continue
    words.push({ ...word, text, x: word.x + (a - start) * share, w: (b - a) * share })
  }
  return words.length === 0 ? null : pieceOf(words, piece)
}

export function rectOf(
  pieces: readonly Pick<Piece, 'x' | 'y' | 'w' | 'h' | 'pageWidth' | 'pageHeight'>[],
): Rect {
  const first = pieces[0]!
  const x = Math.min(...pieces.map((p) => p.x))
  const y = Math.min(...pieces.map((p) => p.y))
  const right = Math.max(...pieces.map((p) => p.x + p.w))
  const bottom = Math.max(...pieces.map((p) => p.y + p.h))
  const round = (n: number): number => Math.round(Math.min(1, Math.max(0, n)) * 10000) / 10000
  return {
    x: round(x / first.pageWidth),
    y: round(y / first.pageHeight),
    width: round((right - x) / first.pageWidth),
    height: round((bottom - y) / first.pageHeight),
  }
}

export function evidenceOf(pieces: readonly Piece[]): Evidence | null {
  const first = pieces[0]
  if (!first) return null
  const same = pieces.filter((p) => p.page === first.page)
  const source: WordSource = same.some((p) => p.source === 'widget') ? 'widget' : first.source
  return { page: first.page, rect: rectOf(same), source }
}

export const joinText = (pieces: readonly Piece[]): string => squeeze(pieces.map((p) => p.text).join(' '))
