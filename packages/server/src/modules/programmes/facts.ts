// What the report rests on: the indicators of the year and the counts beside them, read once.
import type { IndicatorFigure } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay } from '../../kernel/time.ts'
import type { Services } from '../../platform/services.ts'
import { readFigures } from '../indicators/index.ts'
import { type ReportFacts, reportFacts } from './store/results.ts'

export interface YearFacts extends ReportFacts {
  year: number
  on: string
  figures: Map<string, IndicatorFigure>
}

/** The year as it stands today, or at its end when it is over. Counts only, so no reader's walls are needed. */
export async function yearFacts(services: Services, year: number): Promise<YearFacts> {
  const today = isoDay(services.clock.now())
  if (year > Number(today.slice(0, 4))) throw new DomainError('conflict', 'programmes.year-to-come', { year })
  const on = today.startsWith(String(year)) ? today : `${year}-12-31`
  return services.runner.system(async (tx) => {
    const { figures } = await readFigures(tx, { from: `${year}-01-01`, to: on, today }, null)
    return {
      ...(await reportFacts(tx, year, on)),
      year,
      on,
      figures: new Map(figures.map((row) => [row.code, row])),
    }
  })
}
