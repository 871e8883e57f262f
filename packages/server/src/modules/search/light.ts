// Which places of a text answer a question, and which lines of a file to show.
import type { LitText } from '@congvan/contract'
import type { ParsedQuery, Word } from './parse-query.ts'
import { type Syllable, syllablesOf } from './syllables.ts'

/** What is lit: single words, and runs that must stand together. */
export interface Lights {
  words: Word[]
  runs: Word[][]
}
export const lightsOf = (query: ParsedQuery): Lights => ({
  words: query.words,
  runs: [
    ...query.phrases,
    ...query.dates.flatMap((date) =>
      date.words.map((run) => run.map((folded) => ({ folded, marked: null, text: folded }))),
    ),
  ],
})

const says = (word: Word, one: Syllable) =>
  word.marked === null ? word.folded === one.folded : word.marked === one.marked

interface Match {
  at: number
  length: number
  word: number
}

function matchesIn(syllables: readonly Syllable[], lights: Lights): Match[] {
  const found: Match[] = []
  for (let i = 0; i < syllables.length; i++) {
    const word = lights.words.findIndex((one) => says(one, syllables[i]!))
    if (word >= 0) found.push({ at: i, length: 1, word })
    for (const [r, run] of lights.runs.entries())
      if (run.length && run.every((one, j) => i + j < syllables.length && says(one, syllables[i + j]!)))
        found.push({ at: i, length: run.length, word: 100 + r })
  }
  return found
}

/** Neighbouring marks become one: `xâm nhập mặn` is one light, not three. */
function marksOf(syllables: readonly Syllable[], matches: readonly Match[]): [number, number][] {
  const lit = new Set(matches.flatMap((m) => Array.from({ length: m.length }, (_, j) => m.at + j)))
  const marks: [number, number][] = []
  for (const i of [...lit].sort((a, b) => a - b)) {
    const one = syllables[i]!
    const last = marks.at(-1)
    if (last && lit.has(i - 1)) last[1] = one.end
    else marks.push([one.start, one.end])
  }
  return marks
}

export function light(text: string, lights: Lights): LitText {
  const clean = text.normalize('NFC')
  const syllables = syllablesOf(clean)
  return { text: clean, marks: marksOf(syllables, matchesIn(syllables, lights)) }
}

const BEFORE = 6
const WINDOW = 34

export interface Passage extends LitText {
  page: number
  /** How many different words of the question it holds. */
  score: number
}

/** The window with most different words of the question, nearest together; null when no page holds any. */
export function bestPassage(pages: readonly string[], lights: Lights): Passage | null {
  let best: {
    page: number
    from: number
    score: number
    syllables: Syllable[]
    matches: Match[]
    text: string
  } | null = null
  for (const [index, page] of pages.entries()) {
    const text = page.normalize('NFC').slice(0, 40_000)
    const syllables = syllablesOf(text)
    const matches = matchesIn(syllables, lights)
    for (let i = 0; i < matches.length; i++) {
      const words = new Map<number, number>()
      for (let j = i; j < matches.length && matches[j]!.at - matches[i]!.at < WINDOW - BEFORE; j++)
        words.set(matches[j]!.word, Math.max(words.get(matches[j]!.word) ?? 0, matches[j]!.at))
      const near = Math.max(...words.values()) - matches[i]!.at
      const score = words.size * 100 - near
      if (!best || score > best.score)
        best = { page: index + 1, from: matches[i]!.at, score, syllables, matches, text }
    }
    if (index > 60) break
  }
  if (!best) return null
  const { syllables, matches, text } = best
  const from = Math.max(0, best.from - BEFORE)
  const to = Math.min(syllables.length - 1, from + WINDOW)
  const [start, end] = [syllables[from]!.start, syllables[to]!.end]
  const inside = matches.filter((m) => m.at >= from && m.at + m.length - 1 <= to)
  const lead = from > 0 ? '… ' : ''
  const marks = marksOf(syllables, inside).map(([a, b]): [number, number] => [
    a - start + lead.length,
    b - start + lead.length,
  ])
  // A line break is one character as a space is: the places stay where they are.
  const shown = `${lead}${text.slice(start, end).replace(/\s/g, ' ')}${to < syllables.length - 1 ? ' …' : ''}`
  return { text: shown, marks, page: best.page, score: Math.round(best.score / 100) }
}
