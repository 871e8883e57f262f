// The end of the paper: "Nơi nhận" at the left, authority, position and name at the right (ô 7a–7b, 9b).

import { hasSigningPrefix, isPosition, nameLikeness, withoutSigningPrefix } from '../lexicon/people.ts'
import type { Page } from '../page-model.ts'
import { isUpper, squeeze } from '../text/normalise.ts'
import { type Marked, markSignature } from './anchors.ts'
import { piecesOf, sliceOf } from './pieces.ts'

export interface SignatureZone {
  pieces: Marked[]
  recipientsAt: number | null
}

const REACH_UP = 16
const REACH_DOWN = 45

/** Rows around the first "Nơi nhận"; appendices after it may have signatures of their own and are not looked at. */
export function findSignatureZone(
  pages: readonly Page[],
  headerPage: number,
  bodyRow: number,
): SignatureZone | null {
  const all: Marked[] = []
  let at = -1
  for (const page of pages) {
    if (page.number < headerPage) continue
    const marked = markSignature(
      piecesOf(page).filter((p) => p.page > headerPage || p.row > bodyRow),
    ).flatMap(splitTitleFromName)
    const found = marked.findIndex(
      (p) => p.kind === 'recipients' && !/nơi nhận\s+(?:hồ sơ|kết quả|thông tin|văn bản|đơn)/iu.test(p.text),
    )
    if (at < 0 && found >= 0) at = all.length + found
    all.push(...marked)
    if (at >= 0 && page.number > all[at]!.page) break
  }
  if (at >= 0) return around(all, at)
  const block = lastBlock(all)
  return block === null
    ? null
    : { pieces: all.slice(Math.max(0, block - 10), block + 20), recipientsAt: null }
}

const order = (p: Marked): number => p.page * 100_000 + p.row

function around(all: Marked[], at: number): SignatureZone {
  const centre = order(all[at]!)
  const page = all[at]!.page
  const pieces = all.filter(
    (p) =>
      (p.page === page && Math.abs(p.row - all[at]!.row) <= (p.row < all[at]!.row ? REACH_UP : REACH_DOWN)) ||
      (p.page === page + 1 && centre % 100_000 > 20 && p.row < 14),
  )
  const below = pieces.findIndex(
    (p) =>
      p.kind === 'text' &&
      /^(?:SAO Y|SAO LỤC|TRÍCH SAO|BẢN SAO|PHỤ LỤC|Phụ lục|DANH SÁCH|BIỂU|QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ CƯƠNG)\b/u.test(
        p.text,
      ) &&
      order(p) > centre,
  )
  const kept = below < 0 ? pieces : pieces.slice(0, below)
  return { pieces: kept, recipientsAt: kept.indexOf(all[at]!) }
}

/** No "Nơi nhận" (minutes, decisions on one sheet): the last position line followed by a name. */
function lastBlock(all: readonly Marked[]): number | null {
  for (let i = all.length - 1; i >= 0; i--) {
    if (nameLikeness(all[i]!.text) < 1) continue
    for (let j = i - 1; j >= Math.max(0, i - 14); j--) if (isTitleLine(all[j]!.text)) return j
  }
  return null
}

export const isTitleLine = (text: string): boolean => {
  const line = squeeze(text.replace(/[*_]/g, ' '))
  if (/:$/.test(line)) return false
  if (line.length > 90 || /[.;]$/.test(line.replace(/\b(?:TP|Tp)\.$/, '')))
    return hasSigningPrefix(line) && line.length < 90 && isUpper(line)
  if (hasSigningPrefix(line) && (isUpper(line) || /^(?:T\/M|K\/T|T\/L|TM\.|KT\.|TL\.|TUQ\.)/.test(line)))
    return true
  return isUpper(line) && isPosition(withoutSigningPrefix(line))
}

const GLUED_NAME = /(?<=[\p{Lu}]{2})(?=\p{Lu}\p{Ll}+(?:\s\p{Lu}\p{Ll}+){1,4}$)/u
const TRAILING_NAME =
  /(?<=[.;,)\]]|[A-ZĐ]{2}|\d|ký\)?|[\p{Ll}]\.)\s+((?:(?:TS|ThS|BS|PGS|GS|KS|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thiếu tướng|Trung tướng)\.?\s+)*\p{Lu}[\p{Ll}\p{M}]*(?:\s+\p{Lu}[\p{Ll}\p{M}]*){1,4})$/u

/** "PHÓ CHỦ TỊCHNguyễn Văn A", "- Lưu: VT, KGVX. Nguyễn Văn A": title, list and name part here. */
function splitTitleFromName(piece: Marked): Marked[] {
  if (piece.kind !== 'text') return [piece]
  const glued = GLUED_NAME.exec(piece.text)
  const trailing = glued ? null : TRAILING_NAME.exec(piece.text)
  const at = glued
    ? glued.index
    : trailing &&
        nameLikeness(trailing[1]!) >= (/[;.]$/.test(piece.text.slice(0, trailing.index).trim()) ? 2 : 3) &&
        !/(?:Ông|Bà|đ\/c|Đ\/c|đồng chí|Đồng chí)\s*\S*$/u.test(piece.text.slice(0, trailing.index))
      ? trailing.index
      : -1
  if (at <= 0) return [piece]
  const left = sliceOf(piece, 0, at)
  const right = sliceOf(piece, at, piece.text.length)
  if (!left || !right || nameLikeness(squeeze(right.text)) < 2) return [piece]
  return [
    { ...left, kind: piece.kind },
    { ...right, kind: 'text' },
  ]
}
