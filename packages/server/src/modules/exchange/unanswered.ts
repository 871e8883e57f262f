// What left through others and of which nobody at the end has said a word: told, after a day sent again, at expiry given up.
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import * as messages from './store/messages.ts'
import { tell } from './tell.ts'

const MOST = 200

/** Looks once; the same silence is told once a level, and a message sent again is the same message to its addressee. */
export async function askUnanswered(services: Services): Promise<number> {
  const now = services.clock.now().toString()
  const silent = await services.runner.system((tx) => messages.unanswered(tx, now, MOST))
  for (const { agency_id: agencyId, id, level } of silent) {
    const actor = systemActor(agencyId)
    const message = await services.runner.read(actor, (tx) => messages.findMessage(tx, agencyId, id))
    if (message?.state !== 'sent') continue
    // Told first: a stop in between tells the same thing again, which is one event.
    await tell(services, message, level)
    await services.runner.store(actor, (tx) => messages.keepSilence(tx, message, level, now))
  }
  return silent.length
}
