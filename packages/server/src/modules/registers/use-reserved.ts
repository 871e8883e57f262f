import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import type { Scope } from '../../platform/command.ts'
import type { SeriesRow } from './store/books.ts'
import { lockReserved, patchEntry } from './store/entries.ts'
import { periodOf } from './take-number.ts'

/** What the register row says of the document that takes its held number. */
export interface ReservedUse {
  documentId: string
  symbol: string
  issuedOn: string
  issuerName: string
  typeAndSubject: string
  signerName: string | null
}

/** The held number becomes this document's, bound like a new one; the row keeps the day and the reason of holding in its note. */
export async function useReserved(
  scope: Scope,
  entryId: string,
  series: SeriesRow,
  use: ReservedUse,
): Promise<{ number: number; bookId: string }> {
  const { tx, actor, now } = scope
  const entry = await lockReserved(tx, actor.acting.agencyId, entryId)
  if (!entry) throw new DomainError('not-found', 'registers.not-reserved')
  const { number } = entry
  if (entry.series_id !== series.id || entry.period !== periodOf(series, now))
    throw new DomainError('conflict', 'registers.reserve-other-series', { number })
  if (entry.expires_on < isoDay(now))
    throw new DomainError('conflict', 'registers.reserve-expired', {
      number,
      day: printDay(entry.expires_on),
    })
  await patchEntry(tx, actor.acting.agencyId, entry.id, {
    state: 'bound',
    document_id: use.documentId,
    symbol: use.symbol,
    issued_on: use.issuedOn,
    issuer_name: use.issuerName,
    type_and_subject: use.typeAndSubject,
    signer_name: use.signerName,
    note: `Số giữ từ ${printDay(entry.registered_on)}: ${entry.reason}`,
    reason: null,
  })
  return { number, bookId: entry.book_id }
}
