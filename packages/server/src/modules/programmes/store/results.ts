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
  due_on: string
  reached: number | null
  explanation: string | null
  evidence: string | null
}

/** Under the reader's walls: his own targets, or all for the coordinating agency. */
export const listResults = (tx: Tx, year: number, on: string) =>
  tx.rows<ResultRow>(
    `select r.id, r.agency_id, c.short_name as agency, r.programme, r.code, r.name, r.unit, r.planned::float8 as planned, r.higher_is_better,
       r.measured_by, r.due_on, r.reached::float8 as reached, r.explanation, r.evidence
     from programmes.results($1, $2) r join organisations.agency_card c on c.id = r.agency_id order by r.code, c.short_name`,
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
