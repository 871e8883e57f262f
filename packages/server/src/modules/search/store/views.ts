import type { SearchParams, SearchView } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export const listViews = (tx: Tx, agencyId: string, personId: string) =>
  tx.rows<SearchView>(
    'select id, name, query from search.view where agency_id = $1 and person_id = $2 and forgotten_at is null order by lower(name)',
    [agencyId, personId],
  )
export const insertView = (
  tx: Tx,
  row: { agencyId: string; personId: string; id: string; name: string; query: SearchParams; at: string },
) =>
  tx.run(
    'insert into search.view (agency_id, id, person_id, name, query, saved_at) values ($1, $2, $3, $4, $5, $6)',
    [row.agencyId, row.id, row.personId, row.name, JSON.stringify(row.query), row.at],
  )
export const forget = (tx: Tx, agencyId: string, personId: string, id: string, at: string) =>
  tx.run(
    'update search.view set forgotten_at = $4 where agency_id = $1 and person_id = $2 and id = $3 and forgotten_at is null',
    [agencyId, personId, id, at],
  )

export const setProvinceRight = (
  tx: Tx,
  row: { agencyId: string; positionId: string; by: string; at: string; granted: boolean },
) =>
  tx.run(
    `insert into search.province_right (agency_id, position_id, granted_by, granted_at, revoked_at) values ($1, $2, $3, $4, $5)
     on conflict (agency_id, position_id) do update set granted_by = $3, granted_at = $4, revoked_at = $5`,
    [row.agencyId, row.positionId, row.by, row.at, row.granted ? null : row.at],
  )
