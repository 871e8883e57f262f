import { randomBytes } from 'node:crypto'
import { COSIGNATURE, ED25519, type NoteSigner, privateKeyFromSeed, signerFrom } from '@congvan/evidence'
import type { Services } from '../../platform/services.ts'
import { findKeys, putKeys } from './store/log.ts'

export interface InstallationKeys {
  /** Name of this installation in logs, receipts and messages; made once. */
  origin: string
  log: NoteSigner
  witness: NoteSigner
  /** Signs receipts and messages between installations. */
  message: NoteSigner
}

const PURPOSE = 'evidence-keys'
const SEED = 32

/** Three Ed25519 keys, made on first use, sealed at rest with the master key. */
export async function installationKeys(services: Services): Promise<InstallationKeys> {
  const fresh = { origin: `congvan-${randomBytes(6).toString('hex')}`, seeds: randomBytes(3 * SEED) }
  const row = await services.runner.system(async (tx) => {
    const known = await findKeys(tx)
    if (known) return known.value
    const sealed = services.sealer.seal(PURPOSE, fresh.seeds).toString('base64')
    await putKeys(tx, { origin: fresh.origin, sealed })
    return (await findKeys(tx))!.value
  })
  const seeds = services.sealer.open(PURPOSE, Buffer.from(row.sealed, 'base64'))
  const key = (i: number) => privateKeyFromSeed(new Uint8Array(seeds.subarray(i * SEED, (i + 1) * SEED)))
  return {
    origin: row.origin,
    log: signerFrom(row.origin, ED25519, key(0)),
    witness: signerFrom(`${row.origin}/witness`, COSIGNATURE, key(1)),
    message: signerFrom(`${row.origin}/message`, ED25519, key(2)),
  }
}
