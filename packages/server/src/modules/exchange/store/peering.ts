import type { Tx } from '../../../platform/tx.ts'

export const insertInvitation = (tx: Tx, hash: string, now: string, expires: string) =>
  tx.run('insert into exchange.invitation (token_hash, created_at, expires_at) values ($1, $2, $3)', [
    hash,
    now,
    expires,
  ])

/** Good once; the same peer may repeat itself after a cut. */
export const useInvitation = (tx: Tx, hash: string, peer: string, now: string) =>
  tx.run(
    `update exchange.invitation set used_by = $2 where token_hash = $1 and expires_at > $3 and (used_by is null or used_by = $2)`,
    [hash, peer, now],
  )
