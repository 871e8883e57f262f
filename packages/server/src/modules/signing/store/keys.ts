import type { Tx } from '../../../platform/tx.ts'

export interface KeyRow {
  id: string
  holder: 'person' | 'agency'
  person_id: string | null
  sealed: Buffer
  passphrase_required: boolean
  certificate: Buffer
  chain: Buffer[]
  subject: string
  not_after: string
}

/** The holder's key that is valid now; the newest when there are several. */
export const findKey = (
  tx: Tx,
  agencyId: string,
  holder: 'person' | 'agency',
  personId: string | null,
  now: string,
) =>
  tx.one<KeyRow>(
    `select id, holder, person_id, sealed, passphrase_required, certificate, chain, subject, not_after from signing.key
     where agency_id = $1 and holder = $2 and person_id is not distinct from $3 and retired_at is null and not_before <= $4 and not_after > $4
     order by not_after desc limit 1`,
    [agencyId, holder, personId, now],
  )

export interface NewKey {
  agencyId: string
  id: string
  holder: 'person' | 'agency'
  personId: string | null
  sealed: Uint8Array
  passphraseRequired: boolean
  certificate: Uint8Array
  chain: Uint8Array[]
  subject: string
  notBefore: string
  notAfter: string
}
export const insertKey = (tx: Tx, key: NewKey) =>
  tx.run(
    `insert into signing.key (agency_id, id, holder, person_id, kind, sealed, passphrase_required, certificate, chain, subject, not_before, not_after)
     values ($1, $2, $3, $4, 'software', $5, $6, $7, $8, $9, $10, $11)`,
    [
      key.agencyId,
      key.id,
      key.holder,
      key.personId,
      key.sealed,
      key.passphraseRequired,
      key.certificate,
      key.chain,
      key.subject,
      key.notBefore,
      key.notAfter,
    ],
  )

export const findPicture = (tx: Tx, agencyId: string, holder: 'person' | 'agency', personId: string | null) =>
  tx.one<{ png: Buffer; width_mm: number; height_mm: number }>(
    'select png, width_mm, height_mm from signing.picture where agency_id = $1 and holder = $2 and person_id is not distinct from $3 limit 1',
    [agencyId, holder, personId],
  )

export const insertPicture = (
  tx: Tx,
  row: {
    agencyId: string
    id: string
    holder: 'person' | 'agency'
    personId: string | null
    png: Uint8Array
    widthMm: number
    heightMm: number
  },
) =>
  tx.run(
    'insert into signing.picture (agency_id, id, holder, person_id, png, width_mm, height_mm) values ($1, $2, $3, $4, $5, $6, $7)',
    [row.agencyId, row.id, row.holder, row.personId, row.png, row.widthMm, row.heightMm],
  )

export const listAnchors = (tx: Tx) =>
  tx.rows<{ certificate: Buffer; purpose: string; name: string }>(
    'select certificate, purpose, name from signing.trust_anchor',
  )

/** The newest list of each issuer: judging needs no network. */
export const listRevocationLists = (tx: Tx) =>
  tx.rows<{ crl: Buffer }>('select crl from signing.revocation_list')
