// The phrases by which a paper's parts are known, and the cutting of merged lines at them.

import { hasSigningPrefix, isPosition } from '../lexicon/people.ts'
import { findFuzzy, fold } from '../text/fold.ts'
import { isUpper } from '../text/normalise.ts'
import { type Piece, sliceOf } from './pieces.ts'

export type Kind =
  | 'motto'
  | 'party-title'
  | 'place-date'
  | 'number'
  | 'about'
  | 'addressee'
  | 'recipients'
  | 'urgency'
  | 'secrecy'
  | 'draft'
  | 'stamp'
  | 'signature-caption'
  | 'rule'
  | 'noise'
  | 'text'

export interface Marked extends Piece {
  kind: Kind
}

interface Span {
  start: number
  end: number
  kind: Kind
}

const NATION = 'conghoaxahoichunghiavietnam'
const MOTTO = 'doclaptudohanhphuc'
const PARTY = 'dangcongsanvietnam'

/** [folded phrase, allowed errors, kind] */
const TITLES: readonly (readonly [string, number, Kind])[] = [
  [NATION, 6, 'motto'],
  ['conghoaxahoi', 2, 'motto'],
  ['chunghiavietnam', 2, 'motto'],
  [MOTTO, 4, 'motto'],
  [PARTY, 3, 'party-title'],
]

const D = '[\\dOoÓóQlIí|\\]\\[.…_\\s]'
export const DAY_WORDS = `n[gq][aàáảãạăâ]y\\s*(${D}{0,12}?)\\s*th[aáàảãạâăắằẳẵặấầ]ng\\s*(${D}{0,12}?)\\s*n[aăâàáãắ]m\\s*(${D}{0,9})`
const PLACE_WORD =
  "(?:(?:Tp|TP|TX|Tx|H|X|P)\\.?|\\p{Lu}(?:[\\p{Ll}\\p{M}'’]+(?:\\p{Lu}\\p{Ll}+)?)?\\.?|\\d{1,2}(?=\\s*,)|[Pp]hố|[Xx]ã|[Tt]ỉnh|[Hh]uyện|[Pp]hường|[Qq]uận)"
const PLACE_DATE = new RegExp(
  `(?:(?<![\\p{L}\\d/&-])(${PLACE_WORD}(?:\\s*-\\s*${PLACE_WORD}|\\s+${PLACE_WORD}){0,7})\\s*[,.;]?\\s*[,.;]\\s*)(?:(?:hồi|lúc)\\s+\\d{1,2}\\s*(?:giờ|h|g)\\s*\\d{0,2}\\s*(?:phút)?\\s*,?\\s*)?${DAY_WORDS}`,
  'u',
)
const BARE_DATE = new RegExp(`^\\s*(?:[.…_]*\\s*,\\s*)?${DAY_WORDS}\\s*\\.?$`, 'iu')
const PLACE_SHORT_DATE = new RegExp(
  `^(${PLACE_WORD}(?:\\s*-\\s*${PLACE_WORD}|\\s+${PLACE_WORD}){0,6})\\s*,\\s*(?:ngày\\s*)?(\\d{1,2})\\s*[/.-]\\s*(\\d{1,2})\\s*[/.-]\\s*((?:19|20)\\d{2})\\.?$`,
  'u',
)

export { BARE_DATE, PLACE_DATE, PLACE_SHORT_DATE }

export const NUMBER_START =
  /(?:^\s*(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Nghị định|Lệnh)\s+số\s*:|(?<![\p{L}\p{M}])S[ốôóòơộổỗồởõỏoỐÔỔ6][îi´'`]?\s*[:.;,]|^\s*(?:\p{L}+\s+)?S[ốôóộổ]\s+(?=[\dOoÓól/.…_-])|(?<![\p{L}\p{M}])Số\s*(?=[\d/…_.-]))/u
const ABOUT = /(?<![\p{L}\p{M}])(?:\(\s*)?[Vv]\s*\/\s*[vVyY]\s*[:.]?\s*/u
const ABOUT_OCR = /^(?:[VW]\/[vy]|Vív|V\/\s?v|Viv|VIv|Vlv|V1v|V\/w|VN|V\/V)\s*[:.]?\s+(?=\p{Ll})/u
const ADDRESSEE = /(?<![\p{L}\p{M}])K[íiìỉ]nh\s+(?:g[ửứừưui]+[iíỉ]|trình|chuyển)\s*:?/iu
const RECIPIENTS = /(?<![\p{L}\p{M}])N[oơờớ][iìí]\s+nh[aậâạ]n\s*[:.;]?/iu

const RULE = /^[\s\-_=*~.·•—–+°'"]+$/u
const URGENCY =
  /^\W*(?:HỎA TỐC HẸN GIỜ|HOẢ TỐC HẸN GIỜ|HỎA TỐC|HOẢ TỐC|HỎATỐC|THƯỢNG KHẨN|KHẨN)(?:\s*[:,].*)?\W*$/u
const SECRECY = /^\W*(?:ĐỘ MẬT\s*:?\s*)?(?:TUYỆT MẬT|TỐI MẬT|MẬT)\W*$/u
const DRAFT = /^\W*(?:BẢN\s+)?D[ỰU]\s?TH[ẢA]O(?:\s+(?:LẦN|\d).*)?\W*$/iu
const CAPTION =
  /^(?:Ký bởi|Người ký|Ký số bởi|Được ký bởi|Digitally signed|Signature Not Verified|Signature valid|Signed by|Date:|Reason:|Location:|Email\s*:|E-mail\s*:|Cơ quan\s*:|Thời gian ký|Ngày ký\s*:|Tổ chức\s*:|DN:|CN=|Ký ngày|Signer:|Signing date|Foxit|Văn bản được ký)/iu
const STAMP =
  /^(?:C[ÔO]NG V[ĂA]N\s+[ĐD][ẾE]N?|[ĐD][ẾE]N|GI[ỜO]?\s*[ĐD][ẾE]N|[Nn]gày\s+đến|Ngày\s*:|[Ss]ố\s+đến|Số và ký hiệu HS|[CG]huyển\s*:|Số hồ sơ|Lưu hồ sơ|VĂN BẢN ĐẾN|SỐ ĐẾN|NGÀY ĐẾN)(?!\p{L})/u
const NOISE =
  /^(?:Trang\s+\d+(?:\s*\/\s*\d+)?|\d{1,3}|Page\s+\d+.*|Xem mẫu|https?:\S+|www\.\S+|\d+\s*\/\s*\d+|Mẫu số.*|Biểu (?:mẫu )?số.*|LƯU HÀNH NỘI BỘ|XEM XONG TRẢ LẠI|CÔNG BÁO\/?.*|ISO \d+.*)$/iu

function titleSpans(text: string): Span[] {
  const key = fold(text)
  const spans: Span[] = []
  for (const [phrase, errors, kind] of TITLES) {
    const hit = findFuzzy(key.text, phrase, errors)
    if (!hit || spans.some((s) => s.start < key.at[hit.end]! && key.at[hit.start]! < s.end)) continue
    const start = key.at[hit.start]!
    const end = trimEnd(text, start, hit.end < key.text.length ? key.at[hit.end]! : text.length)
    const printed = text.slice(start, end)
    const near =
      kind === 'motto' && phrase === MOTTO
        ? printed.length < 40
        : isUpper(printed) || printed === printed.toLowerCase() || hit.errors === 0
    if (near && !(kind === 'party-title' && /\p{Ll}/u.test(printed))) spans.push({ start, end, kind })
  }
  return spans
}

function trimEnd(text: string, start: number, end: number): number {
  let to = end
  while (to > start && /[\s\-_*]/u.test(text[to - 1]!)) to--
  return to
}

function span(text: string, pattern: RegExp, kind: Kind, toEnd = true): Span | null {
  const hit = pattern.exec(text)
  if (!hit) return null
  return { start: hit.index, end: toEnd ? text.length : hit.index + hit[0].length, kind }
}

/** Header anchors of one row; the later anchors end the earlier ones. */
function headerSpans(text: string): Span[] {
  const spans = titleSpans(text)
  const free = (s: Span): boolean =>
    !spans.some((o) => o.start < s.end && s.start < o.end && o.kind !== 'number')
  const date = span(text, PLACE_DATE, 'place-date', false)
  if (date && !citedBefore(text.slice(0, date.start))) spans.push(date)
  const number = span(text, NUMBER_START, 'number')
  if (
    number &&
    !/(?:^|\s)(?:văn|định|thị|trình|báo|cáo|quyết|hoạch|luận|tư|bản|tử|tài khoản|điện thoại|giấy)\s*$/u.test(
      text.slice(0, number.start),
    )
  )
    spans.push(number)
  const about = span(text, ABOUT, 'about') ?? span(text, ABOUT_OCR, 'about')
  if (about && (free(about) || (number !== null && about.start > number.start))) spans.push(about)
  const to = span(text, ADDRESSEE, 'addressee')
  if (to && (to.start === 0 || /:\s*/.test(text.slice(to.start, to.start + 12)))) spans.push(to)
  return spans.sort((a, b) => a.start - b.start)
}

/** "… số 12/QĐ-UBND ngày 3 tháng 4": a date after a citation is not the paper's own. */
const citedBefore = (before: string): boolean => /(?:căn cứ|kèm theo|tại|họp)\s[^.,:]{0,25}$/iu.test(before)

export function classify(text: string): Kind {
  const line = text.trim()
  if (RULE.test(line)) return 'rule'
  if (SECRECY.test(line)) return 'secrecy'
  if (URGENCY.test(line)) return 'urgency'
  if (DRAFT.test(line)) return 'draft'
  if (CAPTION.test(line)) return 'signature-caption'
  if (STAMP.test(line)) return 'stamp'
  if (NOISE.test(line)) return 'noise'
  if (RECIPIENTS.test(line) && line.search(RECIPIENTS) === 0) return 'recipients'
  if (BARE_DATE.test(line) || PLACE_SHORT_DATE.test(line)) return 'place-date'
  return 'text'
}

function cut(piece: Piece, spans: readonly Span[]): Marked[] {
  const out: Marked[] = []
  let from = 0
  const push = (a: number, b: number, kind: Kind | null): void => {
    const part = sliceOf(piece, a, b)
    if (part) out.push({ ...part, kind: kind ?? classify(part.text) })
  }
  for (const [i, s] of spans.entries()) {
    push(from, Math.max(from, s.start), null)
    const end = Math.min(s.end, spans[i + 1]?.start ?? piece.text.length)
    push(Math.max(from, s.start), end, s.kind)
    from = Math.max(from, end)
  }
  push(from, piece.text.length, null)
  return out
}

const STAMP_LINE = /^(?:S[ốo]|Ngày|Ngay|Chuyển|Giờ|Lưu)\s*[:.]/iu
const WITH_SYMBOL = /\d\s*[a-z]?\s*[/-]\s*(?:\d{4}\s*[/-]\s*)?\p{Lu}|[:.…_]\s*[/-]\s*\p{Lu}/u

function usualFont(pieces: readonly Piece[]): string | undefined {
  const count = new Map<string | undefined, number>()
  for (const p of pieces) for (const w of p.words) count.set(w.font, (count.get(w.font) ?? 0) + w.text.length)
  return [...count].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** The lines under "ĐẾN" belong to the arrival stamp: its number and day are the receiver's. */
function claimStamp(pieces: Marked[]): Marked[] {
  const heads = pieces
    .map((p, i) => ({ p, i }))
    .filter(({ p }) => p.kind === 'stamp' && /[ĐD][ẾE]N?/iu.test(p.text))
  if (heads.length === 0) return pieces
  const near = (p: Marked, i: number): boolean =>
    heads.some(
      (h) =>
        Math.abs(h.i - i) <= 4 ||
        (Math.abs(p.y - h.p.y) < 6 * h.p.h && Math.abs(p.x - h.p.x) < 0.16 * p.pageWidth),
    )
  const usual = usualFont(pieces)
  const sameHand = (p: Marked): boolean =>
    heads.some(({ p: h }) => {
      const font = h.words[0]?.font
      const close = Math.abs(h.size - p.size) < 0.5 && Math.abs(p.y - h.y) < 6 * h.h
      return font !== undefined && font !== usual && font === p.words[0]?.font && close
    })
  return pieces.map((p, i) =>
    p.kind === 'text' && sameHand(p)
      ? { ...p, kind: 'stamp' }
      : STAMP_LINE.test(p.text) && !WITH_SYMBOL.test(p.text) && near(p, i)
        ? { ...p, kind: 'stamp' }
        : p,
  )
}

export function markHeader(pieces: readonly Piece[]): Marked[] {
  return claimStamp(cutHeader(pieces))
}

function cutHeader(pieces: readonly Piece[]): Marked[] {
  return pieces.flatMap((piece) => {
    const kind = classify(piece.text)
    return kind === 'text' ? cut(piece, headerSpans(piece.text)) : [{ ...piece, kind }]
  })
}

const CAPITAL_TAIL =
  /(?<=[.;:,)\d\p{Ll}]\s+|^)(?:(?:TM|KT|TL|TUQ|Q)\.\s*|(?:T\/M|K\/T|T\/L)\s+)?\p{Lu}{2,}[\p{Lu}\s.,-]{4,}$/u

/** Rows of the signature zone: recipients at the left, signer at the right, often glued by the extraction. */
export function markSignature(pieces: readonly Piece[]): Marked[] {
  return pieces.flatMap((piece) => {
    const text = piece.text
    const spans: Span[] = []
    const to = RECIPIENTS.exec(text)
    if (to && (to.index === 0 || isUpper(text.slice(0, to.index))))
      spans.push({ start: to.index, end: to.index + to[0].length, kind: 'recipients' })
    const tail = CAPITAL_TAIL.exec(text)
    if (
      tail &&
      tail.index > 0 &&
      (hasSigningPrefix(tail[0]) || (/^(?:-|nơi nhận)/iu.test(text) && isPosition(tail[0])))
    )
      spans.push({ start: tail.index, end: text.length, kind: 'text' })
    return spans.length === 0
      ? [{ ...piece, kind: classify(text) }]
      : cut(
          piece,
          spans.sort((a, b) => a.start - b.start),
        )
  })
}

export { ABOUT, ABOUT_OCR, ADDRESSEE, RECIPIENTS }
