import { type Actor, hasRole } from '../../platform/actor.ts'

/** Who counts an agency's machines: its clerk, its administrator, its head. */
export const keeper = (actor: Actor): string | null =>
  hasRole(actor, 'clerk', 'admin', 'office-chief', 'leader') ? null : 'equipment.not-keeper'
