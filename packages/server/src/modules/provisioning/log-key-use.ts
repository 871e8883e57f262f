import { newId } from '../../kernel/id.ts'
import type { Reaction } from '../../platform/command.ts'
import { insertKeyUse } from './store/requests.ts'

/** Every signature leaves its row in the same transaction: who, which document, hash, time (Decree 30 Art 32). */
const logUse = (on: string, holder: 'person' | 'agency'): Reaction => ({
  on,
  async run({ tx, actor, now }, event) {
    await insertKeyUse(tx, {
      agency_id: actor.acting.agencyId,
      id: newId(),
      document_id: event.subjectId,
      holder,
      person_id: actor.personId,
      position_id: actor.acting.positionId,
      sha256: event.payload?.sha256 ?? null,
      used_at: now.toString(),
    })
  },
})

export const keyUseReactions: Reaction[] = [
  logUse('drafting.signed', 'person'),
  logUse('drafting.sealed', 'agency'),
]
