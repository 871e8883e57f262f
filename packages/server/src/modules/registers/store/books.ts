import { prepared, type Tx } from '../../../platform/tx.ts'

export interface BookRow {
  id: string
  direction: 'incoming' | 'outgoing'
  name: string
  opens_on: string
  closes_on: string | null
}

export interface SeriesRow {
  id: string
  book_id: string
  type_codes: string[] | null
  reset: 'year' | 'term'
  term: string | null
  template: string
}

export const findBook = (tx: Tx, agencyId: string, bookId: string) =>
  tx.one<BookRow>(
    'select id, direction, name, opens_on, closes_on from registers.book where agency_id = $1 and id = $2',
    [agencyId, bookId],
  )

export const listBooks = (tx: Tx, agencyId: string) =>
  tx.rows<BookRow>(
    'select id, direction, name, opens_on, closes_on from registers.book where agency_id = $1 order by direction, name',
    [agencyId],
  )

export const openBooks = (tx: Tx, agencyId: string, direction: string, day: string) =>
  tx.rows<BookRow>(
    prepared(`select id, direction, name, opens_on, closes_on from registers.book
     where agency_id = $1 and direction = $2 and opens_on <= $3 and (closes_on is null or closes_on >= $3) order by name`),
    [agencyId, direction, day],
  )

export const listSeries = (tx: Tx, agencyId: string, bookId: string) =>
  tx.rows<SeriesRow>(
    prepared(
      'select id, book_id, type_codes, reset, term, template from registers.series where agency_id = $1 and book_id = $2',
    ),
    [agencyId, bookId],
  )

export const lastNumber = (tx: Tx, agencyId: string, seriesId: string, period: string) =>
  tx.one<{ last_number: number; first_number: number }>(
    'select last_number, first_number from registers.counter where agency_id = $1 and series_id = $2 and period = $3',
    [agencyId, seriesId, period],
  )
