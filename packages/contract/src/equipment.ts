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

export type CountMachines = Type.Static<typeof CountMachines>

/** What a counting sheet would do, or did. */
export interface CountReport {
  good: number
  wrong: { row: number; column: string; reason: string }[]
  added: number
  changed: number
  same: number
  dryRun: boolean
}

/** One link for one person's machine: it needs no log-in, says whose it is, and ends by itself. */
export const MakeCheckInLinks = object({
  people: Type.Array(Id, { minItems: 1, maxItems: 500 }),
  days: Type.Integer({ minimum: 1, maximum: 30 }),
})
export type MakeCheckInLinks = Type.Static<typeof MakeCheckInLinks>
export const EndCheckInLink = object({ linkId: Id })
/** What a browser may know of its machine; everything here was shown before it was sent. */
export const MachineReading = object({
  system: Text(120),
  browser: Text(120),
  screen: Text(40),
  cores: Type.Union([Type.Integer({ minimum: 1, maximum: 1024 }), Type.Null()]),
  memoryGb: Type.Union([Type.Number({ minimum: 0, maximum: 4096 }), Type.Null()]),
  megabits: Type.Union([Type.Number({ minimum: 0, maximum: 100_000 }), Type.Null()]),
})
export type MachineReading = Type.Static<typeof MachineReading>
export const CheckIn = object({
  linkId: Id,
  assetCode: Line(60),
  kind: Type.Union([Type.Literal('desktop'), Type.Literal('laptop'), Type.Literal('tablet')]),
  model: Type.Union([Text(200), Type.Null()]),
  internalNetwork: Type.Boolean(),
  reading: MachineReading,
})
export type CheckIn = Type.Static<typeof CheckIn>
/** Băng rộng: 256 kbit/s and more (ITU-D, the definition of the sector's returns). */
export const BROADBAND_MEGABITS = 0.256

export const PutLine = object({
  lineId: Id,
  kind: Type.Union([Type.Literal('state-network'), Type.Literal('broadband'), Type.Literal('internal')]),
  provider: Type.Union([Text(200), Type.Null()]),
  speedMbps: Type.Union([Type.Integer({ minimum: 1, maximum: 1_000_000 }), Type.Null()]),
  state: Type.Union([
    Type.Literal('up'),
    Type.Literal('degraded'),
    Type.Literal('down'),
    Type.Literal('ended'),
  ]),
})
export type PutLine = Type.Static<typeof PutLine>

const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}$' })
const PointState = Type.Union([Type.Literal('working'), Type.Literal('degraded'), Type.Literal('stopped')])
export type PointState = Type.Static<typeof PointState>
export const SetPointState = object({ pointId: Id, state: PointState })
/** Times as on the wall clock of the province. */
export const OpenIncident = object({
  incidentId: Id,
  kind: Type.Union([Type.Literal('post'), Type.Literal('telecom')]),
  beganAt: Moment,
  place: Line(300),
  territoryAgencyId: Type.Union([Id, Type.Null()]),
  cause: Line(1000),
  /** Communication of Party and authorities interrupted. */
  authoritiesCutOff: Type.Boolean(),
  pointIds: Type.Array(Id, { maxItems: 200 }),
})
export type OpenIncident = Type.Static<typeof OpenIncident>
export const EndIncident = object({ incidentId: Id, endedAt: Moment })
export const PutPressAgency = object({
  pressId: Id,
  code: Line(30),
  name: Line(300),
  licence: Line(200),
  kind: Line(100),
  contact: Type.Union([Text(500), Type.Null()]),
  until: Type.Union([Day, Type.Null()]),
})
export type PutPressAgency = Type.Static<typeof PutPressAgency>

export interface MachineRow {
  id: string
  agencyId: string
  agency: string
  assetCode: string
  kind: CountedMachine['kind']
  personId: string | null
  person: string | null
  model: string | null
  boughtIn: number | null
  /** Whole years since it was bought. */
  age: number | null
  warrantyUntil: string | null
  underWarranty: boolean | null
  state: CountedMachine['state']
  internalNetwork: boolean
  broadband: boolean
  countedBy: 'import' | 'form' | 'check-in'
  checkedInAt: string | null
  reading: MachineReading | null
}

export interface EquipmentBoard {
  agency: string
  today: string
  everywhere: boolean
  mayCount: boolean
  machines: { all: number; inUse: number; broken: number; old: number; outOfWarranty: number; nobody: number }
  /** People in post of the acting agency, with what they have. */
  staff: {
    personId: string
    name: string
    title: string
    assetCode: string | null
    networked: boolean
  }[]
  lines: {
    id: string
    kind: PutLine['kind']
    provider: string | null
    speedMbps: number | null
    state: PutLine['state']
    since: string
  }[]
  links: {
    id: string
    person: string
    /** Path and code; the screen puts its own origin before it. */
    path: string
    expiresAt: string
    usedAt: string | null
  }[]
}

/** What the page of a check-in link says before anything is sent. */
export interface CheckInView {
  linkId: string
  person: string
  agency: string
  expiresAt: string
  usedAt: string | null
  /** The address the server sees, and whether it is one of the internal network. */
  address: string
  internalNetwork: boolean
  machine: { assetCode: string; kind: CountedMachine['kind']; model: string | null } | null
}

export interface NetworkPoint {
  id: string
  code: string
  name: string
  kind: 'post' | 'post-culture' | 'telecom'
  address: string | null
  state: PointState
  stateSince: string
}
export interface NetworkMap {
  /** Places with their cell on the schematic; a place without a cell is put after the others. */
  places: { id: string; name: string; column: number | null; row: number | null; points: NetworkPoint[] }[]
  incidents: {
    id: string
    code: string
    kind: 'post' | 'telecom'
    beganAt: string
    endedAt: string | null
    /** Hours it lasted, or has lasted so far. */
    hours: number
    place: string
    cause: string
    repaired: boolean
    authoritiesCutOff: boolean
  }[]
  /** Of the running year. */
  year: { post: number; telecom: number; hours: number; open: number; cutOff: number }
  mayKeep: boolean
}
export interface PressRegister {
  rows: {
    id: string
    code: string
    name: string
    licence: string
    kind: string
    contact: string | null
    since: string | null
    until: string | null
  }[]
  announcements: { year: number; count: number }
  mayKeep: boolean
}
