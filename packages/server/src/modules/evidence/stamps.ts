import type { Services } from '../../platform/services.ts'
import * as store from './store/log.ts'

/** Checkpoints that should carry a time stamp and do not: the newest, and the newest that another installation cosigned. */
export const unstamped = (services: Services): Promise<store.CheckpointRow[]> =>
  services.runner.system(store.listUnstamped)

/** @param token DER of the RFC 3161 token over the bytes of that checkpoint's note */
export const keepStamp = (services: Services, size: number, token: Uint8Array): Promise<void> =>
  services.runner.system(async (tx) => {
    await store.putStamp(tx, size, token, services.clock.now().toString())
  })
