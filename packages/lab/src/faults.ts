// What can go wrong at a trust service, switchable per kind of request while the lab runs.

export type ServiceKind = 'ocsp' | 'crl' | 'tsa' | 'aia'

export const FAULTS = [
  'slow',
  'down',
  '5xx',
  'garbage',
  'wrong-nonce',
  'no-nonce',
  'expired',
  'revoked',
  'clock-skew',
  'wrong-imprint',
  'refused',
] as const

export type Fault = (typeof FAULTS)[number]

export interface FaultSwitches {
  /** Several faults of one kind of request may be on together. */
  readonly on: Record<ServiceKind, Set<Fault>>
  slowMs: number
  skewMs: number
}

export function createFaults(): FaultSwitches {
  return {
    on: { ocsp: new Set(), crl: new Set(), tsa: new Set(), aia: new Set() },
    slowMs: 3000,
    skewMs: 2 * 3_600_000,
  }
}

export function isService(text: string): text is ServiceKind {
  return ['ocsp', 'crl', 'tsa', 'aia'].includes(text)
}

export function isFault(text: string): text is Fault {
  return (FAULTS as readonly string[]).includes(text)
}

export function clearFaults(faults: FaultSwitches): void {
  for (const set of Object.values(faults.on)) set.clear()
}
