import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { yearIn } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { bookName } from './state.ts'
import { openCounter, type SeriesHead, seriesHeads } from './store/books.ts'
import { appendEvents } from './store/directory.ts'
import { saveProgress } from './store/settings.ts'
import { actFor, asAdministrator } from './store/walls.ts'

/** An office joins in mid-year: the paper book stopped at 845, the first number here is 846. */
export async function setNextNumbers(
  services: Services,
  administrator: { personId: string },
  wanted: readonly { bookId: string; nextNumber: number }[],
): Promise<{ saved: number }> {
  const now = services.clock.now()
  return services.runner.system(async (tx) => {
    await asAdministrator(tx)
    const year = String(yearIn(now))
    const heads = new Map((await seriesHeads(tx, year)).map((head) => [head.id, head]))
    const changes: { head: SeriesHead; next: number }[] = []
    for (const { bookId, nextNumber } of wanted) {
      const head = heads.get(bookId)
      if (!head) throw new DomainError('not-found', 'setup.no-such-book')
      if (check(head, nextNumber)) changes.push({ head, next: nextNumber })
    }
    for (const [agencyId, rows] of Map.groupBy(changes, ({ head }) => head.agency_id)) {
      await actFor(tx, agencyId)
      for (const { head, next } of rows) await openCounter(tx, agencyId, head.id, head.term ?? year, next)
      await appendEvents(tx, [
        {
          id: newId(),
          agency_id: agencyId,
          happened_at: now.toString(),
          person_id: administrator.personId,
          name: 'setup.numbers-set',
          subject_id: agencyId,
          payload: { series: rows.map(({ head, next }) => ({ id: head.id, next })) },
        },
      ])
    }
    await saveProgress(tx, { numbersAt: now.toString() })
    return { saved: changes.length }
  })
}

/** False when it stands there already; a series that has given numbers here cannot be set again. */
function check(head: SeriesHead, next: number): boolean {
  if (!Number.isInteger(next) || next < 1 || next > 999_999)
    throw new DomainError('invalid', 'setup.number-wrong', { book: bookName(head) }, 'nextNumber')
  if (next === (head.last_number ?? 0) + 1) return false
  if (head.entries > 0)
    throw new DomainError('conflict', 'setup.numbers-in-use', {
      book: bookName(head),
      last: head.last_number ?? 0,
    })
  return true
}
