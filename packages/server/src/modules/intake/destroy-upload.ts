import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { forgetUploads } from './store/uploads.ts'

/**
 * The key goes first and for ever, whatever becomes of the request that found the mark; only that it happened is kept
 * (Law on State Secrets; clerical-work.md §6.2).
 */
export async function destroyUploads(services: Services, actor: Actor, ids: string[]): Promise<void> {
  for (const id of ids) await services.spool.destroy(id)
  const agencyId = actor.acting.agencyId
  await services.runner.store(actor, async (tx) => {
    await forgetUploads(tx, agencyId, ids)
    for (const uploadId of ids)
      await tx.run(
        `insert into identity.access_log (person_id, agency_id, what, detail) values ($1, $2, 'secret-upload-destroyed', $3)`,
        [actor.personId, agencyId, JSON.stringify({ uploadId })],
      )
  })
}
