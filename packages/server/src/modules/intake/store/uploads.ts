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
  state: 'waiting' | 'taken' | 'destroyed'
}

export const insertUpload = (tx: Tx, row: Omit<UploadRow, 'state'> & { person_id: string }) =>
  tx.run(
    `insert into platform.upload (id, agency_id, person_id, filename, media_type, bytes, sha256, reading) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      row.id,
      row.agency_id,
      row.person_id,
      row.filename,
      row.media_type,
      row.bytes,
      row.sha256,
      row.reading ? JSON.stringify(row.reading) : null,
    ],
  )

export const findUploads = (tx: Tx, agencyId: string, ids: string[]) =>
  tx.rows<UploadRow>(
    `select id, agency_id, filename, media_type, bytes, sha256, reading, state from platform.upload where agency_id = $1 and id = any ($2)`,
    [agencyId, ids],
  )

export const setUploadState = (
  tx: Tx,
  agencyId: string,
  ids: string[],
  state: 'taken' | 'destroyed',
  documentId: string | null = null,
) =>
  tx.run('update platform.upload set state = $3, document_id = $4 where agency_id = $1 and id = any ($2)', [
    agencyId,
    ids,
    state,
    documentId,
  ])

/** What was read from the main file of an arrival: the first upload it was made of. */
export const readingOf = (tx: Tx, agencyId: string, documentId: string, sha256: string | undefined) =>
  tx.one<{ reading: KeptReading | null }>(
    `select reading from platform.upload where agency_id = $1 and document_id = $2 and sha256 = $3 and state = 'taken' limit 1`,
    [agencyId, documentId, sha256 ?? ''],
  )
