import type { Tx } from '../../../platform/tx.ts'
import type { KnownName } from '../near-names.ts'

export interface Asked {
  full: string
  head: string
  number: string | null
  agencyIds: string[]
  /** A post with the province-wide right, acting over all agencies. */
  provincePosition: string | null
  filter: Record<string, unknown>
  offset: number
  limit: number
}
export interface Found {
  total: number
  atLeast: boolean
  rows: { agencyId: string; documentId: string; tier: 0 | 1 | 2; holders: string[] }[]
  facets: { facet: string; value: string; count: number }[]
}

export async function find(tx: Tx, asked: Asked): Promise<Found> {
  const row = await tx.one<{ answer: Found }>(
    'select search.find($1, $2, $3, $4, $5, $6, $7, $8) as answer',
    [
      asked.full,
      asked.head,
      asked.number,
      asked.agencyIds,
      asked.provincePosition,
      JSON.stringify(asked.filter),
      asked.offset,
      asked.limit,
    ],
  )
  return row!.answer
}

export const mayProvince = async (tx: Tx, positionId: string): Promise<boolean> =>
  (await tx.one<{ may: boolean }>('select search.may_search_province($1) as may', [positionId]))?.may === true

export interface ProvinceCard {
  agency_id: string
  agency_name: string
  id: string
  direction: 'incoming' | 'outgoing'
  state: string
  regime: 'nd30' | 'party'
  type_name: string
  number: string | null
  symbol: string | null
  issued_on: string | null
  subject: string
  issuer_name: string
  urgency: 0 | 1 | 2 | 3
}
export const provinceCards = (tx: Tx, positionId: string, ids: { agencyId: string; documentId: string }[]) =>
  tx.rows<ProvinceCard>('select * from search.province_cards($1, $2)', [positionId, JSON.stringify(ids)])

/** Names that stand on the documents of these agencies. */
export const knownNames = (tx: Tx, agencyIds: string[]) =>
  tx.rows<KnownName>(
    `select folded, min(name) as name, sum(documents)::int as documents from search.name where agency_id = any ($1)
     group by folded order by sum(documents) desc limit 8000`,
    [agencyIds],
  )

export interface FileOf {
  agency_id: string
  document_id: string
  filename: string
  pages: string[]
}
/** Texts of the files of found documents, main file first; nothing of what the sender took back. */
export const textsOf = (tx: Tx, agencyIds: string[], documentIds: string[]) =>
  tx.rows<FileOf>(
    `select c.agency_id, c.document_id, c.filename, f.pages from documents.component c
     join documents.document d on d.agency_id = c.agency_id and d.id = c.document_id and not (d.direction = 'incoming' and d.state = 'recalled')
     join search.file f on f.agency_id = c.agency_id and f.sha256 = c.sha256 and f.state = 'read'
     where c.agency_id = any ($1) and c.document_id = any ($2) order by c.document_id, c.ordinal`,
    [agencyIds, documentIds],
  )
export const agencyNames = (tx: Tx, ids: string[]) =>
  tx.rows<{ id: string; short_name: string }>(
    'select id, short_name from organisations.agency_card where id = any ($1)',
    [ids],
  )
