// Time stamp and evidence behind the signatures of a file, by appending only. An outage lowers the level, never more.
import { bytesSource, certificatesInFile, extendTo, type Level, SignError } from '@congvan/sign-core'
import { log } from '../../../platform/log.ts'
import type { Services } from '../../../platform/services.ts'
import { fetcherFor, outside, reachOf, restTsa, timestampFrom, tsaOrder, vouched } from './services.ts'

export interface Raised {
  pdf: Uint8Array
  /** What was reached; null: nothing was appended. */
  level: Level | null
  /** Why not what was wanted, for the log and the report. */
  problem: string | null
}

const LOWER: Record<Level, Level | null> = { 'B-LTA': 'B-LT', 'B-LT': 'B-T', 'B-T': null, 'B-B': null }

const ORDER: readonly Level[] = ['B-B', 'B-T', 'B-LT', 'B-LTA']

/** To the level the administrator chose, and no further than `most`. Without a time-stamp authority nothing is done. */
export async function raiseLevel(
  services: Services,
  pdf: Uint8Array,
  most: Level = 'B-LTA',
): Promise<Raised> {
  const { settings, anchors, now } = await outside(services)
  const wanted = ORDER[Math.min(ORDER.indexOf(settings.level), ORDER.indexOf(most))]!
  const untouched = (problem: string | null): Raised => ({ pdf, level: null, problem })
  if (settings.tsa.length === 0 || wanted === 'B-B') return untouched(null)
  const source = bytesSource(pdf)
  const found = await certificatesInFile(source).catch(() => null)
  if (!found?.signers.length) return untouched('unsigned')
  const reach = reachOf(settings, vouched(found.all.slice(0, 200), anchors))
  let problem: string | null = null
  for (let level: Level | null = wanted; level; level = LOWER[level]) {
    for (const url of tsaOrder(settings.tsa)) {
      try {
        const { tail } = await extendTo(source, level, {
          fetchTimestamp: timestampFrom(url, reach),
          fetch: fetcherFor(reach),
          known: anchors.map(({ raw }) => raw),
          now,
        })
        return { pdf: tail.length ? new Uint8Array(Buffer.concat([pdf, tail])) : pdf, level, problem }
      } catch (error) {
        if (!(error instanceof SignError)) throw error
        problem = `${error.code}: ${error.message}`.slice(0, 300)
        log.info('signing.not-raised', { level, problem })
        if (error.code !== 'timestamp-failed') break
        restTsa(url)
      }
    }
  }
  return untouched(problem ?? 'timestamp-failed: every authority failed a moment ago')
}
