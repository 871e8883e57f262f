import type { Day } from '../types.ts'

export interface Certificate {
  readonly id: string
  readonly kind: 'person' | 'organisation'
  /** The person or the agency. */
  readonly subjectId: string
  readonly agencyId: string
  readonly serial: string
  readonly notBefore: Day
  readonly notAfter: Day
  readonly medium: 'USB' | 'SIM'
  readonly deviceId: string
  readonly state: 'active'
}

export interface Device {
  readonly id: string
  readonly kind: 'token' | 'sim'
  readonly serial: string
  readonly agencyId: string
  readonly holderPersonId: string
  readonly handedOverOn: Day
  readonly minutes: string
}

export interface Mailbox {
  readonly id: string
  readonly kind: 'person' | 'agency'
  readonly address: string
  readonly personId: string | null
  readonly agencyId: string
  readonly since: Day
  readonly lastUsedOn: Day | null
}

/** A computer as assigned to one official; the indicator wants all three: computer, internal network, broadband. */
export interface Workstation {
  readonly id: string
  readonly agencyId: string
  readonly personId: string
  readonly model: string
  readonly boughtIn: number
  readonly internalNetwork: boolean
  readonly broadband: boolean
}

export interface TrainingClass {
  readonly id: string
  readonly title: string
  readonly heldOn: Day
  readonly place: string
  readonly organiserAgencyId: string
  readonly participants: readonly { readonly personId: string; readonly agencyId: string }[]
}

export interface Procedure {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly field: string
  readonly levelCode: number
  readonly agencyId: string
  /** Fit for level 4 (Decree 45/2020, Decision 411): the denominator. */
  readonly eligible: boolean
  readonly level: 2 | 3 | 4
  readonly level4Since: Day | null
}

export interface Target {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly planned: number
  readonly reached: number
  readonly higherIsBetter: boolean
  readonly basis: string
  readonly ownerAgencyId: string
  readonly year: number
}

export interface NetworkIncident {
  readonly code: string
  readonly kind: 'bưu chính' | 'viễn thông'
  readonly from: string
  readonly to: string
  readonly place: string
  readonly cause: string
  readonly repaired: boolean
}

export interface PressAgency {
  readonly code: string
  readonly name: string
  readonly licence: string
  readonly kind: 'báo in' | 'báo điện tử' | 'phát thanh, truyền hình' | 'bản tin'
  readonly contact: string
}

export interface Assets {
  readonly certificates: readonly Certificate[]
  readonly devices: readonly Device[]
  readonly mailboxes: readonly Mailbox[]
  readonly workstations: readonly Workstation[]
  readonly trainingClasses: readonly TrainingClass[]
  readonly procedures: readonly Procedure[]
  readonly targets: readonly Target[]
  readonly incidents: readonly NetworkIncident[]
  readonly pressAgencies: readonly PressAgency[]
}
