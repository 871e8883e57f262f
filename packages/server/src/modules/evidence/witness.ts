import { parseCheckpoint, parseKey, TileReader, witnessCheckpoint } from '@congvan/evidence'
import { newId } from '../../kernel/id.ts'
import type { Services } from '../../platform/services.ts'
import { installationKeys } from './keys.ts'
import * as store from './store/log.ts'

/** What a message carries of its sender's log, base64 hashes. */
export interface Shown {
  checkpoint: string
  from: number
  proof: string[]
}

/** Our newest checkpoint with the proof from the size the other side remembers. */
export const showLog = (services: Services, from: number): Promise<Shown | null> =>
  services.runner.system(async (tx) => {
    const newest = await store.newestCheckpoint(tx)
    if (!newest) return null
    const start = Math.min(from, newest.size)
    const proof = await new TileReader(store.tileStore(tx), newest.size).consistency(start, newest.size)
    return {
      checkpoint: newest.note,
      from: start,
      proof: proof.map((hash) => Buffer.from(hash).toString('base64')),
    }
  })

export interface Witnessing {
  kind: 'cosigned' | 'unsigned' | 'behind' | 'ask-from' | 'fork' | 'inconsistent'
  line?: string
  /** The size we remember of that log. */
  size: number
}

/** We witness the other log: remember its newest checkpoint, cosign it, or keep two histories as an alarm. */
export async function witnessLog(services: Services, logKey: string, shown: Shown): Promise<Witnessing> {
  const key = parseKey(logKey)
  const keys = await installationKeys(services)
  if (!key) return { kind: 'unsigned', size: 0 }
  const now = services.clock.now()
  return services.runner.system(async (tx) => {
    const row = await store.findWitnessed(tx, key.name)
    const known = row ? parseCheckpoint(row.note) : null
    const answer = await witnessCheckpoint(
      {
        known,
        offered: shown.checkpoint,
        from: shown.from,
        proof: shown.proof.map((hash) => new Uint8Array(Buffer.from(hash, 'base64'))),
        logKey: key,
      },
      keys.witness,
      Math.floor(now.epochMilliseconds / 1000),
    )
    if (answer.kind === 'cosigned') {
      await store.putWitnessed(tx, key.name, logKey, answer.checkpoint.raw)
      return { kind: answer.kind, line: answer.line, size: answer.checkpoint.size }
    }
    if (answer.kind === 'fork' || answer.kind === 'inconsistent')
      await store.insertAlarm(tx, {
        id: newId(),
        origin: key.name,
        kind: answer.kind,
        known: answer.known,
        offered: answer.offered,
        now: now.toString(),
      })
    return { kind: answer.kind, size: known?.size ?? 0 }
  })
}

/** A peer's cosignature over our checkpoint of that size. */
export async function keepCosignature(services: Services, checkpoint: string, line: string): Promise<void> {
  const size = parseCheckpoint(checkpoint)?.size
  const witness = /^— (\S+) /.exec(line)?.[1]
  if (size === undefined || !witness) return
  await services.runner.system((tx) => store.putCosignature(tx, size, witness, line))
}
