import { ReleaseNumber } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import { command, type Scope } from '../../platform/command.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { clerk } from './access.ts'
import { agenciesWithExpired, listExpired, lockReserved, patchEntry } from './store/entries.ts'

/** The row stays in the book, struck through: a number once given out is used or stands cancelled with its reason. */
async function strike(
  { tx, actor, emit, touch }: Scope,
  entry: { id: string; number: number },
  reason: string,
): Promise<void> {
  await patchEntry(tx, actor.acting.agencyId, entry.id, { state: 'cancelled', reason })
  emit({
    name: 'registers.number-cancelled',
    subjectId: entry.id,
    payload: { number: entry.number },
    texts: { reason },
  })
  touch('registers')
}

/** Bỏ giữ số: the document will not come. */
export const releaseNumber = command({
  name: 'registers.release',
  input: ReleaseNumber,
  access: clerk,
  async run(scope, { entryId, reason }) {
    const entry = await lockReserved(scope.tx, scope.actor.acting.agencyId, entryId)
    if (!entry) throw new DomainError('not-found', 'registers.not-reserved')
    await strike(scope, entry, `Bỏ giữ số: ${reason}`)
    return { number: entry.number }
  },
})

/** The day after the last day of holding: the reason printed in the book says since when and for what it was held. */
export const expireReserved = command({
  name: 'registers.expire-reserved',
  input: Type.Object({}, { additionalProperties: false }),
  // Nobody's decision but the calendar's: only the installation's own clock calls it, under the agency's walls.
  access: (actor) => (actor.acting.roles.length === 0 ? null : 'platform.forbidden'),
  async run(scope) {
    const { tx, actor, now } = scope
    const expired = await listExpired(tx, actor.acting.agencyId, isoDay(now))
    for (const entry of expired)
      await strike(scope, entry, `Hết hạn giữ số ngày ${printDay(entry.expires_on)}: ${entry.reason}`)
    return { count: expired.length }
  },
})

/** Ends every held number whose day has passed by the installation's own clock; repeats safely. */
export async function expireAll(services: Services): Promise<number> {
  const today = isoDay(services.clock.now())
  let count = 0
  for (const agencyId of await services.runner.system((tx) => agenciesWithExpired(tx, today))) {
    const answer = await services.runner.command(expireReserved, systemActor(agencyId), newId(), {})
    count += answer.count
  }
  return count
}

const A_MINUTE = 60_000

/** At start, and then every minute: the demo's clock and the machine's may differ, so no timer can know the midnight. */
export function startReservations(services: Services): () => void {
  const beat = () => {
    expireAll(services).catch((error: Error) =>
      log.warn('registers.expire-failed', { message: error.message.slice(0, 200) }),
    )
  }
  beat()
  const timer = setInterval(beat, A_MINUTE)
  timer.unref()
  return () => clearInterval(timer)
}
