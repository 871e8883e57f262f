import { fold } from '../../kernel/text.ts'

/** One folded line to find a document by: number shapes, subject, issuer, signer, without tone marks. */
export function searchTextOf(row: {
  number?: string | null
  symbol?: string | null
  subject: string
  issuer_name: string
  signer_name?: string | null
  type_name?: string
}): string {
  const number = [row.number, row.symbol].filter(Boolean).join('/')
  return fold(
    [
      number,
      number.replace(/[/\-.]+/g, ' '),
      row.type_name ?? '',
      row.subject,
      row.issuer_name,
      row.signer_name ?? '',
    ].join(' '),
  ).slice(0, 4000)
}
