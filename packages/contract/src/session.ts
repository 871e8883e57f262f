import Type from 'typebox'
import { Id } from './common.ts'

export type PostRole =
  | 'leader'
  | 'deputy'
  | 'office-chief'
  | 'unit-head'
  | 'unit-deputy'
  | 'officer'
  | 'clerk'
  | 'admin'

export interface PostView {
  positionId: string
  title: string
  /** What this post may act as; an office clerk at a commune has both 'officer' and 'clerk'. */
  roles: PostRole[]
  agencyId: string
  agencyName: string
  unitName: string | null
}

export interface Me {
  personId: string
  name: string
  posts: PostView[]
  acting: PostView
  demo: { label: string; today: string } | null
  /** Vietnam wall clock of the installation (the demo has its own), ISO instant. */
  now: string
  counts: { work: number; intake: number; review: number; sign: number; issue: number; drafts: number }
  language: 'vi' | 'en'
}

/** "Dùng thử với chức danh": public, demo mode only. */
export interface Desk {
  id: string
  label: string
  person: string
  agency: string
  waiting: string
  urgent: boolean
}
export interface Desks {
  province: string
  today: string
  desks: Desk[]
}

export const EnterDesk = Type.Object(
  { deskId: Type.String({ minLength: 1, maxLength: 80 }) },
  { additionalProperties: false },
)
export type EnterDesk = Type.Static<typeof EnterDesk>

export const LogIn = Type.Object(
  {
    account: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 500 }),
  },
  { additionalProperties: false },
)
export type LogIn = Type.Static<typeof LogIn>

export const SetAbsence = Type.Object(
  {
    positionId: Id,
    delegatePositionId: Id,
    from: Type.String(),
    to: Type.String(),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
)
export type SetAbsence = Type.Static<typeof SetAbsence>
