import type { Tx } from '../../../platform/tx.ts'

export interface SeriesHead {
  id: string
  agency_id: string
  book_name: string
  direction: 'incoming' | 'outgoing'
  agency_name: string
  layout_regime: 'nd30' | 'party'
  type_codes: string[] | null
  reset: 'year' | 'term'
  term: string | null
  last_number: number | null
  entries: number
}

/** Every series of the installation with its counter in the year, or in its own term. */
export const seriesHeads = (tx: Tx, year: string) =>
  tx.rows<SeriesHead>(
    `select s.id, s.agency_id, b.name as book_name, b.direction, g.short_name as agency_name, g.layout_regime, s.type_codes, s.reset, s.term, c.last_number,
       (select count(*)::int from registers.entry e where e.agency_id = s.agency_id and e.series_id = s.id
          and e.period = coalesce(s.term, $1)) as entries
     from registers.series s
     join registers.book b on b.agency_id = s.agency_id and b.id = s.book_id
     join organisations.agency_card g on g.id = s.agency_id
     left join registers.counter c on c.agency_id = s.agency_id and c.series_id = s.id and c.period = coalesce(s.term, $1)
     where b.closes_on is null
     order by g.level_ordinal, g.name, b.direction, s.type_codes is null, s.type_codes`,
    [year],
  )

/** Numbers below `next` were given on paper; the counter stands where the paper book stopped. */
export const openCounter = (tx: Tx, agencyId: string, seriesId: string, period: string, next: number) =>
  tx.run(
    `insert into registers.counter (agency_id, series_id, period, first_number, last_number) values ($1, $2, $3, $4, $4 - 1)
     on conflict (agency_id, series_id, period) do update set first_number = $4, last_number = $4 - 1`,
    [agencyId, seriesId, period, next],
  )
