// Names of document kinds and their abbreviations: Decree 30/2020 Art. 7 and Appendix III, the Party's
// kinds (Rule 399-QĐ/TW), legal normative documents, and kinds met in older or sector papers.
import { folded } from '../text/fold.ts'

/** [name, abbreviations in symbols] */
const TYPES: readonly (readonly [string, ...string[]])[] = [
  ['Nghị quyết liên tịch', 'NQLT'],
  ['Thông tư liên tịch', 'TTLT'],
  ['Văn bản hợp nhất', 'VBHN'],
  ['Nghị quyết', 'NQ'],
  ['Quyết định', 'QĐ'],
  ['Chỉ thị', 'CT'],
  ['Quy chế', 'QC'],
  ['Quy định', 'QyĐ', 'QĐi', 'QđN'],
  ['Thông cáo', 'TC'],
  ['Thông báo', 'TB'],
  ['Hướng dẫn', 'HD', 'HDLN', 'HDLS', 'HDLT'],
  ['Chương trình', 'CTr', 'CTPH', 'CTrPH', 'CTHĐ', 'CTHD'],
  ['Kế hoạch', 'KH', 'KHLT', 'KHPH', 'KHLN'],
  ['Phương án', 'PA'],
  ['Đề án', 'ĐA'],
  ['Dự án', 'DA'],
  ['Báo cáo', 'BC'],
  ['Biên bản', 'BB'],
  ['Tờ trình', 'TTr', 'TT'],
  ['Hợp đồng', 'HĐ'],
  ['Công điện', 'CĐ'],
  ['Bản ghi nhớ', 'BGN'],
  ['Bản thỏa thuận', 'BTT'],
  ['Giấy ủy quyền', 'GUQ'],
  ['Giấy mời', 'GM'],
  ['Giấy giới thiệu', 'GGT'],
  ['Giấy nghỉ phép', 'GNP'],
  ['Giấy đi đường', 'GĐĐ'],
  ['Giấy chứng nhận', 'GCN'],
  ['Giấy xác nhận', 'GXN'],
  ['Giấy phép', 'GP'],
  ['Phiếu gửi', 'PG'],
  ['Phiếu chuyển', 'PC'],
  ['Phiếu báo', 'PB'],
  ['Phiếu trình', 'PTr'],
  ['Thư công'],
  ['Bộ luật'],
  ['Luật'],
  ['Pháp lệnh', 'PL'],
  ['Lệnh', 'L'],
  ['Nghị định', 'NĐ'],
  ['Thông tư'],
  ['Hiến pháp'],
  ['Kết luận thanh tra', 'KLTT'],
  ['Kết luận', 'KL'],
  ['Thông tri'],
  ['Tuyên bố'],
  ['Lời kêu gọi'],
  ['Quy hoạch'],
  ['Chiến lược'],
  ['Công lệnh'],
  ['Đề cương'],
  ['Bản cam kết'],
  ['Giấy triệu tập'],
  ['Công văn', 'CV'],
]

export interface KnownType {
  name: string
  key: string
}

/** Longest first: "Nghị quyết liên tịch" before "Nghị quyết". */
export const KNOWN_TYPES: readonly KnownType[] = TYPES.map(([name]) => ({ name, key: folded(name) })).sort(
  (a, b) => b.key.length - a.key.length,
)

const BY_CODE = new Map<string, string>()
for (const [name, ...codes] of TYPES) for (const code of codes) BY_CODE.set(code, name)

export const TYPE_CODES: readonly string[] = [...BY_CODE.keys()].sort((a, b) => b.length - a.length)

const byFold = new Map<string, string>()
for (const code of TYPE_CODES) if (!byFold.has(folded(code))) byFold.set(folded(code), code)

/** The code as the decree writes it (QD → QĐ, TTR → TTr) when the scan lost a stroke or a case. */
export const canonicalCode = (code: string): string | null =>
  BY_CODE.has(code) ? code : (byFold.get(folded(code)) ?? null)

/** TT is "Thông tư" with a year in the number, "Thông tri" in Party papers, older papers' "Tờ trình". */
export function typeOfCode(code: string, party: boolean, withYear: boolean): string | null {
  if (code === 'TT') return withYear ? 'Thông tư' : party ? 'Thông tri' : 'Tờ trình'
  if (code === 'CV') return 'Công văn'
  return BY_CODE.get(code) ?? null
}

export function typeByName(name: string): string | null {
  const key = folded(name)
  return KNOWN_TYPES.find((t) => t.key === key)?.name ?? null
}

/** The kind's own code when what a scan gave is one letter away from it and no code itself: CM of a Giấy mời is GM. */
export function nearCode(code: string, typeName: string): string | null {
  if (BY_CODE.has(code) || code.length < 2) return null
  const own = TYPES.find(([name]) => name === typeName)?.slice(1) ?? []
  return own.find((known) => known.length >= 2 && oneApart(known, code)) ?? null
}

/** One letter changed, added or lost. */
function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  const rest = (text: string, skip: number) => text.slice(at + skip)
  return a.length === b.length
    ? rest(a, 1) === rest(b, 1)
    : a.length > b.length
      ? rest(a, 1) === rest(b, 0)
      : rest(a, 0) === rest(b, 1)
}
