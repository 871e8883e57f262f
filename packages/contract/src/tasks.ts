import Type from 'typebox'
import { Day, Id, Text } from './common.ts'

const nullableDay = Type.Union([Day, Type.Null()])
const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** Văn thư trình. Without `positionId` it goes where the agency's rules say. */
export const SubmitArrival = object({ documentId: Id, positionId: Type.Optional(Id) })
export type SubmitArrival = Type.Static<typeof SubmitArrival>

const target = object({
  role: Type.Union([Type.Literal('lead'), Type.Literal('collaborate'), Type.Literal('informed')]),
  /** Exactly one of the two. */
  unitId: Type.Optional(Id),
  positionId: Type.Optional(Id),
  dueOn: Type.Optional(nullableDay),
})
export type InstructionTarget = Type.Static<typeof target>

/** Chánh Văn phòng đề xuất phân phối. */
export const ProposeRouting = object({
  assignmentId: Id,
  leaderPositionId: Id,
  text: Text(2000),
  targets: Type.Array(target, { maxItems: 60 }),
  dueOn: nullableDay,
})
export type ProposeRouting = Type.Static<typeof ProposeRouting>

/** Lãnh đạo bút phê (Art 23.2, 23.4). */
export const Instruct = object({
  assignmentId: Id,
  text: Text(2000),
  targets: Type.Array(target, { minItems: 1, maxItems: 60 }),
  dueOn: nullableDay,
})
export type Instruct = Type.Static<typeof Instruct>

/** "Chuyển thẳng theo quy chế": the clerk passes it without a leader (Art 23.1). */
export const RouteDirectly = object({
  documentId: Id,
  text: Text(2000),
  targets: Type.Array(target, { minItems: 1, maxItems: 60 }),
  dueOn: nullableDay,
  rule: Text(500),
})
export type RouteDirectly = Type.Static<typeof RouteDirectly>

/** Văn thư chuyển giao. */
export const HandOver = object({ assignmentId: Id })
export type HandOver = Type.Static<typeof HandOver>

/** Trưởng phòng phân công. */
export const Assign = object({ assignmentId: Id, positionId: Id, text: Text(2000), dueOn: nullableDay })
export type Assign = Type.Static<typeof Assign>

/** Phối hợp: cho ý kiến. */
export const GiveOpinion = object({
  assignmentId: Id,
  text: Type.String({ minLength: 1, maxLength: 5000 }),
  /** Lưu vào hồ sơ: in the same transaction. */
  dossierIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
})
export type GiveOpinion = Type.Static<typeof GiveOpinion>

/** Để biết: đã xem. */
export const MarkSeen = object({ assignmentId: Id })
export type MarkSeen = Type.Static<typeof MarkSeen>

/** Hoàn thành, không cần văn bản trả lời. */
export const CompleteWork = object({
  assignmentId: Id,
  text: Text(2000),
  /** A line in one's own words, where no dossier was opened. */
  dossier: Type.Optional(Text(300)),
  /** Lưu vào hồ sơ: in the same transaction. */
  dossierIds: Type.Optional(Type.Array(Id, { maxItems: 20 })),
})
export type CompleteWork = Type.Static<typeof CompleteWork>

/** Chuyển lại, không thuộc thẩm quyền. */
export const PassBack = object({ assignmentId: Id, reason: Type.String({ minLength: 1, maxLength: 1000 }) })
export type PassBack = Type.Static<typeof PassBack>

/** Rút lại (within the agency): the step just made, while nobody acted on it. */
export const WithdrawStep = object({ documentId: Id })
export type WithdrawStep = Type.Static<typeof WithdrawStep>

/** GET query tasks.options?documentId: what the bút phê line offers. */
export interface InstructionOptions {
  leaders: { positionId: string; label: string }[]
  units: { unitId: string; name: string; head: string | null }[]
  people: { positionId: string; name: string; title: string; unitName: string | null; shortLabel: string }[]
  /** The leader's own phrases, most used first. */
  phrases: string[]
  suggestion: { text: string; targets: InstructionTarget[]; why: string } | null
  /** Deadlines as working days from today: 1, 2, 3, 5, 7, 10 with dates. */
  deadlines: { workingDays: number; on: string }[]
}
