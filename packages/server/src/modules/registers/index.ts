import './errors.ts'

export { clerk } from './access.ts'
export { startReservations } from './end-reservation.ts'
export { type BookRow, findBook, listBooks, listSeries, openBooks, type SeriesRow } from './store/books.ts'
export {
  entryJson,
  findEntryOf,
  listEntries,
  listReserved,
  patchEntry,
  takeNumber,
} from './store/entries.ts'
export { assertOpenOn, nextNumber, outgoingBookFor, periodOf, seriesFor, symbolFrom } from './take-number.ts'
export { useReserved } from './use-reserved.ts'
