import type { Block, DemoDocument } from './threads/types.ts'

/** The shape that the server's letters module lays out (packages/server/src/modules/letters/letter.ts); a test keeps them together. */
export interface DemoLetter {
  regime: 'nd30' | 'party'
  typeCode: string
  issuer: { parentName?: string; name: string }
  number: string | null
  symbol: string
  place: string
  date: string | null
  year?: number
  subject: string
  addressees: readonly string[]
  authority?: string
  body: readonly Block[]
  signatureBlock: { lines: readonly string[]; name: string } | null
  recipients: readonly string[]
  urgency?: 'KHẨN' | 'THƯỢNG KHẨN' | 'HỎA TỐC'
  preparedAt: number
}

const URGENCY = [undefined, 'KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'] as const

/** Numbers below 10 are written with a leading 0 (Appendix I). */
const written = (number: number): string => String(number).padStart(2, '0')

/** The letter of a document, ready to be laid out; the same document always gives the same bytes. */
export const letterOf = (document: DemoDocument): DemoLetter => {
  const { header, authority } = document
  const urgency = URGENCY[document.urgency]
  return {
    regime: document.regime,
    typeCode: document.typeCode,
    issuer: {
      ...(header.parentName ? { parentName: header.parentName.toUpperCase() } : {}),
      name: header.issuerName.toUpperCase(),
    },
    number: document.number === null ? null : written(document.number),
    symbol: document.symbol,
    place: header.place,
    date: document.issuedOn,
    ...(document.issuedOn ? {} : { year: 2021 }),
    subject: document.subject,
    addressees: document.addressees,
    ...(authority ? { authority } : {}),
    body: document.body,
    signatureBlock: { lines: document.blockLines, name: document.signerName },
    recipients: document.recipients.map(({ text }) => text),
    ...(urgency ? { urgency } : {}),
    preparedAt: Date.parse(document.issuedAt ?? '2021-12-20T00:00:00Z') / 1000,
  }
}
