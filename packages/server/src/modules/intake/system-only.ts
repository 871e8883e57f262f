import type { Actor } from '../../platform/actor.ts'
import { systemActor } from '../../platform/system-actor.ts'

/** Commands that the installation gives itself when a file comes in by a door. */
export const systemOnly = (actor: Actor): string | null =>
  actor.personId === systemActor('').personId ? null : 'intake.system-only'
