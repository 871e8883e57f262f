import type { Day, MandateForm, Moment } from '../types.ts'

/** The body of a letter, in the shape the letters module lays out (a part of its Block). */
export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'legal-basis'; lines: readonly string[] }
  | { kind: 'enacting'; text: string }
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'article'; label: string; text: string }
  | { kind: 'clause'; label: string; text: string }
  | { kind: 'dash'; text: string }
  | { kind: 'facts'; items: readonly { label: string; text: string }[] }

export type Urgency = 0 | 1 | 2 | 3

export type OutgoingState = 'draft' | 'in-review' | 'awaiting-signature' | 'signed' | 'issued'
export type ArrivalState =
  | 'arrived'
  | 'registered'
  | 'submitted'
  | 'proposed'
  | 'instructed'
  | 'handling'
  | 'completed'

/** One line of Nơi nhận as typed, with what it unfolds to. */
export interface RecipientLine {
  readonly text: string
  readonly agencyIds: readonly string[]
  readonly channel: 'local' | 'post' | 'email' | 'none'
  readonly note?: string
}

export interface ExternalIssuer {
  readonly id: string
  readonly name: string
  readonly parentName: string | null
  readonly place: string
  readonly kind: 'central' | 'other-province' | 'business' | 'citizen'
}

export interface Check {
  readonly check: 'content' | 'format'
  readonly positionId: string
  readonly personId: string
  readonly at: Moment
}

export interface Assignment {
  readonly role: 'propose' | 'direct' | 'hand-over' | 'assign' | 'lead' | 'collaborate' | 'informed'
  readonly positionId: string
  readonly personId: string
  readonly state: 'open' | 'done'
  readonly instruction: string | null
  readonly dueOn: Day | null
  readonly at: Moment
  readonly doneAt: Moment | null
}

export interface Delivery {
  readonly agencyId: string
  readonly channel: 'electronic' | 'paper'
  readonly state: ArrivalState
  readonly arrivedAt: Moment
  readonly arrivalNumber: number | null
  readonly registeredAt: Moment | null
  readonly clerkPositionId: string
  readonly dueOn: Day | null
  readonly completedAt: Moment | null
  /** The document of this agency that answered it. */
  readonly answeredBy: string | null
  readonly late: boolean
  readonly assignments: readonly Assignment[]
}

export interface DemoDocument {
  readonly id: string
  readonly key: string
  readonly threadId: string
  /** null = from outside the installation; then externalIssuerId is set. */
  readonly issuerAgencyId: string | null
  readonly externalIssuerId: string | null
  readonly regime: 'nd30' | 'party'
  /** What the header of the paper says, as it stood when the document was made. */
  readonly header: { readonly issuerName: string; readonly parentName: string | null; readonly place: string }
  /** '' = công văn of Decree 30, 'CV' = the Party's. */
  readonly typeCode: string
  readonly symbol: string
  readonly unitSymbol: string
  readonly number: number | null
  readonly seriesId: string | null
  readonly issuedOn: Day | null
  readonly subject: string
  readonly authority: string | null
  readonly addressees: readonly string[]
  readonly body: readonly Block[]
  readonly recipients: readonly RecipientLine[]
  readonly recipientAgencyIds: readonly string[]
  readonly urgency: Urgency
  readonly repliesTo: string | null
  readonly cites: readonly string[]
  readonly signerPositionId: string | null
  readonly signerPersonId: string | null
  readonly signerName: string
  readonly signerTitle: string
  readonly mandateId: string | null
  readonly mandateForm: MandateForm
  readonly blockLines: readonly string[]
  readonly drafterPositionId: string | null
  readonly drafterPersonId: string | null
  readonly checks: readonly Check[]
  /** Asked but not made yet (state 'in-review'). */
  readonly pendingChecks: readonly Omit<Check, 'at'>[]
  readonly signedAt: Moment | null
  readonly issuedAt: Moment | null
  readonly clerkPositionId: string | null
  readonly state: OutgoingState
  /** 'paper' = signed by hand and sent on paper; only the register row is in the system. */
  readonly medium: 'electronic' | 'paper'
  readonly deliveries: readonly Delivery[]
}

export interface Thread {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly theme: string
  readonly documents: readonly DemoDocument[]
}
