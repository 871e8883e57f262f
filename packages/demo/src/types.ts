// What the demo province consists of: plain data, no behaviour. The loader turns it into rows.
// Dates are ISO days (YYYY-MM-DD) in Asia/Ho_Chi_Minh; moments are ISO with +07:00.

export type Day = string
export type Moment = string

export interface Level {
  readonly code: number
  readonly name: string
}

export interface Agency {
  readonly id: string
  readonly code: string
  readonly kind: 'state' | 'party' | 'mass'
  /** A state administrative agency: counted in the share of electronic exchange (Decision 28/2018). */
  readonly administrative: boolean
  readonly levelCode: number
  readonly parentId: string | null
  readonly name: string
  readonly shortName: string
  /** As the header of a document prints it (ô 2), not yet in capitals. */
  readonly nameOnPaper: string
  /** Cơ quan chủ quản on paper; none for People's Committees and Councils (Appendix I, part I, item 2). */
  readonly parentNameOnPaper: string | null
  /** Tells two communes of one name apart in lists: "huyện Bình Đại". */
  readonly placeQualifier: string | null
  readonly abbreviation: string
  readonly seatPlace: string
  readonly identifierCode: string
  /** 13 characters of QCVN 102:2016, where the body has one. */
  readonly legacyIdentifierCode: string | null
  /** Code of the unit at the General Statistics Office, for the territory the agency governs. */
  readonly territoryCode: string | null
  readonly layoutRegime: 'nd30' | 'party'
  readonly validFrom: Day
}

export interface Unit {
  readonly id: string
  readonly agencyId: string
  readonly name: string
  readonly abbreviation: string
}

export type Role =
  | 'leader'
  | 'deputy'
  | 'office-chief'
  | 'office-deputy'
  | 'unit-head'
  | 'unit-deputy'
  | 'officer'
  | 'clerk'
  | 'admin'

export type MandateForm = 'HEAD' | 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q'

export interface Position {
  readonly id: string
  readonly agencyId: string
  readonly unitId: string | null
  readonly title: string
  readonly role: Role
  readonly mandateForm: MandateForm | null
  /** Lines of ô 7a in the order printed. */
  readonly blockLines: readonly string[]
  readonly validFrom: Day
}

export interface Person {
  readonly id: string
  readonly fullName: string
  readonly gender: 'nam' | 'nữ'
  readonly birthYear: number
  readonly phone: string
  /** null where the person has no official mailbox yet. */
  readonly email: string | null
}

export interface Appointment {
  readonly id: string
  readonly personId: string
  readonly positionId: string
  readonly from: Day
  readonly to: Day | null
  readonly primary: boolean
}

export interface Mandate {
  readonly id: string
  readonly agencyId: string
  readonly positionId: string
  readonly form: MandateForm
  readonly blockLines: readonly string[]
  /** Type codes the mandate covers; '*' = all. */
  readonly types: readonly string[]
  readonly basis: string
  readonly validFrom: Day
  readonly validTo: Day | null
}

/** Hồ sơ công việc of one matter, with the documents in it in the order they were filed. */
export interface Dossier {
  readonly id: string
  readonly agencyId: string
  readonly unitId: string | null
  readonly number: number
  /** As written on the cover: "01.CNTT". */
  readonly symbol: string
  readonly heading: string
  readonly title: string
  /** null = vĩnh viễn */
  readonly retentionYears: number | null
  readonly responsiblePositionId: string
  readonly startedOn: Day
  readonly closedOn: Day | null
  /** `own` = issued by the agency itself; otherwise its arrival there. */
  readonly documents: readonly { readonly documentId: string; readonly own: boolean; readonly at: Moment }[]
}

/** Danh mục hồ sơ of a year as approved by the head (Decree 30, Art 28). */
export interface DossierPlan {
  readonly agencyId: string
  readonly positionId: string
  readonly year: number
  readonly basis: string
  readonly approvedAt: Moment
}

export interface Desk {
  readonly id: string
  readonly code: string
  readonly label: string
  readonly positionId: string
  readonly personId: string
  /** What the desk's line tells: the loader counts what waits. */
  readonly blurb:
    | 'to-sign'
    | 'to-distribute'
    | 'to-issue'
    | 'to-register'
    | 'to-do'
    | 'to-review'
    | 'to-administer'
}
