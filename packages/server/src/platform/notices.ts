// The one thing other modules know of mail: a person may be told something. Whoever owns the outbox provides it.
import type { Tx } from './tx.ts'

export interface Notice {
  agencyId: string
  personId: string
  subject: string
  /** Plain text. */
  body: string
  /** Said again, it is the same notice and goes once. */
  key: string
}

/** Why nobody can be told: no server at all, the agency's own box is not connected, the person has no box that works. */
export type OutOfReach = 'no-server' | 'agency-box-off' | 'no-mailbox'

export interface Notices {
  /** null: a notice told now would go. */
  outOfReach(tx: Tx, agencyId: string, personId: string): Promise<OutOfReach | null>
  /** Puts the notice into the outbox with the caller's transaction; false when the person is out of reach. */
  tell(tx: Tx, notice: Notice): Promise<boolean>
}
