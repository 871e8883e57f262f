import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { appendWaiting } from './append.ts'

/** Leaves, then a signed checkpoint, stand well within a second of their event. */
const BEAT_MS = 300

/**
 * The log follows the queue that events fill in their own transaction. A job for each event would do the same, but every
 * command of the province would then wait for one job's row, and for the notice of it, until the disk has written.
 */
export function startEvidence(services: Services): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const next = () => {
    if (stopped) return
    timer = setTimeout(() => {
      running = appendWaiting(services)
        .then(() => undefined)
        .catch((error: Error) => log.warn('evidence.beat-failed', { message: error.message.slice(0, 200) }))
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
