import type { DraftContent } from '@congvan/contract'
import { dateIn, type Temporal } from '../../kernel/time.ts'
import type { Tx } from '../../platform/tx.ts'
import { type AgencyCard, findAgency, listMandates, type MandateRow } from '../organisations/index.ts'
import { type BookRow, outgoingBookFor, type SeriesRow, symbolFrom } from '../registers/index.ts'
import type { LetterFrame } from './letter-of.ts'

export interface Frame extends LetterFrame {
  agency: AgencyCard
  mandate: MandateRow | null
  book: BookRow
  series: SeriesRow
}

/** Series, symbol and signature block of a draft as they stand today. */
export async function frameOf(
  tx: Tx,
  agencyId: string,
  content: DraftContent,
  now: Temporal.Instant,
): Promise<Frame> {
  const agency = (await findAgency(tx, agencyId))!
  const { book, series } = await outgoingBookFor(tx, agencyId, content.typeCode, now)
  const year = dateIn(now).year
  const symbol = symbolFrom(series.template, {
    type: content.typeCode,
    org: agency.abbreviation,
    unit: content.unitSymbol,
    year,
  })
  const mandates = await listMandates(tx, agencyId, dateIn(now).toString())
  const mandate = mandates.find((row) => row.id === content.mandateId) ?? null
  return {
    agency,
    book,
    series,
    symbol,
    year,
    mandate,
    blockLines: mandate?.block_lines ?? ['QUYỀN HẠN, CHỨC VỤ NGƯỜI KÝ'],
    signerName: mandate?.full_name ?? '',
  }
}
