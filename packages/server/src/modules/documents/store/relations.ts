import { prepared, type Tx } from '../../../platform/tx.ts'

export interface RelationRow {
  kind: 'replies-to' | 'cites' | 'supersedes' | 'recalls'
  document_id: string
  target_id: string | null
  number_symbol: string
  subject: string
  issued_on: string | null
}

export const insertRelation = (tx: Tx, row: RelationRow & { agency_id: string; id: string }) =>
  tx.run(
    `insert into documents.relation (agency_id, id, document_id, kind, target_id, number_symbol, subject, issued_on) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.agency_id,
      row.id,
      row.document_id,
      row.kind,
      row.target_id,
      row.number_symbol,
      row.subject,
      row.issued_on,
    ],
  )

/** Both ways: what it answers or cites, and what answers or cites it, inside the agency's own files. */
export const listRelations = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<
    RelationRow & {
      other_id: string | null
      other_number: string | null
      other_symbol: string | null
      other_subject: string | null
      other_issued_on: string | null
      outward: boolean
    }
  >(
    `select r.kind, r.document_id, r.target_id, r.number_symbol, r.subject, r.issued_on, o.id as other_id, o.number as other_number, o.symbol as other_symbol,
       o.subject as other_subject, o.issued_on as other_issued_on, r.outward
     from (
       select *, true as outward, target_id as other from documents.relation where agency_id = $1 and document_id = $2
       union all
       select *, false, document_id from documents.relation where agency_id = $1 and target_id = $2
     ) r left join documents.document o on o.agency_id = $1 and o.id = r.other`,
    [agencyId, documentId],
  )

export const findReplyTarget = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<RelationRow>(
    prepared(
      `select kind, document_id, target_id, number_symbol, subject, issued_on from documents.relation where agency_id = $1 and document_id = $2 and kind = 'replies-to'`,
    ),
    [agencyId, documentId],
  )
