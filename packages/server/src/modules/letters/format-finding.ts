// One mark of the red pencil: what is wrong, where, and the patch that puts it right.
import type { Letter } from './letter.ts'

export type FormatCode =
  | 'letters.subject-missing'
  | 'letters.subject-too-long'
  | 'letters.subject-prefix'
  | 'letters.place-missing'
  | 'letters.date-not-in-calendar'
  | 'letters.number-without-zero'
  | 'letters.number-not-a-number'
  | 'letters.symbol-missing'
  | 'letters.symbol-shape'
  | 'letters.issuer-missing'
  | 'letters.parent-not-shown'
  | 'letters.secret-mark'
  | 'letters.addressees-missing'
  | 'letters.addressee-twice'
  | 'letters.body-empty'
  | 'letters.ending-missing'
  | 'letters.ending-party'
  | 'letters.legal-basis-missing'
  | 'letters.enacting-missing'
  | 'letters.authority-missing'
  | 'letters.citation-without-so'
  | 'letters.article-order'
  | 'letters.spacing'
  | 'letters.character-unknown'
  | 'letters.recipients-missing'
  | 'letters.recipients-first'
  | 'letters.recipients-file-copy'
  | 'letters.signature-missing'
  | 'letters.signature-prefix'
  | 'letters.signature-title'
  | 'letters.invitation-facts'
  | 'letters.annex-label'

export type FormatField =
  | 'subject'
  | 'place'
  | 'date'
  | 'number'
  | 'symbol'
  | 'issuer'
  | 'circulation'
  | 'addressees'
  | 'body'
  | 'recipients'
  | 'signatureBlock'
  | 'annexes'
  | 'authority'

export interface FormatFinding {
  code: FormatCode
  /** `must`: the decree says so; `should`: habit of good offices. */
  weight: 'must' | 'should'
  vi: string
  en: string
  field: FormatField
  /** Index in body, recipients, addressees or annexes. */
  at?: number
  /** Whole fields to put in place of the old ones. */
  repair?: Partial<Letter>
  /** Words on the button. */
  repairVi?: string
  repairEn?: string
}

type Words = readonly [vi: string, en: string]

export function finding(
  code: FormatCode,
  field: FormatField,
  words: Words,
  more: { weight?: 'must' | 'should'; at?: number; repair?: Partial<Letter>; button?: Words } = {},
): FormatFinding {
  const { weight = 'must', at, repair, button = ['Sửa', 'Fix'] } = more
  return {
    code,
    weight,
    vi: words[0],
    en: words[1],
    field,
    ...(at === undefined ? {} : { at }),
    ...(repair ? { repair, repairVi: button[0], repairEn: button[1] } : {}),
  }
}
