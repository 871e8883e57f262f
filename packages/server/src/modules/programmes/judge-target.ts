// What is true of a target: met, exceeded, likely to be missed.
import type { TargetState, TargetSummary } from '@congvan/contract'
import type { Temporal } from '../../kernel/time.ts'

interface Measured {
  planned: number
  reached: number | null
  higher_is_better: boolean
}

export const isMet = ({ planned, reached, higher_is_better }: Measured): boolean =>
  reached !== null && (higher_is_better ? reached >= planned : reached <= planned)

/** "Hầu hết": at least four fifths met, as the reports of the province use the word. */
const MOST = 0.8

export function summaryOf(rows: readonly Measured[]): TargetSummary {
  const met = rows.filter(isMet).length
  const exceeded = rows.filter((row) => isMet(row) && row.reached !== row.planned).length
  const total = rows.length
  const share = total === 0 ? 0 : met / total
  return {
    met,
    exceeded,
    total,
    word:
      total === 0
        ? 'chưa có'
        : share === 1
          ? 'Tất cả'
          : share >= MOST
            ? 'Hầu hết'
            : share >= 0.5
              ? 'Đa số'
              : 'Một phần',
  }
}

/** Early warning: less of the way than of the year is behind it, by more than a tenth. */
export function earlyWarning(row: Measured & { due_on: string }, today: Temporal.PlainDate): TargetState {
  if (row.reached === null) return 'unreported'
  if (isMet(row)) return row.reached === row.planned ? 'met' : 'exceeded'
  if (row.due_on < today.toString()) return 'missed'
  const gone = today.dayOfYear / today.daysInYear
  const way = row.planned === 0 ? 0 : row.reached / row.planned
  return row.higher_is_better && way + 0.1 >= gone ? 'on-the-way' : 'at-risk'
}
