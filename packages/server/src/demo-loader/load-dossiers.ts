import type { Province } from '@congvan/demo'
import type pg from 'pg'
import { bulk } from './bulk.ts'
import { arrivalIdOf } from './load-documents.ts'

/** Hồ sơ of the agencies people sit in, with what was filed at the end of handling. */
export async function loadDossiers(client: pg.ClientBase, province: Province): Promise<void> {
  const { dossiers, dossierPlans } = province
  await bulk(
    client,
    'dossiers.plan',
    dossierPlans.map((row) => ({
      agency_id: row.agencyId,
      year: row.year,
      basis: row.basis,
      approved_at: row.approvedAt,
      approved_by_position_id: row.positionId,
    })),
  )
  await bulk(
    client,
    'dossiers.dossier',
    dossiers.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      year: 2021,
      unit_id: row.unitId,
      number: row.number,
      symbol: row.symbol,
      heading: row.heading,
      title: row.title,
      retention_years: row.retentionYears,
      responsible_position_id: row.responsiblePositionId,
      note: '',
      planned: true,
      started_on: row.startedOn,
      state: row.closedOn ? 'closed' : 'open',
      closed_on: row.closedOn,
      opened_at: `${row.startedOn}T08:00:00+07:00`,
      revision: 1,
    })),
  )
  await bulk(
    client,
    'dossiers.item',
    dossiers.flatMap((row) =>
      row.documents.map((item, i) => ({
        agency_id: row.agencyId,
        dossier_id: row.id,
        document_id: item.own ? item.documentId : arrivalIdOf(item.documentId, row.agencyId),
        ordinal: i + 1,
        filed_at: item.at,
        filed_by_position_id: row.responsiblePositionId,
      })),
    ),
  )
}
