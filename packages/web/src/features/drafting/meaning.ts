// Whom a name on the "Kính gửi" line stands for.
import { query } from '../../lib/api.ts'
import { sameName } from './model/suggest.ts'

/** Names picked from the list, or understood before. */
export const known = new Map<string, string[]>()

async function meaning(name: string): Promise<string[] | null> {
  const kept = known.get(name)
  if (kept) return kept
  const { suggestions } = await query('drafting.recipients', { q: name })
  const inside = suggestions.filter((s) => s.kind !== 'outside')
  // The list shows short names; the paper may say the full one. One organisation alone answering to it is meant.
  const exact = inside.find((s) => sameName(s.text, name))
  const only = inside.filter((s) => s.kind === 'agency')
  const found = exact ?? (only.length === 1 ? only[0] : undefined)
  if (!found) return null
  known.set(name, found.agencyIds)
  return found.agencyIds
}

export async function meaningOf(names: string[]): Promise<{ agencyIds: string[]; sure: boolean }> {
  const found = await Promise.all(names.filter((n) => n !== '').map(meaning))
  return {
    agencyIds: [...new Set(found.flatMap((ids) => ids ?? []))],
    sure: found.every((ids) => ids !== null),
  }
}
