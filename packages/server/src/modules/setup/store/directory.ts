import type { Tx } from '../../../platform/tx.ts'

export interface KnownAgency {
  id: string
  code: string
  kind: string
  name: string
  short_name: string
  abbreviation: string
  place_name: string
}
export const knownAgencies = (tx: Tx) =>
  tx.rows<KnownAgency>(
    'select id, code, kind, name, short_name, abbreviation, place_name from organisations.agency_card where valid_to is null',
  )

export const knownLevels = (tx: Tx) =>
  tx.rows<{ code: string; name: string; ordinal: number }>(
    'select code, name, ordinal from organisations.level order by ordinal',
  )

export const knownUnits = (tx: Tx) =>
  tx.rows<{ id: string; agency_id: string; name: string }>(
    'select id, agency_id, name from organisations.unit where valid_to is null',
  )

export interface KnownPost {
  position_id: string
  agency_id: string
  unit_name: string | null
  title: string
  roles: string[]
  person_id: string | null
  full_name: string | null
}
export const knownPosts = (tx: Tx) =>
  tx.rows<KnownPost>(
    'select position_id, agency_id, unit_name, title, roles, person_id, full_name from organisations.post_card',
  )

export const knownPeople = (tx: Tx) =>
  tx.rows<{ id: string; full_name: string; email: string | null; login: string | null }>(
    'select p.id, p.full_name, p.email, a.login from organisations.person p left join identity.account a on a.person_id = p.id',
  )

export const knownMandates = (tx: Tx) =>
  tx.rows<{ position_id: string; form: string }>('select position_id, form from organisations.mandate')

/** Printed attributes corrected while the office is being set up, before anything was issued under them. */
export const correctName = (
  tx: Tx,
  id: string,
  row: { name: string; shortName: string; abbreviation: string; place: string; onPaper: string },
) =>
  tx.run(
    `update organisations.agency_name n set name = $2, short_name = $3, abbreviation = $4, place_name = $5, name_on_paper = $6
     where n.agency_id = $1 and n.valid_to is null
       and not exists (select 1 from registers.entry e where e.agency_id = $1)`,
    [id, row.name, row.shortName, row.abbreviation, row.place, row.onPaper],
  )

/** The administrator gets a seat in the first agency, so that an acting post exists. */
export const postOfPerson = (tx: Tx, personId: string) =>
  tx.one<{ id: string }>('select id from organisations.appointment where person_id = $1 limit 1', [personId])

export const appendEvents = (tx: Tx, events: Record<string, unknown>[]) =>
  tx.run('select platform.append_events($1)', [JSON.stringify(events)])
