import type { CountedMachine, MachineReading } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export interface LinkRow {
  id: string
  person_id: string
  person: string
  expires_at: string
  used_at: string | null
  asset_code: string | null
  kind: CountedMachine['kind'] | null
  model: string | null
}

const LINK = `select l.id, l.person_id, p.full_name as person, l.expires_at::text, l.used_at::text, w.asset_code, w.kind, w.model
  from equipment.check_in_link l
  join organisations.person p on p.id = l.person_id
  left join lateral (select x.asset_code, x.kind, x.model from equipment.workstation x
    where x.agency_id = l.agency_id and x.person_id = l.person_id and x.kind in ('desktop', 'laptop', 'tablet') and x.state = 'in-use'
    order by x.checked_in_at desc nulls last, x.since desc, x.id limit 1) w on true`

export const findLink = (tx: Tx, agencyId: string, id: string, now: string) =>
  tx.one<LinkRow>(
    `${LINK} where l.agency_id = $1 and l.id = $2 and l.ended_at is null and l.expires_at > $3`,
    [agencyId, id, now],
  )

/** Those that still open, and those used in the last thirty days. */
export const listLinks = (tx: Tx, agencyId: string, now: string) =>
  tx.rows<LinkRow>(
    `${LINK} where l.agency_id = $1 and l.ended_at is null and (l.expires_at > $2 or l.used_at > $2::timestamptz - interval '30 days')
     order by l.used_at is not null, p.full_name, l.id limit 600`,
    [agencyId, now],
  )

/** One open link a person: a new one ends the one before. */
export async function insertLinks(
  tx: Tx,
  agencyId: string,
  links: readonly { id: string; personId: string }[],
  made: { by: string; at: string; expiresAt: string },
): Promise<void> {
  await tx.run(
    `update equipment.check_in_link set ended_at = $3 where agency_id = $1 and person_id = any ($2) and ended_at is null and used_at is null`,
    [agencyId, links.map((row) => row.personId), made.at],
  )
  await tx.run(
    `insert into equipment.check_in_link (agency_id, id, person_id, made_by, made_at, expires_at)
     select $1, l.id, l.person, $4, $5, $6 from unnest($2::uuid[], $3::uuid[]) l (id, person)`,
    [
      agencyId,
      links.map((row) => row.id),
      links.map((row) => row.personId),
      made.by,
      made.at,
      made.expiresAt,
    ],
  )
}

export const endLink = async (tx: Tx, agencyId: string, id: string, at: string): Promise<boolean> =>
  (await tx.run(
    'update equipment.check_in_link set ended_at = $3 where agency_id = $1 and id = $2 and ended_at is null',
    [agencyId, id, at],
  )) === 1

export const markUsed = (tx: Tx, agencyId: string, id: string, at: string) =>
  tx.run('update equipment.check_in_link set used_at = $3 where agency_id = $1 and id = $2', [
    agencyId,
    id,
    at,
  ])

export const findMachine = (tx: Tx, agencyId: string, assetCode: string) =>
  tx.one<{ person_id: string | null; bought_in: number | null; warranty_until: string | null }>(
    `select person_id, bought_in, warranty_until::text from equipment.workstation where agency_id = $1 and asset_code = $2 for update`,
    [agencyId, assetCode],
  )

export const noteReading = (
  tx: Tx,
  agencyId: string,
  assetCode: string,
  reading: MachineReading,
  at: string,
) =>
  tx.run(
    `update equipment.workstation set reading = $3, checked_in_at = $4, counted_by = 'check-in' where agency_id = $1 and asset_code = $2`,
    [agencyId, assetCode, JSON.stringify(reading), at],
  )
