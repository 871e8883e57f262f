// Repairs of the body, made on the very text that was typed: the server judges paragraphs of a laid-out letter
// and cannot say which letters of the typing they came from.
import type { DraftContent, FormatFinding } from '@congvan/contract'

type Repair = NonNullable<FormatFinding['repair']>

const CITATION =
  /(Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Thông báo|Kế hoạch|Báo cáo|Tờ trình|Công văn|Công điện|Hướng dẫn) (?=\d{1,6}\/[\d\p{Lu}])/gu
const cite = (text: string) => text.replace(CITATION, '$1 số ')
const ending = (body: string, mark: string) => body.replace(/[\s./]+$/u, '') + mark
const spaces = (text: string) => text.replace(/ +([,;:!?]|\.(?![./\d]))/gu, '$1').replace(/ {2,}/gu, ' ')

function renumber(body: string): string {
  let at = 0
  return body.replace(/^Điều\s+\d+\s*[.:]?\s*/gmu, () => `Điều ${++at}. `)
}

const LOCAL: Record<string, (content: DraftContent) => Repair> = {
  'letters.ending-missing': (c) => ({
    vi: 'Thêm “./.”',
    en: 'Add “./.”',
    patch: { body: ending(c.body, './.') },
  }),
  'letters.ending-party': (c) => ({
    vi: 'Sửa dấu kết',
    en: 'Fix the end',
    patch: { body: ending(c.body, '.') },
  }),
  'letters.citation-without-so': (c) => ({
    vi: 'Thêm chữ “số”',
    en: 'Add “số”',
    patch: { body: cite(c.body), grounds: c.grounds.map(cite) },
  }),
  'letters.article-order': (c) => ({ vi: 'Đánh số lại', en: 'Renumber', patch: { body: renumber(c.body) } }),
  'letters.spacing': (c) => ({
    vi: 'Bỏ dấu cách thừa',
    en: 'Remove the spaces',
    patch: { body: spaces(c.body) },
  }),
}

/** The server's own repair where it gave one, else ours where it changes something. */
export function withRepair(finding: FormatFinding, content: DraftContent): FormatFinding {
  const make = LOCAL[finding.code]
  if (finding.repair || !make || content.body.trim() === '') return finding
  const repair = make(content)
  const changes = Object.entries(repair.patch).some(
    ([field, value]) => JSON.stringify(content[field as keyof DraftContent]) !== JSON.stringify(value),
  )
  return changes ? { ...finding, repair } : finding
}
