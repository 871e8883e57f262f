import type { Can, Urgency } from './common.ts'

export interface BookView {
  id: string
  name: string
  direction: 'incoming' | 'outgoing'
  period: string
  /** Highest number of any of its series. */
  lastNumber: number
  /** Rows of all its series in their present period. */
  entries: number
  /** Runs of numbers kept in this book (Art 15.1.c): one for all types, or one for each group of types. */
  series: { id: string; typeCodes: string[] | null; period: string; lastNumber: number; example: string }[]
  can: Can
}

export interface EntryRow {
  id: string
  documentId: string | null
  number: number
  /** As printed: `8126/UBND-KT`; for arrivals the issuer's. */
  numberSymbol: string | null
  state: 'used' | 'bound' | 'reserved' | 'cancelled'
  registeredOn: string
  issuerName: string | null
  issuedOn: string | null
  typeAndSubject: string
  signerName: string | null
  recipients: string | null
  handler: string | null
  copies: number | null
  handedOverOn: string | null
  note: string | null
  urgency: Urgency
}
