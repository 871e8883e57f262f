import { WorkingCalendar } from '../kernel/time.ts'
import type { Tx } from './tx.ts'

export async function loadCalendar(tx: Tx): Promise<WorkingCalendar> {
  const rows = await tx.rows<{ day: string; is_working: boolean }>(
    'select day, is_working from platform.working_day_exception',
  )
  return new WorkingCalendar(new Map(rows.map((row) => [row.day, row.is_working])))
}
