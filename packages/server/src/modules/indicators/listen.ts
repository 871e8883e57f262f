// Live figures: what events touched is counted again within seconds; a year is counted from nothing when nothing was yet.
import { isoDay } from '../../kernel/time.ts'
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'

const BEAT_MS = 1500

/** Every tally of the year of `day`, from records alone. */
export async function recount(services: Services, year?: number): Promise<void> {
  const today = isoDay(services.clock.now())
  const wanted = String(year ?? today.slice(0, 4))
  const last = wanted === today.slice(0, 4) ? today : `${wanted}-12-31`
  await services.runner.system((tx) =>
    tx.run('select indicators.recount($1, $2, $3)', [`${wanted}-01-01`, last, last]),
  )
}

/** How many events were heard; counts the year when it never was. */
export async function catchUp(services: Services): Promise<number> {
  const today = isoDay(services.clock.now())
  const heard = await services.runner.system((tx) =>
    tx.one<{ n: number }>('select indicators.catch_up($1) as n', [today]),
  )
  if (heard?.n === -1) await recount(services)
  return Math.max(0, heard?.n ?? 0)
}

export function startIndicators(services: Services): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<unknown> = Promise.resolve()
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = catchUp(services)
        .catch((error: Error) => log.warn('indicators.beat-failed', { message: error.message.slice(0, 200) }))
        .then(next)
    }, BEAT_MS)
  }
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
