// The index follows the events of every agency, after commit and behind its walls; nothing waits for it, nothing is lost when it stops.
import { log } from '../../platform/log.ts'
import type { Services } from '../../platform/services.ts'
import { systemActor } from '../../platform/system-actor.ts'
import { indexDocuments } from './index-documents.ts'
import { readWaitingFiles } from './read-files.ts'
import {
  agenciesBehind,
  eventsSince,
  holdCursor,
  missingDocuments,
  moveCursor,
  takePending,
} from './store/source.ts'

const BATCH = 200
const AGENCIES = 50

/** One step for one agency: new events, files just read, and what was there before. True when more is left. */
async function followAgency(services: Services, agencyId: string): Promise<boolean> {
  return services.runner.store(systemActor(agencyId), async (tx) => {
    const cursor = await holdCursor(tx, agencyId)
    if (!cursor) return false
    const events = await eventsSince(tx, agencyId, cursor.seq, BATCH)
    const pending = await takePending(tx, agencyId, BATCH)
    const missing = cursor.complete ? [] : await missingDocuments(tx, agencyId, BATCH)
    const ids = new Set([...events.flatMap((event) => event.subject_id ?? []), ...pending, ...missing])
    await indexDocuments(tx, agencyId, [...ids])
    const complete = cursor.complete || missing.length < BATCH
    await moveCursor(tx, agencyId, events.at(-1)?.seq ?? cursor.seq, complete)
    return events.length === BATCH || pending.length === BATCH || !complete
  })
}

/** Every agency that is behind, once around. True when something is left to do. */
async function followAll(services: Services): Promise<boolean> {
  const behind = await services.runner.system((tx) => agenciesBehind(tx, AGENCIES))
  let more = behind.length === AGENCIES
  for (const agencyId of behind) more = (await followAgency(services, agencyId)) || more
  return more
}

/** Until nothing is behind: for tests, the command line and the loader. */
export async function catchUp(services: Services, options: { files?: boolean } = {}): Promise<void> {
  for (;;) {
    while (await followAll(services)) {
      // a batch at a time
    }
    if (options.files === false || !(await readWaitingFiles(services, 50))) return
  }
}

const BEAT_MS = 600

/** Follows until stopped: documents within a beat, the words of their files as they are read, one file at a time. */
export function startSearch(services: Services): () => Promise<void> {
  let stopped = false
  const loops = [
    loop(
      () => stopped,
      'follow',
      () => followAll(services),
    ),
    loop(
      () => stopped,
      'files',
      async () => (await readWaitingFiles(services, 1)) > 0,
    ),
  ]
  return async () => {
    stopped = true
    await Promise.all(loops.map((one) => one.end()))
  }
}

function loop(
  stopped: () => boolean,
  name: string,
  step: () => Promise<boolean>,
): { end: () => Promise<void> } {
  let timer: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  const next = (wait: number) => {
    if (stopped()) return
    timer = setTimeout(() => {
      running = step()
        .catch((error: Error) => {
          log.warn('search.beat-failed', { name, message: error.message.slice(0, 200) })
          return false
        })
        .then((more) => next(more ? 20 : BEAT_MS))
    }, wait)
  }
  next(BEAT_MS)
  return {
    end: async () => {
      clearTimeout(timer)
      await running
    },
  }
}
