import type { IndicatorDetail, IndicatorRecord, Page } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { agenciesOf } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import { Range, readFigures } from './board.ts'
import { periodOf } from './period.ts'
import * as store from './store/figures.ts'
import * as records from './store/records.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const Code = Type.String({ minLength: 1, maxLength: 30 })
const BLOCKS: Record<string, string> = { state: 'Khối nhà nước', party: 'Khối Đảng', mass: 'Đoàn thể' }

/** One number opened: formula, sources, levels, blocks, every organisation, and how it went through the year. */
export const detail = query({
  name: 'indicators.detail',
  input: object({ code: Code, ...Range }),
  access: () => null,
  async run({ tx, now }, input): Promise<IndicatorDetail> {
    const period = periodOf(now, input.from, input.to)
    const { figures, definitions } = await readFigures(tx, period, null)
    const figure = figures.find((row) => row.code === input.code)
    const definition = definitions.find((row) => row.code === input.code)
    if (!figure || !definition)
      throw new DomainError('not-found', 'indicators.no-such-indicator', { code: input.code })
    const names = await store.placeNames(tx)
    const named = async (by: 'level' | 'block') =>
      (await store.figures(tx, period.from, period.to, by, [input.code])).map((row) => ({
        key: row.key,
        name: (by === 'block' ? BLOCKS[row.key] : names.get(row.key)) ?? row.key,
        numerator: row.numerator,
        denominator: row.denominator,
      }))
    const organisations = await store.byOrganisation(tx, [input.code], period.from, period.to)
    return {
      figure,
      formula: definition.formula,
      formulaEn: definition.formula_en,
      numeratorName: definition.numerator_name ?? '',
      denominatorName: definition.denominator_name,
      sources: definition.sources,
      owner: definition.owner_code,
      countedAt: await store.countedAt(tx),
      levels: await named('level'),
      blocks: await named('block'),
      organisations: organisations.map((row) => ({
        agencyId: row.agency_id,
        name: row.name,
        level: row.level_name,
        block: BLOCKS[row.block] ?? row.block,
        region: row.region,
        numerator: row.numerator,
        denominator: row.denominator,
      })),
      history: await store.historyOf(tx, input.code, Number(period.to.slice(0, 4))),
      opensTo: definition.opens_to,
    }
  },
})

/** The records behind a number, as far as the reader's own walls open; for the rest there are counts per organisation. */
export const recordList = query({
  name: 'indicators.records',
  input: object({
    code: Code,
    ...Range,
    agencyId: Type.Optional(Type.String({ format: 'uuid' })),
    which: Type.Optional(Type.Union([Type.Literal('counted'), Type.Literal('missing')])),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
  }),
  access: () => null,
  async run({ tx, now, actor }, input): Promise<Page<IndicatorRecord>> {
    const period = periodOf(now, input.from, input.to)
    const question = await records.questionOf(tx, input.code, period.to)
    if (!question || question.opens_to === 'counts') return { rows: [], next: null }
    const offset = Number(input.cursor ?? 0)
    const own = agenciesOf(actor)
    const agencies = input.agencyId ? [input.agencyId] : question.opens_to === 'documents' ? own : null
    const rows = await records.recordsOf(tx, question, {
      // As-of figures look back to January for what happened in the year (training classes).
      from: input.from ?? `${period.to.slice(0, 4)}-01-01`,
      to: period.to,
      agencies,
      which: input.which ?? null,
      offset,
    })
    return {
      rows: rows.slice(0, records.PAGE).map((row) => ({
        id: row.id,
        label: row.label ?? 'Không hiện tên',
        on: row.on,
        agencyId: row.agency_id,
        agency: row.agency,
        counted: row.counted,
        documentId: question.opens_to === 'documents' && own.includes(row.agency_id) ? row.id : null,
      })),
      next: rows.length > records.PAGE ? String(offset + records.PAGE) : null,
    }
  },
})
