// What may be done now, and the server's reason when it may not.
import type { Can, Refusal } from '@congvan/contract'

/** The first of the names the server speaks about decides; one it is silent about is not offered. */
export function refusal(can: Can, ...names: string[]): Refusal | null | undefined {
  for (const name of names) if (name in can) return can[name]
  return undefined
}

/** Offered: allowed now, or refused with a sentence worth reading. */
export const offered = (can: Can, ...names: string[]): boolean => refusal(can, ...names) !== undefined
