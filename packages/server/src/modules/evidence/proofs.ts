import { auditLog, buildProof, type ProofBundle, parseCheckpoint } from '@congvan/evidence'
import { DomainError } from '../../kernel/domain-error.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Services } from '../../platform/services.ts'
import { appendWaiting } from './append.ts'
import { installationKeys } from './keys.ts'
import * as store from './store/log.ts'

/** Proof of one document as the agency holds it: every leaf about this very file, under the checkpoint that proves most. */
export async function exportProof(
  services: Services,
  actor: Actor,
  documentId: string,
): Promise<ProofBundle> {
  await appendWaiting(services)
  return services.runner.read(actor, async (tx) => {
    const all = await store.leavesOf(tx, documentId)
    const sha256 = all.findLast((leaf) => leaf.sha256 !== null)?.sha256
    const newest = await store.newestCheckpoint(tx)
    if (!sha256 || !newest) throw new DomainError('not-found', 'evidence.nothing-to-prove')
    const leaves = all.filter((leaf) => leaf.sha256 === sha256)
    const last = leaves.at(-1)!.index
    const checkpoint = (await store.bestCheckpointFor(tx, last))!
    const document: Record<string, string> = { sha256 }
    for (const name of ['number', 'symbol', 'issuedOn']) {
      const said = new Set(leaves.flatMap((leaf) => leaf.openings[name]?.value ?? []))
      if (said.size === 1) document[name] = [...said][0]!
    }
    const earlier = (await store.checkpointsSince(tx, 1)).find((row) => row.size < checkpoint.size)
    return buildProof({
      store: store.tileStore(tx),
      logSize: newest.size,
      document,
      leaves: leaves.map((leaf) => ({
        index: leaf.index,
        openings: Object.fromEntries(
          Object.entries(leaf.openings).map(([name, { salt, value }]) => [
            name,
            { salt: new Uint8Array(Buffer.from(salt, 'base64')), value },
          ]),
        ),
      })),
      checkpoint: checkpoint.note,
      witnesses: (await store.cosignaturesOf(tx, checkpoint.size)).map((row) => row.line),
      ...(earlier ? { earlier: earlier.note } : {}),
      ...(checkpoint.token ? { timestampToken: checkpoint.token.toString('base64') } : {}),
    })
  })
}

/** Reads the whole log again: every leaf, every tile, every checkpoint from `since` on (its note or its size). */
export async function audit(services: Services, since: string | null = null) {
  const keys = await installationKeys(services)
  return services.runner.system(async (tx) => {
    const from = since === null ? 0 : (parseCheckpoint(since)?.size ?? Number(since))
    const own = await store.checkpointsSince(tx, from)
    const given = since && parseCheckpoint(since) ? [since] : []
    // A log that has not begun is not a log that was cut.
    if (own.length + given.length === 0 && from === 0) return { leaves: 0, checkpoints: 0, problems: [] }
    return auditLog({
      store: store.tileStore(tx),
      checkpoints: [...given, ...own.map((row) => row.note)],
      key: keys.log,
      since: from,
    })
  })
}
