import type { PostRole, PostView } from '@congvan/contract'

/** Who acts: the person, all posts (what may be read), and the one acted as (what may be written). Passed, never implicit. */
export interface Actor {
  personId: string
  name: string
  posts: PostView[]
  acting: PostView
  administrator: boolean
  /** Posts of absent colleagues that the actor stands in for now: position → their holder's post. */
  standsInFor: string[]
  /** Which session speaks (a hash, never its token); absent for the command line and jobs. */
  session?: string
}

export const hasRole = (actor: Actor, ...roles: PostRole[]) =>
  roles.some((role) => actor.acting.roles.includes(role))
export const agenciesOf = (actor: Actor) => [...new Set(actor.posts.map((post) => post.agencyId))]
/** All positions whose work shows in the actor's list. */
export const positionsOf = (actor: Actor) => [
  ...actor.posts.map((post) => post.positionId),
  ...actor.standsInFor,
]
