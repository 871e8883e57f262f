// The recogniser reads skewed lines well, but its boxes stay skewed: they are turned back by the lines' own slope.
import type { SeenWord } from './ocr.ts'

function slopes(words: readonly SeenWord[]): number[] {
  const lines = new Map<string, SeenWord[]>()
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  const out: number[] = []
  for (const line of lines.values()) {
    if (line.length < 3) continue
    const first = line[0]!
    const last = line.at(-1)!
    const run = last.x + last.w / 2 - (first.x + first.w / 2)
    if (run < 6 * first.h) continue
    out.push((last.y + last.h / 2 - (first.y + first.h / 2)) / run)
  }
  return out.sort((a, b) => a - b)
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Words of one recognised line get one height and one middle: a hyphen or a low letter stays on its line. */
export function evened(words: readonly SeenWord[]): SeenWord[] {
  const lines = new Map<string, SeenWord[]>()
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  const out: SeenWord[] = []
  for (const line of lines.values()) {
    const tall = line.filter((w) => /[\p{L}\d]{2}/u.test(w.text))
    const use = tall.length > 0 ? tall : line
    const h = median(use.map((w) => w.h))
    const middle = median(use.map((w) => w.y + w.h / 2))
    for (const word of line) out.push({ ...word, h, size: h, y: middle - h / 2 })
  }
  return out
}

export function levelled(words: SeenWord[]): SeenWord[] {
  const found = slopes(words)
  const slope = found[Math.floor(found.length / 2)] ?? 0
  if (found.length < 3 || Math.abs(slope) < 0.002 || Math.abs(slope) > 0.35) return words
  const angle = -Math.atan(slope)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return words.map((word) => {
    const cx = word.x + word.w / 2
    const cy = word.y + word.h / 2
    return { ...word, x: cx * cos - cy * sin - word.w / 2, y: cx * sin + cy * cos - word.h / 2 }
  })
}

/** The engine reads sideways lines too, but leaves their boxes sideways: the way its lines run tells the turn. */
export function turnOfLines(words: readonly SeenWord[]): 0 | 90 | 180 | 270 {
  const lines = new Map<string, SeenWord[]>()
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word])
  const votes = { 0: 0, 90: 0, 180: 0, 270: 0 }
  for (const line of lines.values()) {
    if (line.length < 3) continue
    const dx = line.at(-1)!.x - line[0]!.x
    const dy = line.at(-1)!.y - line[0]!.y
    const turn = Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? 0 : 180) : dy > 0 ? 270 : 90
    votes[turn] += line.length
  }
  return ([90, 180, 270] as const).find((turn) => votes[turn] > votes[0] && votes[turn] >= 8) ?? 0
}
