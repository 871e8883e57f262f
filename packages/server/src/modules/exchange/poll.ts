import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { appendWaiting } from '../evidence/index.ts'
import { DOORS, drain } from './drain.ts'
import { forgetStale } from './enclosures.ts'
import { startFetching } from './fetcher.ts'
import { forward } from './relay/hub.ts'
import { listPeers } from './store/rows.ts'
import { askUnanswered } from './unanswered.ts'

/** Fetches what waits for us at every axis; one that is down does not stop the others. */
export async function pollAll(services: Services): Promise<number> {
  let taken = 0
  for (const peer of await services.runner.system(listPeers)) {
    const door = DOORS[peer.kind]
    if (!door.poll) continue
    taken += await door.poll(services, peer).catch((error: Error) => {
      log.warn('exchange.poll-failed', { peer: peer.id, message: error.message.slice(0, 200) })
      return 0
    })
  }
  return taken
}

const POLL_SECONDS = 60

/** The installation's own heart-beat: what a cut left waiting goes on, and the axis is asked. */
export function startExchange(services: Services, pollSeconds = POLL_SECONDS): () => Promise<void> {
  let stopped = false
  let beats = 0
  let running: Promise<unknown> = Promise.resolve()
  const fetching = startFetching(services)
  const beat = async () => {
    beats++
    if (beats % 5 === 1) await fetching.look()
    await appendWaiting(services)
    if (beats % Math.max(1, pollSeconds) === 0) {
      await pollAll(services).then(() => forgetStale(services))
      await askUnanswered(services)
    }
    await drain(services)
    await forward(services)
  }
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = beat()
        .catch((error: Error) => log.warn('exchange.beat-failed', { message: error.message.slice(0, 200) }))
        .then(next)
    }, 1000)
  }
  let timer: NodeJS.Timeout
  next()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await Promise.all([running, fetching.stop()])
  }
}
