// Which fields the clerk must look at: the reader's confidence decides, never the looks of the text.
import type { IncomingFields, IntakeProposal } from '@congvan/contract'

export type FieldName = keyof IncomingFields
export type Trust = 'sure' | 'doubt' | 'missing' | 'typed'

/** The reader's own threshold (`CERTAIN` in @congvan/reader): over it at most 0.5 % are wrong, under it nothing is promised. */
export const CERTAIN = 0.95
const needed: FieldName[] = ['issuerName', 'number', 'symbol', 'issuedOn', 'typeName', 'subject']

type Confidence = IntakeProposal['confidence']

export function trustOf(
  name: FieldName,
  read: IncomingFields,
  now: IncomingFields,
  confidence: Confidence,
): Trust {
  if (read[name] !== now[name]) return 'typed'
  const value = now[name]
  if (value === null || value === '') return needed.includes(name) ? 'missing' : 'sure'
  const degree = confidence[name]
  if (degree === undefined) return needed.includes(name) ? 'doubt' : 'sure'
  return degree >= CERTAIN ? 'sure' : 'doubt'
}

/** Papers of a co-operative or a citizen carry no number: missing is a doubt to look at, not an error. */
export const doubtful = (read: IncomingFields, now: IncomingFields, confidence: Confidence): FieldName[] =>
  needed.filter((name) => ['doubt', 'missing'].includes(trustOf(name, read, now, confidence)))

/** Good enough for "accept all": every needed field read with certainty and no duplicate. */
export const isCertain = (proposal: IntakeProposal, confidence: Confidence): boolean =>
  proposal.duplicates.length === 0 &&
  needed.every((name) => proposal.fields[name] !== null && (confidence[name] ?? 0) >= CERTAIN)

export const emptyFields: IncomingFields = {
  issuerName: null,
  number: null,
  symbol: null,
  issuedOn: null,
  typeName: null,
  subject: null,
  signerName: null,
  signerTitle: null,
  urgency: 0,
  dueOn: null,
  secrecyMark: null,
}

export const typeNames = [
  'Công văn',
  'Quyết định',
  'Chỉ thị',
  'Thông báo',
  'Kế hoạch',
  'Báo cáo',
  'Tờ trình',
  'Giấy mời',
  'Công điện',
  'Hướng dẫn',
  'Chương trình',
  'Kết luận',
  'Nghị quyết',
  'Phương án',
  'Đề án',
  'Biên bản',
  'Đơn',
]
