import type { SeatIds, Staff } from '../people/posts.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Mandate, Person, Position } from '../types.ts'

/** Everything the threads look up, indexed once. */
export interface World {
  readonly plans: readonly AgencyPlan[]
  readonly byCode: ReadonlyMap<string, AgencyPlan>
  readonly byId: ReadonlyMap<string, AgencyPlan>
  readonly children: ReadonlyMap<string, readonly AgencyPlan[]>
  readonly position: ReadonlyMap<string, Position>
  readonly person: ReadonlyMap<string, Person>
  readonly mandates: ReadonlyMap<string, readonly Mandate[]>
  /** First seat of the list that the agency has. */
  seat(plan: AgencyPlan, ...keys: string[]): SeatIds
  findSeat(plan: AgencyPlan, ...keys: string[]): SeatIds | null
}

export const buildWorld = (plans: readonly AgencyPlan[], staff: Staff): World => {
  const children = new Map<string, AgencyPlan[]>()
  for (const plan of plans) {
    if (plan.agency.parentId)
      children.set(plan.agency.parentId, [...(children.get(plan.agency.parentId) ?? []), plan])
  }
  const findSeat = (plan: AgencyPlan, ...keys: string[]): SeatIds | null => {
    for (const key of keys) {
      const found = staff.seats.get(`${plan.agency.code}|${key}`)
      if (found) return found
    }
    return null
  }
  return {
    plans,
    byCode: new Map(plans.map((plan) => [plan.agency.code, plan])),
    byId: new Map(plans.map((plan) => [plan.agency.id, plan])),
    children,
    position: new Map(staff.positions.map((position) => [position.id, position])),
    person: new Map(staff.people.map((person) => [person.id, person])),
    mandates: Map.groupBy(staff.mandates, ({ positionId }) => positionId),
    findSeat,
    seat: (plan, ...keys) => {
      const found = findSeat(plan, ...keys)
      if (!found) throw new Error(`${plan.agency.code} has none of the posts ${keys.join(', ')}`)
      return found
    },
  }
}
