import type { Province } from '@congvan/demo'
import type pg from 'pg'
import { bulk } from './bulk.ts'

const ROLES: Record<string, string[]> = {
  leader: ['leader'],
  deputy: ['deputy'],
  'office-chief': ['office-chief'],
  'office-deputy': ['officer'],
  'unit-head': ['unit-head'],
  'unit-deputy': ['unit-deputy'],
  officer: ['officer'],
  clerk: ['clerk', 'officer'],
  admin: ['admin'],
}

const levelCode = (code: number) => `level-${code}`

/** Organisations, people, posts, mandates, books: straight rows, ids as the generator made them. */
export async function loadOrganisations(client: pg.ClientBase, province: Province): Promise<void> {
  await bulk(
    client,
    'organisations.level',
    province.levels.map((row) => ({ code: levelCode(row.code), name: row.name, ordinal: row.code })),
  )
  await bulk(
    client,
    'organisations.agency',
    province.agencies.map((row) => ({
      id: row.id,
      code: row.code,
      kind: row.kind,
      level_code: levelCode(row.levelCode),
      parent_id: row.parentId,
      layout_regime: row.layoutRegime,
      valid_from: row.validFrom,
      // An agency with an office and units hands over by its clerk; a commune's paper goes straight to the one named.
      hand_over: row.levelCode >= 3 ? 'automatic' : 'by-clerk',
    })),
  )
  await bulk(
    client,
    'organisations.agency_name',
    province.agencies.map((row) => ({
      agency_id: row.id,
      valid_from: row.validFrom,
      name: row.name,
      short_name: row.placeQualifier
        ? `${row.shortName} (${row.placeQualifier.replace(/^(huyện|thành phố) /, '')})`
        : row.shortName,
      abbreviation: row.abbreviation,
      name_on_paper: row.nameOnPaper,
      parent_name_on_paper: row.parentNameOnPaper,
      place_name: row.seatPlace,
      identifier_code: row.identifierCode,
    })),
  )
  await bulk(
    client,
    'organisations.unit',
    province.units.map((row) => ({
      id: row.id,
      agency_id: row.agencyId,
      name: row.name,
      abbreviation: row.abbreviation,
      valid_from: '2020-01-01',
    })),
  )
  await bulk(
    client,
    'organisations.position',
    province.positions.map((row, i) => ({
      id: row.id,
      agency_id: row.agencyId,
      unit_id: row.unitId,
      title: row.title,
      roles: ROLES[row.role],
      ordinal: i,
      valid_from: row.validFrom,
    })),
  )
  await bulk(
    client,
    'organisations.person',
    province.people.map((row) => ({
      id: row.id,
      full_name: row.fullName,
      email: row.email,
      phone: row.phone,
      birth_year: row.birthYear,
    })),
  )
  const agencyOf = new Map(province.positions.map((row) => [row.id, row.agencyId]))
  await bulk(
    client,
    'organisations.appointment',
    province.appointments.map((row) => ({
      id: row.id,
      agency_id: agencyOf.get(row.positionId),
      person_id: row.personId,
      position_id: row.positionId,
      valid_from: row.from,
      valid_to: row.to,
      is_primary: row.primary,
    })),
  )
  await bulk(
    client,
    'organisations.mandate',
    province.mandates.map((row) => ({
      id: row.id,
      agency_id: row.agencyId,
      position_id: row.positionId,
      form: row.form,
      block_lines: row.blockLines,
      type_codes: row.types.includes('*') ? null : row.types,
      basis: row.basis,
      valid_from: row.validFrom,
      valid_to: row.validTo,
    })),
  )
  await bulk(
    client,
    'organisations.recipient_group',
    GROUPS.map((row, i) => ({
      id: `01710000-0000-7000-8000-0000000000${String(i).padStart(2, '0')}`,
      ...row,
    })),
  )
  await bulk(client, 'platform.working_day_exception', [
    ...province.calendar.holidays.map((row) => ({
      day: row.day,
      is_working: false,
      reason: row.name,
      source: province.calendar.source,
    })),
    ...province.calendar.workedWeekendDays.map((day) => ({
      day,
      is_working: true,
      reason: 'Làm bù',
      source: province.calendar.source,
    })),
  ])
  await loadBooks(client, province)
}

const GROUPS = [
  {
    text: '- UBND các huyện, thành phố',
    level_code: 'level-2',
    kind: 'state',
    code_pattern: 'ubnd-%',
    by_parent: false,
  },
  {
    text: '- UBND các xã, phường, thị trấn',
    level_code: 'level-3',
    kind: 'state',
    code_pattern: 'ubnd-%',
    by_parent: true,
  },
  {
    text: '- Các sở, ban, ngành tỉnh',
    level_code: 'level-1',
    kind: 'state',
    code_pattern: 'so-%',
    by_parent: false,
  },
  {
    text: '- Đảng ủy các xã, phường, thị trấn',
    level_code: 'level-3',
    kind: 'party',
    code_pattern: '%',
    by_parent: true,
  },
  {
    text: '- Các huyện ủy, thành ủy',
    level_code: 'level-2',
    kind: 'party',
    code_pattern: '%uy-%',
    by_parent: false,
  },
  {
    text: '- Các tổ chức chính trị - xã hội tỉnh',
    level_code: 'level-1',
    kind: 'mass',
    code_pattern: '%',
    by_parent: false,
  },
]

async function loadBooks(client: pg.ClientBase, province: Province): Promise<void> {
  await bulk(
    client,
    'registers.book',
    province.books.map((row) => ({
      agency_id: row.agencyId,
      id: row.id,
      direction: row.direction,
      name: row.name,
      opens_on: '2021-01-01',
      closes_on: null,
    })),
  )
  const series = province.books.flatMap((book) => book.series.map((row) => ({ book, row })))
  await bulk(
    client,
    'registers.series',
    series.map(({ book, row }) => ({
      agency_id: book.agencyId,
      id: row.id,
      book_id: book.id,
      type_codes: row.types.includes('*') ? null : row.types,
      reset: row.reset,
      term: row.reset === 'term' ? book.period : null,
      template: row.format,
    })),
  )
  await bulk(
    client,
    'registers.counter',
    series.map(({ book, row }) => ({
      agency_id: book.agencyId,
      series_id: row.id,
      period: row.reset === 'term' ? book.period : '2021',
      first_number: row.firstNumber,
      last_number: row.nextNumber - 1,
    })),
  )
}
