// Once a night: what waits is tried again, what ends within a quarter gets a new archive time stamp; a row says how it went.
import { newId } from '../../kernel/id.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { RENEW_DAYS, raiseDocument } from './raise.ts'
import { beginRun, endRun, lastRuns, listDue, type RunRow } from './store/rows.ts'

const HOURS = 24
const MOST = 20_000

export async function runNight(services: Services): Promise<Omit<RunRow, 'began_at'>> {
  const { runner, clock } = services
  const id = newId()
  const now = clock.now()
  const due = await runner.system(async (tx) => {
    await beginRun(tx, id, now.toString())
    return listDue(tx, now.add({ hours: RENEW_DAYS * HOURS }).toString(), MOST)
  })
  const count = { renewed: 0, waiting: 0 }
  let problem: string | null = null
  for (const row of due) {
    try {
      const outcomes = await raiseDocument(services, row.agency_id, row.document_id)
      if (outcomes.includes('waiting')) count.waiting++
      else if (outcomes.includes('raised')) count.renewed++
    } catch (error) {
      // One unreadable file does not cost the others their night.
      problem = (error as Error).message.slice(0, 300)
      count.waiting++
      log.warn('preservation.failed', { documentId: row.document_id, message: problem })
    }
  }
  const done = { id, ended_at: clock.now().toString(), due: due.length, ...count, problem }
  await runner.system((tx) => endRun(tx, done))
  return done
}

/** Looks every ten minutes whether a night has passed since the last run; also the first day after a long stop. */
export function startPreservation(services: Services, everySeconds = 600): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const look = async () => {
    const [last] = await services.runner.system((tx) => lastRuns(tx, 1))
    const since = last ? services.clock.now().epochMilliseconds - Date.parse(last.began_at) : Infinity
    if (since >= (HOURS - 1) * 3_600_000) await runNight(services)
  }
  const timer = setInterval(() => {
    running = running
      .then(look)
      .catch((error: Error) =>
        log.warn('preservation.night-failed', { message: error.message.slice(0, 200) }),
      )
  }, everySeconds * 1000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
