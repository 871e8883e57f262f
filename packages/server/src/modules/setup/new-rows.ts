// The rows a plan adds to the directory as it stands. Pure but for the ids.
import { newId } from '../../kernel/id.ts'
import { fold } from '../../kernel/text.ts'
import { type Directory, personKeys, postKey, unitKey } from './directory.ts'
import { blockLines } from './mandates.ts'
import type { Plan, PlannedAgency, PlannedPost } from './plan.ts'

type Row = Record<string, unknown>
export interface Rows {
  levels: Row[]
  agencies: Row[]
  names: Row[]
  corrected: {
    id: string
    name: string
    shortName: string
    abbreviation: string
    place: string
    onPaper: string
  }[]
  units: Row[]
  positions: Row[]
  people: Row[]
  accounts: Row[]
  appointments: Row[]
  mandates: Row[]
  opened: { id: string; agency: PlannedAgency }[]
  idOf(code: string): string
}

export function newRows(plan: Plan, directory: Directory, day: string): Rows {
  const ids = new Map([...directory.agencies.values()].map((row) => [row.code, row.id]))
  for (const agency of plan.agencies) if (!ids.has(agency.code)) ids.set(agency.code, newId())
  const rows: Rows = {
    levels: [],
    agencies: [],
    names: [],
    corrected: [],
    units: [],
    positions: [],
    people: [],
    accounts: [],
    appointments: [],
    mandates: [],
    opened: [],
    idOf: (code) => ids.get(code)!,
  }
  addLevels(plan, directory, rows)
  addAgencies(plan, directory, rows, day)
  addPosts(plan, directory, rows, day)
  return rows
}

function addLevels(plan: Plan, directory: Directory, rows: Rows): void {
  for (const { level } of plan.agencies) {
    if (directory.levels.has(fold(level))) continue
    const ordinal = Math.max(0, ...[...directory.levels.values()].map((row) => row.ordinal)) + 1
    const code = `level-${ordinal}`
    directory.levels.set(fold(level), { code, ordinal })
    rows.levels.push({ code, name: level, ordinal })
  }
}

const upper = (text: string) => text.toLocaleUpperCase('vi')

/** A People's Committee or Council prints no line above its name (Appendix I, cell 2). */
function aboveOnPaper(agency: PlannedAgency, names: ReadonlyMap<string, string>): string | null {
  if (agency.parentOnPaper) return upper(agency.parentOnPaper)
  if (/^(uy ban|hoi dong) nhan dan/.test(fold(agency.name))) return null
  const parent = agency.parent ? names.get(agency.parent) : undefined
  return parent ? upper(parent) : null
}

function addAgencies(plan: Plan, directory: Directory, rows: Rows, day: string): void {
  const names = new Map([...directory.agencies.values()].map((row) => [row.code, row.name]))
  for (const agency of plan.agencies) names.set(agency.code, agency.name)
  // Where an office or heads of units stand between, papers are handed over by the clerk; in a small office they go straight on.
  const layered = new Set(
    plan.posts
      .filter((post) => post.roles.some((role) => role === 'office-chief' || role === 'unit-head'))
      .map((post) => post.agency),
  )
  const byDepth = [...plan.agencies].sort((a, b) => depth(a, plan) - depth(b, plan))
  for (const agency of byDepth) {
    const known = directory.agencies.get(agency.code)
    const printed = {
      name: agency.name,
      shortName: agency.shortName,
      abbreviation: agency.abbreviation,
      place: agency.place,
      onPaper: upper(agency.name),
    }
    if (known) {
      if (
        known.name !== agency.name ||
        known.short_name !== agency.shortName ||
        known.abbreviation !== agency.abbreviation ||
        known.place_name !== agency.place
      )
        rows.corrected.push({ id: known.id, ...printed })
      continue
    }
    const id = rows.idOf(agency.code)
    rows.agencies.push({
      id,
      code: agency.code,
      kind: agency.kind,
      level_code: directory.levels.get(fold(agency.level))!.code,
      parent_id: agency.parent ? rows.idOf(agency.parent) : null,
      layout_regime: agency.kind === 'party' ? 'party' : 'nd30',
      hand_over: layered.has(agency.code) ? 'by-clerk' : 'automatic',
      valid_from: day,
    })
    rows.names.push({
      agency_id: id,
      valid_from: day,
      name: agency.name,
      short_name: agency.shortName,
      abbreviation: agency.abbreviation,
      name_on_paper: printed.onPaper,
      parent_name_on_paper: aboveOnPaper(agency, names),
      place_name: agency.place,
      identifier_code: agency.identifier,
    })
    rows.opened.push({ id, agency })
  }
}

function depth(agency: PlannedAgency, plan: Plan): number {
  let at: PlannedAgency | undefined = agency
  let steps = 0
  while (at?.parent && steps < 50) {
    const parent: string = at.parent
    at = plan.agencies.find((row) => row.code === parent)
    steps++
  }
  return steps
}

function addPosts(plan: Plan, directory: Directory, rows: Rows, day: string): void {
  const agencies = new Map<string, { name: string; kind: PlannedAgency['kind'] }>(
    [...directory.agencies.values()].map((row) => [row.code, { name: row.name, kind: row.kind as 'state' }]),
  )
  for (const agency of plan.agencies) agencies.set(agency.code, agency)
  const heads = new Map(directory.headTitles)
  for (const post of plan.posts) {
    const id = rows.idOf(post.agency)
    if (post.roles.includes('leader') && !heads.has(id)) heads.set(id, post.title)
  }
  const used = new Map<string, number>()
  for (const [ordinal, post] of plan.posts.entries()) {
    const agencyId = rows.idOf(post.agency)
    const unitId = unitOf(post, agencyId, directory, rows, day)
    const personId = post.person ? personOf(post, agencyId, directory, rows) : null
    const key = postKey(agencyId, post.unit, post.title, personId)
    const nth = used.get(key) ?? 0
    used.set(key, nth + 1)
    // One person holds one seat once, however often the row is repeated.
    if (personId && nth > 0) continue
    let positionId = directory.posts.get(key)?.[nth]
    if (!positionId) {
      positionId = newId()
      rows.positions.push({
        id: positionId,
        agency_id: agencyId,
        unit_id: unitId,
        title: post.title,
        roles: post.roles,
        ordinal,
        valid_from: day,
      })
      if (personId) appoint(rows, directory, { agencyId, personId, positionId, day })
    }
    const lines = blockLines(post, agencies.get(post.agency)!, heads.get(agencyId) ?? null)
    if (lines && !directory.mandates.has(`${positionId}|${post.form}`))
      rows.mandates.push({
        id: newId(),
        agency_id: agencyId,
        position_id: positionId,
        form: post.form,
        block_lines: lines,
        basis: 'Bảng nạp khi bắt đầu sử dụng',
        valid_from: day,
      })
  }
}

function unitOf(
  post: PlannedPost,
  agencyId: string,
  directory: Directory,
  rows: Rows,
  day: string,
): string | null {
  if (!post.unit) return null
  const key = unitKey(agencyId, post.unit)
  const known = directory.units.get(key)
  if (known) return known
  const id = newId()
  directory.units.set(key, id)
  const abbreviation = post.unitAbbreviation ?? initials(post.unit)
  rows.units.push({ id, agency_id: agencyId, name: post.unit, abbreviation, valid_from: day })
  return id
}

/** "Phòng Nội vụ" → NV, as offices abbreviate when nothing else is said. */
const initials = (name: string) =>
  upper(
    name
      .replace(/^(phòng|ban|bộ phận)\s+/i, '')
      .split(/[\s,-]+/)
      .filter((word) => !/^(và|–)$/i.test(word))
      .map((word) => word[0] ?? '')
      .join(''),
  )

function personOf(post: PlannedPost, agencyId: string, directory: Directory, rows: Rows): string {
  const keys = personKeys(post, agencyId)
  const known = keys.map((key) => directory.people.get(key)).find(Boolean)
  const id = known ?? newId()
  for (const key of keys) directory.people.set(key, id)
  if (!known) rows.people.push({ id, full_name: post.person, email: post.email })
  if (post.account && !directory.logins.has(post.account)) {
    directory.logins.add(post.account)
    rows.accounts.push({ person_id: id, login: post.account, failed: 0, administrator: false })
  }
  return id
}

function appoint(
  rows: Rows,
  directory: Directory,
  row: { agencyId: string; personId: string; positionId: string; day: string },
): void {
  const first = !rows.appointments.some((other) => other.person_id === row.personId)
  const held = [...directory.posts.keys()].some((key) => key.endsWith(`|${row.personId}`))
  rows.appointments.push({
    id: newId(),
    agency_id: row.agencyId,
    person_id: row.personId,
    position_id: row.positionId,
    valid_from: row.day,
    is_primary: first && !held,
  })
}
