// What every input becomes before a field is looked for: words with places, pages of words.
// Places are in the page's own unit (points, pixels, or character cells), origin top left.

export type WordSource = 'text' | 'widget' | 'ocr'

export interface Word {
  text: string
  x: number
  y: number
  w: number
  h: number
  size: number
  bold?: boolean
  italic?: boolean
  /** Font name when the file tells it: TCVN3 capital fonts can only be known by their name. */
  font?: string
  source: WordSource
  /** 0–1, how sure the engine was of this word; text layers do not say. */
  confidence?: number
}

export interface Page {
  number: number
  width: number
  height: number
  words: Word[]
  /** The picture was turned clockwise by this to be read; evidence is given on the page as it came. */
  turn?: 90 | 180 | 270
}

/** Fractions of the page (0–1), so that a viewer can light the zone at any zoom. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

export interface Evidence {
  page: number
  rect: Rect
  source: WordSource
}

export type Regime = 'nd30' | 'party' | 'legal-normative' | 'older'

export interface Reference {
  typeName: string | null
  number: string | null
  symbol: string | null
  issuedOn: string | null
  issuer: string | null
}

export interface Fields {
  issuer: string | null
  parentIssuer: string | null
  number: string | null
  symbol: string | null
  place: string | null
  issuedOn: string | null
  typeName: string | null
  subject: string | null
  signer: string | null
  signingAuthority: string | null
  signerTitle: string | null
  urgency: string | null
  secrecyMark: string | null
  recipients: string[]
  dueOn: string | null
  references: Reference[]
}

export type FieldName = keyof Fields

export interface Reading {
  pages: number
  fields: Fields
  confidence: Partial<Record<FieldName, number>>
  evidence: Partial<Record<FieldName, Evidence>>
  regime: Regime
  warnings: string[]
}

/** A field shown as certain: at or over this, at most 0.5 % may be wrong (docs/reading.md). */
export const CERTAIN = 0.95

/** The fields a clerk needs for the register (Decree 30/2020, Appendix IV, columns 3–6). */
export const REGISTER_FIELDS = ['issuer', 'number', 'symbol', 'issuedOn', 'typeName', 'subject'] as const
