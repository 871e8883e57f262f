// Địa danh và thời gian ban hành (ô 4).
import { BARE_DATE, DAY_WORDS, PLACE_DATE, PLACE_SHORT_DATE } from '../layout/anchors.ts'
import { type CalendarDate, dateOf } from '../text/digits.ts'
import { squeeze } from '../text/normalise.ts'

export interface PlaceDate {
  place: string | null
  date: CalendarDate | null
  /** The line is there but its day or month was left open (drafts, numbers filled in at issue). */
  open: boolean
}

const cleanPlace = (text: string): string =>
  squeeze(text.replace(/\s*-\s*/g, (dash) => (/\s/.test(dash) ? ' - ' : '-')).replace(/[,.;\s]+$/, ''))

export function parsePlaceDate(line: string): PlaceDate | null {
  const full = PLACE_DATE.exec(line)
  if (full) return build(cleanPlace(full[1]!), full[2]!, full[3]!, full[4]!)
  const short = PLACE_SHORT_DATE.exec(line.trim())
  if (short) return build(cleanPlace(short[1]!), short[2]!, short[3]!, short[4]!)
  const bare = BARE_DATE.exec(line) ?? new RegExp(DAY_WORDS, 'iu').exec(line)
  return bare ? build(null, bare[1]!, bare[2]!, bare[3]!) : null
}

function build(place: string | null, day: string, month: string, year: string): PlaceDate {
  const date = dateOf(day, month, year)
  const blank = [day, month, year].some((part) => part.replace(/[\s.…_]/g, '') === '')
  return { place, date, open: date === null && blank }
}
