import type { AgencyDetail, AgencyRow } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

interface Overview {
  agencies: number
  people: number
  posts: number
  documents: number
  without_post: number
  without_leader: number
  without_clerk: number
  ending: number
}

/** Counts over the whole installation; certificates and documents are counted by a named function, never read. */
export async function overview(tx: Tx, now: string): Promise<Overview> {
  const row = await tx.one<Overview>(
    `select
       (select count(*)::int from organisations.agency where valid_to is null) as agencies,
       (select count(*)::int from organisations.person) as people,
       (select count(*)::int from organisations.position where valid_to is null) as posts,
       (select count(*)::int from organisations.person p where not exists
          (select 1 from organisations.appointment a where a.person_id = p.id and a.valid_to is null)) as without_post,
       (select count(*)::int from organisations.agency g where g.valid_to is null and not exists
          (select 1 from organisations.position p join organisations.appointment a on a.position_id = p.id and a.valid_to is null
           where p.agency_id = g.id and p.roles && array['leader'])) as without_leader,
       (select count(*)::int from organisations.agency g where g.valid_to is null and not exists
          (select 1 from organisations.position p join organisations.appointment a on a.position_id = p.id and a.valid_to is null
           where p.agency_id = g.id and p.roles && array['clerk'])) as without_clerk,
       c.documents, c.ending
     from platform.administration_counts($1::timestamptz) c`,
    [now],
  )
  return row!
}

export const agencyRows = (tx: Tx) =>
  tx.rows<AgencyRow>(
    `select a.id, a.code, a.name, a.short_name as "shortName", a.abbreviation, a.kind, a.level_name as "levelName", p.short_name as "parentName",
       (select count(distinct ap.person_id)::int from organisations.appointment ap where ap.agency_id = a.id and ap.valid_to is null) as people
     from organisations.agency_card a left join organisations.agency_card p on p.id = a.parent_id
     where a.valid_to is null order by a.level_ordinal, a.name`,
  )

export async function agencyParts(
  tx: Tx,
  agencyId: string,
  year: string,
): Promise<Pick<AgencyDetail, 'units' | 'posts' | 'books' | 'history'>> {
  return {
    units: await tx.rows(
      'select id, name, abbreviation from organisations.unit where agency_id = $1 and valid_to is null order by name',
      [agencyId],
    ),
    posts: await tx.rows(
      `select position_id as "positionId", title, unit_name as "unitName", person_id as "personId", full_name as "personName", roles
       from organisations.post_card where agency_id = $1 order by ordinal`,
      [agencyId],
    ),
    books: await tx.rows('select * from registers.book_heads($1, $2)', [agencyId, year]),
    history: await tx.rows(
      'select valid_from as "from", valid_to as "to", name, abbreviation from organisations.agency_name where agency_id = $1 order by valid_from desc',
      [agencyId],
    ),
  }
}
