import { DomainError } from '../../kernel/domain-error.ts'
import { dateIn, printDay, type Temporal } from '../../kernel/time.ts'
import type { Tx } from '../../platform/tx.ts'
import { type BookRow, lastNumber, listSeries, openBooks, type SeriesRow } from './store/books.ts'

/** NĐ 30/2020 Art 15.1: by calendar year, Vietnam time. The Party's run by the committee's term. */
export const periodOf = (series: SeriesRow, now: Temporal.Instant) =>
  series.reset === 'term' ? series.term! : String(dateIn(now).year)

export function assertOpenOn(book: BookRow, now: Temporal.Instant): void {
  const day = dateIn(now).toString()
  if (book.closes_on && book.closes_on < day)
    throw new DomainError('conflict', 'registers.book-closed', {
      book: book.name,
      day: printDay(book.closes_on),
    })
}

/** The series of the book that names this type, else the one for all others. */
export async function seriesFor(
  tx: Tx,
  agencyId: string,
  book: BookRow,
  typeCode: string,
): Promise<SeriesRow> {
  const all = await listSeries(tx, agencyId, book.id)
  const series =
    all.find((row) => row.type_codes?.includes(typeCode)) ?? all.find((row) => row.type_codes === null)
  if (!series) throw new DomainError('conflict', 'registers.no-series', { book: book.name })
  return series
}

/** The open book for outgoing documents of this type. */
export async function outgoingBookFor(
  tx: Tx,
  agencyId: string,
  typeCode: string,
  now: Temporal.Instant,
): Promise<{ book: BookRow; series: SeriesRow }> {
  const books = await openBooks(tx, agencyId, 'outgoing', dateIn(now).toString())
  if (books.length === 0) throw new DomainError('conflict', 'registers.no-outgoing-book')
  const candidates: { book: BookRow; series: SeriesRow }[] = []
  for (const book of books) {
    const series = await seriesFor(tx, agencyId, book, typeCode).catch(() => null)
    if (series) candidates.push({ book, series })
  }
  const named = candidates.find((row) => row.series.type_codes?.includes(typeCode))
  const chosen = named ?? candidates[0]
  if (!chosen) throw new DomainError('conflict', 'registers.no-series', { book: books[0]!.name })
  return chosen
}

/** `{n}/{type}-{org}`, `{n}/{org}-{unit}`, `{n}-{type}/{org}` without the number: what follows it on paper. */
export function symbolFrom(
  template: string,
  words: { type: string; org: string; unit: string; year: number },
): string {
  const filled = template
    .replace(/^\{n\}[/-]?/, '')
    .replace('{yyyy}', String(words.year))
    .replace('{type}', words.type)
    .replace('{org}', words.org)
    .replace('{unit}', words.unit)
  return filled.replace(/[-/]$/, '').replace(/^[-/]/, '')
}

export async function nextNumber(
  tx: Tx,
  agencyId: string,
  series: SeriesRow,
  now: Temporal.Instant,
): Promise<number> {
  return ((await lastNumber(tx, agencyId, series.id, periodOf(series, now)))?.last_number ?? 0) + 1
}
