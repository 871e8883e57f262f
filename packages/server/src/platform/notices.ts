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

/** Puts the notice into the outbox with the caller's transaction; false when the person has no box that works. */
export type TellByMail = (tx: Tx, notice: Notice) => Promise<boolean>
