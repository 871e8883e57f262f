// Papers cited in the body: kind, number, symbol, date, issuer (Decree 30/2020 App. I: first citation in full).

import { KNOWN_TYPES, typeByName } from '../lexicon/types.ts'
import type { Reference } from '../page-model.ts'
import { isoDate } from '../text/digits.ts'
import { squeeze } from '../text/normalise.ts'

const NAMES = KNOWN_TYPES.map((t) => t.name.replace(/\s+/g, '\\s+')).join('|')
const SYMBOL = '\\p{Lu}[\\p{L}&]*\\d*(?:\\s?[-/.]\\s?[\\p{Lu}][\\p{L}&\\d]*)*'
const CITE = new RegExp(
  `(?:(${NAMES}|Văn bản|Thông tư)\\s+)?(?:số\\s*:?\\s*|(?<=(?:${NAMES}|Văn bản)\\s))(\\d{1,6}[a-z]?)\\s*(?:([/-])\\s*((?:19|20)\\d{2}))?\\s*[/-]\\s*(${SYMBOL})(?![\\p{L}])`,
  'giu',
)
const DATE_AFTER =
  /^[\s,)]*(?:đề\s+|ký\s+)?ngày\s+(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*((?:19|20)\d{2})/iu
const ISSUER_AFTER =
  /^[\s,]*của\s+((?:Chủ tịch\s+)?(?:(?:Ủy|Uỷ)\s+ban|UBND|HĐND|Hội đồng|Bộ|Sở|Chính phủ|Thủ tướng|Quốc hội|Ban|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Cục|Tổng cục|Chi cục|Phòng|Văn phòng|Công an|Tòa án|Viện|Trung ương|Liên đoàn|Hội|Kho bạc|Bảo hiểm)[^.;,:()]{0,110}?)(?=\s+(?:về|ban hành|quy định|hướng dẫn|phê duyệt|v\/v|sửa đổi|triển khai|tại|và Quyết định|và Nghị|giao|thành lập|tổ chức|công bố|đề nghị|yêu cầu|thông qua|được|hỏi)|[.;,:()]|$)/u

const properSymbol = (symbol: string): boolean => (symbol.match(/\p{Lu}/gu) ?? []).length >= 2

const bare = (symbol: string): string => symbol.replace(/[^\p{L}\d]/gu, '')

function dateAfter(rest: string): { iso: string | null; length: number } {
  const hit = DATE_AFTER.exec(rest)
  if (!hit) return { iso: null, length: 0 }
  return { iso: isoDate(Number(hit[3]), Number(hit[2]), Number(hit[1])), length: hit[0].length }
}

export function readReferences(
  body: string,
  own: { number: string | null; symbol: string | null },
): Reference[] {
  const out = new Map<string, Reference>()
  for (const hit of body.matchAll(CITE)) {
    const symbol = hit[5]!.replace(/\s*([-/.])\s*/g, '$1').replace(/\.$/, '')
    const number = hit[2]!
    if (!properSymbol(symbol) || (number === own.number && bare(symbol) === bare(own.symbol ?? ''))) continue
    const rest = body.slice(hit.index + hit[0].length, hit.index + hit[0].length + 260)
    const date = dateAfter(rest)
    const issuer = ISSUER_AFTER.exec(rest.slice(date.length))?.[1]
    const typeName = hit[1] ? typeByName(hit[1]) : null
    const key = `${number}/${hit[4] ?? ''}/${symbol}`
    const before = out.get(key)
    out.set(key, {
      typeName: before?.typeName ?? typeName,
      number,
      symbol,
      issuedOn: before?.issuedOn ?? date.iso,
      issuer: before?.issuer ?? (issuer ? squeeze(issuer) : null),
    })
  }
  return [...out.values()]
}
