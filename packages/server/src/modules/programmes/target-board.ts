// The plan of a year as it stands today, and how each figure of it came about.
import type { TargetBoard, TargetHistory } from '@congvan/contract'
import Type from 'typebox'
import { isoDay, Temporal } from '../../kernel/time.ts'
import { query } from '../../platform/command.ts'
import { earlyWarning, summaryOf } from './judge-target.ts'
import * as store from './store/results.ts'
import { heads } from './targets.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** Each target with its result and early warning; "hầu hết đều đạt và vượt" is its summary, for the year and each programme. */
export const targetBoard = query({
  name: 'programmes.board',
  input: object({ year: Type.Optional(Type.String({ pattern: '^\\d{4}$' })) }),
  access: () => null,
  async run({ tx, now, actor }, input): Promise<TargetBoard> {
    const today = isoDay(now)
    const year = Number(input.year ?? today.slice(0, 4))
    const results = await store.listResults(tx, year, today)
    const day = Temporal.PlainDate.from(today)
    const own = actor.acting.agencyId
    const head = heads(actor) === null
    const byProgramme = Map.groupBy(results, (row) => row.programme_id)
    return {
      year,
      today,
      summary: summaryOf(results),
      programmes: (await store.listProgrammes(tx, [...byProgramme.keys()])).map((row) => ({
        id: row.id,
        name: row.name,
        basis: row.basis,
        agencyId: row.agency_id,
        ...summaryOf(byProgramme.get(row.id) ?? []),
      })),
      targets: results.map((row) => ({
        targetId: row.id,
        agencyId: row.agency_id,
        agency: row.agency,
        programme: row.programme ?? '',
        code: row.code,
        name: row.name,
        unit: row.unit,
        planned: row.planned,
        reached: row.reached,
        higherIsBetter: row.higher_is_better,
        measuredBy: row.measured_by,
        indicatorCode: row.indicator_code,
        dueOn: row.due_on,
        explanation: row.explanation,
        evidence: row.evidence,
        state: earlyWarning(row, day),
        carried: row.carried,
        mayReport: head && row.agency_id === own && row.measured_by !== 'indicator',
      })),
      reviews: await store.listReviews(tx, own, year),
      may: { review: head, assign: head, assignOthers: head && (await store.coordinates(tx)) },
      ownAgency: { id: own, name: actor.acting.agencyName },
      indicators: head ? await store.listMeasures(tx, today) : [],
    }
  },
})

/** Every report of one target, newest first, as far as the reader's walls open. */
export const targetHistory = query({
  name: 'programmes.history',
  input: object({ targetId: Type.String({ format: 'uuid' }) }),
  access: () => null,
  run: async ({ tx }, { targetId }): Promise<TargetHistory> => ({
    rows: await store.listProgress(tx, targetId),
  }),
})

/** Organisations that a target may be given to, by name. */
export const agencyNames = query({
  name: 'programmes.agencies',
  input: object({ q: Type.String({ maxLength: 100 }) }),
  access: heads,
  run: async ({ tx }, { q }) => ({ rows: await store.findAgencies(tx, q) }),
})
