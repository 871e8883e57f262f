import type { Tx } from '../../../platform/tx.ts'

export const listMerged = (tx: Tx, agencyId: string, keptId: string) =>
  tx.rows<{ id: string; subject: string }>(
    `select id, subject from documents.document where agency_id = $1 and merged_into = $2 and state = 'merged' order by id`,
    [agencyId, keptId],
  )

/** `into` null takes it back (or ends it). */
export const setMerged = (
  tx: Tx,
  agencyId: string,
  documentId: string,
  into: string | null,
  state: 'merged' | 'arrived' | 'destroyed',
  now: string,
) =>
  tx.run(
    'update documents.document set merged_into = $3, state = $4, changed_at = $5, revision = revision + 1 where agency_id = $1 and id = $2',
    [agencyId, documentId, into, state, now],
  )

/** The files follow in their order, after those that stand there, as annexes. */
export const moveFiles = (tx: Tx, agencyId: string, fromId: string, toId: string) =>
  tx.run(
    `update documents.component c set document_id = $3, merged_from = $2, role = 'annex',
       ordinal = c.ordinal + (select coalesce(max(k.ordinal), 0) from documents.component k where k.agency_id = $1 and k.document_id = $3)
     where c.agency_id = $1 and c.document_id = $2`,
    [agencyId, fromId, toId],
  )

export const moveFilesBack = (tx: Tx, agencyId: string, keptId: string, toId: string) =>
  tx.run(
    `with own as (select ordinal, row_number() over (order by ordinal) as place from documents.component
       where agency_id = $1 and document_id = $2 and merged_from = $3)
     update documents.component c set document_id = $3, merged_from = null, ordinal = own.place, role = case when own.place = 1 then 'main' else 'annex' end
     from own where c.agency_id = $1 and c.document_id = $2 and c.ordinal = own.ordinal`,
    [agencyId, keptId, toId],
  )

/** Came in by this station (a file or paper of ours), not over a wire whose sender waits for its own answer. */
export const capturedHere = async (tx: Tx, agencyId: string, documentId: string): Promise<boolean> =>
  (await tx.one(
    `select 1 from platform.event where agency_id = $1 and subject_id = $2 and name = 'intake.captured' limit 1`,
    [agencyId, documentId],
  )) !== null
