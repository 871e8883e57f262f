import { type Actor, hasRole } from '../../platform/actor.ts'

/** NĐ 30/2020 Art 6.3: văn thư cơ quan keeps the registers. */
export const clerk = (actor: Actor): string | null =>
  hasRole(actor, 'clerk') ? null : 'registers.clerk-only'
