// Pictures → pages of words: turned upright, recognised, the head once more when its number did not come out.
import type { Canvas } from '@napi-rs/canvas'
import { rowsOf } from '../layout/pieces.ts'
import type { Media } from '../media.ts'
import type { Page, Word } from '../page-model.ts'
import { readDocument } from '../read-document.ts'
import { quality } from '../text/syllable.ts'
import { lostLines } from './lost-lines.ts'
import { type Env, recognise, type SeenWord } from './ocr.ts'
import { cropped, decodeImage, inkShare, scaled, type Turn, toPng, turned, withoutRed } from './picture.ts'
import { DPI, PageRenderer } from './render.ts'
import { endAgain, marksOf, withMarks } from './second-look.ts'

const BLANK = 0.0006
/** A letter's signature is on one of its first pages or, with long reports, on the last. */
const MAX_SCANNED = 8

interface Seen {
  words: SeenWord[]
  turn: Turn
  canvas: Canvas
  /** The same sheet upright with its colours, for a second look. */
  coloured: Canvas
}

/** How much this looks like Vietnamese text read the right way up: number of sure, well-formed words. */
function worth(words: readonly SeenWord[]): number {
  const sure = words.filter((w) => (w.confidence ?? 0) > 0.6)
  const q = quality(sure.map((w) => w.text).join(' '))
  return q.words * q.syllables * (0.3 + q.marked)
}

/** A page read upside down gives words too, but few that the engine is sure of. */
function sureShare(words: readonly SeenWord[]): number {
  const real = words.filter((w) => /\p{L}{2}/u.test(w.text))
  return real.filter((w) => (w.confidence ?? 0) > 0.8).length / Math.max(1, real.length)
}

async function look(canvas: Canvas, env: Env): Promise<Seen> {
  if (inkShare(canvas) < BLANK) return { words: [], turn: 0, canvas, coloured: canvas }
  const clean = withoutRed(canvas)
  const first = await recognise(toPng(clean), 'page', env)
  // Which of the two sideways ways it is, the lines do not tell: both are tried.
  if (first.turn !== 0) return turnAndLook(clean, canvas, [], env)
  const words = first.words
  if (worth(words) >= 12 && sureShare(words) > 0.72)
    return { words, turn: 0, canvas: clean, coloured: canvas }
  return turnAndLook(clean, canvas, words, env)
}

/** Upside down or sideways: three quick looks at a small copy, then one good look the right way. */
async function turnAndLook(canvas: Canvas, coloured: Canvas, upright: SeenWord[], env: Env): Promise<Seen> {
  const small = scaled(canvas, Math.min(1, 1700 / Math.max(canvas.width, canvas.height)))
  let best: { turn: Turn; value: number } = { turn: 0, value: worth(upright) }
  for (const turn of [180, 90, 270] as const) {
    const seen = await recognise(toPng(turned(small, turn)), 'page', env)
    const value = seen.turn === 0 ? worth(seen.words) : 0
    if (value > best.value * 1.3 + 2) best = { turn, value }
    if (value >= 40 && sureShare(seen.words) > 0.8) break
  }
  if (best.turn === 0) return { words: upright, turn: 0, canvas, coloured }
  const right = turned(canvas, best.turn)
  const words = (await recognise(toPng(right), 'page', env)).words
  return { words, turn: best.turn, canvas: right, coloured: turned(coloured, best.turn) }
}

const HEAD_SHARE = 0.36
const NUMBER_SEEN =
  /S[ốôóo6]\S{0,2}\s*[:.]?\s*\d+\s*[a-z]?\s*[/-]\s*\p{Lu}|\d\s*\/\s*(?:\d{4}\s*\/\s*)?\p{Lu}{2}/u

const inOrder = (words: SeenWord[]): string =>
  rowsOf({ number: 1, width: 1, height: 1, words })
    .flatMap((row) => row.words.map((w) => w.text))
    .join(' ')

/** Seals and stamps break the page's lay-out analysis: the head alone, larger, often gives its number. */
async function headAgain(seen: Seen, env: Env): Promise<SeenWord[]> {
  const height = seen.canvas.height * HEAD_SHARE
  const inHead = (w: Word): boolean => w.y + w.h / 2 < height
  if (NUMBER_SEEN.test(inOrder(seen.words.filter(inHead)))) return seen.words
  const factor = 1.4
  const { words: again } = await recognise(
    toPng(scaled(cropped(seen.canvas, 0, height), factor)),
    'block',
    env,
  )
  const words = again.map((w) => ({
    ...w,
    x: w.x / factor,
    y: w.y / factor,
    w: w.w / factor,
    h: w.h / factor,
    size: w.size / factor,
  }))
  if (!NUMBER_SEEN.test(inOrder(words))) return seen.words
  return [...words, ...seen.words.filter((w) => !inHead(w))]
}

/** Specks and seal edges come out as odd signs of little certainty. */
function sweep(words: readonly SeenWord[]): SeenWord[] {
  const heights = words.map((w) => w.h).sort((a, b) => a - b)
  const usual = heights[Math.floor(heights.length / 2)] ?? 20
  return words
    .filter(
      (w) =>
        ((w.confidence ?? 0) >= 0.12 || /\p{L}{3}/u.test(w.text)) &&
        w.h < usual * 4.5 &&
        !/^[|_~'"`´.,:;•°^¬«»\\]+$/u.test(w.text),
    )
    .map((w) => ({
      ...w,
      size: usual,
      h: Math.min(w.h, usual * 1.6),
      y: w.h > usual * 1.6 ? w.y + w.h - usual * 1.3 : w.y,
    }))
}

async function pageOf(canvas: Canvas, number: number, env: Env, scale: number): Promise<Page> {
  const seen = await look(canvas, env)
  if (seen.words.length === 0 && number > 1) return pageFrom(seen, seen.words, number, scale)
  const marks = number === 1 && seen.words.length > 0 ? await marksOf(seen.coloured, env) : []
  const words = withMarks(await lostLines(seen.canvas, await headAgain(seen, env), env), marks)
  const page = pageFrom(seen, words, number, scale)
  const { confidence, fields } = readDocument([page])
  const signer = confidence.signer ?? 0
  // "KT. CHỦ TỊCH" without the deputy's own position below it: a line of the block was lost.
  const halved = fields.signerTitle === null && fields.signingAuthority !== null
  if (!endsHere(page) || (signer >= SURE_NAME && !halved)) return page
  const again = await endAgain(seen.coloured, words, env)
  if (!again) return page
  const better = pageFrom(seen, again, number, scale)
  const second = readDocument([better])
  const gained = (second.confidence.signer ?? 0) > signer
  return gained || (halved && second.fields.signerTitle !== null && second.fields.signer !== null)
    ? better
    : page
}

/** A name read with less than this is looked at once more with the pens and seals faded. */
const SURE_NAME = 0.9

function pageFrom(seen: Seen, words: readonly SeenWord[], number: number, scale: number): Page {
  return {
    number,
    width: seen.canvas.width * scale,
    height: seen.canvas.height * scale,
    ...(seen.turn === 0 ? {} : { turn: seen.turn }),
    words: sweep(words).map(({ line: _line, ...w }) => ({
      ...w,
      x: w.x * scale,
      y: w.y * scale,
      w: w.w * scale,
      h: w.h * scale,
      size: w.size * scale,
    })),
  }
}

export async function scanImage(bytes: Uint8Array, media: Media, env: Env = process.env): Promise<Page[]> {
  const pages: Page[] = []
  for (const [i, canvas] of (await decodeImage(bytes, media)).entries()) {
    const scale = 842 / Math.max(canvas.width, canvas.height)
    pages.push(await pageOf(canvas, i + 1, env, scale))
    if (endsHere(pages.at(-1)!) || pages.length >= MAX_SCANNED) break
  }
  return pages
}

const SIGNED = /N[ơo]i\s*nh[ậa]n\s*:/iu
const endsHere = (page: Page): boolean => SIGNED.test(page.words.map((w) => w.text).join(' '))

/** Digits that a stamp tool wrote as text over a scan are better than their picture. */
function keepText(scanned: Page, text: Page | undefined): Page {
  const own = text?.words ?? []
  if (own.length === 0 || own.length > 60 || Math.abs(scanned.width - (text?.width ?? 0)) > 20) return scanned
  const covered = (w: Word): boolean =>
    own.some(
      (o) =>
        w.x < o.x + o.w &&
        o.x < w.x + w.w &&
        Math.abs(w.y + w.h / 2 - o.y - o.h / 2) < o.h * 0.6 &&
        w.text.length <= o.text.length + 2,
    )
  return { ...scanned, words: [...scanned.words.filter((w) => !covered(w)), ...own] }
}

export async function scanPdf(
  bytes: Uint8Array,
  pages: readonly Page[],
  wanted: readonly number[],
  env: Env = process.env,
  part?: 'head',
): Promise<Page[]> {
  const renderer = new PageRenderer(bytes, env)
  const out = [...pages]
  try {
    const last = wanted.at(-1)
    const chosen = wanted.length <= MAX_SCANNED ? wanted : [...wanted.slice(0, MAX_SCANNED - 1), last!]
    for (const number of chosen) {
      const at = out.findIndex((p) => p.number === number)
      const scanned = await pageOf(await renderer.page(number), number, env, 72 / DPI)
      out[at] = keepText(scanned, pages[at])
      if (part === 'head' || endsHere(scanned)) break
    }
    return out
  } finally {
    await renderer.close()
  }
}
