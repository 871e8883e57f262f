import type { EquipmentBoard, MachineRow, PutLine } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export const PAGE = 50
/** A working life of computers in the rules on public assets (Circular 45/2018/TT-BTC, App. I): five years. */
const OLD_YEARS = 5

/** Under the caller's walls: his agency's, or the province's for the coordinating agency. */
export const machineCounts = async (tx: Tx, today: string): Promise<EquipmentBoard['machines']> =>
  (await tx.one<EquipmentBoard['machines']>(
    `select count(*)::int as all, count(*) filter (where state = 'in-use')::int as "inUse", count(*) filter (where state = 'broken')::int as broken,
       count(*) filter (where state in ('in-use', 'spare') and extract(year from $1::date) - bought_in > ${OLD_YEARS})::int as old,
       count(*) filter (where state in ('in-use', 'spare') and warranty_until < $1)::int as "outOfWarranty",
       count(*) filter (where state = 'in-use' and person_id is null and kind in ('desktop', 'laptop'))::int as nobody
     from equipment.workstation where state <> 'disposed'`,
    [today],
  ))!

export interface HolderRow {
  person_id: string
  full_name: string
  title: string
  asset_code: string | null
  networked: boolean
}
export const listHolders = (tx: Tx, agencyId: string, today: string) =>
  tx.rows<HolderRow>(
    `select s.person_id, s.full_name, s.title, w.asset_code, coalesce(w.networked, false) as networked
     from provisioning.staff($2) s
     left join lateral (select x.asset_code, x.internal_network and x.broadband as networked from equipment.workstation x
       where x.person_id = s.person_id and x.agency_id = s.agency_id and x.kind in ('desktop', 'laptop') and x.state = 'in-use' and x.since <= $2
         and (x.until is null or x.until >= $2)
       order by (x.internal_network and x.broadband) desc, x.id limit 1) w on true
     where s.agency_id = $1 order by coalesce(w.networked, false), s.full_name limit 600`,
    [agencyId, today],
  )

export const listLines = (tx: Tx, agencyId: string) =>
  tx.rows<{
    id: string
    kind: PutLine['kind']
    provider: string | null
    speed_mbps: number | null
    state: PutLine['state']
    since: string
  }>(
    `select id, kind, provider, speed_mbps, state, since::text from equipment.line where agency_id = $1 and state <> 'ended' order by kind, since`,
    [agencyId],
  )

export const putLine = (tx: Tx, row: PutLine & { agencyId: string; today: string }) =>
  tx.run(
    `insert into equipment.line as l (agency_id, id, kind, provider, speed_mbps, state, since, until)
     values ($1, $2, $3, $4, $5, $6, $7, case when $6 = 'ended' then $7::date end)
     on conflict (agency_id, id) do update set kind = excluded.kind, provider = excluded.provider, speed_mbps = excluded.speed_mbps,
       state = excluded.state, until = excluded.until`,
    [row.agencyId, row.lineId, row.kind, row.provider, row.speedMbps, row.state, row.today],
  )

interface MachineLine {
  id: string
  agency_id: string
  agency: string
  asset_code: string
  kind: MachineRow['kind']
  person_id: string | null
  person: string | null
  model: string | null
  bought_in: number | null
  warranty_until: string | null
  state: MachineRow['state']
  internal_network: boolean
  broadband: boolean
  counted_by: MachineRow['countedBy']
  checked_in_at: string | null
  reading: MachineRow['reading']
}
export const listMachines = (
  tx: Tx,
  wish: { q?: string | undefined; flag?: string | undefined; today: string; offset: number },
) =>
  tx.rows<MachineLine>(
    `select w.id, w.agency_id, c.short_name as agency, w.asset_code, w.kind, w.person_id, s.full_name as person, w.model, w.bought_in,
       w.warranty_until::text, w.state, w.internal_network, w.broadband, w.counted_by, w.checked_in_at::text, w.reading
     from equipment.workstation w
     join organisations.agency_card c on c.id = w.agency_id
     left join provisioning.staff($3) s on s.person_id = w.person_id
     where w.state <> 'disposed'
       and ($1::text is null or w.asset_code ilike $1 or w.model ilike $1 or s.full_name ilike $1 or c.short_name ilike $1)
       and case $2 when 'old' then w.state in ('in-use', 'spare') and extract(year from $3::date) - w.bought_in > ${OLD_YEARS}
         when 'out-of-warranty' then w.state in ('in-use', 'spare') and w.warranty_until < $3 when 'broken' then w.state = 'broken'
         when 'nobody' then w.state = 'in-use' and w.person_id is null and w.kind in ('desktop', 'laptop') else true end
     order by c.short_name, w.asset_code, w.id limit ${PAGE + 1} offset $4`,
    [wish.q ? `%${wish.q}%` : null, wish.flag ?? null, wish.today, wish.offset],
  )
