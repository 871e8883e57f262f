// The period asked for: the running year up to today unless said otherwise; compared with the same days a year, or the months, before.
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, Temporal } from '../../kernel/time.ts'

export interface Period {
  from: string
  to: string
  today: string
}

export function periodOf(now: Temporal.Instant, from?: string, to?: string): Period {
  const today = isoDay(now)
  const last = to ?? (from && from.slice(0, 4) !== today.slice(0, 4) ? `${from.slice(0, 4)}-12-31` : today)
  const first = from ?? `${last.slice(0, 4)}-01-01`
  if (first > last || first.slice(0, 4) !== last.slice(0, 4))
    throw new DomainError('invalid', 'indicators.bad-range', {}, 'from')
  return { from: first, to: last, today }
}

/** `year`: the same days last year; `month`: as many months before, ending the day before the first. */
export function comparedWith(
  { from, to }: Period,
  how: string | undefined,
): { from: string; to: string } | null {
  const first = Temporal.PlainDate.from(from)
  const last = Temporal.PlainDate.from(to)
  if (how === 'year')
    return {
      from: first.subtract({ years: 1 }).toString(),
      to: last.subtract({ years: 1 }).toString(),
    }
  if (how !== 'month') return null
  const months = (last.year - first.year) * 12 + last.month - first.month + 1
  const begin = first.subtract({ months })
  const end = first.subtract({ days: 1 })
  return begin.year === end.year ? { from: begin.toString(), to: end.toString() } : null
}
