import { createPrivateKey, type KeyObject } from 'node:crypto'
import { DomainError } from '../../kernel/domain-error.ts'
import type { Services } from '../../platform/services.ts'
import type { Tx } from '../../platform/tx.ts'
import { firstNotStopped } from './stopped.ts'
import { findKeyById, findKeys, findPicture, type KeyRow } from './store/keys.ts'

/** What preparing a signature needs of a key: no secret. */
export interface PublicKey {
  certificate: Uint8Array
  chain: Uint8Array[]
  picture: { png: Uint8Array; widthMm: number; heightMm: number } | null
  subject: string
}
export interface ReadyKey extends PublicKey {
  key: KeyObject
}

/** Reads the key's row inside the transaction; nothing is unsealed here. */
export async function keyFor(
  tx: Tx,
  agencyId: string,
  holder: 'person' | 'agency',
  personId: string | null,
  holderName: string,
  now: string,
  /** A key the holder chose; it must be the holder's. */
  keyId?: string,
): Promise<{ row: KeyRow; picture: ReadyKey['picture'] }> {
  const found = keyId
    ? [await findKeyById(tx, agencyId, keyId)].filter((one) => one !== null)
    : await findKeys(tx, agencyId, holder, personId, now)
  const own = found.filter((one) => one.holder === holder && one.person_id === personId)
  if (own.length === 0) throw new DomainError('conflict', 'signing.no-key', { holder: holderName })
  const row = await firstNotStopped(tx, own)
  const picture = await findPicture(tx, agencyId, holder, personId)
  return {
    row,
    picture: picture && { png: picture.png, widthMm: picture.width_mm, heightMm: picture.height_mm },
  }
}

/** Outside the transaction: unseals and, where asked, opens with the holder's passphrase. */
export function unlock(
  services: Services,
  found: { row: KeyRow; picture: ReadyKey['picture'] },
  passphrase: string | undefined,
): ReadyKey {
  const { row } = found
  if (!row.sealed) throw new DomainError('conflict', 'signing.use-device', { subject: row.subject })
  const pem = services.sealer.open('signing-key', row.sealed)
  if (row.passphrase_required && !passphrase)
    throw new DomainError('invalid', 'signing.passphrase-needed', {}, 'passphrase')
  let key: KeyObject
  try {
    key = row.passphrase_required
      ? createPrivateKey({ key: pem, format: 'der', type: 'pkcs8', passphrase: passphrase! })
      : createPrivateKey({ key: pem, format: 'der', type: 'pkcs8' })
  } catch {
    throw new DomainError('invalid', 'signing.passphrase', {}, 'passphrase')
  }
  return { key, certificate: row.certificate, chain: row.chain, picture: found.picture, subject: row.subject }
}
