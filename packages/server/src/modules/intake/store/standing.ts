import { prepared, type Tx } from '../../../platform/tx.ts'
import type { DocumentRow } from '../../documents/index.ts'
import type { BookRow, SeriesRow } from '../../registers/index.ts'

/** All that "Vào sổ" must know, as it stands under the document's lock. */
export interface Standing {
  document: Pick<
    DocumentRow,
    'id' | 'direction' | 'state' | 'regime' | 'type_name' | 'arrival_number' | 'issuer_agency_id'
  >
  shas: string[]
  book: BookRow | null
  /** The book's series for arrivals of every kind. */
  series: SeriesRow | null
}

const STANDING = prepared(`select to_json(d) as document, to_json(b) as book, to_json(s) as series,
     array(select c.sha256 from documents.component c where c.agency_id = $1 and c.document_id = $2) as shas
   from (select id, direction, state, regime, type_name, arrival_number, issuer_agency_id
         from documents.document where agency_id = $1 and id = $2 for update) d
   left join (select id, direction, name, opens_on, closes_on from registers.book where agency_id = $1 and id = $3) b on true
   left join lateral (select id, book_id, type_codes, reset, term, template from registers.series
         where agency_id = $1 and book_id = $3 and (type_codes is null or '*' = any (type_codes)) order by type_codes limit 1) s on true`)

export const lockStanding = (tx: Tx, agencyId: string, documentId: string, bookId: string) =>
  tx.one<Standing>(STANDING, [agencyId, documentId, bookId])
