import type { SignatureLine, SignatureVerdict } from '@congvan/contract'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface ComponentRow {
  agency_id: string
  document_id: string
  ordinal: number
  role: 'main' | 'annex' | 'upload'
  filename: string
  media_type: string
  bytes: number
  sha256: string
  pages: number | null
  verdict: SignatureVerdict
  signatures: SignatureLine[] | null
}

export const listComponents = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<ComponentRow>(
    prepared('select * from documents.component where agency_id = $1 and document_id = $2 order by ordinal'),
    [agencyId, documentId],
  )

export const findComponent = (tx: Tx, agencyIds: string[], documentId: string, ordinal: number) =>
  tx.one<ComponentRow & { incoming: boolean; frozen: boolean }>(
    `select c.*, d.direction = 'incoming' as incoming, d.direction = 'incoming' and d.state = 'recalled' as frozen
     from documents.component c join documents.document d on d.agency_id = c.agency_id and d.id = c.document_id
     where c.agency_id = any ($1) and c.document_id = $2 and c.ordinal = $3`,
    [agencyIds, documentId, ordinal],
  )

export type NewComponent = Omit<ComponentRow, 'verdict' | 'signatures' | 'pages'> &
  Partial<Pick<ComponentRow, 'verdict' | 'pages' | 'signatures'>>

export const putComponent = (tx: Tx, row: NewComponent) =>
  tx.run(
    prepared(`insert into documents.component (agency_id, document_id, ordinal, role, filename, media_type, bytes, sha256, pages, verdict, signatures)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (agency_id, document_id, ordinal) do update set role = $4, filename = $5, media_type = $6, bytes = $7, sha256 = $8, pages = $9, verdict = $10, signatures = $11`),
    [
      row.agency_id,
      row.document_id,
      row.ordinal,
      row.role,
      row.filename,
      row.media_type,
      row.bytes,
      row.sha256,
      row.pages ?? null,
      row.verdict ?? 'pending',
      row.signatures ? JSON.stringify(row.signatures) : null,
    ],
  )

export const setComponentVerdict = (
  tx: Tx,
  row: {
    agencyId: string
    documentId: string
    ordinal: number
    sha256: string
    verdict: SignatureVerdict
    signatures: SignatureLine[]
    pages: number | null
  },
) =>
  tx.run(
    `update documents.component set verdict = $5, signatures = $6, pages = coalesce($7, pages) where agency_id = $1 and document_id = $2 and ordinal = $3 and sha256 = $4`,
    [
      row.agencyId,
      row.documentId,
      row.ordinal,
      row.sha256,
      row.verdict,
      JSON.stringify(row.signatures),
      row.pages,
    ],
  )
