import type { DraftContent } from '@congvan/contract'
import { prepared, type Tx } from '../../../platform/tx.ts'
import type { LetterPlaces } from '../../signing/index.ts'

export interface DraftRow {
  document_id: string
  drafter_position_id: string
  version: number
  content: DraftContent
  uploaded: boolean
  fields: LetterPlaces | null
  submitted_at: string | null
  finalised_at: string | null
  signed_at: string | null
  signed_by_position_id: string | null
  signer_position_id: string | null
  mandate_id: string | null
  problem: string | null
  /** Signed by hand: what is sent is the scan under the agency's key. */
  paper: boolean
}

const COLUMNS = `document_id, drafter_position_id, version, content, uploaded, fields, submitted_at, finalised_at, signed_at, signed_by_position_id, signer_position_id, mandate_id, problem, paper`

export const findDraft = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<DraftRow>(
    prepared(`select ${COLUMNS} from drafting.draft where agency_id = $1 and document_id = $2`),
    [agencyId, documentId],
  )

export const lockDraft = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<DraftRow>(
    prepared(`select ${COLUMNS} from drafting.draft where agency_id = $1 and document_id = $2 for update`),
    [agencyId, documentId],
  )

export const insertDraft = (
  tx: Tx,
  row: {
    agencyId: string
    documentId: string
    drafterPositionId: string
    content: DraftContent
    uploaded: boolean
  },
) =>
  tx.run(
    'insert into drafting.draft (agency_id, document_id, drafter_position_id, content, uploaded, signer_position_id, mandate_id) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      row.agencyId,
      row.documentId,
      row.drafterPositionId,
      JSON.stringify(row.content),
      row.uploaded,
      row.content.signerPositionId,
      row.content.mandateId,
    ],
  )

export const saveContent = (
  tx: Tx,
  agencyId: string,
  documentId: string,
  version: number,
  content: DraftContent,
) =>
  tx.run(
    'update drafting.draft set version = $3, content = $4, signer_position_id = $5, mandate_id = $6, problem = null where agency_id = $1 and document_id = $2',
    [agencyId, documentId, version, JSON.stringify(content), content.signerPositionId, content.mandateId],
  )

export const insertVersion = (
  tx: Tx,
  row: {
    agencyId: string
    documentId: string
    version: number
    content: DraftContent
    now: string
    positionId: string
    reason: string | null
  },
) =>
  tx.run(
    'insert into drafting.version (agency_id, document_id, version, content, saved_at, saved_by, reason) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      row.agencyId,
      row.documentId,
      row.version,
      JSON.stringify(row.content),
      row.now,
      row.positionId,
      row.reason,
    ],
  )

export const findVersion = (tx: Tx, agencyId: string, documentId: string, version: number) =>
  tx.one<{
    version: number
    saved_at: string
    saved_by: string
    reason: string | null
    content: DraftContent
  }>(
    'select version, saved_at, saved_by, reason, content from drafting.version where agency_id = $1 and document_id = $2 and version = $3',
    [agencyId, documentId, version],
  )

export const listVersions = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<{ version: number; saved_at: string; saved_by: string; reason: string | null }>(
    'select version, saved_at, saved_by, reason from drafting.version where agency_id = $1 and document_id = $2 order by version desc limit 300',
    [agencyId, documentId],
  )

export type DraftMark = Partial<{
  submitted_at: string | null
  finalised_at: string | null
  signed_at: string | null
  signed_by_position_id: string | null
  fields: LetterPlaces | null
  problem: string | null
  paper: boolean
}>
export async function markDraft(
  tx: Tx,
  agencyId: string,
  documentId: string,
  mark: DraftMark,
): Promise<void> {
  const names = Object.keys(mark)
  const values = Object.entries(mark).map(([name, value]) =>
    name === 'fields' && value ? JSON.stringify(value) : value,
  )
  await tx.run(
    `update drafting.draft set ${names.map((name, i) => `${name} = $${i + 3}`).join(', ')} where agency_id = $1 and document_id = $2`,
    [agencyId, documentId, ...values],
  )
}

export interface ReviewRow {
  id: string
  document_id: string
  check_kind: 'content' | 'format'
  state: 'open' | 'approved' | 'returned' | 'withdrawn'
  holder_position_id: string | null
  holder_role: string | null
  comment: string | null
  done_at: string | null
  done_by_position_id: string | null
  created_at: string
}
export const insertReview = (
  tx: Tx,
  row: {
    agencyId: string
    id: string
    documentId: string
    check: 'content' | 'format'
    holderPositionId: string | null
    holderRole: string | null
    now: string
  },
) =>
  tx.run(
    'insert into drafting.review (agency_id, id, document_id, check_kind, holder_position_id, holder_role, created_at) values ($1, $2, $3, $4, $5, $6, $7)',
    [row.agencyId, row.id, row.documentId, row.check, row.holderPositionId, row.holderRole, row.now],
  )

export const listReviews = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<ReviewRow>(
    `select id, document_id, check_kind, state, holder_position_id, holder_role, comment, done_at, done_by_position_id, created_at
     from drafting.review where agency_id = $1 and document_id = $2 order by created_at, id`,
    [agencyId, documentId],
  )

export const endReview = (
  tx: Tx,
  agencyId: string,
  id: string,
  state: 'approved' | 'returned' | 'withdrawn',
  now: string,
  positionId: string,
  comment: string | null,
) =>
  tx.run(
    `update drafting.review set state = $3, done_at = $4, done_by_position_id = $5, comment = $6 where agency_id = $1 and id = $2 and state = 'open'`,
    [agencyId, id, state, now, positionId, comment],
  )

/** The signer's refusal reopens the newest approval: its comment is what the drafter reads. */
export const turnBackReview = (tx: Tx, agencyId: string, id: string, now: string, comment: string) =>
  tx.run(
    `update drafting.review set state = 'returned', comment = $3, done_at = $4 where agency_id = $1 and id = $2`,
    [agencyId, id, comment, now],
  )

export const listByState = (tx: Tx, agencyId: string, states: string[], limit: number) =>
  tx.rows<{ document_id: string }>(
    `select d.document_id from drafting.draft d join documents.document o on o.agency_id = d.agency_id and o.id = d.document_id
     where d.agency_id = $1 and o.state = any ($2) order by o.urgency desc, o.changed_at limit $3`,
    [agencyId, states, limit],
  )
