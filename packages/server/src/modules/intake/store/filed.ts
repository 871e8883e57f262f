import { fold } from '../../../kernel/text.ts'
import type { Tx } from '../../../platform/tx.ts'

/** "Sở Nội vụ", "SỞ NỘI VỤ" and a scan's "SỞ NỘI VU" are one issuer. */
export const issuerKey = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

export interface Filed {
  issuer_name: string
  book_id: string | null
  position_id: string
}

export const putFiled = (tx: Tx, row: Filed & { agencyId: string; documentId: string; now: string }) =>
  tx.run(
    `insert into intake.filed (agency_id, document_id, issuer_key, issuer_name, book_id, position_id, filed_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (agency_id, document_id) do update set issuer_key = excluded.issuer_key,
       issuer_name = excluded.issuer_name, book_id = excluded.book_id, position_id = excluded.position_id, taken_back = false`,
    [
      row.agencyId,
      row.documentId,
      issuerKey(row.issuer_name),
      row.issuer_name,
      row.book_id,
      row.position_id,
      row.now,
    ],
  )

export const takeBackFiled = (tx: Tx, agencyId: string, documentId: string) =>
  tx.run('update intake.filed set taken_back = true where agency_id = $1 and document_id = $2', [
    agencyId,
    documentId,
  ])

/** The newest three of this issuer; more would keep old habits alive after a change of office. */
export const lastFiled = (tx: Tx, agencyId: string, issuerName: string) =>
  tx.rows<Filed>(
    `select issuer_name, book_id, position_id from intake.filed where agency_id = $1 and issuer_key = $2 and not taken_back order by filed_at desc limit 3`,
    [agencyId, issuerKey(issuerName)],
  )
