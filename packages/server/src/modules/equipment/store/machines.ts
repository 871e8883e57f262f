import type { CountedMachine } from '@congvan/contract'
import { newId } from '../../../kernel/id.ts'
import type { Tx } from '../../../platform/tx.ts'

export const coordinates = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ yes: boolean }>('select provisioning.coordinates() as yes'))?.yes === true

export interface StaffLine {
  person_id: string
  full_name: string
  agency_id: string
}
export const listStaff = (tx: Tx, today: string): Promise<StaffLine[]> =>
  tx.rows<StaffLine>('select person_id, full_name, agency_id from provisioning.staff($1)', [today])
/** By the mã định danh that stands on paper, or by the code of the register, which comes last and wins. */
export const agencyCodes = (tx: Tx): Promise<{ id: string; code: string }[]> =>
  tx.rows(`select a.id, x.code from organisations.agency a
     left join organisations.agency_name n on n.agency_id = a.id and n.valid_to is null
     cross join lateral (values (n.identifier_code), (a.code)) x (code)
     where a.valid_to is null and x.code is not null order by x.code = a.code`)
export const addresses = (tx: Tx): Promise<{ address: string; person_id: string }[]> =>
  tx.rows('select address, person_id from mail.mailbox where person_id is not null')

const rowsOf = (machines: readonly CountedMachine[], by: string, today: string) =>
  JSON.stringify(
    machines.map((one) => ({
      agency_id: one.agencyId,
      id: newId(),
      asset_code: one.assetCode,
      kind: one.kind,
      person_id: one.personId,
      model: one.model,
      bought_in: one.boughtIn,
      warranty_until: one.warrantyUntil,
      state: one.state,
      internal_network: one.internalNetwork,
      broadband: one.broadband,
      since: today,
      until: one.state === 'disposed' ? today : null,
      counted_by: by,
    })),
  )
/** The facts that make a counted row differ from the one that stands. */
const FACTS = [
  'kind',
  'person_id',
  'model',
  'bought_in',
  'warranty_until',
  'state',
  'internal_network',
  'broadband',
]
const facts = (table: string) => `(${FACTS.map((name) => `${table}.${name}`).join(', ')})`

export interface Counted {
  added: number
  changed: number
  same: number
}

/** How many would be new, changed or the same: read only. */
export async function compareMachines(
  tx: Tx,
  machines: readonly CountedMachine[],
  today: string,
): Promise<Counted> {
  const row = await tx.one<Counted>(
    `select count(*) filter (where w.id is null)::int as added,
       count(*) filter (where w.id is not null and ${facts('w')} is distinct from ${facts('n')})::int as changed,
       count(*) filter (where w.id is not null and ${facts('w')} is not distinct from ${facts('n')})::int as same
     from jsonb_populate_recordset(null::equipment.workstation, $1) n
     left join equipment.workstation w on w.agency_id = n.agency_id and w.asset_code = n.asset_code`,
    [rowsOf(machines, 'import', today)],
  )
  return row ?? { added: 0, changed: 0, same: 0 }
}

export async function countMachines(
  tx: Tx,
  machines: readonly CountedMachine[],
  by: string,
  today: string,
): Promise<Counted> {
  const before = await compareMachines(tx, machines, today)
  await tx.run(
    `insert into equipment.workstation as w (agency_id, id, asset_code, kind, person_id, model, bought_in, warranty_until, state, internal_network, broadband, since, until, counted_by)
     select distinct on (agency_id, asset_code) agency_id, id, asset_code, kind, person_id, model, bought_in, warranty_until, state, internal_network, broadband, since, until, counted_by
     from jsonb_populate_recordset(null::equipment.workstation, $1)
     on conflict (agency_id, asset_code) do update set kind = excluded.kind, person_id = excluded.person_id, model = excluded.model,
       bought_in = excluded.bought_in, warranty_until = excluded.warranty_until, state = excluded.state, internal_network = excluded.internal_network,
       broadband = excluded.broadband, until = excluded.until, counted_by = excluded.counted_by
     where ${facts('w')} is distinct from ${facts('excluded')}`,
    [rowsOf(machines, by, today)],
  )
  return before
}
