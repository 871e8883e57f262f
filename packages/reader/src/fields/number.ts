// Số, ký hiệu (Decree 30/2020 App. I, ô 3; Party: number-type/issuer; legal normative: with the year).

import { NUMBER_START } from '../layout/anchors.ts'
import { canonicalCode, TYPE_CODES } from '../lexicon/types.ts'
import { repairDigits } from '../text/digits.ts'

export interface NumberParts {
  number: string | null
  symbol: string | null
  year: string | null
  /** A digit or a letter had to be repaired (scans), or a lost hyphen put back. */
  repaired: boolean
  /** "127-QĐ/TU": a hyphen after the number and a slash before the issuer. */
  partyShape: boolean
}

export interface NumberContext {
  ocr: boolean
  /** Hyphens are missing elsewhere on the page ("Độc lập  Tự do", "NĐCP"). */
  lostHyphens: boolean
}

const HEAD =
  /^[\s:.;,'"`´]*([\dOoÓóQlIí|\][!SsBZ.…_]{0,9}?)\s*([a-zđ](?![\p{L}]))?\s*(?=[/-]|\s+\p{Lu}|$|\p{Lu})/u
const YEAR = /^\s*[/-]\s*((?:19|20)[\dOoÓólI]{2})\s*(?=[/-])/u
const SYMBOL = /^\s*([/-]?)\s*((?:[\p{L}\d&]|[.+](?=\p{Lu}))+(?:\s?[-/]\s?(?:[\p{L}\d&]|[.+](?=\p{Lu}))+)*)/u

/** Blanks around separators go: "QĐ - UBND", "12 / 2020 / NQ-HĐND". A word in small letters never follows. */
const tighten = (text: string): string =>
  text.replace(/\s*([/-])\s*(?=[\p{Lu}\d&])/gu, '$1').replace(/\s+(?=[/-])/g, '')

function fixSymbol(raw: string, ctx: NumberContext): { symbol: string; repaired: boolean } {
  let symbol = raw.replace(/^[-/]+|[-/.,;:]+$/g, '')
  if (ctx.ocr)
    symbol = symbol
      .replace(/ƯBND/g, 'UBND')
      .replace(/UBNĐ/g, 'UBND')
      .replace(/^(\p{L}+)\/T[ƯU]$/u, '$1/TU')
      .replace(/H[ĐD]N[ĐD]/g, 'HĐND')
  const groups = symbol.split(/(?=[-/])|(?<=[-/])/)
  const first = groups[0] ?? ''
  const code = ctx.ocr ? canonicalCode(first) : null
  if (code && groups.length > 1) groups[0] = code
  symbol = groups.join('')
  if (ctx.lostHyphens && !/[-/.]/.test(symbol)) symbol = restoreHyphen(symbol)
  return { symbol, repaired: symbol !== raw }
}

const ISSUER_HEAD = /^(UBND|HĐND|UBMTTQ|VPCP|VPUBND|BCĐ|CP|TTg|BTC|BNV|SNV|STC)(?=\p{Lu})/u

/** "QĐUBND" → "QĐ-UBND", "UBNDKGVX" → "UBND-KGVX", only where the page shows that hyphens got lost. */
function restoreHyphen(symbol: string): string {
  for (const code of TYPE_CODES) {
    const rest = symbol.slice(code.length)
    if (symbol.startsWith(code) && rest.length >= 2 && code.length >= 2 && /^\p{Lu}/u.test(rest))
      return `${code}-${rest}`
  }
  return symbol.replace(ISSUER_HEAD, '$1-')
}

/** A symbol has capitals and a separator, or is a bare abbreviation of at least two capitals. */
function plausible(symbol: string): boolean {
  const letters = symbol.replace(/[^\p{L}]/gu, '')
  const capitals = letters.replace(/[^\p{Lu}]/gu, '')
  return (
    letters.length >= 2 &&
    capitals.length >= letters.length * 0.5 &&
    /^[\p{Lu}\d]/u.test(symbol) &&
    symbol.length <= 40
  )
}

export function parseNumber(line: string, ctx: NumberContext): NumberParts | null {
  const start = NUMBER_START.exec(line)
  const rest = tighten(start ? line.slice(start.index + start[0].length) : line)
  const head = HEAD.exec(rest)
  if (!head) return null
  const digits = repairDigits(head[1] ?? '')
  if ((head[1] ?? '').replace(/[.…_]/g, '') !== '' && !digits) return null
  let tail = rest.slice(head[0].length)
  let year: string | null = null
  const yearHit = YEAR.exec(tail)
  if (yearHit) {
    year = repairDigits(yearHit[1]!)?.digits ?? null
    tail = tail.slice(yearHit[0].length)
  }
  const symbolHit = SYMBOL.exec(tail)
  const fixed = symbolHit ? fixSymbol(symbolHit[2]!, ctx) : null
  const symbol = fixed && plausible(fixed.symbol) ? fixed.symbol : null
  const suffix = head[2] && /^\s*[/-]/.test(tail) ? head[2] : ''
  const number = digits ? digits.digits + suffix : null
  if (number === null && symbol === null) return null
  if (number !== null && (number.length > 7 || /^0+$/.test(number))) return null
  return {
    number,
    symbol,
    year,
    repaired: (digits?.repaired ?? false) || (fixed !== null && symbol !== null && fixed.repaired),
    partyShape: symbolHit?.[1] === '-' && symbol !== null && symbol.includes('/') && year === null,
  }
}
