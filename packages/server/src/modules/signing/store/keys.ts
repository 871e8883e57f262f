import { prepared, type Tx } from '../../../platform/tx.ts'
import type { KeyKind } from '../devices/types.ts'

export interface KeyRow {
  id: string
  holder: 'person' | 'agency'
  person_id: string | null
  kind: KeyKind
  /** Null: the key lies elsewhere, at `service_id` under `reference`. */
  sealed: Buffer | null
  service_id: string | null
  reference: string
  passphrase_required: boolean
  certificate: Buffer
  chain: Buffer[]
  subject: string
  not_before: string
  not_after: string
  purpose: string
  tried_at: string | null
}

const COLUMNS = `id, holder, person_id, kind, sealed, service_id, reference, passphrase_required, certificate, chain, subject,
  not_before::text, not_after::text, purpose, tried_at::text`

/** The holder's keys that are valid now: one kept here before one that asks a device, the newest first. */
export const findKeys = (
  tx: Tx,
  agencyId: string,
  holder: 'person' | 'agency',
  personId: string | null,
  now: string,
) =>
  tx.rows<KeyRow>(
    prepared(`select ${COLUMNS} from signing.key
     where agency_id = $1 and holder = $2 and person_id is not distinct from $3 and retired_at is null and not_before <= $4 and not_after > $4
     order by (kind = 'software') desc, not_after desc limit 8`),
    [agencyId, holder, personId, now],
  )

export const findKeyById = (tx: Tx, agencyId: string, id: string) =>
  tx.one<KeyRow>(
    `select ${COLUMNS} from signing.key where agency_id = $1 and id = $2 and retired_at is null`,
    [agencyId, id],
  )

/** The person's own keys and, for a clerk, the agency's. */
export const listKeys = (tx: Tx, agencyId: string, personId: string, agencyToo: boolean) =>
  tx.rows<KeyRow>(
    `select ${COLUMNS} from signing.key where agency_id = $1 and retired_at is null
       and (person_id = $2 or ($3 and holder = 'agency')) order by holder desc, (kind = 'software') desc, not_after desc`,
    [agencyId, personId, agencyToo],
  )

export const insertDeviceKey = (
  tx: Tx,
  agencyId: string,
  key: Omit<KeyRow, 'sealed' | 'passphrase_required' | 'tried_at'>,
) =>
  tx.run(
    `insert into signing.key (agency_id, id, holder, person_id, kind, service_id, reference, certificate, chain, subject, not_before, not_after, purpose)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      agencyId,
      key.id,
      key.holder,
      key.person_id,
      key.kind,
      key.service_id,
      key.reference,
      key.certificate,
      key.chain,
      key.subject,
      key.not_before,
      key.not_after,
      key.purpose,
    ],
  )

export const retireKey = (tx: Tx, agencyId: string, id: string, now: string) =>
  tx.run('update signing.key set retired_at = $3 where agency_id = $1 and id = $2 and retired_at is null', [
    agencyId,
    id,
    now,
  ])

export const markTried = (tx: Tx, agencyId: string, id: string, now: string) =>
  tx.run('update signing.key set tried_at = coalesce(tried_at, $3) where agency_id = $1 and id = $2', [
    agencyId,
    id,
    now,
  ])

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
    prepared(
      'select png, width_mm, height_mm from signing.picture where agency_id = $1 and holder = $2 and person_id is not distinct from $3 limit 1',
    ),
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
    prepared(`select certificate, purpose, name from signing.trust_anchor where state = 'trusted'`),
  )

/** The newest list of each issuer: judging needs no network. */
export const listRevocationLists = (tx: Tx) =>
  tx.rows<{ crl: Buffer }>(prepared('select crl from signing.revocation_list'))
