// The list under a line of Kính gửi or Nơi nhận: the nearest name first, what was typed always possible, last.
import type { RecipientSuggestion } from '@congvan/contract'
import { plainText } from '../../../lib/plain-text.ts'
import { parseTyped } from './recipients.ts'

/** Names as they are printed, without the dash of the list. */
const named = (s: RecipientSuggestion): RecipientSuggestion => ({ ...s, text: parseTyped(s.text).text })

/** Words of the name that nobody typed: "binh dai" means UBND huyện Bình Đại before any of its twelve offices. */
function spare(text: string, typed: readonly string[]): number {
  return plainText(text)
    .split(/[\s,()-]+/u)
    .filter((word) => word !== '' && !typed.some((t) => word.startsWith(t))).length
}

export function sameName(a: string, b: string): boolean {
  return parseTyped(a).text.toLowerCase() === parseTyped(b).text.toLowerCase()
}

export function rank(found: RecipientSuggestion[], typed: string): RecipientSuggestion[] {
  const words = plainText(typed).split(/\s+/u).filter(Boolean)
  const known = found
    .filter((s) => s.kind !== 'outside')
    .map(named)
    .map((s, at) => ({ s, at, exact: sameName(s.text, typed), spare: spare(s.text, words) }))
    .sort((a, b) => Number(b.exact) - Number(a.exact) || a.spare - b.spare || a.at - b.at)
    .map((one) => one.s)
  if (known.some((s) => sameName(s.text, typed))) return known
  return [...known, { text: typed, agencyIds: [], count: 0, kind: 'outside' }]
}
