// What one look at a scanned page loses, looked for again where it must stand: the framed marks in the head,
// the name under signature and seal.
import type { Canvas } from '@napi-rs/canvas'
import { nameLikeness } from '../lexicon/people.ts'
import { foldWords } from '../text/fold.ts'
import { isUpper } from '../text/normalise.ts'
import { type Env, recognise, type SeenWord } from './ocr.ts'
import { type Box, part, scaled, toPng, withoutInk, withoutRules, withRed } from './picture.ts'

const MARKS: Readonly<Record<string, string>> = {
  'hoa toc': 'HỎA TỐC',
  'hoa toc hen gio': 'HỎA TỐC HẸN GIỜ',
  'thuong khan': 'THƯỢNG KHẨN',
  khan: 'KHẨN',
  mat: 'MẬT',
  'toi mat': 'TỐI MẬT',
  'tuyet mat': 'TUYỆT MẬT',
}

const linesOf = (words: readonly SeenWord[]): SeenWord[][] => {
  const lines = new Map<string, SeenWord[]>()
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  return [...lines.values()]
}

/** Words of a line that lie close enough to be one mark; a mark beside another mark is its own. */
function clusters(line: readonly SeenWord[]): SeenWord[][] {
  const out: SeenWord[][] = []
  for (const word of line.filter((w) => /\p{L}/u.test(w.text))) {
    const last = out.at(-1)?.at(-1)
    if (last && word.x - (last.x + last.w) < 1.2 * last.h) out.at(-1)!.push(word)
    else out.push([word])
  }
  return out
}

function markOf(words: readonly SeenWord[]): SeenWord | null {
  const text = words.map((w) => w.text).join(' ')
  const mark = isUpper(text) ? MARKS[foldWords(text)] : undefined
  const sure = Math.min(...words.map((w) => w.confidence ?? 0))
  if (!mark || sure < 0.4) return null
  // "MẮT" of an eye hospital folds to the same letters: only the mark's own accents make it sure.
  const exact = text.normalize('NFC') === mark
  const x = Math.min(...words.map((w) => w.x))
  const right = Math.max(...words.map((w) => w.x + w.w))
  return { ...words[0]!, text: mark, x, w: right - x, confidence: exact ? sure : Math.min(sure, 0.6) }
}

/** Marks alone in a frame in the upper left of the first page, black or red (Decree 30/2020 App. I, ô 10). */
export async function marksOf(canvas: Canvas, env: Env): Promise<SeenWord[]> {
  const box: Box = { x: 0, y: 0, w: canvas.width * 0.6, h: canvas.height * 0.45 }
  const head = withoutRules(withRed(part(canvas, box)))
  const { words, turn } = await recognise(toPng(head), 'sparse', env)
  if (turn !== 0) return []
  return linesOf(words)
    .flatMap(clusters)
    .map(markOf)
    .filter((m): m is SeenWord => m !== null)
}

/** Puts found marks in place of whatever the first look made of them. */
export function withMarks(words: readonly SeenWord[], marks: readonly SeenWord[]): SeenWord[] {
  const hidden = (w: SeenWord): boolean =>
    marks.some(
      (m) =>
        w.x < m.x + m.w + m.h &&
        m.x - m.h < w.x + w.w &&
        w.y + w.h / 2 > m.y - 0.4 * m.h &&
        w.y + w.h / 2 < m.y + 1.4 * m.h,
    )
  return [...words.filter((w) => !hidden(w)), ...marks]
}

/** The right half around "Nơi nhận", pens and seals faded: null when it shows no name either. */
export async function endAgain(
  canvas: Canvas,
  words: readonly SeenWord[],
  env: Env,
): Promise<SeenWord[] | null> {
  const at = words.find(
    (w, i) => /^nh[ậạa]n/iu.test(w.text) && /^n[ơo][iì]$/iu.test(words[i - 1]?.text ?? ''),
  )
  if (!at) return null
  const top = Math.max(0, at.y - 4 * at.h)
  const box: Box = { x: canvas.width * 0.44, y: top, w: canvas.width * 0.56, h: canvas.height * 0.27 }
  const factor = 1.4
  const { words: again, turn } = await recognise(
    toPng(scaled(withoutInk(part(canvas, box)), factor)),
    'block',
    env,
  )
  if (turn !== 0) return null
  const seen = again.map((w) => ({
    ...w,
    x: w.x / factor + box.x,
    y: w.y / factor + box.y,
    w: w.w / factor,
    h: w.h / factor,
    size: w.size / factor,
    line: `again.${w.line}`,
    // What needed a second look is never certain: strokes of the pen may have become marks.
    confidence: Math.min(0.84, w.confidence ?? 0),
  }))
  const named = linesOf(seen).some(
    (line) =>
      nameLikeness(
        line
          .map((w) => w.text)
          .join(' ')
          .replace(/^\P{L}+/u, ''),
      ) >= 2,
  )
  if (!named) return null
  const inBox = (w: SeenWord): boolean => w.x + w.w / 2 > box.x && w.y > top && w.y < top + box.h
  return [...words.filter((w) => !inBox(w)), ...seen.filter((w) => (w.confidence ?? 0) > 0.25)]
}
