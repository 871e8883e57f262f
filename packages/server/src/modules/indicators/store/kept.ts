import type { DigestRhythm } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export const insertPeriod = async (
  tx: Tx,
  row: {
    periodId: string
    name: string
    firstDay: string
    lastDay: string
    agencyId: string
    personId: string
    now: string
  },
): Promise<boolean> =>
  (await tx.run(
    `insert into indicators.closed_period (agency_id, id, name, first_day, last_day, closed_by, closed_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (first_day, last_day) do nothing`,
    [row.agencyId, row.periodId, row.name, row.firstDay, row.lastDay, row.personId, row.now],
  )) === 1

export const freeze = async (tx: Tx, periodId: string, from: string, to: string): Promise<number> =>
  (await tx.one<{ n: number }>('select indicators.freeze($1, $2, $3) as n', [periodId, from, to]))!.n

export const kindOf = async (tx: Tx, code: string): Promise<string | null> =>
  (
    await tx.one<{ kind: string }>(
      'select kind from indicators.definition where code = $1 order by version desc limit 1',
      [code],
    )
  )?.kind ?? null

export const insertFigure = (
  tx: Tx,
  row: {
    figureId: string
    code: string
    firstDay: string
    lastDay: string
    numerator: number
    denominator: number | null
    sourceDocument: string
    note?: string | undefined
    agencyId: string
    personId: string
    now: string
  },
) =>
  tx.run(
    `insert into indicators.entered_figure (agency_id, id, code, first_day, last_day, numerator, denominator, source_document, note, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.agencyId,
      row.figureId,
      row.code,
      row.firstDay,
      row.lastDay,
      row.numerator,
      row.denominator,
      row.sourceDocument,
      row.note ?? null,
      row.personId,
      row.now,
    ],
  )

/** Answers with the value that stood before. */
export const putTarget = async (
  tx: Tx,
  row: { code: string; year: number; value: number; basis: string },
): Promise<number | null> => {
  const before = await tx.one<{ value: number }>(
    'select value::float8 as value from indicators.target where code = $1 and year = $2 for update',
    [row.code, row.year],
  )
  await tx.run(
    `insert into indicators.target (code, year, value, basis) values ($1, $2, $3, $4)
     on conflict (code, year) do update set value = excluded.value, basis = excluded.basis`,
    [row.code, row.year, row.value, row.basis],
  )
  return before?.value ?? null
}

export const closedPeriods = (tx: Tx) =>
  tx.rows<{
    id: string
    name: string
    first_day: string
    last_day: string
    closed_at: string
    closed_by: string | null
  }>(
    'select id, name, first_day::text, last_day::text, closed_at::text, closed_by from indicators.closed_periods()',
  )

export const findSubscription = (tx: Tx, agencyId: string, personId: string) =>
  tx.one<{ rhythm: DigestRhythm | null; problem: string | null }>(
    'select rhythm, problem from indicators.subscription where agency_id = $1 and person_id = $2',
    [agencyId, personId],
  )

export const putSubscription = (
  tx: Tx,
  row: { agencyId: string; personId: string; rhythm: DigestRhythm | null; at: string },
) =>
  tx.run(
    `insert into indicators.subscription (agency_id, person_id, rhythm, since) values ($1, $2, $3, $4)
     on conflict (agency_id, person_id) do update set rhythm = excluded.rhythm, problem = null`,
    [row.agencyId, row.personId, row.rhythm, row.at],
  )

export const dueSubscriptions = (tx: Tx, on: string) =>
  tx.rows<{ agency_id: string; person_id: string }>('select * from indicators.subscriptions_due($1)', [on])

export const noteSent = (tx: Tx, agencyId: string, personId: string, on: string, problem: string | null) =>
  tx.run(
    `update indicators.subscription set sent_on = case when $4::text is null then $3::date else sent_on end, problem = $4
     where agency_id = $1 and person_id = $2`,
    [agencyId, personId, on, problem],
  )
