// Every few minutes the newest checkpoint of the evidence log, and the newest that others have seen, get a time stamp.
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { keepStamp, unstamped } from '../evidence/index.ts'
import { stampBytes } from '../signing/index.ts'

/** Repeated: five minutes of history are what an outage of everything else could leave in doubt. */
export const STAMP_SECONDS = 300

/** How many checkpoints got their token; what gets none now is asked for at the next turn. */
export async function stampLog(services: Services): Promise<number> {
  let stamped = 0
  for (const { size, note } of await unstamped(services)) {
    const token = await stampBytes(services, Buffer.from(note))
    if (!token) return stamped
    await keepStamp(services, size, token)
    stamped++
  }
  return stamped
}

export function startStamping(services: Services, everySeconds = STAMP_SECONDS): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running
      .then(() => stampLog(services))
      .catch((error: Error) =>
        log.warn('preservation.stamp-failed', { message: error.message.slice(0, 200) }),
      )
  }, everySeconds * 1000)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
