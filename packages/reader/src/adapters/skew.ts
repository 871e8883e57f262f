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
