import { type Actor, hasRole } from '../../platform/actor.ts'
import type { Tx } from '../../platform/tx.ts'

/** Who keeps the agency's certificates: its clerk holds the agency's device (Art 32), its head and administrator oversee. */
export const keeper = (actor: Actor): string | null =>
  hasRole(actor, 'clerk', 'admin', 'office-chief', 'leader') ? null : 'provisioning.not-keeper'

export const isCoordinator = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ yes: boolean }>('select provisioning.coordinates() as yes'))?.yes === true

/** Twelve digits of the citizen's number, three stay readable. */
export const maskIdentity = (tail: string | null): string | null => (tail ? `•••••••••${tail}` : null)
export const maskPhone = (phone: string | null): string | null => {
  const digits = (phone ?? '').replace(/\D/g, '')
  return digits ? `••••••• ${digits.slice(-3)}` : null
}
