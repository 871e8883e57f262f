// The records behind a figure, asked under the reader's own walls: row-level security decides what opens.
import type { Tx } from '../../../platform/tx.ts'

interface Question {
  source: string
  label: string
  numerator: string
  denominator: string | null
  opens_to: 'documents' | 'people' | 'counts'
  level_ordinals: number[] | null
  blocks: string[] | null
  set_code: string | null
}

/** The definition's named queries; their text belongs to the owner of the database, nobody else can write it. */
export const questionOf = (tx: Tx, code: string, on: string) =>
  tx.one<Question>(
    `select f.source, f.label, n.condition as numerator, q.condition as denominator, f.opens_to, d.level_ordinals, d.blocks, d.set_code
     from indicators.definition d
     join indicators.measure n on n.code = d.numerator
     join indicators.family f on f.code = n.family
     left join indicators.measure q on q.code = d.denominator and q.family = n.family
     where d.code = $1 and d.valid_from <= $2 and (d.valid_to is null or d.valid_to >= $2)
     order by d.version desc limit 1`,
    [code, on],
  )

export interface RecordRow {
  id: string
  label: string | null
  on: string | null
  agency_id: string
  agency: string
  counted: boolean
}

export const PAGE = 50

/** Newest first; `which` picks the counted or the missing ones. */
export const recordsOf = (
  tx: Tx,
  question: Question,
  wish: {
    from: string
    to: string
    agencies: string[] | null
    which: 'counted' | 'missing' | null
    offset: number
  },
) =>
  tx.rows<RecordRow>(
    `select x.record_id as id, x.label, to_char(x.happened_on, 'YYYY-MM-DD') as on, x.agency_id, c.short_name as agency, x.counted
     from (select r.record_id, (${question.label}) as label, r.happened_on, r.agency_id, coalesce(${question.numerator}, false) as counted
       from (${question.source}) r
       where (${question.denominator ?? question.numerator}) and ($3::uuid[] is null or r.agency_id = any ($3))) x
     join indicators.organisations_at($2) o on o.agency_id = x.agency_id
     join organisations.agency_card c on c.id = x.agency_id
     where ($4::boolean is null or x.counted = $4)
       and ($5::smallint[] is null or o.level_ordinal = any ($5)) and ($6::text[] is null or o.block = any ($6))
       and ($7::text is null or o.administrative)
     order by x.happened_on desc nulls last, x.label, x.record_id limit ${PAGE + 1} offset $8`,
    [
      wish.from,
      wish.to,
      wish.agencies,
      wish.which === null ? null : wish.which === 'counted',
      question.level_ordinals,
      question.blocks,
      question.set_code,
      wish.offset,
    ],
  )
