// Questions over tallies: counts only. The walls guard what is behind them (store/records.ts).
import type { Tx } from '../../../platform/tx.ts'

export interface DefinitionRow {
  code: string
  name: string
  name_en: string
  unit: 'percent' | 'count' | 'hours'
  kind: 'as-of' | 'period' | 'entered'
  numerator: string | null
  denominator: string | null
  direction: 'up' | 'down' | 'none'
  owner_code: string | null
  lists: string[]
  sources: { law: string; from: string; to: string | null }[]
  formula: string
  formula_en: string
  numerator_name: string | null
  denominator_name: string | null
  opens_to: 'documents' | 'people' | 'counts' | null
  target: number | null
  target_basis: string | null
}

export const listDefinitions = (tx: Tx, to: string) =>
  tx.rows<DefinitionRow>(
    `select d.code, d.name, d.name_en, d.unit, d.kind, d.numerator, d.denominator, d.direction, d.owner_code, d.lists, d.sources,
       d.formula, d.formula_en, n.name as numerator_name, q.name as denominator_name, f.opens_to,
       t.value::float8 as target, t.basis as target_basis
     from indicators.definition d
     left join indicators.measure n on n.code = d.numerator
     left join indicators.measure q on q.code = d.denominator
     left join indicators.family f on f.code = n.family
     left join lateral (select value, basis from indicators.target t
       where t.code = d.code and t.year <= extract(year from $1::date) order by t.year desc limit 1) t on true
     where d.valid_from <= $1 and (d.valid_to is null or d.valid_to >= $1)
     order by d.ordinal, d.code`,
    [to],
  )

export interface FigureRow {
  code: string
  key: string
  numerator: number
  denominator: number | null
}

export const figures = (
  tx: Tx,
  from: string,
  to: string,
  by: 'all' | 'level' | 'block' | 'region' | 'month' = 'all',
  codes: string[] | null = null,
) =>
  tx.rows<FigureRow>(
    `select code, key, numerator::float8 as numerator, denominator::float8 as denominator
     from indicators.figures($1, $2, $3, $4) order by code, key`,
    [from, to, by, codes],
  )

export const enteredFigures = (tx: Tx, from: string, to: string) =>
  tx.rows<{ code: string; numerator: number; denominator: number | null; source_document: string }>(
    `select code, numerator::float8 as numerator, denominator::float8 as denominator, source_document
     from indicators.entered($1, $2)`,
    [from, to],
  )

export const frozenFigures = (tx: Tx, from: string, to: string) =>
  tx.rows<{ code: string; numerator: number; denominator: number | null; closed_at: string }>(
    `select code, numerator::float8 as numerator, denominator::float8 as denominator, closed_at
     from indicators.frozen_figures($1, $2)`,
    [from, to],
  )

export interface OrganisationRow {
  code: string
  agency_id: string
  name: string
  level_name: string
  block: string
  region: string | null
  numerator: number
  denominator: number | null
}

export const byOrganisation = (tx: Tx, codes: string[], from: string, to: string) =>
  tx.rows<OrganisationRow>(
    `select b.code, b.for_agency as agency_id, c.short_name as name, c.level_name, c.kind as block, g.short_name as region,
       b.numerator::float8 as numerator, b.denominator::float8 as denominator
     from indicators.by_organisation($1, $2, $3) b
     join organisations.agency_card c on c.id = b.for_agency
     left join indicators.organisations_at($3) o on o.agency_id = b.for_agency
     left join organisations.agency_card g on g.id = o.region_id
     order by b.code, (case when b.denominator > 0 then b.numerator / b.denominator end) nulls last, b.denominator desc, c.short_name`,
    [codes, from, to],
  )

export const historyOf = (tx: Tx, code: string, year: number) =>
  tx.rows<{ on: string; numerator: number; denominator: number | null }>(
    `select to_char(on_day, 'YYYY-MM-DD') as on, numerator::float8 as numerator, denominator::float8 as denominator
     from indicators.reading where code = $1 and year = $2 order by on_day`,
    [code, year],
  )

export const countedAt = async (tx: Tx): Promise<string | null> =>
  (await tx.one<{ at: string | null }>('select counted_at as at from indicators.progress'))?.at ?? null

export const coordinates = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ yes: boolean }>('select provisioning.coordinates() as yes'))?.yes ?? false

/** Names of levels and of agencies that stand for a region. */
export const placeNames = async (tx: Tx) => {
  const levels = await tx.rows<{ key: string; name: string }>(
    'select ordinal::text as key, name from organisations.level',
  )
  const regions = await tx.rows<{ key: string; name: string }>(
    `select distinct c.id::text as key, c.short_name as name from indicators.rollup r join organisations.agency_card c on c.id = r.region_id`,
  )
  return new Map([...levels, ...regions].map((row) => [row.key, row.name]))
}
