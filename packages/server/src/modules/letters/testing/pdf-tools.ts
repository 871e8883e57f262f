// Looks at a PDF with the tools a recipient has: poppler and qpdf.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Reason to skip, or false when all tools are there. */
export function missingTools(...names: string[]): string | false {
  const missing = names.filter((name) => spawnSync('which', [name]).status !== 0)
  return missing.length > 0 ? `not installed: ${missing.join(', ')}` : false
}

function withFile<T>(pdf: Uint8Array, use: (path: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), 'letters-'))
  try {
    const path = join(dir, 'letter.pdf')
    writeFileSync(path, pdf)
    return use(path)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

export function textOf(pdf: Uint8Array, page?: number): string {
  const pages = page === undefined ? [] : ['-f', String(page), '-l', String(page)]
  return withFile(pdf, (path) =>
    execFileSync('pdftotext', ['-layout', ...pages, path, '-'], { encoding: 'utf8' }),
  )
}

/** Exit code of `qpdf --check`: 0 means no error and no warning. */
export function qpdfCheck(pdf: Uint8Array): number | null {
  return withFile(pdf, (path) => spawnSync('qpdf', ['--check', path]).status)
}

export interface FontLine {
  name: string
  embedded: boolean
  subset: boolean
  unicode: boolean
}

export function fontsOf(pdf: Uint8Array): FontLine[] {
  const lines = withFile(pdf, (path) => execFileSync('pdffonts', [path], { encoding: 'utf8' }))
    .trim()
    .split('\n')
    .slice(2)
  return lines.map((line) => {
    const [embedded, subset, unicode] = line.trim().split(/\s+/).slice(-5, -2)
    return {
      name: line.split(/\s+/)[0] ?? '',
      embedded: embedded === 'yes',
      subset: subset === 'yes',
      unicode: unicode === 'yes',
    }
  })
}

export interface Word {
  page: number
  text: string
  /** Points, origin at the lower left. */
  x: number
  y: number
  right: number
  top: number
}

/** Every word with its box. */
export function wordsOf(pdf: Uint8Array): Word[] {
  const xml = withFile(pdf, (path) => execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8' }))
  let page = 0
  let height = 0
  const words: Word[] = []
  for (const line of xml.split('\n')) {
    const sheet = /<page width="[\d.]+" height="([\d.]+)"/.exec(line)
    if (sheet) {
      page += 1
      height = Number(sheet[1])
    }
    const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)<\/word>/.exec(
      line,
    )
    if (!word) continue
    const [x, y, right, bottom] = word.slice(1, 5).map(Number) as [number, number, number, number]
    words.push({ page, text: word[5] ?? '', x, right, y: height - bottom, top: height - y })
  }
  return words
}

export interface Piece {
  page: number
  text: string
  size: number
  left: number
  top: number
  bold: boolean
  italic: boolean
}

/** Pieces of text with their font size in points. */
export function piecesOf(pdf: Uint8Array): Piece[] {
  const xml = withFile(pdf, (path) =>
    execFileSync('pdftohtml', ['-xml', '-stdout', '-zoom', '1', '-i', path], { encoding: 'utf8' }),
  )
  const sizes = new Map<string, number>()
  const pieces: Piece[] = []
  let page = 0
  for (const line of xml.split('\n')) {
    if (line.includes('<page ')) page += 1
    const font = /<fontspec id="(\d+)" size="(-?\d+)"/.exec(line)
    if (font) sizes.set(font[1] ?? '', Number(font[2]))
    const text = /<text top="(-?\d+)" left="(-?\d+)" .*?font="(\d+)">(.*)<\/text>/.exec(line)
    if (!text) continue
    const inner = text[4] ?? ''
    pieces.push({
      page,
      text: inner.replace(/<[^>]+>/g, '').trim(),
      size: sizes.get(text[3] ?? '') ?? 0,
      top: Number(text[1]),
      left: Number(text[2]),
      bold: inner.includes('<b>'),
      italic: inner.includes('<i>'),
    })
  }
  return pieces
}

/** `pdfinfo` as a map. */
export function infoOf(pdf: Uint8Array): Map<string, string> {
  const text = withFile(pdf, (path) => execFileSync('pdfinfo', [path], { encoding: 'utf8' }))
  return new Map(
    text.split('\n').map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
  )
}

/** The file with its streams opened, for looking into catalog and metadata. */
export function openedUp(pdf: Uint8Array): string {
  return withFile(pdf, (path) =>
    execFileSync('qpdf', ['--qdf', '--object-streams=disable', path, '-'], {
      encoding: 'latin1',
      maxBuffer: 2 ** 27,
    }),
  )
}
