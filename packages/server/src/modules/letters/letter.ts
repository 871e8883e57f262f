// What a letter is, before it has a page: plain data, no layout. Cells (ô) are those of NĐ 30/2020, Appendix I.

/** Layout rules: Decree 30/2020 for state bodies, HD 36-HD/VPTW for Party bodies. */
export type Regime = 'nd30' | 'party'

/** `YYYY-MM-DD`, a date on paper without a zone. */
export type PlainDateText = string

export interface Run {
  text: string
  bold?: boolean
  italic?: boolean
  /** A footnote hung on this run. */
  note?: string
}

export interface ChartBar {
  label: string
  /** One value per series. */
  values: readonly number[]
}

/** Plain text, or runs where words are emphasised. */
export type RichText = string | readonly Run[]

export interface TableColumn {
  title: string
  /** Share of the width; 1 when absent. */
  width?: number
  align?: 'left' | 'center' | 'right'
}

export type Block =
  | { kind: 'paragraph'; text: RichText }
  /** Căn cứ: italic, `;` after each, `.` after the last. */
  | { kind: 'legal-basis'; lines: readonly string[] }
  /** `QUYẾT ĐỊNH:` on its own line. */
  | { kind: 'enacting'; text: string }
  /** Phần, Chương, Mục, Tiểu mục: label and title centred on two lines. */
  | { kind: 'division'; label: string; title: string }
  /** `I. TÌNH HÌNH`, `1. Kết quả`, `a) …` as a heading at the margin. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  /** `Điều 1.` bold, then its text (or title). */
  | { kind: 'article'; label: string; text: RichText }
  | { kind: 'clause'; label: string; text: RichText }
  | { kind: 'point'; label: string; text: RichText }
  | { kind: 'dash'; text: RichText }
  | {
      kind: 'table'
      columns: readonly TableColumn[]
      rows: readonly (readonly string[])[]
      caption?: string
      boldRows?: readonly number[]
    }
  /** Bars that survive a black-and-white printer, the figure beside each. */
  | { kind: 'chart'; title: string; series: readonly string[]; bars: readonly ChartBar[]; unit?: string }
  /** Time, place, participants of an invitation. */
  | { kind: 'facts'; items: readonly { label: string; text: string }[] }

export interface Issuer {
  /** Cơ quan chủ quản; none for People's Committees and Councils, ministries. */
  parentName?: string
  name: string
  /** As in running text, `Ủy ban nhân dân tỉnh`; for the `(Kèm theo …)` line of annexes and the file's author. */
  nameInText?: string
}

export interface SignatureBlock {
  /** Cell 7a, one entry per line: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
  lines: readonly string[]
  /** Cell 7b; no titles or honours. */
  name: string
}

export type UrgencyMark = 'KHẨN' | 'THƯỢNG KHẨN' | 'HỎA TỐC' | 'HỎA TỐC HẸN GIỜ'

/** The document an annex belongs to; number and date stay open until it is issued. */
export interface AnnexParent {
  typeCode: string
  number: string | null
  symbol: string
  date: PlainDateText | null
  year?: number
  /** As in running text: `Ủy ban nhân dân tỉnh`. */
  issuerName: string
}

export interface Annex {
  /** `Phụ lục`, or `Phụ lục I` when there are two or more. */
  label: string
  title: string
  belongsTo?: AnnexParent
}

export interface InlineAnnex {
  label: string
  title: string
  body: readonly Block[]
}

/** Body 14 with air; 14 single-spaced; 13 single-spaced (State only). App. I, II.6 allows all three. */
export type Density = 'normal' | 'close' | 'small'

export interface Letter {
  regime: Regime
  kind?: 'letter' | 'annex'
  /** Abbreviation of the type; '' is công văn (State), 'CV' is công văn (Party). */
  typeCode: string
  issuer: Issuer
  /** Null leaves room for it. */
  number: string | null
  /** What follows the number: `QĐ-UBND`, `UBND-KT`, `CV/VPTU`. */
  symbol: string
  place: string
  /** Null leaves room for day and month (and year, unless `year` is known). */
  date: PlainDateText | null
  year?: number
  /** Trích yếu, without `V/v`. */
  subject: string
  /** Kính gửi. */
  addressees: readonly string[]
  /** Line above the legal grounds of a decision (`CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH`) or of a telegram (`… điện:`). */
  authority?: string
  body: readonly Block[]
  signatureBlock: SignatureBlock | null
  /** Nơi nhận, one entry per line, dash and final mark optional. */
  recipients: readonly string[]
  urgency?: UrgencyMark
  /** `XEM XONG TRẢ LẠI`, `LƯU HÀNH NỘI BỘ`. */
  circulation?: string
  /** Cell 12: `PL.(300)`. */
  drafterMark?: string
  /** Cell 13, foot of page 1. */
  contact?: readonly string[]
  /** Only for kind `annex`: this file is a separate annex. */
  annex?: Annex
  /** Annexes inside the same file, pages numbered apart. */
  annexes?: readonly InlineAnnex[]
  /** Only for wide tables that are not an annex of their own (App. I, I.2). */
  landscape?: boolean
  /** Diameter of the seal in millimetres; 36 when absent. */
  sealSize?: number
  /** Address of the public check of this letter, printed as a mark in the binding margin of page 1. */
  checkAddress?: string
  /** Digits to leave room for; 4 when absent. */
  numberRoom?: number
  /** `auto` (when absent) sets a letter closer, within the decree's limits, when that saves its last page. */
  density?: Density | 'auto'
  /** Epoch seconds for the file's metadata; the clock of the machine when absent. Same value, same bytes. */
  preparedAt?: number
}

/** PDF points, origin at the lower left: [x, y, width, height]. */
export type Rect = readonly [number, number, number, number]

export interface FieldPlace {
  page: number
  rect: Rect
}

/** Room for text: the lower edge is the baseline. */
export interface TextRoom extends FieldPlace {
  fontSize: number
  italic: boolean
  align: 'center' | 'right'
}

export interface DateRoom extends FieldPlace {
  day: TextRoom
  month: TextRoom
  year?: TextRoom
}

export interface LetterFields {
  number?: TextRoom
  date?: DateRoom
  personSignature?: FieldPlace
  seal?: FieldPlace
  annexSignature?: FieldPlace
  /** The same rooms in the `(Kèm theo …)` line of each annex in the file. */
  annexes?: readonly { number?: TextRoom; date?: DateRoom }[]
}

export interface RenderedLetter {
  pdf: Uint8Array
  pages: number
  fields: LetterFields
}
