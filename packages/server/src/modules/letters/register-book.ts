// Sổ đăng ký văn bản đi / đến with the ten columns of NĐ 30/2020, Appendix IV, in their order.
import { createHash } from 'node:crypto'
import type { Issuer, PlainDateText } from './letter.ts'

export interface OutgoingRow {
  numberAndSymbol: string
  date: PlainDateText
  typeAndSubject: string
  signer: string
  recipients: string
  fileCopyKeeper: string
  copies: number
  handedOverOn: PlainDateText | null
  receipt: string
  remarks: string
  /** A cancelled number stays in the book, struck through, with its reason. */
  cancelled?: string
}

export interface IncomingRow {
  arrivedOn: PlainDateText
  arrivalNumber: string
  issuerName: string
  numberAndSymbol: string
  date: PlainDateText | null
  typeAndSubject: string
  receiver: string
  handedOverOn: PlainDateText | null
  receipt: string
  remarks: string
  cancelled?: string
}

export interface RegisterBook<Row> {
  regime?: 'nd30' | 'party'
  issuer: Issuer
  place: string
  /** `Năm 2021`, or the term of a Party committee. */
  period: string
  /** `Quyển số 2`. */
  volume?: string
  from: PlainDateText
  to: PlainDateText
  rows: readonly Row[]
  printedBy: string
  /** As shown: `20/12/2021 07:45`. */
  printedAt: string
  preparedAt?: number
}

/** JSON with sorted keys, so that the same rows give the same hash everywhere. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value).filter(([, v]) => v !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

/** What was printed, in one line: SHA-256 of issuer, period, dates and rows. */
export function registerHash(book: RegisterBook<OutgoingRow> | RegisterBook<IncomingRow>): string {
  const { issuer, period, from, to, rows } = book
  return createHash('sha256').update(canonical({ issuer, period, from, to, rows })).digest('hex')
}

export type IncomingBook = RegisterBook<IncomingRow>
export type OutgoingBook = RegisterBook<OutgoingRow>
