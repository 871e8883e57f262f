// What a person typed → what is asked of the index. Pure; no question is refused, unknown signs are just spaces.
import type { Temporal } from '../../kernel/time.ts'
import { datesIn, type SaidDate } from './dates.ts'
import { numberKey, type Syllable, syllablesOf } from './syllables.ts'

export interface Word {
  folded: string
  /** The key with marks when the person typed marks. */
  marked: string | null
  text: string
}
export interface ParsedQuery {
  words: Word[]
  /** In quotes: side by side, in this order. */
  phrases: Word[][]
  /** `-từ`: must not be there. */
  without: Word[]
  dates: SaidDate[]
  /** Number and symbol as one key, when the whole question has this shape. */
  number: string | null
  /** The last word may still be in the typing. */
  typing: boolean
}

const QUOTED = /["“”«]([^"“”«»]*)["“”»]?/g
const MOST_WORDS = 24
/** "1234/UBND-KGVX", "số 1234 ubnd kgvx", "127-CV/VPTU", "1234ubndkgvx". */
const NUMBER_SHAPE =
  /^(?:số\s*:?\s*|so\s+)?(\d{1,6}[a-zđ]?\s*[/\-. ]?\s*(?:\p{L}{1,12})(?:[/\-.& ]+\p{L}{1,12}){0,4})$/iu

const wordOf = (one: Syllable, text: string): Word => ({
  folded: one.folded,
  marked: one.marked === one.folded ? null : one.marked,
  text: text.slice(one.start, one.end),
})
const wordsOf = (text: string): Word[] => syllablesOf(text).map((one) => wordOf(one, text))

export function parseQuery(
  question: string,
  today: Temporal.PlainDate,
  options: { typing?: boolean } = {},
): ParsedQuery {
  const text = question.normalize('NFC').slice(0, 400)
  const phrases: Word[][] = []
  let rest = text.replace(QUOTED, (_all, inside: string) => {
    const words = wordsOf(inside)
    if (words.length) phrases.push(words)
    return ' '
  })
  const shape = phrases.length === 0 ? NUMBER_SHAPE.exec(rest.trim()) : null
  const number = shape ? numberKey(shape[1]) : null
  const dates = number ? [] : datesIn(rest, today)
  for (const date of [...dates].reverse()) rest = `${rest.slice(0, date.start)} ${rest.slice(date.end)}`
  const without: Word[] = []
  rest = rest.replace(/(^|\s)-(\p{L}[\p{L}\p{N}]*)/gu, (_all, before: string, word: string) => {
    without.push(...wordsOf(word))
    return before
  })
  if (number) rest = rest.replace(/^\s*(số\s*:?|so\s)/iu, ' ')
  const words = wordsOf(rest).slice(0, MOST_WORDS)
  const typing = options.typing === true && words.length > 0 && /[\p{L}\p{N}]$/u.test(rest)
  return { words, phrases: phrases.slice(0, 4), without, dates, number, typing }
}

export const isBlank = (query: ParsedQuery) =>
  query.words.length === 0 && query.phrases.length === 0 && query.dates.length === 0

/** The same question without tone marks, for a second try. */
export const unmarked = (query: ParsedQuery): ParsedQuery => {
  const plain = (words: Word[]) => words.map((word) => ({ ...word, marked: null }))
  return {
    ...query,
    words: plain(query.words),
    phrases: query.phrases.map(plain),
    without: plain(query.without),
  }
}
export const hasMarks = (query: ParsedQuery) =>
  [...query.words, ...query.phrases.flat()].some((word) => word.marked !== null)
