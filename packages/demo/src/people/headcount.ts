import { hash32 } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import { COMMUNE_MINIMUM, type Seat } from './seats.ts'

/** The reported figures rest on these: 7,000 officials in post, 3,140 of them at communes. */
export const OFFICIALS = 7000
export const COMMUNE_OFFICIALS = 3140

/** How many posts beyond the smallest set each commune has (0–3), so that the communes hold exactly 3,140 people. */
export const communeExtras = (places: readonly string[]): Map<string, number> => {
  let rest = COMMUNE_OFFICIALS - places.length * COMMUNE_MINIMUM
  const extras = new Map<string, number>()
  const draw = places
    .map((place) => ({ place, order: hash32(`extra:${place}`) }))
    .sort((a, b) => a.order - b.order)
  for (const [i, { place }] of draw.entries()) {
    const wanted = [2, 0, 1, 3, 0, 1, 1, 0][i % 8] ?? 1
    const given = Math.min(wanted, rest)
    extras.set(place, given)
    rest -= given
  }
  for (const { place } of draw) {
    const room = Math.min(4 - (extras.get(place) ?? 0), rest)
    extras.set(place, (extras.get(place) ?? 0) + room)
    rest -= room
  }
  return extras
}

/** Officers of the two upper levels: shares by weight, rounded by largest remainder to the exact rest. */
export const officersPerAgency = (
  plans: readonly AgencyPlan[],
  seats: ReadonlyMap<string, readonly Seat[]>,
): Map<string, number> => {
  const upper = plans.filter(({ weight }) => weight > 0)
  const own = (plan: AgencyPlan): number =>
    (seats.get(plan.agency.code) ?? []).filter(({ sameAs }) => !sameAs).length
  const skeleton = upper.reduce((sum, plan) => sum + own(plan), 0)
  const wanted = OFFICIALS - COMMUNE_OFFICIALS
  const total = upper.reduce((sum, { weight }) => sum + weight, 0)
  const needs = upper.map((plan) => ({
    code: plan.agency.code,
    need: Math.max(1, (plan.weight / total) * wanted - own(plan)),
  }))
  const needed = needs.reduce((sum, { need }) => sum + need, 0)
  const shares = needs.map(({ code, need }) => ({ code, share: (need / needed) * (wanted - skeleton) }))
  const counts = new Map(shares.map(({ code, share }) => [code, Math.floor(share)]))
  let rest = wanted - skeleton - [...counts.values()].reduce((a, b) => a + b, 0)
  const byRemainder = [...shares].sort((a, b) => (b.share % 1) - (a.share % 1) || (a.code < b.code ? -1 : 1))
  for (const { code } of byRemainder) {
    if (rest-- <= 0) break
    counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  return counts
}
