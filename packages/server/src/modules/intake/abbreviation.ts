import { PARTY_TYPES, STATE_TYPES } from '../documents/index.ts'

/** Abbreviations of kinds of documents are no abbreviations of a body: QĐ, TTr, and CV of the Party. */
const KINDS = new Set([...STATE_TYPES.keys(), ...PARTY_TYPES.keys(), 'CV', 'SY', 'TrS', 'SL', 'BS'])

/**
 * The issuing body in a symbol (Decree 30 App. I, cell 3): `SNV` of SNV-TCCB and of QĐ-SNV, `TU` of QĐ/TU;
 * null where only a kind stands.
 */
export function abbreviationIn(symbol: string | null): string | null {
  const parts = (symbol ?? '')
    .split(/[-/]/)
    .map((part) => part.trim())
    .filter((part) => part && !/^\d+$/.test(part))
  const body = parts.find((part) => !KINDS.has(part))
  return body && body.length >= 2 && body.length <= 20 ? body : null
}
