import Type from 'typebox'
import { Day, Id, Line, Text } from './common.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** One counted machine; the pair agency and asset code names it for ever, so that a file sent again makes no double. */
export const CountedMachine = object({
  agencyId: Id,
  assetCode: Line(60),
  kind: Type.Union([
    Type.Literal('desktop'),
    Type.Literal('laptop'),
    Type.Literal('tablet'),
    Type.Literal('scanner'),
    Type.Literal('printer'),
    Type.Literal('other'),
  ]),
  personId: Type.Union([Id, Type.Null()]),
  model: Type.Union([Text(200), Type.Null()]),
  boughtIn: Type.Union([Type.Integer({ minimum: 1990, maximum: 2100 }), Type.Null()]),
  warrantyUntil: Type.Union([Day, Type.Null()]),
  state: Type.Union([
    Type.Literal('in-use'),
    Type.Literal('spare'),
    Type.Literal('broken'),
    Type.Literal('disposed'),
  ]),
  internalNetwork: Type.Boolean(),
  broadband: Type.Boolean(),
})
export type CountedMachine = Type.Static<typeof CountedMachine>
export const CountMachines = object({
  by: Type.Union([Type.Literal('import'), Type.Literal('form')]),
  machines: Type.Array(CountedMachine, { minItems: 1, maxItems: 20_000 }),
})

/** What a counting sheet would do, or did. */
export interface CountReport {
  good: number
  wrong: { row: number; column: string; reason: string }[]
  added: number
  changed: number
  same: number
  dryRun: boolean
}
