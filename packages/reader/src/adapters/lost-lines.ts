// The engine's lay-out analysis sometimes drops a whole line: ink stands where no word was read. Such strips of the
// upper half are read once more by themselves, where the head and the abstract are.
import type { Canvas } from '@napi-rs/canvas'
import { type Env, recognise, type SeenWord } from './ocr.ts'
import { part, scaled, toPng } from './picture.ts'

const REACH = 0.5
const MOST_STRIPS = 3
/** Two lines' middles lie about 1.3 heights apart; a strip must leave room for a line of its own. */
const LEAST_GAP = 1.25
const FACTOR = 1.4

interface Strip {
  top: number
  bottom: number
}

/** Stretches without a word between the first line and half of the page. */
function gapsOf(words: readonly SeenWord[], height: number, usual: number): Strip[] {
  const spans = words
    .filter((w) => w.y < height * REACH && /[\p{L}\p{N}]{2}/u.test(w.text))
    .map((w) => ({ top: w.y, bottom: w.y + w.h }))
    .sort((a, b) => a.top - b.top)
  const gaps: Strip[] = []
  let end = spans[0]?.bottom ?? 0
  for (const span of spans) {
    if (span.top - end > usual * LEAST_GAP) gaps.push({ top: end, bottom: span.top })
    end = Math.max(end, span.bottom)
  }
  return gaps
}

/** Rows of points with writing on them: a rule under the abstract is thin and even, letters are neither. */
function writtenRows(canvas: Canvas, strip: Strip): number {
  const left = Math.round(canvas.width * 0.1)
  const width = Math.round(canvas.width * 0.8)
  const top = Math.round(strip.top)
  const height = Math.max(1, Math.round(strip.bottom - strip.top))
  const { data } = canvas.getContext('2d').getImageData(left, top, width, height)
  let rows = 0
  for (let y = 0; y < height; y++) {
    let edges = 0
    for (let x = 1; x < width; x++) {
      const at = (y * width + x) * 4
      if (Math.abs(data[at + 1]! - data[at - 3]!) > 60) edges++
    }
    // Letters change from paper to ink and back many times in a row; specks and rules a few times.
    if (edges > 24) rows++
  }
  return rows
}

export async function lostLines(canvas: Canvas, words: readonly SeenWord[], env: Env): Promise<SeenWord[]> {
  const heights = words.map((w) => w.h).sort((a, b) => a - b)
  const usual = heights[Math.floor(heights.length / 2)] ?? 0
  if (usual === 0) return [...words]
  const strips = gapsOf(words, canvas.height, usual)
    .filter((strip) => writtenRows(canvas, strip) > usual * 0.45)
    .slice(0, MOST_STRIPS)
  const found: SeenWord[] = []
  for (const [n, strip] of strips.entries()) {
    const top = Math.max(0, strip.top - usual * 0.2)
    const box = { x: 0, y: top, w: canvas.width, h: strip.bottom - top + usual * 0.2 }
    const seen = await recognise(toPng(scaled(part(canvas, box), FACTOR)), 'block', env)
    if (seen.turn !== 0) continue
    for (const word of seen.words)
      if ((word.confidence ?? 0) > 0.4)
        found.push({
          ...word,
          x: word.x / FACTOR,
          y: word.y / FACTOR + top,
          w: word.w / FACTOR,
          h: word.h / FACTOR,
          size: word.size / FACTOR,
          line: `lost.${n}.${word.line}`,
          // What needed a second look is never certain.
          confidence: Math.min(0.84, word.confidence ?? 0),
        })
  }
  const covered = (word: SeenWord) =>
    words.some(
      (w) =>
        w.x < word.x + word.w &&
        word.x < w.x + w.w &&
        Math.abs(w.y + w.h / 2 - word.y - word.h / 2) < usual * 0.5,
    )
  return [...words, ...found.filter((word) => !covered(word))]
}
