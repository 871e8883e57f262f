// Targets given to organisations, and what they reached.
import Type from 'typebox'
import { Day, Id, Line, Text } from './common.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const Year = Type.Integer({ minimum: 2000, maximum: 2100 })

export const AssignTarget = object({
  targetId: Id,
  programmeId: Id,
  programme: Line(300),
  basis: Line(500),
  agencyId: Id,
  year: Year,
  code: Line(30),
  name: Line(500),
  unit: Line(50),
  planned: Type.Number(),
  higherIsBetter: Type.Boolean(),
  measuredBy: Type.Union([Type.Literal('hand'), Type.Literal('indicator'), Type.Literal('evidence')]),
  indicatorCode: Type.Union([Line(30), Type.Null()]),
  dueOn: Day,
})
export type AssignTarget = Type.Static<typeof AssignTarget>
export const ReportProgress = object({
  targetId: Id,
  reached: Type.Number(),
  explanation: Type.Optional(Text(2000)),
  /** Number, symbol and date of the document that proves it. */
  evidence: Type.Optional(Text(500)),
})
export type ReportProgress = Type.Static<typeof ReportProgress>
export const ReviewTargets = object({
  year: Year,
  quarter: Type.Union([Type.Integer({ minimum: 1, maximum: 4 }), Type.Null()]),
  conclusion: Line(5000),
})
export type ReviewTargets = Type.Static<typeof ReviewTargets>
export const CarryTargets = object({ year: Year })
export type CarryTargets = Type.Static<typeof CarryTargets>

export type TargetState = 'unreported' | 'met' | 'exceeded' | 'on-the-way' | 'at-risk' | 'missed'
export interface TargetSummary {
  met: number
  exceeded: number
  total: number
  /** "Hầu hết", "Đa số": the word of the report, from the share. */
  word: string
}
/** `met` also counts those exceeded, as the report's word does. */
export interface TargetRow {
  targetId: string
  agencyId: string
  agency: string
  programme: string
  code: string
  name: string
  unit: string
  planned: number
  reached: number | null
  higherIsBetter: boolean
  measuredBy: 'hand' | 'indicator' | 'evidence'
  indicatorCode: string | null
  dueOn: string
  explanation: string | null
  evidence: string | null
  state: TargetState
  /** It was not met last year and goes on. */
  carried: boolean
  /** The reader's own agency reports on it, and it is not measured by an indicator. */
  mayReport: boolean
}
export interface TargetBoard {
  year: number
  today: string
  summary: TargetSummary
  /** "Hầu hết đều đạt và vượt" for each programme. */
  programmes: (TargetSummary & { id: string; name: string; basis: string; agencyId: string })[]
  targets: TargetRow[]
  reviews: {
    id: string
    quarter: number | null
    met: number
    total: number
    conclusion: string
    by: string | null
    at: string
  }[]
  may: { review: boolean; assign: boolean; assignOthers: boolean }
  ownAgency: { id: string; name: string }
  /** What a target may be measured by. */
  indicators: { code: string; name: string }[]
}
export interface TargetHistory {
  rows: {
    on: string
    reached: number
    explanation: string | null
    evidence: string | null
    by: string | null
  }[]
}
