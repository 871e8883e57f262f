// Hạn trả lời read from the body: "trước ngày 25/11/2025", "chậm nhất ngày 30 tháng 6".
import { isoDate } from '../text/digits.ts'

const DATE =
  '(?:ngày\\s+)?(\\d{1,2})\\s*(?:/|-|\\.|\\s+tháng\\s+)\\s*(\\d{1,2})(?:\\s*(?:/|-|\\.|\\s+năm\\s+)\\s*((?:19|20)\\d{2}))?'
const DUE = new RegExp(
  `(?:trước|chậm nhất(?:\\s+(?:là|đến|vào|trong|trước))*|hạn cuối(?:\\s+(?:là|đến|vào))*|hạn chót(?:\\s+(?:là|đến))*|thời hạn[^.;]{0,30}?(?:trước|đến)|không muộn hơn|muộn nhất(?:\\s+là)?|hoàn thành (?:trong|trước|xong trước))\\s+(?:(?:\\d{1,2}\\s*(?:giờ|h|g)\\s*\\d{0,2}\\s*(?:phút)?\\s*,?\\s*)?(?:cuối\\s+)?)?(?:thứ\\s+\\p{L}+\\s*,?\\s*)?\\(?${DATE}(?![\\d/])`,
  'giu',
)
const REQUEST =
  /(?:gửi|báo cáo|phản hồi|góp ý|trả lời|hoàn thành|tổng hợp|đăng ký|nộp|cung cấp|tham gia|về\s+(?:Sở|UBND|Ủy ban|Văn phòng|Phòng|Bộ|Ban))/iu

export interface DueReading {
  dueOn: string
  at: number
  confidence: number
}

export function readDueOn(body: string, issuedOn: string | null): DueReading | null {
  let best: DueReading | null = null
  for (const hit of body.matchAll(DUE)) {
    const iso = resolve(hit[1]!, hit[2]!, hit[3], issuedOn)
    if (!iso || (issuedOn && iso < issuedOn)) continue
    const around = body.slice(Math.max(0, hit.index - 160), hit.index + hit[0].length + 80)
    const confidence = (REQUEST.test(around) ? 0.9 : 0.6) - (hit[3] ? 0 : 0.1)
    if (!best || confidence > best.confidence) best = { dueOn: iso, at: hit.index, confidence }
  }
  return best
}

/** A deadline without a year is the first such day on or after the paper's own date. */
function resolve(
  day: string,
  month: string,
  year: string | undefined,
  issuedOn: string | null,
): string | null {
  if (year) return isoDate(Number(year), Number(month), Number(day))
  if (!issuedOn) return null
  const base = Number(issuedOn.slice(0, 4))
  const same = isoDate(base, Number(month), Number(day))
  return same && same < issuedOn ? isoDate(base + 1, Number(month), Number(day)) : same
}
