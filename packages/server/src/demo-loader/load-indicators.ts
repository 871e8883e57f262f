import type { Province } from '@congvan/demo'
import type pg from 'pg'
import { bulk } from './bulk.ts'
import { derivedId } from './derived-id.ts'

/** Targets of the province's plan that an indicator measures. */
const MEASURED: Record<string, string> = {
  CT01: 'VB01',
  CT02: 'HT01-T',
  CT03: 'HT01-X',
  CT04: 'TD01-X',
  CT05: 'DV01',
  CT06: 'CKS05',
  CT07: 'CKS02',
  CT08: 'CKS03',
}

/** What indicators need besides records: who is a State administrative agency, the year's targets, the one published figure. */
export async function loadIndicators(client: pg.ClientBase, province: Province): Promise<void> {
  await bulk(
    client,
    'indicators.organisation_set',
    province.agencies
      .filter((row) => row.administrative)
      .map((row) => ({
        set_code: 'administrative',
        member_id: row.id,
        valid_from: row.validFrom,
        basis: 'Quyết định 28/2018/QĐ-TTg, Điều 1',
      })),
  )
  await bulk(
    client,
    'indicators.target',
    province.assets.targets
      .filter((row) => MEASURED[row.code])
      .map((row) => ({ code: MEASURED[row.code], year: row.year, value: row.planned, basis: row.basis })),
  )
  const keeper = province.agencies.find((row) => row.code === 'so-ttt')!.id
  await bulk(client, 'indicators.entered_figure', [
    {
      agency_id: keeper,
      id: derivedId('figure', 'DV01-hang', '2021'),
      code: 'DV01-hang',
      first_day: '2021-01-01',
      last_day: '2021-12-20',
      numerator: 23,
      denominator: 63,
      source_document:
        'Thông báo của Bộ Thông tin và Truyền thông về dịch vụ công trực tuyến mức độ 4, tháng 12 năm 2021',
      entered_at: '2021-12-17T16:00:00+07:00',
    },
  ])
}

/** The year counted from nothing: before the address is printed, and again when the last file has its signatures judged. */
export const countYear = (client: pg.ClientBase, province: Province) =>
  client.query('select indicators.recount($1, $2, $2)', [
    `${province.opensAt.slice(0, 4)}-01-01`,
    province.opensAt.slice(0, 10),
  ])
