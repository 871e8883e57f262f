import './errors.ts'

export { clerk } from './access.ts'
export { findBook, listBooks, openBooks, type BookRow, type SeriesRow } from './store/books.ts'
export { findEntryOf, listEntries, patchEntry, takeNumber } from './store/entries.ts'
export { assertOpenOn, nextNumber, outgoingBookFor, periodOf, seriesFor, symbolFrom } from './take-number.ts'
