import type { Tx } from '../../../platform/tx.ts'

export interface TargetResult {
  code: string
  name: string
  unit: string
  planned: number
  reached: number | null
  met: boolean | null
  exceeded: boolean | null
  numerator: number | null
  denominator: number | null
}
export interface ReportFacts {
  targets: TargetResult[]
  next: { name: string; programme: string | null }[]
  classes: number
  trained: number
  incidents: { post: number; telecom: number; hours: number; open: number; cut: number }
  points: number
  press: number
  announcements: number
  coordinator: {
    id: string
    name: string
    paper: string
    parent: string | null
    place: string
    abbreviation: string
  } | null
}

export const reportFacts = async (tx: Tx, year: number, on: string): Promise<ReportFacts> =>
  (await tx.one<{ facts: ReportFacts }>('select programmes.report_facts($1, $2) as facts', [year, on]))!.facts

export interface ResultRow {
  id: string
  agency_id: string
  agency: string
  programme: string | null
  code: string
  name: string
  unit: string
  planned: number
  higher_is_better: boolean
  measured_by: 'hand' | 'indicator' | 'evidence'
  indicator_code: string | null
  programme_id: string
  carried: boolean
  due_on: string
  reached: number | null
  explanation: string | null
  evidence: string | null
}

/** Under the reader's walls: his own targets, or all for the coordinating agency. */
export const listResults = (tx: Tx, year: number, on: string) =>
  tx.rows<ResultRow>(
    `select r.id, r.agency_id, c.short_name as agency, r.programme, r.code, r.name, r.unit, r.planned::float8 as planned, r.higher_is_better,
       r.measured_by, r.indicator_code, t.programme_id, t.carried_from is not null as carried, r.due_on::text, r.reached::float8 as reached, r.explanation, r.evidence
     from programmes.results($1, $2) r join programmes.target t on t.agency_id = r.agency_id and t.id = r.id join organisations.agency_card c on c.id = r.agency_id order by r.code, c.short_name`,
    [year, on],
  )

export const findTarget = (tx: Tx, agencyId: string | null, id: string) =>
  tx.one<{ id: string; agency_id: string; measured_by: string; year: number; name: string }>(
    `select id, agency_id, measured_by, year, name from programmes.target where id = $1 and ($2::uuid is null or agency_id = $2)`,
    [id, agencyId],
  )

/** The agency that keeps the province's registers (data, not a kind of agency). */
export const coordinates = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ yes: boolean }>('select provisioning.coordinates() as yes'))?.yes ?? false

export const insertRow = (
  tx: Tx,
  table: 'target' | 'progress' | 'review' | 'programme',
  row: Record<string, unknown>,
) => {
  const columns = Object.keys(row)
  return tx.run(
    `insert into programmes.${table} (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')}) on conflict do nothing`,
    Object.values(row),
  )
}

/** Unmet targets of a year go on into the next, each once. */
export const carryOver = (tx: Tx, year: number, on: string) =>
  tx.run(
    `insert into programmes.target (agency_id, id, programme_id, year, code, name, unit, planned, higher_is_better, measured_by, indicator_code, due_on, carried_from)
     select t.agency_id, gen_random_uuid(), t.programme_id, t.year + 1, t.code, t.name, t.unit, t.planned, t.higher_is_better, t.measured_by, t.indicator_code,
       (t.due_on + interval '1 year')::date, t.id
     from programmes.target t join programmes.results($1, $2) r on r.id = t.id
     where r.reached is null or case when t.higher_is_better then r.reached < t.planned else r.reached > t.planned end
     on conflict do nothing`,
    [year, on],
  )

export const listProgrammes = (tx: Tx, ids: readonly string[]) =>
  tx.rows<{ id: string; name: string; basis: string; agency_id: string }>(
    'select id, name, basis, agency_id from programmes.programme where id = any ($1) order by name, id',
    [ids],
  )

export const listReviews = (tx: Tx, agencyId: string, year: number) =>
  tx.rows<{
    id: string
    quarter: number | null
    met: number
    total: number
    conclusion: string
    by: string | null
    at: string
  }>(
    `select r.id, r.quarter, r.met, r.total, r.conclusion, p.full_name as by, r.reviewed_at::text as at
     from programmes.review r left join organisations.person p on p.id = r.reviewed_by
     where r.agency_id = $1 and r.year = $2 order by r.reviewed_at desc, r.id`,
    [agencyId, year],
  )

export const listProgress = (tx: Tx, targetId: string) =>
  tx.rows<{
    on: string
    reached: number
    explanation: string | null
    evidence: string | null
    by: string | null
  }>(
    `select x.on_day::text as on, x.reached::float8 as reached, x.explanation, x.evidence, p.full_name as by
     from programmes.progress x left join organisations.person p on p.id = x.reported_by
     where x.target_id = $1 order by x.on_day desc, x.reported_at desc limit 200`,
    [targetId],
  )

export const listMeasures = (tx: Tx, on: string) =>
  tx.rows<{ code: string; name: string }>(
    `select code, name from indicators.definition where kind <> 'entered' and valid_from <= $1 and (valid_to is null or valid_to >= $1) order by ordinal, code`,
    [on],
  )

export const findAgencies = (tx: Tx, q: string) =>
  tx.rows<{ id: string; name: string }>(
    `select c.id, c.short_name as name from organisations.agency_card c join organisations.agency a on a.id = c.id
     where a.valid_to is null and (c.short_name ilike $1 or c.name ilike $1) order by length(c.short_name), c.short_name limit 12`,
    [`%${q.replace(/[%_\\]/g, '')}%`],
  )
