import { Temporal } from 'temporal-polyfill'

export { Temporal }
export const ZONE = 'Asia/Ho_Chi_Minh'

export const dateIn = (at: Temporal.Instant): Temporal.PlainDate => at.toZonedDateTimeISO(ZONE).toPlainDate()
export const yearIn = (at: Temporal.Instant): number => dateIn(at).year
export const isoDay = (at: Temporal.Instant): string => dateIn(at).toString()

/** `21/01/2022`, as the decree's registers print it. */
export function printDay(day: string | null): string {
  if (!day) return ''
  const [y, m, d] = day.split('-')
  return `${d}/${m}/${y}`
}

export interface Clock {
  now(): Temporal.Instant
}
/** The only place that asks the machine for its time. */
export const machineClock: Clock = { now: () => Temporal.Now.instant() }

/** Working days are data (official notices, swapped days), never a library's guess. */
export class WorkingCalendar {
  private readonly exceptions: ReadonlyMap<string, boolean>
  constructor(exceptions: ReadonlyMap<string, boolean>) {
    this.exceptions = exceptions
  }
  isWorking(day: Temporal.PlainDate): boolean {
    return this.exceptions.get(day.toString()) ?? day.dayOfWeek < 6
  }
  /** The day `n` working days after `from` (n ≥ 0; 0 gives the same or the next working day). */
  add(from: Temporal.PlainDate, n: number): Temporal.PlainDate {
    let day = from
    while (!this.isWorking(day)) day = day.add({ days: 1 })
    for (let left = n; left > 0; ) {
      day = day.add({ days: 1 })
      if (this.isWorking(day)) left--
    }
    return day
  }
  /** Working days from `today` to `due`: 0 on the day itself, negative when late. */
  between(today: Temporal.PlainDate, due: Temporal.PlainDate): number {
    const forward = Temporal.PlainDate.compare(due, today) >= 0
    let [a, b] = forward ? [today, due] : [due, today]
    let count = 0
    for (let steps = 0; Temporal.PlainDate.compare(a, b) < 0 && steps < 800; steps++) {
      a = a.add({ days: 1 })
      if (this.isWorking(a)) count++
    }
    return forward ? count : -Math.max(count, 1)
  }
}
