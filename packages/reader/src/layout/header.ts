// The head of a paper: from the superior's line down to the first line of the body.

import { KNOWN_TYPES } from '../lexicon/types.ts'
import type { Page } from '../page-model.ts'
import { findFuzzy, folded } from '../text/fold.ts'
import { isUpper, upperShare } from '../text/normalise.ts'
import { type Kind, type Marked, markHeader } from './anchors.ts'
import { type Piece, pieceOf, piecesOf, sliceOf } from './pieces.ts'

export interface TypeLine {
  name: string
  index: number
  /** What stands on the same line after the type's name, when the lines were merged. */
  rest: Piece | null
  exact: boolean
  /** "QUYẾT ĐỊNH:" before Điều 1: the line over the abstract is missing. */
  late: boolean
}

export interface Header {
  page: number
  pieces: Marked[]
  number: number | null
  date: number | null
  type: TypeLine | null
  about: number | null
  addressee: number | null
  title: number | null
  party: boolean
  /** Row on the page where the body begins; signatures stand below it. */
  bodyRow: number
  /** Index of the first piece that is no longer header lines of the two columns. */
  end: number
}

const find = (pieces: readonly Marked[], kind: Kind, from = 0, to = pieces.length): number | null => {
  for (let i = from; i < to; i++) if (pieces[i]!.kind === kind) return i
  return null
}

const BODY_START = /^(?:Căn cứ|Xét |Theo đề nghị|Thực hiện|Điều 1|Hôm nay|I\.\s|1\.\s)/u

/** Only the first pages can carry the head; a cover or an empty sheet may come before it. */
export function findHeader(pages: readonly Page[]): Header | null {
  let best: { header: Header; score: number } | null = null
  for (const page of pages.slice(0, 4)) {
    const pieces = markHeader(joinWrappedDates(piecesOf(page)))
    if (pieces.length === 0) continue
    const header = headerOf(page.number, pieces)
    const score = scoreOf(header)
    if (!best || score > best.score + 2) best = { header, score }
    if (score >= 6) break
  }
  return best?.header ?? null
}

const OPEN_DATE = /,\s*ngày\s*[\d\s.…_]{0,10}(?:tháng\s*[\d\s.…_]{0,10}(?:năm\s*)?)?$/u
const REST_OF_DATE = /^(?:tháng|năm)\s*[\d\s.…_]|^\d{1,2}\s*(?:tháng|năm)\s|^(?:19|20)\d{2}$/u

/** "Lạng Sơn, ngày 13" / "tháng 01 năm 2020": narrow cells break the date. */
function joinWrappedDates(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  const used = new Set<number>()
  for (const [i, piece] of pieces.entries()) {
    if (used.has(i)) continue
    const next = OPEN_DATE.test(piece.text)
      ? pieces.findIndex((p, j) => j > i && j <= i + 3 && REST_OF_DATE.test(p.text))
      : -1
    if (next < 0) out.push(piece)
    else {
      used.add(next)
      out.push(pieceOf([...piece.words, ...pieces[next]!.words], piece))
    }
  }
  return out
}

const scoreOf = (h: Header): number =>
  (h.title !== null ? 3 : 0) +
  (h.number !== null ? 3 : 0) +
  (h.date !== null ? 2 : 0) +
  (h.type ? 2 : 0) +
  (h.addressee !== null ? 1 : 0)

function headerOf(page: number, pieces: Marked[]): Header {
  claimOwnTitle(pieces)
  const party = find(pieces, 'party-title')
  const nation = find(pieces, 'motto')
  const title = nation ?? party
  const addressee = find(pieces, 'addressee')
  const bodyAt = pieces.findIndex((p, i) => i > (title ?? 3) && BODY_START.test(p.text))
  const limit = Math.min(addressee ?? pieces.length, bodyAt < 0 ? pieces.length : bodyAt)
  const number = pickNumber(pieces, title, limit)
  const date = pickDate(pieces, number, Math.min(pieces.length, limit + 4))
  const type = findType(pieces, number, title, date, addressee, bodyAt)
  const about = pickAbout(pieces, number, type)
  const ends = [number, type?.index, addressee, about, bodyAt < 0 ? null : bodyAt].filter(
    (n): n is number => n != null,
  )
  const end = ends.length > 0 ? Math.min(...ends) : title !== null ? title + 2 : 0
  return {
    page,
    pieces,
    number,
    date,
    type,
    about,
    addressee,
    title,
    party: party !== null && nation === null,
    bodyRow: pieces[bodyAt < 0 ? (addressee ?? type?.index ?? number ?? 0) : bodyAt]?.row ?? 0,
    end,
  }
}

const OWN_TITLE = /^(?:đoàn tncs hồ chí minh|đoàn thanh niên cộng sản hồ chí minh)$/iu

/** The Youth Union prints its own name where others print the nation's. */
function claimOwnTitle(pieces: Marked[]): void {
  if (pieces.some((p) => p.kind === 'motto' || p.kind === 'party-title')) return
  const at = pieces.findIndex(
    (p) =>
      p.row < 6 && p.x + p.w / 2 > p.pageWidth * 0.55 && OWN_TITLE.test(p.text.replace(/[\s*_.-]+$/u, '')),
  )
  if (at >= 0) pieces[at] = { ...pieces[at]!, kind: 'motto' }
}

const HAS_SYMBOL =
  /\d\p{Lu}{2}\p{L}*[/-]\p{Lu}|(?:\d\s*[a-zđ]?\s*|[:.…_]\s*)[/-]\s*(?:\d{4}\s*[/-]\s*)?\p{Lu}/u

function pickNumber(pieces: readonly Marked[], title: number | null, limit: number): number | null {
  const found = pieces.map((p, i) => ({ p, i })).filter(({ p, i }) => p.kind === 'number' && i < limit)
  const near = (i: number): boolean => title === null || i >= title - 14
  const full = found.find(({ p, i }) => HAS_SYMBOL.test(p.text) && near(i))
  if (full) return full.i
  const plain = found.find(
    ({ p, i }) => near(i) && !besideStamp(pieces, i) && /\d|[/-]\s*\p{Lu}/u.test(p.text),
  )
  if (plain) return plain.i
  return bareNumber(pieces, title, limit)
}

/** The arrival stamp has its own "Số: 1234" between its words ĐẾN, Ngày, Chuyển. */
function besideStamp(pieces: readonly Marked[], at: number): boolean {
  for (let i = Math.max(0, at - 3); i <= Math.min(pieces.length - 1, at + 3); i++)
    if (pieces[i]!.kind === 'stamp') return true
  return false
}

const BARE_NUMBER =
  /^\W{0,3}[\dOoÓólI|\]]{1,5}\s*[/-]\s*(?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}]{0,7}(?:[-/.&]\p{L}+)+\W*$/u

/** The scan lost the word "Số": a number-shaped piece alone in its place between title and type. */
function bareNumber(pieces: readonly Marked[], title: number | null, limit: number): number | null {
  if (title === null) return null
  for (let i = 0; i < limit; i++) {
    const piece = pieces[i]!
    if (piece.kind === 'text' && BARE_NUMBER.test(piece.text.replace(/^S\S{0,2}\s*[:.;]?\s+/u, ''))) return i
  }
  return null
}

function pickDate(pieces: readonly Marked[], number: number | null, limit: number): number | null {
  const found: number[] = []
  for (let i = 0; i < limit; i++) if (pieces[i]!.kind === 'place-date') found.push(i)
  if (found.length <= 1 || number === null) return found[0] ?? null
  return found.reduce((a, b) => (Math.abs(b - number) < Math.abs(a - number) ? b : a))
}

function pickAbout(pieces: readonly Marked[], number: number | null, type: TypeLine | null): number | null {
  if (type && number !== null) return find(pieces, 'about', number, type.index)
  return find(pieces, 'about')
}

function findType(
  pieces: readonly Marked[],
  number: number | null,
  title: number | null,
  date: number | null,
  addressee: number | null,
  bodyAt: number,
): TypeLine | null {
  const from = number ?? (title === null ? 0 : title)
  const stop = Math.min(addressee === null ? pieces.length : addressee + 3, pieces.length, from + 40)
  for (let i = from; i < stop; i++) {
    const piece = pieces[i]!
    if (piece.kind !== 'text' || i === number || i === date) continue
    if (addressee !== null && i > addressee && bodyAt >= 0 && i > bodyAt) return null
    const hit = typeAt(piece)
    if (hit && !(hit.late && bodyAt >= 0 && i > bodyAt)) return { ...hit, index: i }
  }
  return null
}

function typeAt(piece: Marked): Omit<TypeLine, 'index'> | null {
  const text = piece.text.replace(/[\s:.,*()\d"”“'’]+$/u, '').replace(/^[^\p{L}]+/u, '')
  const key = folded(text)
  const late = /:\s*$/.test(piece.text)
  for (const type of KNOWN_TYPES) {
    if (key === type.key && (upperShare(text) > 0.6 || text.length <= type.name.length + 2)) {
      if (text === text.toLowerCase() && piece.size > 0 && text.length < 6) continue
      return { name: type.name, rest: null, exact: true, late }
    }
  }
  if (upperShare(text.slice(0, 12)) < 0.8) return null
  for (const type of KNOWN_TYPES) {
    if (type.name !== 'Công văn' && key.startsWith(type.key) && startsAsWords(text, type.key)) {
      return { name: type.name, rest: restAfter(piece, type.key), exact: false, late }
    }
  }
  return piece.source === 'ocr' && isUpper(text) ? fuzzyType(key, late) : null
}

/** "LUẬT GIA" must not be read as a "Luật" followed by GIA when it is one word: the name ends at a blank. */
function startsAsWords(text: string, key: string): boolean {
  let used = ''
  for (const word of text.split(/\s+/)) {
    if (used === key) return true
    used += folded(word)
    if (used.length > key.length) return false
  }
  return used === key
}

function restAfter(piece: Piece, key: string): Piece | null {
  let used = ''
  for (const [i, word] of piece.words.entries()) {
    if (used === key) return sliceOf(piece, piece.offset[i]!, piece.text.length)
    used += folded(word.text)
  }
  return null
}

function fuzzyType(key: string, late: boolean): Omit<TypeLine, 'index'> | null {
  for (const type of KNOWN_TYPES) {
    if (type.key.length < 6 || Math.abs(key.length - type.key.length) > 1) continue
    if (findFuzzy(key, type.key, 1)) return { name: type.name, rest: null, exact: false, late }
  }
  return null
}
