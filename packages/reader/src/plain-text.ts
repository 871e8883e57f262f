// Plain text (also what other programs extracted from a paper) → pages of words on a character grid.
import type { Page, Word } from './page-model.ts'
import { decodeWord, detectEncoding } from './text/legacy-fonts.ts'
import { normaliseLine } from './text/normalise.ts'

const CELL = 6
const LINE = 14

function wordsOfLine(line: string, index: number): Word[] {
  const words: Word[] = []
  for (const match of line.matchAll(/[^\s|]+|\|/gu)) {
    const text = match[0]
    words.push({
      text,
      x: 20 + (match.index ?? 0) * CELL,
      y: 20 + index * LINE,
      w: text.length * CELL,
      h: 11,
      size: 9,
      source: 'text',
    })
  }
  return words
}

const untab = (line: string): string => line.replace(/\t/g, '      ').replace(/\s*\|\s*/g, '    |    ')

/** Some exporters put an empty line after every line: then an empty line says nothing. */
function dropDoubleSpacing(lines: string[]): string[] {
  const full = lines.filter((l) => l.trim() !== '').length
  let followed = 0
  for (let i = 0; i + 1 < lines.length; i++)
    if (lines[i]!.trim() !== '' && lines[i + 1]!.trim() === '') followed++
  const short = lines.filter((l) => l.trim() !== '' && l.trim().length < 100).length
  return full > 8 && followed > full * 0.93 && short > full * 0.9
    ? lines.filter((l) => l.trim() !== '')
    : lines
}

export function pagesOfText(text: string): Page[] {
  const encoding = detectEncoding(text.slice(0, 20_000))
  const decoded = encoding === 'unicode' ? text : decodeWord(text, encoding)
  const sheets = decoded.replace(/\r\n?/g, '\n').split('\f')
  if (sheets.length > 1 && sheets.at(-1)!.trim() === '') sheets.pop()
  return sheets.map((sheet, n) => pageOfText(sheet, n + 1))
}

function pageOfText(sheet: string, number: number): Page {
  const lines = dropDoubleSpacing(sheet.split('\n').map((l) => normaliseLine(untab(l))))
  const words = lines.flatMap((line, i) => wordsOfLine(line, i))
  const width = Math.max(595, ...words.map((w) => Math.min(w.x + w.w, 20 + 140 * CELL))) + 20
  return { number, width, height: Math.max(842, lines.length * LINE + 40), words }
}
