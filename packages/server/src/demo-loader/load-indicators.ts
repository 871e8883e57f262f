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
  await loadRegions(client, province)
  await loadProgramme(client, province, keeper)
  await loadNextYear(client, keeper)
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

/** Party committees and mass organisations of a district have superiors of their own: their place is told by the name. */
async function loadRegions(client: pg.ClientBase, province: Province): Promise<void> {
  const middle = province.agencies.filter((row) => row.levelCode === 2)
  const seats = middle
    .filter((row) => row.code.startsWith('ubnd-'))
    .map((row) => ({ id: row.id, place: row.name.replace(/^Ủy ban nhân dân (huyện|thành phố|thị xã) /, '') }))
    .sort((a, b) => b.place.length - a.place.length)
  await bulk(
    client,
    'indicators.region_member',
    middle.flatMap((row) => {
      const seat = seats.find(({ place }) => row.name.includes(place))
      return seat && seat.id !== row.id ? [{ member_id: row.id, region_id: seat.id }] : []
    }),
  )
}

/** The plan of the year with its targets: eight are measured by indicators, the others were reported by hand. */
async function loadProgramme(client: pg.ClientBase, province: Province, keeper: string): Promise<void> {
  const programmeId = derivedId('programme', 'CT', '2021')
  const [first] = province.assets.targets
  if (!first) return
  await bulk(client, 'programmes.programme', [
    {
      agency_id: keeper,
      id: programmeId,
      name: first.basis,
      year: first.year,
      basis: first.basis,
      made_at: `${first.year}-01-15T08:00:00+07:00`,
    },
  ])
  await bulk(
    client,
    'programmes.target',
    province.assets.targets.map((row) => ({
      agency_id: row.ownerAgencyId,
      id: derivedId('target', row.code, String(row.year)),
      programme_id: programmeId,
      year: row.year,
      code: row.code,
      name: row.name,
      unit: row.unit,
      planned: row.planned,
      higher_is_better: row.higherIsBetter,
      measured_by: MEASURED[row.code] ? 'indicator' : 'hand',
      indicator_code: MEASURED[row.code] ?? null,
      due_on: `${row.year}-12-31`,
    })),
  )
  await bulk(
    client,
    'programmes.progress',
    province.assets.targets
      .filter((row) => !MEASURED[row.code])
      .map((row) => ({
        agency_id: row.ownerAgencyId,
        id: derivedId('progress', row.code, String(row.year)),
        target_id: derivedId('target', row.code, String(row.year)),
        reached: row.reached,
        on_day: '2021-12-17',
        explanation: row.reached < row.planned ? 'Bị ảnh hưởng bởi giãn cách xã hội trong quý III' : null,
        reported_at: '2021-12-17T15:00:00+07:00',
      })),
  )
}

/** What the province set out to do next year, as the report of 2021 says it. */
const NEXT = [
  'Tăng trưởng của ngành cao hơn năm trước',
  'Chuyển đổi số toàn diện trong kinh tế và xã hội',
  'Hoàn thiện chính quyền điện tử, hướng tới chính quyền số, kinh tế số, xã hội số',
]

async function loadNextYear(client: pg.ClientBase, keeper: string): Promise<void> {
  const programmeId = derivedId('programme', 'CT', '2022')
  const name = 'Kế hoạch phát triển ngành thông tin và truyền thông năm 2022'
  await bulk(client, 'programmes.programme', [
    {
      agency_id: keeper,
      id: programmeId,
      name,
      year: 2022,
      basis: name,
      made_at: '2021-12-15T08:00:00+07:00',
    },
  ])
  await bulk(
    client,
    'programmes.target',
    NEXT.map((text, i) => ({
      agency_id: keeper,
      id: derivedId('target', `NV${i + 1}`, '2022'),
      programme_id: programmeId,
      year: 2022,
      code: `NV0${i + 1}`,
      name: text,
      unit: 'nhiệm vụ',
      planned: 1,
      higher_is_better: true,
      measured_by: 'evidence',
      indicator_code: null,
      due_on: '2022-12-31',
    })),
  )
}

/** The year counted from nothing: before the address is printed, and again when the last file has its signatures judged. */
export const countYear = (client: pg.ClientBase, province: Province) =>
  client.query('select indicators.recount($1, $2, $2)', [
    `${province.opensAt.slice(0, 4)}-01-01`,
    province.opensAt.slice(0, 10),
  ])
