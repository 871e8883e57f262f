import type { Tx } from '../../../platform/tx.ts'

export interface FileText {
  sha256: string
  state: 'waiting' | 'read' | 'unreadable'
  pages: string[]
  by_sight: boolean
}

export const fileTexts = (tx: Tx, agencyId: string, shas: string[]) =>
  tx.rows<FileText>(
    'select sha256, state, pages, by_sight from search.file where agency_id = $1 and sha256 = any ($2)',
    [agencyId, shas],
  )

/** Asks for the text of files nobody has read yet in this agency. */
export const askFor = (tx: Tx, agencyId: string, files: { sha256: string; mediaType: string }[]) =>
  tx.run(
    `insert into search.file (agency_id, sha256, media_type)
     select distinct $1::uuid, f.sha256, f."mediaType" from jsonb_to_recordset($2::jsonb) as f (sha256 text, "mediaType" text) on conflict do nothing`,
    [agencyId, JSON.stringify(files)],
  )

export const filesWaiting = (tx: Tx, most: number) =>
  tx.rows<{ sha256: string; media_type: string; agencies: string[] }>(
    'select sha256, media_type, agencies from search.files_waiting($1)',
    [most],
  )

/** The text is there: the documents that hold the file are read again. */
export async function putText(
  tx: Tx,
  agencyId: string,
  sha256: string,
  text: { pages: string[]; bySight: boolean } | null,
): Promise<void> {
  await tx.run(
    'update search.file set state = $3, pages = $4, by_sight = $5 where agency_id = $1 and sha256 = $2',
    [agencyId, sha256, text ? 'read' : 'unreadable', text?.pages ?? [], text?.bySight ?? false],
  )
  await tx.run(
    `insert into search.pending (agency_id, document_id)
     select distinct c.agency_id, c.document_id from documents.component c where c.agency_id = $1 and c.sha256 = $2
     on conflict (agency_id, document_id) do update set waiting = true`,
    [agencyId, sha256],
  )
}
