// What every kind of key outside the process can be asked, said once.
import type { SigningScheme } from '@congvan/sign-core'

export type ServiceKind = 'token' | 'mss' | 'mobile-id' | 'csc-v1' | 'csc-v2'
export type KeyKind = 'software' | 'token' | 'sim' | 'remote' | 'hsm'

/** A service as the driver needs it: its secret is already unsealed. */
export interface Service {
  id: string
  kind: ServiceKind
  name: string
  url: string
  settings: Record<string, string>
  secret: string
  /** Now, for messages that carry their time. */
  instant: string
}

export interface DeviceKey {
  reference: string
  certificate: Uint8Array
  scheme: SigningScheme
}

/** One hash to sign, with the words a phone shows beside it. */
export interface Hash {
  digest: Uint8Array
  display: string
}

/** Where a request stands. `memo` is kept sealed and given back at the next question: a session, a SAD, a transaction. */
export type Progress =
  | { state: 'waiting'; memo: unknown; code: string | null; seconds: number }
  | { state: 'signed'; values: Uint8Array[] }
  | { state: 'refused'; problem: string }

/** What only the person knows; passed through to the service, never stored. */
export interface PersonSecret {
  pin?: string
  otp?: string
}

export interface FoundKey {
  reference: string
  name: string
  certificate: Uint8Array
  chain: Uint8Array[]
}

export interface Driver {
  /** How many documents one confirmation covers: a SIM shows one text, a remote service signs fifty hashes. */
  readonly most: number
  /** The person types the PIN here, not on the device. */
  readonly asksPin: boolean
  find(service: Service, account: string): Promise<FoundKey[]>
  start(service: Service, key: DeviceKey, hashes: Hash[], secret: PersonSecret): Promise<Progress>
  poll(service: Service, key: DeviceKey, memo: unknown, waitMs: number): Promise<Progress>
  cancel(service: Service, memo: unknown): Promise<void>
}
