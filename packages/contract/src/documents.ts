import type { Can, Urgency } from './common.ts'

export type IncomingState =
  | 'arrived'
  | 'registered'
  | 'submitted'
  | 'proposed'
  | 'instructed'
  | 'handling'
  | 'completed'
  | 'returned'
  | 'recalled'
  | 'destroyed'
  | 'merged'
export type OutgoingState =
  | 'draft'
  | 'in-review'
  | 'awaiting-signature'
  | 'signed'
  | 'on-paper'
  | 'issuing'
  | 'numbered'
  | 'issued'
  | 'recalled'
  | 'cancelled'
  | 'destroyed'
export type DocumentState = IncomingState | OutgoingState

/** Why this row is in somebody's list. */
export type WorkReason =
  | 'register'
  | 'propose'
  | 'direct'
  | 'hand-over'
  | 'assign'
  | 'lead'
  | 'collaborate'
  | 'informed'
  | 'review-content'
  | 'review-format'
  | 'sign'
  | 'issue'
  | 'draft'
  | 'returned'

export interface DocumentCard {
  id: string
  agencyId: string
  agencyName: string
  direction: 'incoming' | 'outgoing'
  state: DocumentState
  unread: boolean
  issuerName: string
  typeName: string
  subject: string
  /** `8126/UBND-KT`, `127-QĐ/TU`; null while it has no number. */
  numberSymbol: string | null
  issuedOn: string | null
  arrivalNumber: number | null
  arrivedAt: string | null
  urgency: Urgency
  dueOn: string | null
  /** Working days left until dueOn; negative when late; null without a deadline. */
  workingDaysLeft: number | null
  reason: WorkReason | null
  /** The assignment to act on, when the row is somebody's work. */
  assignmentId: string | null
  /** Who has it now, in words ("Chánh Văn phòng Nguyễn Văn A"). */
  holder: string | null
  note: string | null
  attachments: number
  signatureVerdict: SignatureVerdict
  /** Để sau: the person has put it at the foot of the own list. */
  putOff: boolean
}

/** Three-valued and "none": a judgement is never a boolean. */
export type SignatureVerdict = 'valid' | 'invalid' | 'indeterminate' | 'unsigned' | 'unreadable' | 'pending'

export interface ComponentView {
  ordinal: number
  role: 'main' | 'annex' | 'upload'
  filename: string
  mediaType: string
  bytes: number
  sha256: string
  pages: number | null
  /** GET, this agency's own reference. */
  url: string
  verdict: SignatureVerdict
}

export interface SignatureLine {
  field: string
  role: 'person' | 'seal' | 'annex' | 'copy' | 'arrival' | 'timestamp' | 'other'
  name: string
  organisation: string | null
  title: string | null
  time: string | null
  verdict: SignatureVerdict
  /** One sentence a clerk understands. */
  vi: string
  en: string
  details: { ok: boolean | null; vi: string; en: string }[]
}

export interface TrailStep {
  what: string
  who: string | null
  unit: string | null
  at: string | null
  /** done, current holder, or still to come */
  state: 'done' | 'current' | 'next'
  dueOn: string | null
}

export interface LogLine {
  at: string
  who: string
  /** A sentence: "vào sổ, số đến 1412". */
  vi: string
  en: string
}

export interface AssignmentView {
  id: string
  role: 'propose' | 'direct' | 'hand-over' | 'assign' | 'lead' | 'collaborate' | 'informed'
  holderName: string
  holderTitle: string
  unitName: string | null
  state: 'open' | 'done' | 'returned' | 'withdrawn'
  instruction: string | null
  /** What the holder answered (opinion, result). */
  answer: string | null
  dueOn: string | null
  by: string | null
  at: string
  doneAt: string | null
  mine: boolean
}

export interface DeliverySummary {
  total: number
  arrived: number
  accepted: number
  refused: number
  /** One group per parent (district); only those not yet accepted are named. */
  groups: {
    name: string
    total: number
    accepted: number
    late: { deliveryId: string; name: string; state: string }[]
  }[]
  outside: { name: string; channel: string; sentAt: string | null }[]
}

export interface RelationView {
  kind: 'replies-to' | 'replied-by' | 'cites' | 'cited-by' | 'supersedes' | 'recalled-by'
  documentId: string | null
  numberSymbol: string
  subject: string
  issuedOn: string | null
}

export interface InvitationFacts {
  time: string
  place: string
  participants: string
}

export interface DocumentView {
  card: DocumentCard
  /** "Đã phát hành 21/01/2022 · 37 nơi nhận: 35 đã tiếp nhận" */
  stateLine: { vi: string; en: string }
  signerName: string | null
  signerTitle: string | null
  placeName: string | null
  bookName: string | null
  registeredAt: string | null
  secrecy: 'none'
  components: ComponentView[]
  signatures: SignatureLine[]
  trail: TrailStep[]
  assignments: AssignmentView[]
  deliveries: DeliverySummary | null
  relations: RelationView[]
  log: LogLine[]
  recipients: string[]
  /** Where it is filed (lưu vào hồ sơ). */
  dossiers: { id: string; symbol: string; title: string }[]
  invitation: InvitationFacts | null
  /** Overlay of the arrival stamp (35 × 50 mm), drawn by the viewer, never in the file. */
  stamp: { agencyName: string; number: number; date: string } | null
  revision: number
  can: Can
}
