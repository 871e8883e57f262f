import type { Urgency } from './common.ts'

export interface BookView {
  id: string
  name: string
  direction: 'incoming' | 'outgoing'
  period: string
  lastNumber: number
  entries: number
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
