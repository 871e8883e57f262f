import type { NetworkPoint, PointState, PressRegister, PutPressAgency } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export interface PointRow {
  id: string
  code: string
  name: string
  kind: NetworkPoint['kind']
  place_id: string | null
  place: string | null
  address: string | null
  state: PointState
  state_since: string
  grid_column: number | null
  grid_row: number | null
}
export const listPoints = (tx: Tx, on: string) =>
  tx.rows<PointRow>(
    `select id, code, name, kind, place_id, place, address, state, state_since::text, grid_column, grid_row from equipment.network_points($1)`,
    [on],
  )

export interface IncidentRow {
  id: string
  code: string
  kind: 'post' | 'telecom'
  began_at: string
  ended_at: string | null
  place: string
  cause: string
  repaired: boolean
  authorities_cut_off: boolean
}
const UTC = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as ${column}`
export const listIncidents = (tx: Tx, from: string) =>
  tx.rows<IncidentRow>(
    `select id, code, kind, ${UTC('began_at')}, ${UTC('ended_at')}, place, cause, repaired, authorities_cut_off from equipment.incident_log($1)`,
    [from],
  )
export const findIncident = (tx: Tx, id: string) =>
  tx.one<{ code: string; began_at: string; repaired: boolean }>(
    `select code, ${UTC('began_at')}, repaired from equipment.incident where id = $1 for update`,
    [id],
  )

export const setPoint = async (tx: Tx, id: string, state: string, at: string): Promise<string | null> => {
  const before = await tx.one<{ state: string }>(
    'select state from equipment.service_point where id = $1 for update',
    [id],
  )
  if (!before) return null
  await tx.run('update equipment.service_point set state = $2, state_since = $3 where id = $1', [
    id,
    state,
    at,
  ])
  return before.state
}
export const setPoints = (tx: Tx, ids: readonly string[], state: string, at: string) =>
  tx.run('update equipment.service_point set state = $2, state_since = $3 where id = any ($1)', [
    ids,
    state,
    at,
  ])

/** `SC-2021-004`: one series a year, counted under a lock so that two keepers do not get one code. */
export async function insertIncident(
  tx: Tx,
  row: {
    agencyId: string
    id: string
    kind: string
    year: number
    beganAt: string
    place: string
    territoryAgencyId: string | null
    cause: string
    cutOff: boolean
  },
): Promise<string> {
  await tx.run(`select pg_advisory_xact_lock(hashtextextended('equipment.incident', 0))`)
  const last = await tx.one<{ n: number }>(
    `select coalesce(max(substring(code from '(\\d+)$')::int), 0) as n from equipment.incident
     where agency_id = $1 and code like $2`,
    [row.agencyId, `SC-${row.year}-%`],
  )
  const code = `SC-${row.year}-${String((last?.n ?? 0) + 1).padStart(3, '0')}`
  await tx.run(
    `insert into equipment.incident (agency_id, id, code, kind, began_at, place, territory_agency_id, cause, authorities_cut_off)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      row.agencyId,
      row.id,
      code,
      row.kind,
      row.beganAt,
      row.place,
      row.territoryAgencyId,
      row.cause,
      row.cutOff,
    ],
  )
  return code
}
export const endIncident = (tx: Tx, id: string, at: string) =>
  tx.run('update equipment.incident set ended_at = $2, repaired = true where id = $1', [id, at])
/** The places that the opening of the incident named. */
export const pointsOf = async (tx: Tx, incidentId: string): Promise<string[]> =>
  (
    await tx.one<{ points: string[] }>(
      `select payload->'points' as points from platform.event where name = 'equipment.incident-opened' and subject_id = $1 limit 1`,
      [incidentId],
    )
  )?.points ?? []

export async function putPress(
  tx: Tx,
  row: PutPressAgency & { agencyId: string; today: string },
): Promise<boolean> {
  const taken = await tx.one(
    'select 1 from equipment.press_agency where agency_id = $1 and code = $2 and id <> $3',
    [row.agencyId, row.code, row.pressId],
  )
  if (taken) return false
  await tx.run(
    `insert into equipment.press_agency as p (agency_id, id, code, name, licence, kind, contact, since, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (agency_id, id) do update set code = excluded.code, name = excluded.name, licence = excluded.licence,
       kind = excluded.kind, contact = excluded.contact, until = excluded.until`,
    [row.agencyId, row.pressId, row.code, row.name, row.licence, row.kind, row.contact, row.today, row.until],
  )
  return true
}

export const readPress = async (tx: Tx, from: string, to: string) =>
  (await tx.one<{ register: { rows: PressRegister['rows']; announcements: number } }>(
    'select equipment.press_register($1, $2) as register',
    [from, to],
  ))!.register
