import {
  type Attention,
  type Fraction,
  type IndicatorBoard,
  type IndicatorFigure,
  isBehind,
} from '@congvan/contract'
import Type from 'typebox'
import { type QueryScope, query } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { heads } from './access.ts'
import { comparedWith, type Period, periodOf } from './period.ts'
import * as store from './store/figures.ts'
import * as kept from './store/kept.ts'

const Day = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))
export const Range = { from: Day, to: Day }

/** Figures that a heat map compares: each a share, each with organisations behind it. */
export const HEAT = ['VB01', 'VB03', 'VB05', 'VB06', 'HT01-X', 'TD01-X']

const fraction = (row: Fraction | undefined): Fraction => ({
  numerator: row?.numerator ?? 0,
  denominator: row?.denominator ?? null,
})

/** All definitions of the period with their values, target, months, comparison, and what a closed period said. */
export async function readFigures(
  tx: Tx,
  period: Period,
  compared: { from: string; to: string } | null,
): Promise<{ figures: IndicatorFigure[]; definitions: store.DefinitionRow[]; closedAt: string | null }> {
  const { from, to } = period
  const definitions = await store.listDefinitions(tx, to)
  const now = new Map((await store.figures(tx, from, to)).map((row) => [row.code, row]))
  const entered = new Map((await store.enteredFigures(tx, from, to)).map((row) => [row.code, row]))
  const before = compared
    ? new Map((await store.figures(tx, compared.from, compared.to)).map((row) => [row.code, row]))
    : null
  const frozen = new Map((await store.frozenFigures(tx, from, to)).map((row) => [row.code, row]))
  const months = Map.groupBy(await store.figures(tx, from, to, 'month'), (row) => row.code)
  const figures = definitions.map((row): IndicatorFigure => {
    const typed = entered.get(row.code)
    const value = fraction(row.kind === 'entered' ? typed : now.get(row.code))
    const kept = frozen.get(row.code)
    const corrected =
      kept &&
      row.kind !== 'entered' &&
      (kept.numerator !== value.numerator || kept.denominator !== value.denominator)
    return {
      code: row.code,
      name: row.name,
      nameEn: row.name_en,
      unit: row.unit,
      kind: row.kind,
      direction: row.direction,
      lists: row.lists,
      ...value,
      target: row.target === null ? null : { value: row.target, basis: row.target_basis ?? '' },
      before: before ? fraction(before.get(row.code)) : null,
      months: (months.get(row.code) ?? []).map((month) => ({ month: month.key, ...fraction(month) })),
      reported: corrected ? { ...fraction(kept), closedAt: kept.closed_at } : null,
      sourceDocument: typed?.source_document ?? null,
    }
  })
  return { figures, definitions, closedAt: [...frozen.values()][0]?.closed_at ?? null }
}

/** What one organisation lacks to the target, in units of the numerator. */
const lacking = (row: Fraction, target: number, direction: string): number =>
  direction === 'down'
    ? row.numerator
    : Math.max(0, Math.ceil(((row.denominator ?? 0) * target) / 100 - row.numerator))

async function attentionOf(tx: Tx, period: Period, figures: IndicatorFigure[]): Promise<Attention[]> {
  const behind = figures.filter((row) => row.lists.includes('board') && isBehind(row))
  if (behind.length === 0) return []
  const rows = Map.groupBy(
    await store.byOrganisation(
      tx,
      behind.map((row) => row.code),
      period.from,
      period.to,
    ),
    (row) => row.code,
  )
  return behind
    .map((figure) => {
      const target = figure.target!.value
      const where = (rows.get(figure.code) ?? [])
        .map((row) => ({
          agencyId: row.agency_id,
          name: row.name,
          missing: lacking(row, target, figure.direction),
        }))
        .filter((row) => row.missing > 0)
        .sort((a, b) => b.missing - a.missing)
      return {
        code: figure.code,
        missing:
          figure.unit === 'percent'
            ? lacking(figure, target, figure.direction)
            : Math.abs(figure.numerator - target),
        where: where.slice(0, 3),
      }
    })
    .sort((a, b) => b.missing - a.missing)
}

async function regionsOf(tx: Tx, period: Period): Promise<IndicatorBoard['regions']> {
  const names = await store.placeNames(tx)
  const rows = await store.figures(tx, period.from, period.to, 'region', HEAT)
  // Bodies of the province itself belong to no place: they are on the board, not on the map.
  return [
    ...Map.groupBy(
      rows.filter((row) => row.key !== ''),
      (row) => row.key,
    ),
  ]
    .map(([key, cells]) => ({
      key,
      name: names.get(key) ?? key,
      cells: cells.map((row) => ({ code: row.code, ...fraction(row) })),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
}

export async function readBoard(scope: QueryScope, input: { from?: string; to?: string; before?: string }) {
  const { tx, now, actor, services } = scope
  const period = periodOf(now, input.from, input.to)
  const compared = comparedWith(period, input.before)
  const { figures, closedAt } = await readFigures(tx, period, compared)
  const { agencyId } = actor.acting
  const problem = await services.notices.outOfReach(tx, agencyId, actor.personId)
  const subscribed = await kept.findSubscription(tx, agencyId, actor.personId)
  return {
    ...period,
    closedAt,
    countedAt: await store.countedAt(tx),
    compared,
    figures,
    attention: await attentionOf(tx, period, figures),
    regions: await regionsOf(tx, period),
    mayClose: heads(actor) === null && (await store.coordinates(tx)),
    closed: (await kept.closedPeriods(tx)).map((row) => ({
      id: row.id,
      name: row.name,
      from: row.first_day,
      to: row.last_day,
      closedAt: row.closed_at,
      by: row.closed_by,
    })),
    subscription: {
      rhythm: subscribed?.rhythm ?? null,
      problem: problem === 'no-mailbox' ? problem : null,
      mailWorks: problem === null || problem === 'no-mailbox',
    },
  } satisfies IndicatorBoard
}

/** Điều hành & báo cáo in one question: figures, what is behind its target, and where. Counts only. */
export const board = query({
  name: 'indicators.board',
  input: Type.Object(
    { ...Range, before: Type.Optional(Type.String({ maxLength: 10 })) },
    { additionalProperties: false },
  ),
  access: () => null,
  run: (scope, input) => readBoard(scope, input as { from?: string; to?: string; before?: string }),
})
