import type { DocumentCard, Urgency, WorkReason } from '@congvan/contract'
import { memo, type ReactNode } from 'react'
import { dayWords, deadlineWords, timeWords } from '../lib/clock.ts'
import { dictionary } from '../lib/language.ts'
import { capital } from '../lib/plain-text.ts'
import './document-row.css'
import { Icon } from './Icon.tsx'
import { Badge } from './Notices.tsx'

const useTexts = dictionary({
  vi: {
    urgency: ['', 'KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'],
    unread: 'Chưa đọc',
    arrival: 'Số đến',
    noNumber: 'Chưa có số',
    attachments: (count: number) => `${count} tệp kèm theo`,
    broken: 'Chữ ký không hợp lệ',
    noSubject: 'Chưa có trích yếu',
    reasons: {
      register: 'Chờ vào sổ',
      propose: 'Đề xuất phân phối',
      direct: 'Chờ bút phê',
      'hand-over': 'Chờ chuyển giao',
      assign: 'Chờ phân công',
      lead: 'Chủ trì',
      collaborate: 'Phối hợp',
      informed: 'Để biết',
      'review-content': 'Ký nháy nội dung',
      'review-format': 'Ký nháy thể thức',
      sign: 'Chờ ký',
      issue: 'Chờ phát hành',
      draft: 'Đang soạn',
      returned: 'Trả lại để chỉnh sửa',
    } as Record<WorkReason, string>,
    states: {
      arrived: 'Chờ vào sổ',
      registered: 'Đã vào sổ',
      submitted: 'Đã trình',
      proposed: 'Đã đề xuất',
      instructed: 'Đã có bút phê',
      handling: 'Đang giải quyết',
      completed: 'Hoàn thành',
      returned: 'Đã trả lại',
      recalled: 'Đã thu hồi',
      merged: 'Đã gộp',
      draft: 'Dự thảo',
      'in-review': 'Chờ ký nháy',
      'awaiting-signature': 'Chờ ký',
      signed: 'Chờ phát hành',
      issuing: 'Đang phát hành',
      numbered: 'Đã cấp số',
      issued: 'Đã phát hành',
      cancelled: 'Đã hủy số',
    } as Record<DocumentCard['state'], string>,
  },
  en: {
    urgency: ['', 'URGENT', 'VERY URGENT', 'EXPRESS'],
    unread: 'Unread',
    arrival: 'Arrival no.',
    noNumber: 'No number yet',
    attachments: (count: number) => `${count} attachments`,
    broken: 'Signature not valid',
    noSubject: 'No subject yet',
    reasons: {
      register: 'To register',
      propose: 'To propose',
      direct: 'To direct',
      'hand-over': 'To hand over',
      assign: 'To assign',
      lead: 'Lead',
      collaborate: 'Collaborate',
      informed: 'For information',
      'review-content': 'Initial content',
      'review-format': 'Initial format',
      sign: 'To sign',
      issue: 'To issue',
      draft: 'Drafting',
      returned: 'Returned for revision',
    } as Record<WorkReason, string>,
    states: {
      arrived: 'To register',
      registered: 'Registered',
      submitted: 'Submitted',
      proposed: 'Proposed',
      instructed: 'Directed',
      handling: 'In hand',
      completed: 'Completed',
      returned: 'Returned',
      recalled: 'Recalled',
      draft: 'Draft',
      'in-review': 'In review',
      'awaiting-signature': 'To sign',
      signed: 'To issue',
      issuing: 'Being issued',
      numbered: 'Numbered',
      issued: 'Issued',
      cancelled: 'Number cancelled',
    } as Record<DocumentCard['state'], string>,
  },
})

export const useDocumentWords = useTexts

/** HỎA TỐC and its smaller sisters; nothing when ordinary. */
export function UrgencyMark({ urgency }: { urgency: Urgency }) {
  const t = useTexts()
  if (urgency === 0) return null
  return <span className={`urgency u${urgency}`}>{t.urgency[urgency]}</span>
}

export function DeadlineMark({ dueOn, workingDaysLeft }: Pick<DocumentCard, 'dueOn' | 'workingDaysLeft'>) {
  const deadline = deadlineWords(dueOn, workingDaysLeft)
  if (!deadline) return null
  const tone = deadline.tone === 'late' ? 'seal' : deadline.tone === 'soon' ? 'amber' : 'plain'
  return <Badge tone={tone}>{deadline.words}</Badge>
}

/** The atom: unread dot, issuer, subject, identity, and at the right why it is here. */
export const DocumentRow = memo(function DocumentRow(props: {
  card: DocumentCard
  selected?: boolean
  /** Instead of the reason: the state, where the list is not somebody's work. */
  showState?: boolean
  action?: ReactNode
  /** The subject with lit words, and lines below it: results of a search. */
  subject?: ReactNode
  below?: ReactNode
}) {
  const t = useTexts()
  const { card } = props
  const late = deadlineWords(card.dueOn, card.workingDaysLeft)
  return (
    <div className={`document-row ${card.unread ? 'unread' : ''}`}>
      <div className="document-row-top">
        {props.selected ? (
          <span className="row-check">
            <Icon name="check" size={14} />
          </span>
        ) : (
          <span className="row-dot">
            {card.unread && <span className="visually-hidden">{t.unread}</span>}
          </span>
        )}
        <span className="row-issuer">{card.direction === 'outgoing' ? card.typeName : card.issuerName}</span>
        <span className="row-marks">
          <UrgencyMark urgency={card.urgency} />
          {card.urgency > 0 && late && <span aria-hidden="true">·</span>}
          <DeadlineMark dueOn={card.dueOn} workingDaysLeft={card.workingDaysLeft} />
        </span>
      </div>
      <div className="row-subject">{props.subject ?? (capital(card.subject) || t.noSubject)}</div>
      {props.below}
      {card.signatureVerdict === 'invalid' && (
        <span className="row-broken">
          <Badge tone="seal" icon="warn">
            {t.broken}
          </Badge>
        </span>
      )}
      <div className="document-row-foot">
        <span className="row-identity">
          {card.numberSymbol && <span className="nowrap">{card.numberSymbol}</span>}
          {card.issuedOn && <span className="nowrap">{dayWords(card.issuedOn)}</span>}
          {card.arrivalNumber !== null && (
            <span className="nowrap">
              {t.arrival} {card.arrivalNumber}
            </span>
          )}
          {!card.numberSymbol && !card.issuedOn && card.arrivedAt && (
            <span className="nowrap">{timeWords(card.arrivedAt)}</span>
          )}
          {!card.numberSymbol && card.direction === 'outgoing' && <span>{t.noNumber}</span>}
          {card.attachments > 0 && (
            <span className="nowrap row-clip" title={t.attachments(card.attachments)}>
              <Icon name="clip" size={14} />
              {card.attachments}
            </span>
          )}
        </span>
        <span className="row-reason">
          {props.action ? <span className="row-action">{props.action}</span> : null}
          <span className="row-reason-word">
            {card.reason && !props.showState ? t.reasons[card.reason] : t.states[card.state]}
          </span>
        </span>
      </div>
    </div>
  )
})
