import { leafEntry, newSalt, type Opening, parseCheckpoint, signCheckpoint, TileLog } from '@congvan/evidence'
import { crashPoint } from '../../platform/crash-point.ts'
import type { Services } from '../../platform/services.ts'
import { installationKeys } from './keys.ts'
import * as store from './store/log.ts'

const BATCH = 500

/** Gives every waiting event its leaf and signs a checkpoint: leaf, tiles and checkpoint are one commit, so a cut changes nothing. */
export async function appendWaiting(services: Services): Promise<number> {
  let total = 0
  while (await services.runner.system(store.isWaiting)) {
    const done = await appendBatch(services)
    total += done
    crashPoint('log.committed')
  }
  return total
}

async function appendBatch(services: Services): Promise<number> {
  const keys = await installationKeys(services)
  return services.runner.system(async (tx) => {
    await store.lockLog(tx)
    const waiting = await store.listWaiting(tx, BATCH)
    if (waiting.length === 0) return 0
    const newest = await store.newestCheckpoint(tx)
    const head = newest ? parseCheckpoint(newest.note)! : undefined
    const log = await TileLog.open(store.tileStore(tx), head)
    const made = waiting.map((event) => ({ event, openings: openingsOf(event) }))
    const appended = await log.append(made.map(({ openings }) => leafEntry(openings)))
    crashPoint('log.tiles-written')
    await store.recordLeaves(
      tx,
      made.map(({ event, openings }, i) => ({
        agency_id: event.agency_id,
        event_id: event.event_id,
        index: appended.first + i,
        document_id: event.document_id,
        kind: event.kind,
        sha256: event.sha256,
        openings: Object.fromEntries(
          Object.entries(openings).map(([name, { salt, value }]) => [
            name,
            { salt: Buffer.from(salt).toString('base64'), value },
          ]),
        ),
      })),
    )
    crashPoint('log.leaves-recorded')
    await store.insertCheckpoint(
      tx,
      appended.size,
      await signCheckpoint(keys.origin, appended, keys.log),
      services.clock.now().toString(),
    )
    if (appended.obsolete.length) await store.dropTiles(tx, appended.obsolete)
    crashPoint('log.before-commit')
    return made.length
  })
}

/** What is committed to: each fact behind its own salt, so that one can be shown, or erased, without the others. */
function openingsOf(event: store.WaitingEvent): Record<string, Opening> {
  const facts: Record<string, string | null | undefined> = {
    event: event.event_id,
    kind: event.kind,
    at: event.happened_at,
    agency: event.agency_code,
    document: event.document_id,
    sha256: event.sha256,
    number: event.number,
    symbol: event.symbol,
    issuedOn: event.issued_on,
    post: event.position_id,
    arrivalNumber: event.kind === 'registered' ? textOf(event.payload.number) : null,
    status: textOf(event.payload.status),
    party: textOf(event.payload.party),
  }
  const given = Object.entries(facts).filter((pair): pair is [string, string] => !!pair[1])
  return Object.fromEntries(given.map(([name, value]) => [name, { salt: newSalt(), value }]))
}

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null
