// Phiếu giải quyết văn bản đến (NĐ 30/2020, Appendix IV): three parts; an empty part stays open for the pen.
import type { Issuer, PlainDateText, UrgencyMark } from './letter.ts'

export interface SlipOpinion {
  /** The words of the opinion, as written. */
  text?: string
  by?: string
  position?: string
  on?: PlainDateText
}

export interface LeaderOpinion extends SlipOpinion {
  /** Chủ trì. */
  lead?: string
  leadDeadline?: PlainDateText
  /** Phối hợp, each with its own deadline. */
  collaborators?: readonly { name: string; deadline?: PlainDateText }[]
  /** Để biết. */
  informed?: readonly string[]
}

export interface UnitOpinion extends SlipOpinion {
  assignee?: string
  deadline?: PlainDateText
}

export interface HandlingSlip {
  regime?: 'nd30' | 'party'
  issuer: Issuer
  arrivalNumber: string
  arrivalDate: PlainDateText
  document: {
    issuerName: string
    /** `8126/UBND-KT`. */
    numberAndSymbol: string
    date: PlainDateText
    typeName: string
    subject: string
    urgency?: UrgencyMark
  }
  leader?: readonly LeaderOpinion[]
  unit?: readonly UnitOpinion[]
  handler?: readonly SlipOpinion[]
  preparedAt?: number
}
