import type { Tx } from '../../../platform/tx.ts'

export interface DossierRow {
  id: string
  year: number
  unit_id: string | null
  number: number
  symbol: string
  heading: string
  title: string
  retention_years: number | null
  responsible_position_id: string
  note: string
  planned: boolean
  started_on: string
  state: 'open' | 'closed'
  closed_on: string | null
}
const COLUMNS =
  'id, year, unit_id, number, symbol, heading, title, retention_years, responsible_position_id, note, planned, started_on, state, closed_on'

/** One unit's dossiers of a year are numbered one after the other: whoever opens one waits for the other. */
export const nextNumberOf = async (tx: Tx, agencyId: string, year: number, unitId: string | null) => {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `dossiers ${agencyId} ${year} ${unitId}`,
  ])
  const row = await tx.one<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from dossiers.dossier where agency_id = $1 and year = $2 and unit_id is not distinct from $3',
    [agencyId, year, unitId],
  )
  return row!.next
}

export const insertDossier = (tx: Tx, agencyId: string, now: string, row: DossierRow) =>
  tx.run(
    `insert into dossiers.dossier (agency_id, id, year, unit_id, number, symbol, heading, title, retention_years, responsible_position_id, note, planned, started_on, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      agencyId,
      row.id,
      row.year,
      row.unit_id,
      row.number,
      row.symbol,
      row.heading,
      row.title,
      row.retention_years,
      row.responsible_position_id,
      row.note,
      row.planned,
      row.started_on,
      now,
    ],
  )

export const lockDossier = (tx: Tx, agencyId: string, id: string) =>
  tx.one<DossierRow>(`select ${COLUMNS} from dossiers.dossier where agency_id = $1 and id = $2 for update`, [
    agencyId,
    id,
  ])
export const findDossier = (tx: Tx, agencyId: string, id: string) =>
  tx.one<DossierRow>(`select ${COLUMNS} from dossiers.dossier where agency_id = $1 and id = $2`, [
    agencyId,
    id,
  ])

export type DossierPatch = Partial<
  Pick<
    DossierRow,
    'heading' | 'title' | 'retention_years' | 'responsible_position_id' | 'note' | 'state' | 'closed_on'
  >
>
export const patchDossier = (tx: Tx, agencyId: string, id: string, patch: DossierPatch) =>
  tx.run(
    `update dossiers.dossier set revision = revision + 1, ${Object.keys(patch)
      .map((name, i) => `${name} = $${i + 3}`)
      .join(', ')} where agency_id = $1 and id = $2`,
    [agencyId, id, ...Object.values(patch)],
  )

export const listDossiers = (tx: Tx, agencyId: string, year: number | null, openOnly = false) =>
  tx.rows<DossierRow & { documents: number }>(
    `select ${COLUMNS}, (select count(*)::int from dossiers.item i where i.agency_id = d.agency_id and i.dossier_id = d.id and i.taken_out_at is null) as documents
     from dossiers.dossier d where agency_id = $1 and ($2::int is null or year = $2) and (not $3 or state = 'open') order by year desc, symbol limit 2000`,
    [agencyId, year, openOnly],
  )
export const listYears = async (tx: Tx, agencyId: string) =>
  (
    await tx.rows<{ year: number }>(
      'select distinct year from dossiers.dossier where agency_id = $1 order by year desc',
      [agencyId],
    )
  ).map((row) => row.year)

/** Adds a document once; answers false when it lies there already. */
export const putItem = async (
  tx: Tx,
  agencyId: string,
  dossierId: string,
  documentId: string,
  now: string,
  positionId: string,
): Promise<boolean> =>
  (await tx.run(
    `insert into dossiers.item as held (agency_id, dossier_id, document_id, ordinal, filed_at, filed_by_position_id)
     select $1, $2, $3, coalesce(max(ordinal), 0) + 1, $4, $5 from dossiers.item where agency_id = $1 and dossier_id = $2 and taken_out_at is null
     on conflict (agency_id, dossier_id, document_id) do update
       set ordinal = excluded.ordinal, filed_at = excluded.filed_at, filed_by_position_id = excluded.filed_by_position_id, taken_out_at = null
       where held.taken_out_at is not null`,
    [agencyId, dossierId, documentId, now, positionId],
  )) === 1

/** Takes one out and closes the row behind it: the ordinals of a dossier run 1…n. */
export async function dropItem(
  tx: Tx,
  agencyId: string,
  dossierId: string,
  documentId: string,
  now: string,
): Promise<boolean> {
  const gone = await tx.one<{ ordinal: number }>(
    `update dossiers.item set taken_out_at = $4 where agency_id = $1 and dossier_id = $2 and document_id = $3 and taken_out_at is null returning ordinal`,
    [agencyId, dossierId, documentId, now],
  )
  if (!gone) return false
  await tx.run(
    'update dossiers.item set ordinal = ordinal - 1 where agency_id = $1 and dossier_id = $2 and ordinal > $3 and taken_out_at is null',
    [agencyId, dossierId, gone.ordinal],
  )
  return true
}

export interface ItemRow {
  document_id: string
  ordinal: number
  filed_at: string
  filed_by_position_id: string
  regime: 'nd30' | 'party'
  number: string | null
  symbol: string | null
  issued_on: string | null
  type_name: string
  subject: string
  issuer_name: string
  note: string | null
  pages: number
}
export const listItems = (tx: Tx, agencyId: string, dossierId: string) =>
  tx.rows<ItemRow>(
    `select i.document_id, i.ordinal, i.filed_at, i.filed_by_position_id, d.regime, d.number, d.symbol, d.issued_on, d.type_name, d.subject, d.issuer_name, d.note,
       coalesce((select sum(c.pages)::int from documents.component c where c.agency_id = d.agency_id and c.document_id = d.id and c.role in ('main', 'annex')), 0) as pages
     from dossiers.item i join documents.document d on d.agency_id = i.agency_id and d.id = i.document_id
     where i.agency_id = $1 and i.dossier_id = $2 and i.taken_out_at is null order by i.ordinal`,
    [agencyId, dossierId],
  )

/** The dossiers that hold a document. */
export const listHolding = (tx: Tx, agencyId: string, documentId: string) =>
  tx.rows<{ id: string; symbol: string; title: string; state: 'open' | 'closed' }>(
    `select d.id, d.symbol, d.title, d.state from dossiers.item i join dossiers.dossier d on d.agency_id = i.agency_id and d.id = i.dossier_id
     where i.agency_id = $1 and i.document_id = $2 and i.taken_out_at is null order by d.year desc, d.symbol`,
    [agencyId, documentId],
  )

/** Open dossiers that hold papers of the same thread (answers, citations), and those that hold papers of the same issuer. */
export const listKin = (tx: Tx, agencyId: string, documentId: string, issuer: string) =>
  tx.rows<{ dossier_id: string; thread: string | null; issuer: boolean }>(
    `select i.dossier_id, max(case when r.document_id is not null then concat_ws('/', d.number, d.symbol) end) as thread, bool_or(d.issuer_name = $3) as issuer
     from dossiers.item i join dossiers.dossier o on o.agency_id = i.agency_id and o.id = i.dossier_id and o.state = 'open'
     join documents.document d on d.agency_id = i.agency_id and d.id = i.document_id
     left join documents.relation r on r.agency_id = $1 and ((r.document_id = $2 and r.target_id = d.id) or (r.target_id = $2 and r.document_id = d.id))
     where i.agency_id = $1 and i.taken_out_at is null and (r.document_id is not null or d.issuer_name = $3) group by i.dossier_id`,
    [agencyId, documentId, issuer],
  )

export interface PlanRow {
  basis: string
  approved_at: string
  approved_by_position_id: string
}
export const findPlan = (tx: Tx, agencyId: string, year: number) =>
  tx.one<PlanRow>(
    'select basis, approved_at, approved_by_position_id from dossiers.plan where agency_id = $1 and year = $2',
    [agencyId, year],
  )
export const insertPlan = (
  tx: Tx,
  agencyId: string,
  year: number,
  basis: string,
  now: string,
  positionId: string,
) =>
  tx.run(
    'insert into dossiers.plan (agency_id, year, basis, approved_at, approved_by_position_id) values ($1, $2, $3, $4, $5)',
    [agencyId, year, basis, now, positionId],
  )
