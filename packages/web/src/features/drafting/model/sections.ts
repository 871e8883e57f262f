// Where a red-pencil mark stands: the place on the page that its field is typed in.
import type { DraftContent, FormatFinding } from '@congvan/contract'

export const SECTIONS = ['head', 'subject', 'addressees', 'grounds', 'body', 'closing'] as const
export type Section = (typeof SECTIONS)[number]

const PLACES: Record<string, Section> = {
  subject: 'subject',
  typeCode: 'subject',
  urgency: 'head',
  unitSymbol: 'head',
  regime: 'head',
  addressees: 'addressees',
  grounds: 'grounds',
  body: 'body',
  invitation: 'body',
  recipients: 'closing',
  drafterMark: 'closing',
  signerPositionId: 'closing',
  mandateId: 'closing',
  signatureBlock: 'closing',
  annexes: 'closing',
}

/** `recipients[3].text` belongs to recipients; an unknown field is shown at the head rather than lost. */
export function sectionOf(finding: Pick<FormatFinding, 'field'>): Section {
  const root = finding.field.split(/[.[]/u)[0] ?? ''
  return PLACES[root] ?? 'head'
}

export function marksAt(findings: FormatFinding[], section: Section): FormatFinding[] {
  return findings
    .filter((f) => sectionOf(f) === section)
    .sort((a, b) => Number(b.severity === 'must') - Number(a.severity === 'must'))
}

/** Types whose subject stands under the number as "V/v …", not under a type name (Appendix I, 5b). */
export const isLetter = (content: Pick<DraftContent, 'typeCode'>): boolean =>
  content.typeCode === '' || content.typeCode === 'CV'

/** Types that may open with "Kính gửi" (Appendix I, 9a). */
const ADDRESSED = new Set(['', 'CV', 'TTr', 'BC', 'GM', 'CĐ'])
export const hasAddressees = (content: Pick<DraftContent, 'typeCode' | 'addressees'>): boolean =>
  ADDRESSED.has(content.typeCode) || content.addressees.length > 0

/** Templates offered, in the order offices use them (29 types of Article 7 exist; these have layouts). */
export const TYPES: readonly { code: string; vi: string; en: string }[] = [
  { code: '', vi: 'Công văn', en: 'Official letter' },
  { code: 'BC', vi: 'Báo cáo', en: 'Report' },
  { code: 'KH', vi: 'Kế hoạch', en: 'Plan' },
  { code: 'TB', vi: 'Thông báo', en: 'Notice' },
  { code: 'QĐ', vi: 'Quyết định', en: 'Decision' },
  { code: 'TTr', vi: 'Tờ trình', en: 'Submission' },
  { code: 'GM', vi: 'Giấy mời', en: 'Invitation' },
  { code: 'CĐ', vi: 'Công điện', en: 'Urgent telegram' },
]

/** Room for the number that the clerk will write: `Số:      /BC-UBND`, the Party's `Số      -CV/VPTU` (§16). */
export function numberRoom(symbol: string): string {
  const bare = symbol.trim()
  if (/^số\b|^số:/iu.test(bare)) return symbol
  return bare.includes('/') ? `Số      -${bare}` : `Số:      /${bare}`
}
