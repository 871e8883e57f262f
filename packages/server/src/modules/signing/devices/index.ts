import { csc } from './csc.ts'
import { mobileId } from './mobile-id.ts'
import { mss } from './mss.ts'
import type { Driver, Service } from './types.ts'

/** Null: a USB token, which the person's own computer asks. */
export function driverOf(service: Service): Driver | null {
  if (service.kind === 'token') return null
  if (service.kind === 'mss') return mss
  return service.kind === 'mobile-id' ? mobileId : csc(service)
}
