// A time stamp over bytes that are no signed file: the authorities of the installation, in their order.
import { requestTimestamp, SignError } from '@congvan/sign-core'
import { log } from '../../../platform/log.ts'
import type { Services } from '../../../platform/services.ts'
import { outside, reachOf, restTsa, timestampFrom, tsaOrder } from './services.ts'

/** DER of an RFC 3161 token over `data`; null when no authority is named or none answers soundly now. */
export async function stampBytes(services: Services, data: Uint8Array): Promise<Uint8Array | null> {
  const { settings } = await outside(services)
  const reach = reachOf(settings, [])
  for (const url of tsaOrder(settings.tsa)) {
    try {
      return await requestTimestamp(timestampFrom(url, reach), data)
    } catch (error) {
      if (!(error instanceof SignError)) throw error
      log.info('signing.not-stamped', { problem: `${error.code}: ${error.message}`.slice(0, 300) })
      restTsa(url)
    }
  }
  return null
}
