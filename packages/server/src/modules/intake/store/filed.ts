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
  position_id: string | null
  handler_unit_id: string | null
  handler_position_id: string | null
}

export interface NewFiled {
  agencyId: string
  documentId: string
  issuer_name: string
  abbreviation: string | null
  type_name: string
  book_id: string | null
  /** Null while only its handler is known. */
  position_id: string | null
  now: string
}

export const putFiled = (tx: Tx, row: NewFiled) =>
  tx.run(
    `insert into intake.filed (agency_id, document_id, issuer_key, issuer_name, book_id, position_id, filed_at, abbreviation, type_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (agency_id, document_id) do update set issuer_key = excluded.issuer_key, issuer_name = excluded.issuer_name, book_id = excluded.book_id,
       position_id = coalesce(excluded.position_id, intake.filed.position_id), abbreviation = excluded.abbreviation, type_name = excluded.type_name, taken_back = false`,
    [
      row.agencyId,
      row.documentId,
      issuerKey(row.issuer_name),
      row.issuer_name,
      row.book_id,
      row.position_id,
      row.now,
      row.abbreviation,
      row.type_name,
    ],
  )

export const setHandler = (
  tx: Tx,
  agencyId: string,
  documentId: string,
  to: { unitId: string | null; positionId: string | null },
) =>
  tx.run(
    'update intake.filed set handler_unit_id = $3, handler_position_id = $4 where agency_id = $1 and document_id = $2',
    [agencyId, documentId, to.unitId, to.positionId],
  )

export const takeBackFiled = (tx: Tx, agencyId: string, documentId: string) =>
  tx.run('update intake.filed set taken_back = true where agency_id = $1 and document_id = $2', [
    agencyId,
    documentId,
  ])

/** Its document was secret: the issuer's name goes with it. */
export const forgetFiled = (tx: Tx, agencyId: string, documentId: string) =>
  tx.run(
    `update intake.filed set issuer_key = '', issuer_name = '', abbreviation = null, type_name = null, taken_back = true
     where agency_id = $1 and document_id = $2`,
    [agencyId, documentId],
  )

/** The newest three of this issuer; more would keep old habits alive after a change of office. */
export const lastFiled = (tx: Tx, agencyId: string, issuerName: string) =>
  tx.rows<Filed>(
    `select issuer_name, book_id, position_id, handler_unit_id, handler_position_id from intake.filed
     where agency_id = $1 and issuer_key = $2 and not taken_back order by filed_at desc limit 3`,
    [agencyId, issuerKey(issuerName)],
  )

/** Whose papers carried this abbreviation lately: one name, or more where it is no name at all (UBND). */
export const lastOfAbbreviation = (tx: Tx, agencyId: string, abbreviation: string) =>
  tx.rows<{ issuer_key: string; issuer_name: string }>(
    `select issuer_key, issuer_name from intake.filed
     where agency_id = $1 and abbreviation = $2 and not taken_back order by filed_at desc limit 10`,
    [agencyId, abbreviation],
  )
