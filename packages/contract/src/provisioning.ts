import Type from 'typebox'
import { Day, Id, Line, Text } from './common.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })
const oneOf = <const T extends string>(...values: T[]) =>
  Type.Union(values.map((value) => Type.Literal(value)))

export const RequestKind = oneOf('new', 'renew', 'change', 'revoke', 'unlock')
export type RequestKind = 'new' | 'renew' | 'change' | 'revoke' | 'unlock'
export const Medium = oneOf('USB', 'SIM', 'HSM', 'REMOTE')
export type Medium = 'USB' | 'SIM' | 'HSM' | 'REMOTE'
/** Decree 68/2024 Art 17: R1 expired … R10 stopped. */
export const RevokeReason = oneOf('R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10')

/** Requests for many at once. `new` names people (or the agency itself), the others name certificates. */
export const MakeRequests = object({
  kind: RequestKind,
  medium: Type.Optional(Medium),
  people: Type.Optional(
    Type.Array(
      object({
        personId: Id,
        identityNumber: Type.Optional(Text(20)),
        phone: Type.Optional(Text(20)),
        email: Type.Optional(Text(200)),
      }),
      { maxItems: 1000 },
    ),
  ),
  /** The agency's own certificate. */
  agency: Type.Optional(Type.Boolean()),
  certificateIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
  reason: Type.Optional(Text(500)),
  reasonCode: Type.Optional(RevokeReason),
})
export const DecideRequests = object({
  requestIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }),
  decision: oneOf('confirm', 'refuse'),
  note: Type.Optional(Text(500)),
})
export const MakeRequestList = object({
  name: Line(200),
  requestIds: Type.Array(Id, { minItems: 1, maxItems: 1000 }),
})
export const SendRequestList = object({ listId: Id })
export const CancelRequest = object({ requestId: Id, note: Line(500) })

/** One line of the authority's answer. */
export const AnswerLine = object({
  row: Type.Integer({ minimum: 1 }),
  email: Text(200),
  result: oneOf('issued', 'returned', 'rejected'),
  serial: Type.Optional(Text(80)),
  deviceSerial: Type.Optional(Text(80)),
  notBefore: Type.Optional(Day),
  notAfter: Type.Optional(Day),
  note: Type.Optional(Text(500)),
})
export interface AnswerLine {
  row: number
  email: string
  result: 'issued' | 'returned' | 'rejected'
  serial?: string
  deviceSerial?: string
  notBefore?: string
  notAfter?: string
  note?: string
}
export const TakeAnswer = object({
  listId: Id,
  lines: Type.Array(AnswerLine, { minItems: 1, maxItems: 5000 }),
})

export const CertificateAct = oneOf(
  'hand-over',
  'activate',
  'lock',
  'unlock',
  'suspend',
  'resume',
  'revoked',
  'expire',
  'close',
)
export type CertificateAct =
  | 'hand-over'
  | 'activate'
  | 'lock'
  | 'unlock'
  | 'suspend'
  | 'resume'
  | 'revoked'
  | 'expire'
  | 'close'
export const MoveCertificate = object({
  certificateId: Id,
  act: CertificateAct,
  /** Minutes of hand-over or return; number of the authority's notice for a revocation. */
  paper: Type.Optional(Text(100)),
  on: Type.Optional(Day),
  reasonCode: Type.Optional(RevokeReason),
  note: Type.Optional(Text(500)),
})
export const TakeCertificates = object({
  /** DER, PEM or PKCS#7 bundles, base64. */
  files: Type.Array(object({ name: Line(200), base64: Type.String({ minLength: 4, maxLength: 400_000 }) }), {
    minItems: 1,
    maxItems: 1000,
  }),
})
export const RevealIdentity = object({ subscriberId: Id, reason: Line(300) })
export const SettleDuty = object({ certificateId: Id, kind: Line(30), note: Line(300) })

export interface CertificateRow {
  id: string
  agencyId: string
  agencyName: string
  subscriberId: string
  kind: 'person' | 'organisation' | 'service'
  name: string
  title: string | null
  email: string | null
  medium: Medium
  serial: string
  deviceSerial: string | null
  state: string
  stateName: string
  notBefore: string
  notAfter: string
  daysLeft: number
  renewed: boolean
  /** `•••••••••123`, never the whole. */
  identityMasked: string | null
  phoneMasked: string | null
  minutes: string | null
  acts: CertificateAct[]
}
export interface RequestRow {
  id: string
  agencyName: string
  kind: RequestKind
  kindName: string
  name: string
  title: string | null
  email: string | null
  medium: Medium
  state: string
  stateName: string
  reason: string | null
  note: string | null
  listId: string | null
  dueOn: string | null
  /** What the authority would send back; empty when the request may go. */
  problems: string[]
}
export interface DutyRow {
  agencyName: string
  certificateId: string
  kind: 'renew' | 'replace' | 'revoke' | 'change'
  holder: string
  sentence: string
  dueOn: string
  reasonCode: string | null
}
export interface CertificateBoard {
  coordinator: boolean
  today: string
  inForce: { organisation: number; person: number; sim: number }
  windows: { days: 7 | 30 | 60 | 90; count: number }[]
  duties: DutyRow[]
  toConfirm: RequestRow[]
  lists: { id: string; name: string; count: number; sentAt: string | null; answered: number; late: boolean }[]
  unused: { certificateId: string; name: string; agencyName: string; serial: string }[]
  shared: { what: string; names: string[] }[]
}
export interface KeyUseRow {
  id: string
  at: string
  holder: 'person' | 'agency'
  personName: string | null
  document: string | null
  sha256: string | null
}
