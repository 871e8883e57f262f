// What people decide about figures: closing a period, a target with its basis, a published figure with its source.
import { ClosePeriod, EnterFigure, SetTarget } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { heads } from './access.ts'
import { coordinates } from './store/figures.ts'
import * as store from './store/kept.ts'

async function assertCoordinator(tx: Tx): Promise<void> {
  if (!(await coordinates(tx))) throw new DomainError('forbidden', 'indicators.not-coordinator')
}

/** Chốt số liệu: the tallies of the period are kept as they stand; what is corrected later is shown beside them. */
export const closePeriod = command({
  name: 'indicators.close-period',
  input: ClosePeriod,
  access: heads,
  async run({ tx, actor, now, emit }, input) {
    await assertCoordinator(tx)
    if (input.firstDay > input.lastDay)
      throw new DomainError('invalid', 'indicators.bad-range', {}, 'lastDay')
    if (input.lastDay > isoDay(now))
      throw new DomainError('conflict', 'indicators.period-open', { to: printDay(input.lastDay) })
    const made = await store.insertPeriod(tx, {
      ...input,
      agencyId: actor.acting.agencyId,
      personId: actor.personId,
      now: now.toString(),
    })
    if (!made)
      throw new DomainError('conflict', 'indicators.period-closed', {
        from: printDay(input.firstDay),
        to: printDay(input.lastDay),
      })
    const tallies = await store.freeze(tx, input.periodId, input.firstDay, input.lastDay)
    emit({
      name: 'indicators.period-closed',
      subjectId: input.periodId,
      payload: { firstDay: input.firstDay, lastDay: input.lastDay, tallies },
    })
    return { periodId: input.periodId, tallies }
  },
})

/** "Một trong 23 tỉnh": a figure nobody's records give, with the document it was published in. */
export const enterFigure = command({
  name: 'indicators.enter-figure',
  input: EnterFigure,
  access: heads,
  async run({ tx, actor, now, emit }, input) {
    await assertCoordinator(tx)
    const kind = await store.kindOf(tx, input.code)
    if (kind === null)
      throw new DomainError('not-found', 'indicators.no-such-indicator', { code: input.code })
    if (kind !== 'entered')
      throw new DomainError('conflict', 'indicators.not-entered-by-hand', { code: input.code })
    await store.insertFigure(tx, {
      ...input,
      agencyId: actor.acting.agencyId,
      personId: actor.personId,
      now: now.toString(),
    })
    emit({
      name: 'indicators.figure-entered',
      subjectId: input.figureId,
      payload: { code: input.code, numerator: input.numerator, denominator: input.denominator },
      texts: { source: input.sourceDocument },
    })
    return { figureId: input.figureId }
  },
})

export const setTarget = command({
  name: 'indicators.set-target',
  input: SetTarget,
  access: heads,
  async run({ tx, emit }, input) {
    await assertCoordinator(tx)
    if ((await store.kindOf(tx, input.code)) === null)
      throw new DomainError('not-found', 'indicators.no-such-indicator', { code: input.code })
    const before = await store.putTarget(tx, input)
    emit({ name: 'indicators.target-set', subjectId: null, payload: { ...input, before } })
    return {}
  },
})
