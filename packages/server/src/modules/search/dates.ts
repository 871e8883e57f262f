// Days as people say them: "12/12/2021", "tháng 3/2021", "quý I năm 2021", "năm 2021", "tuần trước", "từ … đến …".
import { Temporal } from '../../kernel/time.ts'
import { foldInPlace } from './syllables.ts'

/** One saying: the tokens of its days in the index, and its own words, since a text may speak of another year's month. */
export interface SaidDate {
  /** Where it stands in the question. */
  start: number
  end: number
  /** `=d20211212`, `=m202103`, `=y2021`: one of them must be on the document. */
  tokens: string[]
  /** Its words as they may stand in a text, for the other reading. */
  words: string[][]
  /** For ranges no token can say. */
  span: { from: string; to: string } | null
}

const pad = (value: number | string, size = 2) => String(value).padStart(size, '0')
const real = (year: number, month: number, day: number) =>
  year >= 1945 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31

const Y = '(\\d{4})'
const SEP = '\\s*[/.-]\\s*'
const AFTER = '(?![\\d/]|\\s*/)'
const ROMAN: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 }

const DAY = `(?:ngay\\s+)?(\\d{1,2})(?:${SEP}(\\d{1,2})${SEP}|\\s+thang\\s+(\\d{1,2})\\s+nam\\s+)${Y}`
const MONTH = `(?:thang\\s+)?(\\d{1,2})(?:${SEP}|\\s+nam\\s+|\\s+)${Y}`

type Reading = Omit<SaidDate, 'start' | 'end'>

export const dayToken = (iso: string) => `=d${iso.replaceAll('-', '')}`
export const monthToken = (iso: string) => `=m${iso.slice(0, 7).replace('-', '')}`
export const yearToken = (iso: string) => `=y${iso.slice(0, 4)}`

function dayReading(match: RegExpExecArray): Reading | null {
  const [day, month, year] = [Number(match[1]), Number(match[2] ?? match[3]), Number(match[4])]
  if (!real(year, month, day)) return null
  return {
    tokens: [`=d${year}${pad(month)}${pad(day)}`],
    words: [
      [String(day), String(month), String(year)],
      [String(day), 'thang', String(month), 'nam', String(year)],
    ],
    span: null,
  }
}

function monthReading(match: RegExpExecArray): Reading | null {
  const [month, year] = [Number(match[1]), Number(match[2])]
  if (!real(year, month, 1)) return null
  return {
    tokens: [`=m${year}${pad(month)}`],
    words: [
      [String(month), String(year)],
      [String(month), 'nam', String(year)],
    ],
    span: null,
  }
}

function quarterReading(match: RegExpExecArray): Reading | null {
  const quarter = ROMAN[match[1]!] ?? Number(match[1])
  const year = match[2]!
  const said = match[1]!
  const tokens = [1, 2, 3].map((m) => `=m${year}${pad((quarter - 1) * 3 + m)}`)
  const names = [said, String(quarter), Object.keys(ROMAN)[quarter - 1]!]
  const words = [...new Set(names)].flatMap((name) => [
    ['qui', name, year],
    ['qui', name, 'nam', year],
  ])
  return { tokens, words, span: null }
}

/** Bounds of a relative saying, seen from today. */
function relative(
  words: string,
  today: Temporal.PlainDate,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } | null {
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  const month = today.with({ day: 1 })
  const year = today.with({ month: 1, day: 1 })
  const days = (from: Temporal.PlainDate, count: number) => ({ from, to: from.add({ days: count - 1 }) })
  const months = (from: Temporal.PlainDate, count: number) => ({
    from,
    to: from.add({ months: count }).subtract({ days: 1 }),
  })
  const table: Record<string, () => { from: Temporal.PlainDate; to: Temporal.PlainDate }> = {
    'hom nay': () => days(today, 1),
    'hom qua': () => days(today.subtract({ days: 1 }), 1),
    'tuan nay': () => days(monday, 7),
    'tuan truoc': () => days(monday.subtract({ weeks: 1 }), 7),
    'thang nay': () => months(month, 1),
    'thang truoc': () => months(month.subtract({ months: 1 }), 1),
    'nam nay': () => months(year, 12),
    'nam ngoai': () => months(year.subtract({ years: 1 }), 12),
  }
  return table[words.replace(/\s+/g, ' ')]?.() ?? null
}

function boundOf(text: string, end: boolean): string | null {
  const day = new RegExp(`^${DAY}$`).exec(text)
  if (day) {
    const [d, m, y] = [Number(day[1]), Number(day[2] ?? day[3]), Number(day[4])]
    return real(y, m, d) ? `${y}-${pad(m)}-${pad(d)}` : null
  }
  const month = new RegExp(`^${MONTH}$`).exec(text)
  if (!month) return null
  const [m, y] = [Number(month[1]), Number(month[2])]
  if (!real(y, m, 1)) return null
  const first = Temporal.PlainDate.from({ year: y, month: m, day: 1 })
  return (end ? first.add({ months: 1 }).subtract({ days: 1 }) : first).toString()
}

function rangeReading(match: RegExpExecArray): Reading | null {
  const from = boundOf(match[1]!.trim(), false)
  const to = boundOf(match[2]!.trim(), true)
  return from && to && from <= to ? { tokens: [], words: [], span: { from, to } } : null
}

type Reader = (match: RegExpExecArray, today: Temporal.PlainDate) => Reading | null
const STANDS = '(?<![\\p{L}\\p{N}/-])'
const RULES: readonly [RegExp, Reader][] = [
  [
    new RegExp(
      `${STANDS}tu\\s+((?:ngay |thang )?[\\d/. -]+?)\\s+den\\s+((?:ngay |thang )?[\\d/.-]+)${AFTER}`,
      'gu',
    ),
    rangeReading,
  ],
  [new RegExp(`${STANDS}${DAY}${AFTER}`, 'gu'), dayReading],
  [
    new RegExp(`${STANDS}qu[yi]\\s+(iv|i{1,3}|[1-4])(?:\\s*[/-]\\s*|\\s+nam\\s+|\\s+)${Y}${AFTER}`, 'gu'),
    quarterReading,
  ],
  [new RegExp(`${STANDS}thang\\s+(\\d{1,2})(?:${SEP}|\\s+nam\\s+|\\s+)${Y}${AFTER}`, 'gu'), monthReading],
  [new RegExp(`${STANDS}(\\d{1,2})/${Y}${AFTER}`, 'gu'), monthReading],
  [
    new RegExp(`${STANDS}(?:trong\\s+)?nam\\s+${Y}${AFTER}`, 'gu'),
    (match) =>
      real(Number(match[1]), 1, 1)
        ? { tokens: [`=y${match[1]}`], words: [['nam', match[1]!]], span: null }
        : null,
  ],
  [
    new RegExp(
      `${STANDS}((?:hom (?:nay|qua))|(?:(?:tuan|thang) (?:nay|truoc))|(?:nam (?:nay|ngoai)))(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    (match, today) => {
      const found = relative(match[1]!, today)
      return (
        found && { tokens: [], words: [], span: { from: found.from.toString(), to: found.to.toString() } }
      )
    },
  ],
]

/** All days a question names, in order, without overlap; the surest shape first. */
export function datesIn(text: string, today: Temporal.PlainDate): SaidDate[] {
  const folded = foldInPlace(text)
  const found: SaidDate[] = []
  for (const [pattern, read] of RULES) {
    pattern.lastIndex = 0
    for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
      const [start, end] = [match.index, match.index + match[0].length]
      if (found.some((one) => start < one.end && one.start < end)) continue
      const reading = read(match, today)
      if (reading) found.push({ start, end, ...reading })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
