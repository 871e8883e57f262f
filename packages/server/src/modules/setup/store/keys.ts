import type { Tx } from '../../../platform/tx.ts'

export interface Holder {
  agency_id: string
  position_id: string | null
  person_id: string | null
  label: string
}

/** Every seal, and everybody who may sign in some form. */
export const signersAndSeals = (tx: Tx) =>
  tx.rows<{ id: string; label: string }>(
    `select * from (
       select g.id, 'Dấu của ' || g.short_name as label, g.level_ordinal, g.name as sort, 0 as kind from organisations.agency_card g where g.valid_to is null
       union all
       select p.position_id, p.full_name || ', ' || p.title || ', ' || g.short_name, g.level_ordinal, g.name, 1
       from organisations.post_card p join organisations.agency_card g on g.id = p.agency_id
       where p.person_id is not null and exists (select 1 from organisations.mandate m where m.position_id = p.position_id and m.valid_to is null)
     ) x order by level_ordinal, sort, kind, label`,
  )

/** By the id of an agency or a post, or by the agency's code as it stands in the sheet. */
export const findHolder = (tx: Tx, idOrCode: string) =>
  tx.one<Holder>(
    `select g.id as agency_id, null::uuid as position_id, null::uuid as person_id, g.short_name as label
     from organisations.agency_card g where g.id::text = $1 or g.code = $1
     union all
     select p.agency_id, p.position_id, p.person_id, p.full_name from organisations.post_card p where p.position_id::text = $1
     limit 1`,
    [idOrCode],
  )

export const retireKeys = (tx: Tx, agencyId: string, personId: string | null, now: string) =>
  tx.run(
    'update signing.key set retired_at = $3 where agency_id = $1 and person_id is not distinct from $2 and retired_at is null',
    [agencyId, personId, now],
  )

export const replacePicture = (
  tx: Tx,
  agencyId: string,
  personId: string | null,
  row: { png: Uint8Array; widthMm: number; heightMm: number },
) =>
  tx.run(
    'update signing.picture set png = $3, width_mm = $4, height_mm = $5 where agency_id = $1 and person_id is not distinct from $2',
    [agencyId, personId, row.png, row.widthMm, row.heightMm],
  )
