// Trích yếu (ô 5a under the type's name, ô 5b after "V/v").
import { ABOUT, ABOUT_OCR, type Marked } from '../layout/anchors.ts'
import type { Header } from '../layout/header.ts'
import { isTitleLine } from '../layout/signature-zone.ts'
import { hasSigningPrefix, isPosition } from '../lexicon/people.ts'
import { foldWords } from '../text/fold.ts'
import { isUpper, squeeze, upperShare } from '../text/normalise.ts'

export interface SubjectReading {
  text: string
  pieces: Marked[]
  confidence: number
}

const ABOUT_PREFIX = /^\s*\(?\s*(?:[Vv]\s*\/\s*[vV]|V[iIíl1|][vVy](?=\s))\s*[:.]?\s*/u

/** The marker "V/v" is layout; "Về việc" is part of the abstract and stays. */
export const cleanSubject = (text: string): string =>
  squeeze(text)
    .replace(ABOUT_PREFIX, '')
    .replace(/^[:\s."“]+(?=\p{L})/u, (lead) => (lead.includes('“') || lead.includes('"') ? lead.trim() : ''))
    .replace(/[\s\-_*]+$/u, '')
    .replace(/\s*[;,]$/, '')
    .replace(/\.\s*$/, '')
    .trim()

const STOP =
  /^(?:Căn cứ|Kính gửi|Kính trình|Thực hiện|Thi hành|Tiếp theo|Xét |Theo |Trên cơ sở|Để |Nhằm |Ngày \d|Hôm nay|Hồi |Vào lúc|Điều \d|Chương |Phần |Mục |PHẦN |CHƯƠNG |[IVX]+\s*[.\-/)]|[1-9][.)]\s|[A-Z]\.\s|\(?[KB]èm theo|\(Ban hành|\(Kèm theo|Luật này|Được sự|Qua |Trong (?:thời|những|quá)|Sau khi|Sau \d|Vừa qua|Hiện nay|Phúc đáp|Trả lời|Nhân dịp|Gửi|Đồng kính|Thời gian:|Trân trọng|Cơ quan|Chúng tôi|Kính thưa|Tôi|Năm \d{4},|Quốc hội ban hành|Chính phủ ban hành|Chủ tịch nước|Bộ trưởng .* ban hành|Thủ tướng Chính phủ|Ủy ban nhân dân .*(?:ban hành|báo cáo|thông báo|xây dựng|đề nghị)|UBND .*(?:ban hành|báo cáo|thông báo|xây dựng|đề nghị)|Sở .*(?:ban hành|báo cáo|thông báo|xây dựng|đề nghị))/u

/** "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …", "HỘI ĐỒNG NHÂN DÂN …": the authority line between abstract and grounds. */
function isAuthority(piece: Marked, inCapitals: boolean): boolean {
  const text = piece.text.replace(/[\s,:]+$/u, '')
  if (!isUpper(text) || text.length < 6) return false
  const position =
    isPosition(text) &&
    !(inCapitals && /^ban /i.test(foldWords(text))) &&
    /\s(?:uy ban|so|ubnd|ban|cuc|chi cuc|phong|bo|tinh|huyen|xa|phuong|thi tran|thanh pho|hoi dong|tong cuc|trung tam|truong|van phong|chinh phu|cong ty|vien|tong cong ty|kho bac|benh vien|dai hoc|tap doan|nuoc|toa an|thanh tra|bao hiem)(?: |$)/.test(
      foldWords(text),
    )
  if (position) return true
  if (
    /^(?:thu tuong chinh phu|chinh phu|quoc hoi|chu tich nuoc|bo truong|tong thanh tra|uy ban thuong vu quoc hoi|giam doc|hieu truong|cuc truong|truong ban|chanh an|chanh van phong|tong giam doc|tong cuc truong|truong phong|chi cuc truong|vien truong)(?: |$)/.test(
      foldWords(text),
    )
  )
    return true
  if (!inCapitals && /^(?:ban thuong vu|ban chap hanh|ban bi thu|bo chinh tri)(?: |$)/.test(foldWords(text)))
    return true
  return (
    /^(?:hoi dong nhan dan|uy ban nhan dan|ubnd|hdnd) (?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran|dac khu)/.test(
      foldWords(text),
    ) &&
    (!inCapitals || piece.gapAbove > 0.25 || piece.bold !== false)
  )
}

const wordCount = (text: string): number => text.split(/\s+/).filter(Boolean).length

function endsHere(piece: Marked, taken: readonly Marked[], header: Header): boolean {
  const first = taken[0]
  if (/k[ií]nh mời/iu.test(piece.text) || (hasSigningPrefix(piece.text) && isTitleLine(piece.text)))
    return true
  if (piece.kind === 'about') return first !== undefined
  if (['rule', 'addressee', 'recipients', 'number'].includes(piece.kind)) return true
  if (
    STOP.test(piece.text) &&
    !(taken.length === 0 && ownTitle(piece, header)) &&
    (!first || !isUpper(piece.text) || /^(?:PHẦN|CHƯƠNG|[IVX]+\s*[.\-/)])/u.test(piece.text))
  )
    return true
  if (!first) return false
  const last = taken.at(-1)!
  const capitals = isUpper(first.text)
  if (
    isAuthority(piece, capitals) &&
    !(capitals && /\s(?:của|và|về|do|cho|các|tại|theo|với)$/iu.test(last.text))
  )
    return true
  if (capitals && wordCount(first.text) > 1 && upperShare(piece.text) < 0.5)
    return !/^[(\p{Ll}\d"“]/u.test(piece.text) || piece.gapAbove > 0.9
  if (capitals && isUpper(piece.text)) return piece.gapAbove > 1.6 || piece.page !== last.page
  if (piece.page !== last.page || piece.gapAbove > 1.6) return true
  if (first.bold === true && piece.bold === false) return true
  return bodyLike(piece, taken, header)
}

/** "Thực hiện chế độ …" opens a body as well as an abstract: bold or short in the middle, under the type, it is the abstract. */
function ownTitle(piece: Marked, header: Header): boolean {
  const type = header.type ? header.pieces[header.type.index] : undefined
  if (!type || !/^(?:Thực hiện|Thi hành|Tiếp|Trả lời|Phúc đáp|Theo|Năm) /u.test(piece.text)) return false
  if (piece.page !== type.page || piece.row > type.row + 2) return false
  const offMiddle = Math.abs(piece.x + piece.w / 2 - (type.x + type.w / 2)) / piece.pageWidth
  const centred = type.x > piece.pageWidth * 0.25 && offMiddle < 0.03 && piece.w < piece.pageWidth * 0.62
  return piece.bold === true || (piece.bold === null && centred && !/[.:;]$/.test(piece.text))
}

/** A line that cannot be the end of an abstract: the next one continues it. */
const OPEN_END =
  /(?:[,;-]|\s(?:và|của|về|cho|các|tại|trên|theo|thuộc|với|trong|đến|từ|năm|tháng|ngày|tỉnh|huyện|xã|thành phố|phường|thị trấn|số|việc|Quyết định|Kế hoạch|Nghị quyết|Nghị định|Chỉ thị))$/iu

/** Body paragraphs fill the line and begin a sentence; abstract lines are short and centred. */
function bodyLike(piece: Marked, taken: readonly Marked[], header: Header): boolean {
  const last = taken.at(-1)!
  const begins = /^[\p{Lu}-]/u.test(piece.text)
  const open = OPEN_END.test(last.text)
  if (/[.:]$/.test(last.text) && begins) return true
  const widest = Math.max(...taken.map((p) => p.w))
  const full = piece.w > piece.pageWidth * 0.7 && piece.w > widest * 1.25
  if (full && begins && !open) return true
  const title = header.title === null ? null : header.pieces[header.title]!
  if (!title || !begins || open) return false
  return piece.gapAbove > 0.9 && last.gapAbove < piece.gapAbove - 0.4 && taken.length > 0
}

/** "… khóa" / "13": a number alone on the last line is the abstract's end, not a page number. */
const loneNumber = (piece: Marked, last: Marked): boolean =>
  /^\d{1,4}$/.test(piece.text) &&
  piece.row === last.row + 1 &&
  piece.gapAbove < 1 &&
  (piece.bold === true || /(?:khóa|tỉnh|số|năm|lần|kỳ|đường|quý|khoá|-)$/iu.test(last.text))

const MAX_LINES = 12

function collect(header: Header, from: number, first: Marked | null): Marked[] {
  const taken: Marked[] = first ? [first] : []
  for (let i = from; i < header.pieces.length && taken.length < MAX_LINES; i++) {
    const piece = header.pieces[i]!
    if (piece.kind === 'noise' && taken.length > 0 && loneNumber(piece, taken.at(-1)!)) {
      taken.push(piece)
      continue
    }
    if (['urgency', 'secrecy', 'stamp', 'signature-caption', 'noise', 'draft', 'motto'].includes(piece.kind))
      continue
    if (piece.kind === 'place-date' && taken.length === 0) continue
    if (piece.kind === 'rule' && taken.length === 0) continue
    if (taken.length === 0 && piece.kind === 'text' && isAuthority(piece, true)) return taken
    if (taken.length === 0 && /^\((?:Lần|Dự thảo|Số|Ban hành|Kèm)/u.test(piece.text)) continue
    if (endsHere(piece, taken, header)) break
    taken.push(piece)
  }
  return taken
}

/** Merged text on one line: the sentence ends at a stop word or before a capital that starts the body. */
function cutInline(text: string): string {
  const stop =
    /\s(?=(?:Căn cứ|Kính gửi|Thực hiện (?:Quyết|Nghị|Kế|Công|Chỉ|Thông|Chương)|Xét đề nghị|Theo đề nghị|Điều 1\.|Hôm nay|Thi hành|I\.\s))/u.exec(
      text,
    )
  return stop ? text.slice(0, stop.index) : text
}

/** Lines in capitals between the number and the authority, when the type's own line got lost. */
function beforeLateType(header: Header): SubjectReading | null {
  const from = Math.max(header.number ?? 0, header.date ?? 0) + 1
  const first = header.pieces.findIndex(
    (p, i) =>
      i >= from && i < header.type!.index && p.kind === 'text' && isUpper(p.text) && !isAuthority(p, true),
  )
  if (first < 0) return null
  const pieces = collect(header, first, null).filter((p) => isUpper(p.text))
  const text = cleanSubject(pieces.map((p) => p.text).join(' '))
  return text.length < 8 ? null : { text, pieces, confidence: 0.8 }
}

const NOT_ABSTRACT = /^\W*(?:KHẨN|HỎA|HOẢ|THƯỢNG)(?!\p{L})|^\W*$|^\W*LIÊN (?:NGÀNH|TỊCH|BỘ|SỞ|CƠ QUAN)\W*$/u

function underType(header: Header): SubjectReading | null {
  const type = header.type!
  if (type.late) return beforeLateType(header)
  const rest: Marked | null = type.rest ? { ...type.rest, kind: 'text' } : null
  // "CÔNG ĐIỆN KHẨN" has a mark, "HƯỚNG DẪN LIÊN NGÀNH" says who issues: neither begins an abstract.
  const inline = rest && !NOT_ABSTRACT.test(rest.text) ? rest : null
  const pieces = collect(header, type.index + 1, inline)
  if (pieces.length === 0) return null
  const joined = squeeze(pieces.map((p) => p.text).join(' '))
  const text = cleanSubject(cutInline(joined))
  if (text.length < 3) return null
  return { text, pieces, confidence: certainty(text, pieces, endsFirmly(header, pieces)) }
}

/** The abstract ends for sure at a rule, an addressee, an authority, a known opening, or a change of type. */
function endsFirmly(header: Header, pieces: readonly Marked[]): boolean {
  const last = pieces.at(-1)!
  const next = header.pieces.find(
    (p) =>
      p.row > last.row &&
      !['noise', 'stamp', 'urgency', 'secrecy', 'draft', 'signature-caption'].includes(p.kind),
  )
  if (next?.kind !== 'text') return true
  if (STOP.test(next.text) || isAuthority(next, true) || /k[ií]nh mời/iu.test(next.text)) return true
  if (last.bold === true && next.bold === false) return true
  return (isUpper(last.text) && upperShare(next.text) < 0.5) || /[.]$/.test(last.text)
}

function certainty(text: string, pieces: readonly Marked[], firm: boolean): number {
  let sure = firm ? 0.97 : 0.9
  if (text.length > 400 || pieces.length > 7) sure -= 0.35
  else if (text.length > 260 || pieces.length > 5) sure -= 0.12
  if (text.length < 8) sure -= 0.3
  if (/(?:\s(?:và|của|về|cho|các|tại|theo|với|việc|số))$/u.test(text)) sure -= 0.3
  if (/(?:Căn cứ|Điều 1|Kính gửi)/u.test(text)) sure -= 0.5
  return sure
}

/** Lines after "V/v" as far as the addressee; the date beside them is another piece and stays out. */
function afterAbout(header: Header, at: number): SubjectReading | null {
  const first = header.pieces[at]!
  const pieces: Marked[] = [first]
  for (let i = at + 1; i < header.pieces.length && pieces.length < 10; i++) {
    const piece = header.pieces[i]!
    if (piece.kind === 'addressee' || piece.kind === 'recipients' || piece.kind === 'number') break
    if (piece.kind === 'rule') {
      if (pieces.length > 0 && /[-_*]{3}/.test(piece.text)) break
      continue
    }
    if (piece.kind === 'noise' && loneNumber(piece, pieces.at(-1)!)) pieces.push(piece)
    if (piece.kind !== 'text') continue
    if (!sameColumn(first, piece)) continue
    if (STOP.test(piece.text) || isTitleLine(piece.text)) break
    if (
      (piece.gapAbove > 1.9 && piece.row !== first.row) ||
      (/^\s*(?:Ông|Bà|Các|Quý) /u.test(piece.text) && /[.:]$/.test(piece.text))
    )
      break
    if (/^-\s/.test(piece.text) && !/-$/.test(pieces.at(-1)!.text)) break
    pieces.push(piece)
  }
  const body = first.text.replace(ABOUT, '').replace(ABOUT_OCR, '')
  const text = withoutLoneBracket(
    cleanSubject(cutInline([body, ...pieces.slice(1).map((p) => p.text)].join(' '))),
  )
  return text.length < 3
    ? null
    : { text, pieces, confidence: certainty(text, pieces, true) - (header.addressee === null ? 0.1 : 0) }
}

/** "(V/v …)": the bracket that opened before the marker closes the abstract; a bracket of its own stays. */
const withoutLoneBracket = (text: string): string =>
  (text.match(/\(/g)?.length ?? 0) < (text.match(/\)/g)?.length ?? 0) ? text.replace(/\)$/, '').trim() : text

function sameColumn(first: Marked, piece: Marked): boolean {
  if (piece.page !== first.page) return false
  // The whole head on one line: what follows the date still belongs to the abstract.
  if (first.row === piece.row && first.column === piece.column) return true
  if (first.x > first.pageWidth * 0.5) return true
  return piece.x + piece.w / 2 < first.pageWidth * 0.56 || piece.x < first.x + first.w * 0.5
}

/** Letters without "V/v": "Về việc …" alone under the number. */
function plainAbout(header: Header): SubjectReading | null {
  const from = header.number
  if (from === null) return null
  for (let i = from + 1; i < Math.min(header.addressee ?? 0, from + 8); i++) {
    const piece = header.pieces[i]!
    if (piece.kind === 'text' && /^\(?\s*(?:Về việc|Vv|V\/v)/iu.test(piece.text)) return afterAbout(header, i)
  }
  return null
}

const LOST_MARKER = /^\W{0,2}[VvYWÝ][\s/|lI1íìiv\\yVWwf(.,:;'’]{0,4}\s+(?=\p{Ll})/u

/** A scan that lost its "V/v": the lines between number and addressee, in the number's column. */
function lostAbout(header: Header): SubjectReading | null {
  const { number, addressee } = header
  if (number === null || addressee === null || header.type) return null
  const at = header.pieces[number]!
  const first = header.pieces.findIndex(
    (p, i) =>
      i > number &&
      i < addressee &&
      p.kind === 'text' &&
      p.source === 'ocr' &&
      p.row > at.row &&
      p.x + p.w / 2 < p.pageWidth * 0.5 &&
      /\p{Ll}{2}/u.test(p.text),
  )
  if (first < 0) return null
  const marked = LOST_MARKER.test(header.pieces[first]!.text)
  const own = afterAbout(header, first)
  if (!own || own.pieces.length > 6) return null
  return { ...own, text: own.text.replace(LOST_MARKER, ''), confidence: marked ? 0.8 : 0.55 }
}

export function readSubject(header: Header, lateAbout: Marked | null): SubjectReading | null {
  if (header.type) {
    const own = underType(header)
    if (own) return own
  }
  if (header.about !== null) {
    const before = header.type && header.about > header.type.index + 6
    if (!before) return afterAbout(header, header.about)
  }
  const plain = plainAbout(header)
  if (plain) return plain
  const lost = lostAbout(header)
  if (lost) return lost
  if (!lateAbout || header.type) return null
  const text = cleanSubject(lateAbout.text)
  return text.length < 8 ? null : { text, pieces: [lateAbout], confidence: 0.5 }
}
