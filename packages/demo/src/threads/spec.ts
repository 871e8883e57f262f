import type { Day } from '../types.ts'
import type { Block, Urgency } from './types.ts'

export type ThemeKey =
  | 'man'
  | 'covid'
  | 'cds'
  | 'cks'
  | 'dua'
  | 'ntm'
  | 'dvc'
  | 'tet'
  | 'cchc'
  | 'ktxh'
  | 'dang'
  | 'vanphong'

/**
 * Who issues or receives: an agency code, or a group —
 * @districts (their Committees), @communes, @departments, @party-districts, @party-communes, @fronts,
 * @coastal (communes of Bình Đại, Ba Tri, Thạnh Phú), @of:SLUG (communes of a district), @party-of:SLUG,
 * @division:SLUG (that division in every district); and, seen from the issuer:
 * @own-communes, @own-district, @own-party-communes, @own-party, @replied (issuer of what is answered), @superior.
 */
export type Who = string

export interface Step {
  readonly key: string
  readonly by: Who
  /** Abbreviation of the type; '' for công văn ('CV' is set by itself for Party bodies). */
  readonly type: string
  readonly unit?: string
  /** A fixed day, or working days after what it answers: [least, most]. */
  readonly on?: Day
  readonly after?: readonly [number, number]
  readonly replies?: string
  readonly cites?: readonly string[]
  /** Share of the group that has issued it by the morning of the story. */
  readonly share?: number
  readonly to: readonly Who[]
  /** "{place}" and ranges such as "{12-40}" are filled. */
  readonly subject: string
  readonly theme?: ThemeKey
  /** Written by hand; otherwise composed from the theme. */
  readonly body?: readonly Block[]
  readonly urgency?: Urgency
  /** By when the recipients must answer. */
  readonly due?: Day
  readonly signer?: string
  /** Announced to these for information only ("(để b/c)"). */
  readonly info?: readonly Who[]
  /** Issued by a body outside the installation. */
  readonly external?: { readonly issuer: string; readonly number: number; readonly symbol: string }
  /** Not issued yet on the morning of the story. */
  readonly waiting?: 'draft' | 'in-review' | 'awaiting-signature' | 'signed'
  /** Minutes after midnight, where the order on one day matters. */
  readonly minute?: number
  /** The day its checks were made, when not the last working day. */
  readonly preparedOn?: Day
  /** Seat of the person who drafts, where the story names one. */
  readonly drafter?: string
}

export interface ThreadSpec {
  readonly key: string
  readonly title: string
  readonly theme: ThemeKey
  readonly steps: readonly Step[]
}
