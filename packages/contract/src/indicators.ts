// Indicators on the wire, and how a figure is printed: a percentage never stands without its fraction.
import Type from 'typebox'
import { Day, Id, Line, Text } from './common.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const Code = Type.String({ minLength: 1, maxLength: 30 })

export const EnterFigure = object({
  figureId: Id,
  code: Code,
  firstDay: Day,
  lastDay: Day,
  numerator: Type.Number(),
  denominator: Type.Union([Type.Number(), Type.Null()]),
  /** Where the figure was published: number, date and issuer. */
  sourceDocument: Line(500),
  note: Type.Optional(Text(1000)),
})
export type EnterFigure = Type.Static<typeof EnterFigure>
export const ClosePeriod = object({ periodId: Id, name: Line(200), firstDay: Day, lastDay: Day })
export type ClosePeriod = Type.Static<typeof ClosePeriod>
export const SetTarget = object({
  code: Code,
  year: Type.Integer({ minimum: 2000, maximum: 2100 }),
  value: Type.Number(),
  basis: Line(500),
})
export type SetTarget = Type.Static<typeof SetTarget>

export const Subscribe = object({
  /** null ends it. */
  rhythm: Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month'), Type.Null()]),
})
export type Subscribe = Type.Static<typeof Subscribe>

export type IndicatorUnit = 'percent' | 'count' | 'hours'

export interface Fraction {
  numerator: number
  denominator: number | null
}

export interface IndicatorFigure extends Fraction {
  code: string
  name: string
  nameEn: string
  unit: IndicatorUnit
  kind: 'as-of' | 'period' | 'entered'
  direction: 'up' | 'down' | 'none'
  lists: string[]
  target: { value: number; basis: string } | null
  before: Fraction | null
  months: ({ month: string } & Fraction)[]
  /** What was reported when the period was closed, when the count has changed since. */
  reported: (Fraction & { closedAt: string }) | null
  /** Entered figures name the document they were taken from. */
  sourceDocument: string | null
}

export interface Attention {
  code: string
  /** Missing to the target, in units of the numerator (people, documents, agencies). */
  missing: number
  /** Organisations that miss most. */
  where: { agencyId: string; name: string; missing: number }[]
}

export interface IndicatorBoard {
  from: string
  to: string
  today: string
  closedAt: string | null
  countedAt: string | null
  compared: { from: string; to: string } | null
  figures: IndicatorFigure[]
  attention: Attention[]
  regions: { key: string; name: string; cells: ({ code: string } & Fraction)[] }[]
  mayClose: boolean
  /** Periods that were closed, newest first. */
  closed: { id: string; name: string; from: string; to: string; closedAt: string; by: string | null }[]
  /** How often the reader gets this by mail; `problem` says why the last one did not go. */
  /** `mailWorks`: the agency can write; `problem`: why this person is not reached all the same. */
  subscription: { rhythm: DigestRhythm | null; mailWorks: boolean; problem: 'no-mailbox' | null }
}
export type DigestRhythm = 'day' | 'week' | 'month'

export interface OrganisationFigure extends Fraction {
  agencyId: string
  name: string
  level: string
  block: string
  region: string | null
}

export interface IndicatorDetail {
  figure: IndicatorFigure
  formula: string
  formulaEn: string
  numeratorName: string
  denominatorName: string | null
  sources: { law: string; from: string; to: string | null }[]
  owner: string | null
  countedAt: string | null
  levels: ({ key: string; name: string } & Fraction)[]
  blocks: ({ key: string; name: string } & Fraction)[]
  organisations: OrganisationFigure[]
  history: ({ on: string } & Fraction)[]
  opensTo: 'documents' | 'people' | 'counts' | null
}

export interface IndicatorRecord {
  id: string
  label: string
  on: string | null
  agencyId: string
  agency: string
  counted: boolean
  documentId: string | null
}

const grouped = (value: number): string => {
  const [whole, rest] = String(Math.abs(value)).split('.')
  return `${value < 0 ? '-' : ''}${whole!.replace(/\B(?=(\d{3})+$)/g, '.')}${rest ? `,${rest}` : ''}`
}

/** Share in percent; null when nothing happened ("không phát sinh", never 0 %). */
export const shareOf = ({ numerator, denominator }: Fraction): number | null =>
  denominator === null || denominator === 0 ? null : (numerator / denominator) * 100

/** Rounded, but never up to a round 100 that was not reached, nor down to a 0 that is none. */
export function printShare(fraction: Fraction, decimals = 1): string {
  const share = shareOf(fraction)
  if (share === null) return 'không phát sinh'
  const step = 10 ** -decimals
  let value = Number(share.toFixed(decimals))
  if (value >= 100 && fraction.numerator < (fraction.denominator ?? 0)) value = 100 - step
  if (value <= 0 && fraction.numerator > 0) value = step
  const text = value.toFixed(decimals)
  const [whole, rest] = text.split('.')
  // Statements say "100 %" and "97 %"; the footnote keeps both decimals.
  return `${whole}${decimals === 1 && rest === '0' ? '' : `,${rest}`} %`
}

/** `78,5 % (2.465/3.140)`; a count stands alone, hours with their sample. */
export function printFigure(unit: IndicatorUnit, fraction: Fraction, decimals = 1): string {
  const { numerator, denominator } = fraction
  if (unit === 'hours') {
    if (!denominator) return 'không phát sinh'
    return `${grouped(Number((numerator / denominator).toFixed(1)))} giờ (${grouped(denominator)} lượt)`
  }
  if (unit === 'count')
    return denominator === null ? grouped(numerator) : `${grouped(numerator)}/${grouped(denominator)}`
  if (denominator === 0 || denominator === null) return 'không phát sinh'
  return `${printShare(fraction, decimals)} (${grouped(numerator)}/${grouped(denominator)})`
}

export const printCount = grouped

/** What is compared with a target: the share, the mean or the count. */
export const measuredValue = (unit: IndicatorUnit, fraction: Fraction): number | null =>
  unit === 'percent'
    ? shareOf(fraction)
    : unit === 'hours'
      ? fraction.denominator
        ? fraction.numerator / fraction.denominator
        : null
      : fraction.numerator

/** true: behind its target; null: no target or nothing happened. */
export function isBehind(
  figure: Fraction & Pick<IndicatorFigure, 'unit' | 'direction' | 'target'>,
): boolean | null {
  const value = measuredValue(figure.unit, figure)
  if (figure.target === null || value === null || figure.direction === 'none') return null
  return figure.direction === 'up' ? value < figure.target.value : value > figure.target.value
}
