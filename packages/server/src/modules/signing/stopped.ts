// What the register of certificates blocks signs nothing from that moment on (notes §6.6): the authority's own list comes days later.
import { parseCertificate } from '@congvan/sign-core/x509'
import { DomainError } from '../../kernel/domain-error.ts'
import { isoDay, printDay, Temporal } from '../../kernel/time.ts'
import type { Reaction } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { findStopped, freeCertificate, stopCertificate } from './store/stopped.ts'

const STOPS = ['suspended', 'revocation-pending', 'revoked', 'closed']

/** As the register and the certificate write it: with blanks, colons, upper case, leading zeros. */
const plainSerial = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^0-9a-f]/g, '')
    .replace(/^0+(?=.)/, '')

/** In the transaction of the act: the next signature already meets the block. */
export const obeyRegister: Reaction = {
  on: 'provisioning.certificate-state',
  async run({ tx, now }, { payload }) {
    const serial = plainSerial(String(payload?.serial ?? ''))
    const state = String(payload?.state ?? '')
    if (STOPS.includes(state)) await stopCertificate(tx, { serial, why: state, since: now.toString() })
    else await freeCertificate(tx, serial)
  },
}

const serialOf = ({ certificate }: { certificate: Uint8Array }): string =>
  plainSerial(parseCertificate(certificate).serial)

/** The first key whose certificate the register does not block. Throws when it blocks them all. */
export async function firstNotStopped<K extends { certificate: Uint8Array }>(
  tx: Tx,
  keys: readonly K[],
): Promise<K> {
  const stopped = await findStopped(tx, keys.map(serialOf))
  const free = keys.find((key) => !stopped.some(({ serial }) => serial === serialOf(key)))
  if (free) return free
  throw new DomainError('conflict', 'signing.key-stopped', {
    day: printDay(isoDay(Temporal.Instant.from(stopped[0]!.since))),
  })
}

export const assertNotStopped = async (tx: Tx, certificate: Uint8Array): Promise<void> => {
  await firstNotStopped(tx, [{ certificate }])
}
