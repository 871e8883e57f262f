// Which rules of form the paper follows: they decide how it is shown and registered, for ever.
import type { Regime } from './page-model.ts'

/** Decree 30/2020/NĐ-CP, in force on its signing day. */
const ND30_FROM = '2020-03-05'

export interface RegimeSigns {
  partyTitle: boolean
  partyNumber: boolean
  yearInNumber: boolean
  symbol: string | null
  typeName: string | null
  issuedOn: string | null
  signingPrefixes: string
}

const NORMATIVE_SYMBOL = /^(?:QH\d{1,2}|UBTVQH\d{1,2}|L-CTN|PL-|TTLT-|NQLT-)/u
const NORMATIVE_TYPES = new Set([
  'Luật',
  'Bộ luật',
  'Pháp lệnh',
  'Hiến pháp',
  'Nghị định',
  'Thông tư',
  'Thông tư liên tịch',
  'Nghị quyết liên tịch',
])

export function regimeOf(signs: RegimeSigns): Regime {
  if (
    signs.partyTitle ||
    (signs.partyNumber && /\/(?:TW|TƯ|TU|HU|ĐU|QU|ThU|CB|\p{Lu}*(?:TU|HU|ĐU|TW))$/u.test(signs.symbol ?? ''))
  )
    return 'party'
  if (signs.yearInNumber || NORMATIVE_SYMBOL.test(signs.symbol ?? '')) return 'legal-normative'
  if (signs.typeName && NORMATIVE_TYPES.has(signs.typeName)) return 'legal-normative'
  if (signs.issuedOn && signs.issuedOn < ND30_FROM) return 'older'
  return 'nd30'
}
