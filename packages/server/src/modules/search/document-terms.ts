// What one document is found by: the text of a tsvector (lexeme → places) and the words of its head.
import { dayToken, monthToken, yearToken } from './dates.ts'
import { numberKey, type Syllable, syllablesOf } from './syllables.ts'

export interface TermSource {
  agencyId: string
  numberSymbol: string | null
  arrivalNumber: number | null
  typeName: string
  subject: string
  issuerName: string
  /** Short name and abbreviation of the issuer, where it is in the directory. */
  issuerAlso: string[]
  signerName: string | null
  /** Everybody who holds or held a part, with their units: the place in the chain. */
  people: string[]
  /** Below the head: recipients, notes, and the text of every file, in reading order. */
  body: string[]
  /** ISO days the document may be known by: of the paper, of arrival or registration. */
  days: string[]
}

/** tsvector knows places up to 16,383 and 255 of one lexeme (PostgreSQL, "Text Search Limits"). */
const LAST_PLACE = 16_383
const MOST_PLACES = 64
/** About 150 pages; what follows adds no lexeme. */
const MOST_SYLLABLES = 60_000
/** Between two fields no phrase may run on. */
const GAP = 12

/** How offices shorten what they write out, both ways, in the head. */
const SHORT: readonly [short: string, long: string[]][] = [
  ['ubnd', ['ui', 'ban', 'nhan', 'dan']],
  ['uy', ['ui']],
  ['hdnd', ['hoi', 'dong', 'nhan', 'dan']],
  ['vpcp', ['van', 'phong', 'chinh', 'phu']],
  ['cntt', ['cong', 'nghe', 'thong', 'tin']],
  ['tttt', ['thong', 'tin', 'va', 'truyen', 'thong']],
  ['mttq', ['mat', 'tran', 'to', 'quoc']],
  ['gddt', ['giao', 'duc', 'va', 'dao', 'tao']],
  ['nnptnt', ['nong', 'nghiep', 'va', 'phat', 'trien', 'nong', 'thon']],
  ['tnmt', ['tai', 'nguyen', 'va', 'moi', 'truong']],
  ['khdt', ['ke', 'hoach', 'va', 'dau', 'tu']],
]

export class Terms {
  private readonly places = new Map<string, number[]>()
  private next = 1
  private count = 0

  /** One token without a place: a day, an agency, a number key. */
  token(lexeme: string): void {
    if (!this.places.has(lexeme)) this.places.set(lexeme, [])
  }
  head(text: string | null | undefined): void {
    if (!text) return
    const found = syllablesOf(text)
    this.add(found)
    for (const one of found) this.token(`^${one.folded}`)
    const folded = found.map((one) => one.folded)
    for (const [short, long] of SHORT) {
      if (folded.includes(short)) for (const word of long) this.both(word)
      else if (long.length > 1 && runsIn(folded, long)) this.both(short)
    }
  }
  body(text: string): void {
    this.add(syllablesOf(text))
  }
  private both(word: string): void {
    this.token(`^${word}`)
    this.token(word)
  }
  private add(found: readonly Syllable[]): void {
    for (const { folded, marked } of found) {
      if (++this.count > MOST_SYLLABLES) return
      this.place(folded)
      if (marked !== folded) this.place(marked)
      this.next++
    }
    this.next += GAP
  }
  private place(lexeme: string): void {
    const places = this.places.get(lexeme)
    if (!places) this.places.set(lexeme, this.next <= LAST_PLACE ? [this.next] : [])
    else if (places.length < MOST_PLACES && this.next <= LAST_PLACE) places.push(this.next)
  }
  /** `'bao':3,17 'cao':4 …`; lexemes hold letters, digits and our own signs only. */
  toString(): string {
    let text = ''
    for (const [lexeme, places] of this.places)
      text += places.length ? `'${lexeme}':${places.join(',')} ` : `'${lexeme}' `
    return text
  }
}

function runsIn(words: readonly string[], run: readonly string[]): boolean {
  for (let i = 0; i + run.length <= words.length; i++)
    if (run.every((word, j) => words[i + j] === word)) return true
  return false
}

export const agencyToken = (agencyId: string) => `=a${agencyId.replaceAll('-', '')}`

export function termsOf(source: TermSource): string {
  const terms = new Terms()
  terms.token(agencyToken(source.agencyId))
  for (const day of source.days) {
    terms.token(dayToken(day))
    terms.token(monthToken(day))
    terms.token(yearToken(day))
  }
  const key = numberKey(source.numberSymbol)
  if (key) terms.token(`#${key}`)
  terms.head(source.numberSymbol)
  if (source.arrivalNumber !== null) terms.head(`số đến ${source.arrivalNumber}`)
  // "quyết định về việc …": type and subject are said in one breath.
  terms.head(`${source.typeName} ${source.subject}`)
  terms.head(source.issuerName)
  for (const name of source.issuerAlso) terms.head(name)
  terms.head(source.signerName)
  for (const name of source.people) terms.head(name)
  for (const text of source.body) terms.body(text)
  return terms.toString()
}
