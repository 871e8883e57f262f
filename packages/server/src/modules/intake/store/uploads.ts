import type { IncomingFields, IntakeProposal } from '@congvan/contract'
import type { Tx } from '../../../platform/tx.ts'

export interface KeptReading {
  suggestion: IncomingFields
  confidence: IntakeProposal['confidence']
  evidence?: IntakeProposal['evidence']
}

export interface UploadRow {
  id: string
  agency_id: string
  filename: string
  media_type: string
  bytes: number
  sha256: string
  reading: unknown
  state: 'waiting' | 'held' | 'taken' | 'destroyed'
  held_mark: string | null
  held_confidence: number | null
  /** Released, it goes on as an arrival; false for a file that a person was about to attach. */
  held_capture: boolean
}

export type NewUpload = Omit<UploadRow, 'state' | 'held_mark' | 'held_confidence' | 'held_capture'> & {
  person_id: string
  held?: { mark: string; confidence: number; capture: boolean }
}

export const insertUpload = (tx: Tx, row: NewUpload) =>
  tx.run(
    `insert into platform.upload (id, agency_id, person_id, filename, media_type, bytes, sha256, reading, state, held_mark, held_confidence, held_capture)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.agency_id,
      row.person_id,
      row.filename,
      row.media_type,
      row.bytes,
      row.sha256,
      row.reading ? JSON.stringify(row.reading) : null,
      row.held ? 'held' : 'waiting',
      row.held?.mark ?? null,
      row.held?.confidence ?? null,
      row.held?.capture ?? false,
    ],
  )

export const findUploads = (tx: Tx, agencyId: string, ids: string[]) =>
  tx.rows<UploadRow>(
    `select id, agency_id, filename, media_type, bytes, sha256, reading, state, held_mark, held_confidence, held_capture
     from platform.upload where agency_id = $1 and id = any ($2)`,
    [agencyId, ids],
  )

export const lockUpload = (tx: Tx, agencyId: string, id: string) =>
  tx.one<UploadRow>('select * from platform.upload where agency_id = $1 and id = $2 for update', [
    agencyId,
    id,
  ])

export const listHeld = (tx: Tx, agencyId: string) =>
  tx.rows<{ id: string; filename: string; held_mark: string; held_confidence: number; uploaded_at: string }>(
    `select id, filename, held_mark, held_confidence, uploaded_at from platform.upload where agency_id = $1 and state = 'held' order by uploaded_at limit 100`,
    [agencyId],
  )

/** Somebody has looked at the paper of these very bytes and found no mark. */
export const wasReleased = async (tx: Tx, agencyId: string, sha256: string): Promise<boolean> =>
  (await tx.one(
    `select 1 from platform.upload where agency_id = $1 and sha256 = $2 and held_mark is not null and state in ('waiting', 'taken') limit 1`,
    [agencyId, sha256],
  )) !== null

export const setUploadState = (
  tx: Tx,
  agencyId: string,
  ids: string[],
  state: 'waiting' | 'taken' | 'destroyed',
  documentId: string | null = null,
) =>
  tx.run('update platform.upload set state = $3, document_id = $4 where agency_id = $1 and id = any ($2)', [
    agencyId,
    ids,
    state,
    documentId,
  ])

/** Destroyed: not even the filename stays, a title can be the secret. */
export const forgetUploads = (tx: Tx, agencyId: string, ids: string[]) =>
  tx.run(
    `update platform.upload set state = 'destroyed', filename = '', sha256 = '', reading = null where agency_id = $1 and id = any ($2)`,
    [agencyId, ids],
  )

export const setReading = (tx: Tx, agencyId: string, id: string, reading: KeptReading) =>
  tx.run('update platform.upload set reading = $3 where agency_id = $1 and id = $2', [
    agencyId,
    id,
    JSON.stringify(reading),
  ])

/** What was read from the main file of an arrival: the first upload it was made of. */
export const readingOf = (tx: Tx, agencyId: string, documentId: string, sha256: string | undefined) =>
  tx.one<{ reading: KeptReading | null }>(
    `select reading from platform.upload where agency_id = $1 and document_id = $2 and sha256 = $3 and state = 'taken' limit 1`,
    [agencyId, documentId, sha256 ?? ''],
  )
