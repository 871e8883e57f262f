import type { Tx } from '../../../platform/tx.ts'

export interface Edge {
  from_id: string
  to_id: string | null
  kind: 'replies-to' | 'cites' | 'supersedes' | 'recalls' | 'basis'
  printed: string
  subject: string
  issued_on: string | null
}

const SAME_DAY = '(c.issued_on is null or e.issued_on is null or c.issued_on = e.issued_on)'

/** What these documents name and what names them, by relation and by the words of their files, inside one agency. */
export const edgesOf = (tx: Tx, agencyId: string, ids: string[]) =>
  tx.rows<Edge>(
    `select r.document_id as from_id, r.target_id as to_id, r.kind, r.number_symbol as printed, r.subject, r.issued_on
       from documents.relation r where r.agency_id = $1 and r.document_id = any ($2)
     union
     select r.document_id, r.target_id, r.kind, r.number_symbol, r.subject, r.issued_on
       from documents.relation r where r.agency_id = $1 and r.target_id = any ($2)
     union
     select c.document_id, e.document_id, c.kind, c.printed, '', c.issued_on from search.citation c
       left join search.entry e on e.agency_id = $1 and e.number_key = c.number_key and e.document_id <> c.document_id and ${SAME_DAY}
       where c.agency_id = $1 and c.document_id = any ($2) and c.current
     union
     select c.document_id, e.document_id, c.kind, c.printed, '', c.issued_on from search.entry e
       join search.citation c on c.agency_id = $1 and c.current and c.number_key = e.number_key and c.document_id <> e.document_id and ${SAME_DAY}
       where e.agency_id = $1 and e.document_id = any ($2)
     limit 400`,
    [agencyId, ids],
  )

export const suggestNames = (tx: Tx, agencyIds: string[], folded: string) =>
  tx.rows<{ kind: 'person' | 'agency'; name: string }>(
    `select kind, min(name) as name from search.name
     where agency_id = any ($1) and (folded like $2 || '%' or folded like '% ' || $2 || '%')
     group by kind, folded order by sum(documents) desc, folded limit 6`,
    [agencyIds, folded],
  )
