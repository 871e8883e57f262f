import { type Actor, hasRole } from '../../platform/actor.ts'

/** Who answers for figures: heads; closing, targets and shared figures ask for the coordinating agency besides. */
export const heads = (actor: Actor): string | null =>
  hasRole(actor, 'leader', 'deputy', 'office-chief', 'unit-head') ? null : 'indicators.not-coordinator'
