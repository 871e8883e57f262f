import type { DocumentState, IncomingState, OutgoingState } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'

/** Where a document may go from each state; anything else is refused (rule 5). */
const INCOMING = {
  arrived: ['registered', 'returned', 'recalled', 'destroyed', 'merged'],
  registered: ['arrived', 'submitted', 'handling', 'completed', 'returned', 'recalled', 'destroyed'],
  submitted: ['registered', 'proposed', 'instructed', 'handling', 'recalled', 'destroyed'],
  proposed: ['submitted', 'instructed', 'handling', 'recalled', 'destroyed'],
  instructed: ['proposed', 'submitted', 'handling', 'recalled', 'destroyed'],
  handling: ['instructed', 'proposed', 'submitted', 'registered', 'completed', 'recalled', 'destroyed'],
  completed: ['handling', 'recalled', 'destroyed'],
  returned: ['arrived', 'destroyed'],
  recalled: ['destroyed'],
  destroyed: [],
  merged: ['arrived', 'destroyed'],
} as const satisfies Record<IncomingState, readonly IncomingState[]>

const OUTGOING = {
  draft: ['in-review', 'cancelled', 'numbered', 'destroyed'],
  'in-review': ['draft', 'awaiting-signature', 'destroyed'],
  'awaiting-signature': ['draft', 'signed', 'on-paper', 'destroyed'],
  signed: ['issuing', 'draft', 'destroyed'],
  'on-paper': ['numbered', 'issued', 'cancelled'],
  issuing: ['numbered', 'issued', 'cancelled'],
  numbered: ['issued', 'cancelled'],
  issued: ['recalled'],
  recalled: [],
  cancelled: [],
  destroyed: [],
} as const satisfies Record<OutgoingState, readonly OutgoingState[]>

const TABLE: Record<DocumentState, readonly DocumentState[]> = {
  ...INCOMING,
  ...OUTGOING,
  recalled: [...INCOMING.recalled, ...OUTGOING.recalled],
}

export const STATE_WORDS: Record<DocumentState, readonly [vi: string, en: string]> = {
  arrived: ['Chờ vào sổ', 'Waiting to be registered'],
  registered: ['Đã vào sổ', 'Registered'],
  submitted: ['Đã trình', 'Submitted'],
  proposed: ['Đã đề xuất phân phối', 'Routing proposed'],
  instructed: ['Đã có bút phê', 'Instructed'],
  handling: ['Đang xử lý', 'In handling'],
  completed: ['Hoàn thành', 'Completed'],
  returned: ['Đã trả lại nơi gửi', 'Returned to the sender'],
  recalled: ['Đã thu hồi', 'Recalled'],
  destroyed: ['Mang dấu mật, nội dung đã hủy', 'Marked secret, content destroyed'],
  merged: ['Đã gộp vào văn bản khác', 'Merged into another document'],
  draft: ['Dự thảo', 'Draft'],
  'in-review': ['Đang kiểm tra', 'In review'],
  'awaiting-signature': ['Chờ ký', 'Waiting for signature'],
  signed: ['Đã ký, chờ phát hành', 'Signed, waiting to be issued'],
  'on-paper': ['Đã cấp số, chờ bản ký giấy', 'Numbered, waiting for the paper signed by hand'],
  issuing: ['Đang phát hành', 'Being issued'],
  numbered: ['Đã cấp số, đóng dấu, chưa gửi', 'Numbered and sealed, not sent'],
  issued: ['Đã phát hành', 'Issued'],
  cancelled: ['Đã hủy số', 'Number cancelled'],
}

export const canGo = (from: DocumentState, to: DocumentState) => TABLE[from].includes(to)

export function assertCanGo(from: DocumentState, to: DocumentState): void {
  if (!canGo(from, to))
    throw new DomainError('conflict', 'documents.wrong-state', { state: STATE_WORDS[from][0] })
}

export function assertIn(state: DocumentState, ...allowed: DocumentState[]): void {
  if (!allowed.includes(state))
    throw new DomainError('conflict', 'documents.wrong-state', { state: STATE_WORDS[state][0] })
}
