// The books an agency opens with: Art 15.1 and Art 22 for the State, HD 36-HD/VPTW for the Party.
import { newId } from '../../kernel/id.ts'
import type { PlannedAgency } from './plan.ts'

export interface NewBooks {
  books: Record<string, unknown>[]
  series: Record<string, unknown>[]
}

/** One series for all arrivals; for what goes out one for công văn, one for each named type, one for all others. */
export function booksOf(agencyId: string, agency: PlannedAgency, day: string): NewBooks {
  const party = agency.kind === 'party'
  const opens = `${day.slice(0, 4)}-01-01`
  const book = (direction: 'incoming' | 'outgoing', name: string) => ({
    agency_id: agencyId,
    id: newId(),
    direction,
    name,
    opens_on: opens,
  })
  const incoming = book('incoming', 'Sổ đăng ký văn bản đến')
  const outgoing = book('outgoing', 'Sổ đăng ký văn bản đi')
  const series = (bookId: string, types: string[] | null, template: string, term: boolean) => ({
    agency_id: agencyId,
    id: newId(),
    book_id: bookId,
    type_codes: types,
    reset: term ? 'term' : 'year',
    term: term ? agency.term : null,
    template,
  })
  const letter = party ? 'CV' : ''
  const named = (agency.ownSeries.length ? agency.ownSeries : ['QĐ']).filter((type) => type !== letter)
  const template = party ? '{n}-{type}/{org}' : '{n}/{type}-{org}'
  return {
    books: [incoming, outgoing],
    series: [
      series(incoming.id, null, '{n}', false),
      series(outgoing.id, [letter], party ? '{n}-CV/{org}' : '{n}/{org}-{unit}', party),
      ...named.map((type) => series(outgoing.id, [type], template, party)),
      series(outgoing.id, null, template, party),
    ],
  }
}
