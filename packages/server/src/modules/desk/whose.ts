import { type Actor, agenciesOf, positionsOf } from '../../platform/actor.ts'
import type { Whose } from './store/work.ts'

export const whoseWork = (actor: Actor): Whose => ({
  agencyIds: agenciesOf(actor),
  positionIds: positionsOf(actor),
  personId: actor.personId,
  clerkAgencies: actor.posts.filter((post) => post.roles.includes('clerk')).map((post) => post.agencyId),
})
