import type { Tx } from '../../../platform/tx.ts'
import type { ServiceKind } from '../devices/types.ts'

export interface ServiceRow {
  id: string
  kind: ServiceKind
  name: string
  url: string
  settings: Record<string, string>
  sealed: Buffer | null
}

export const listServices = (tx: Tx) =>
  tx.rows<ServiceRow>(
    'select id, kind, name, url, settings, sealed from signing.service where retired_at is null order by name',
  )

export const findService = (tx: Tx, id: string) =>
  tx.one<ServiceRow>(
    'select id, kind, name, url, settings, sealed from signing.service where id = $1 and retired_at is null',
    [id],
  )

/** A null secret keeps the one stored. */
export const putService = (tx: Tx, row: ServiceRow) =>
  tx.run(
    `insert into signing.service (id, kind, name, url, settings, sealed) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set kind = $2, name = $3, url = $4, settings = $5, sealed = coalesce($6, signing.service.sealed)`,
    [row.id, row.kind, row.name, row.url, JSON.stringify(row.settings), row.sealed],
  )

export const retireService = (tx: Tx, id: string, now: string) =>
  tx.run('update signing.service set retired_at = $2 where id = $1', [id, now])

/** Keys at each service that the session's walls let see. */
export const countKeys = async (tx: Tx): Promise<Map<string, number>> =>
  new Map(
    (
      await tx.rows<{ service_id: string; n: number }>(
        'select service_id, count(*)::int as n from signing.key where service_id is not null and retired_at is null group by service_id',
      )
    ).map((row) => [row.service_id, row.n]),
  )
