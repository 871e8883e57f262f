// What a filled sheet means: agencies and posts that are right, and every wrong row by row, column and reason. Pure.
import { fold } from '../../kernel/text.ts'
import { typeNameOf } from '../documents/index.ts'
import {
  AGENCY_COLUMNS,
  AGENCY_PAGE,
  type Column,
  FORMS,
  type Form,
  KINDS,
  letterOf,
  PEOPLE_COLUMNS,
  PEOPLE_PAGE,
  ROLES,
} from './columns.ts'
import type { SheetRow, Sheets } from './read-sheet.ts'
import { accountOf, isAccount } from './words.ts'

export interface RowError {
  row: number
  column: string
  vi: string
  en: string
}
export interface PlannedAgency {
  code: string
  name: string
  shortName: string
  abbreviation: string
  parent: string | null
  level: string
  kind: 'state' | 'party' | 'mass'
  place: string
  ownSeries: string[]
  term: string | null
  identifier: string | null
  parentOnPaper: string | null
}
export interface PlannedPost {
  agency: string
  unit: string | null
  unitAbbreviation: string | null
  title: string
  roles: string[]
  person: string | null
  email: string | null
  account: string | null
  form: Form | null
  body: string | null
}
export interface Plan {
  agencies: PlannedAgency[]
  posts: PlannedPost[]
  errors: RowError[]
}

class Errors {
  readonly list: RowError[] = []
  private readonly page: string
  private readonly columns: readonly Column[]
  constructor(page: string, columns: readonly Column[]) {
    this.page = page
    this.columns = columns
  }
  add(row: number, key: string, vi: string, en: string): void {
    const index = this.columns.findIndex((column) => column.key === key)
    this.list.push({
      row,
      column: `${this.page} · ${letterOf(index)} (${this.columns[index]!.title})`,
      vi,
      en,
    })
  }
  /** Cells that must be filled; true when all are. */
  filled({ row, cells }: SheetRow): boolean {
    let good = true
    for (const column of this.columns) {
      if (!column.needed || cells[column.key]) continue
      this.add(row, column.key, 'Không để trống.', 'This is needed.')
      good = false
    }
    return good
  }
}

const CODE = /^[\p{L}\p{N}._-]{1,60}$/u
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const seriesOf = (typed: string) => [
  ...new Set(
    typed
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
]
const orNull = (text: string | undefined) => text || null

/** `known`: codes of agencies that stand already, so that people may be added to them by a sheet of people alone. */
export function planImport(sheets: Sheets, known: ReadonlySet<string>): Plan {
  const a = planAgencies(sheets.agencies, known)
  const codes = new Set([...known, ...a.agencies.map((row) => row.code)])
  const p = planPosts(sheets.people, codes, a.agencies)
  return { agencies: a.agencies, posts: p.posts, errors: [...a.errors, ...p.errors] }
}

function planAgencies(rows: SheetRow[], known: ReadonlySet<string>) {
  const errors = new Errors(AGENCY_PAGE, AGENCY_COLUMNS)
  const typed = new Set(rows.map(({ cells }) => cells.code))
  const seen = new Map<string, number>()
  let good: (PlannedAgency & { row: number })[] = []
  for (const sheetRow of rows) {
    const { row, cells } = sheetRow
    const before = errors.list.length
    if (errors.filled(sheetRow))
      checkAgency(sheetRow, errors, seen, (code) => typed.has(code) || known.has(code))
    if (cells.code && !seen.has(cells.code)) seen.set(cells.code, row)
    if (errors.list.length === before) good.push({ row, ...agencyOf(cells) })
  }
  // A row under a wrong row cannot stand either; it says so once its parent is known to be wrong.
  for (let again = true; again; ) {
    const codes = new Set([...known, ...good.map((one) => one.code)])
    const orphans = good.filter((one) => one.parent && !codes.has(one.parent))
    for (const one of orphans)
      errors.add(
        one.row,
        'parent',
        `Dòng của cơ quan cấp trên “${one.parent}” còn sai; sửa dòng đó trước.`,
        `The row of the parent “${one.parent}” is wrong; correct that first.`,
      )
    good = good.filter((one) => !orphans.includes(one))
    again = orphans.length > 0
  }
  for (const one of good.filter((row) => isLoop(row, good)))
    errors.add(
      one.row,
      'parent',
      'Cơ quan này trở thành cấp trên của chính nó.',
      'The agency is its own parent.',
    )
  good = good.filter((one) => !isLoop(one, good))
  return { agencies: good.map(({ row: _, ...agency }) => agency), errors: errors.list }
}

function isLoop(one: PlannedAgency, all: readonly PlannedAgency[]): boolean {
  const byCode = new Map(all.map((row) => [row.code, row]))
  let at: PlannedAgency | undefined = one
  for (let steps = 0; at; steps++) {
    if (steps > 50) return true
    at = at.parent ? byCode.get(at.parent) : undefined
  }
  return false
}

function checkAgency(
  { row, cells }: SheetRow,
  errors: Errors,
  seen: ReadonlyMap<string, number>,
  exists: (code: string) => boolean,
): void {
  if (!CODE.test(cells.code!))
    errors.add(
      row,
      'code',
      'Mã chỉ gồm chữ, chữ số và . _ -, không có dấu cách.',
      'A code holds letters, digits and . _ - only.',
    )
  if (seen.has(cells.code!))
    errors.add(
      row,
      'code',
      `Mã “${cells.code}” đã dùng ở dòng ${seen.get(cells.code!)}.`,
      `The code stands in row ${seen.get(cells.code!)} already.`,
    )
  if (cells.parent && !exists(cells.parent))
    errors.add(
      row,
      'parent',
      `Không có cơ quan mang mã “${cells.parent}”.`,
      `There is no agency with the code “${cells.parent}”.`,
    )
  const kind = KINDS[fold(cells.kind!)]
  if (!kind)
    errors.add(
      row,
      'kind',
      `“${cells.kind}” không phải là Nhà nước, Đảng hoặc Đoàn thể.`,
      `“${cells.kind}” is no kind known here.`,
    )
  if (/[\s/]/.test(cells.abbreviation!))
    errors.add(
      row,
      'abbreviation',
      'Chữ viết tắt không có dấu cách hay gạch chéo.',
      'No spaces or strokes in an abbreviation.',
    )
  for (const type of seriesOf(cells.ownSeries ?? ''))
    if (typeNameOf(kind === 'party' ? 'party' : 'nd30', type) === null)
      errors.add(
        row,
        'ownSeries',
        `“${type}” không phải là chữ viết tắt của một tên loại (Phụ lục III).`,
        `“${type}” is no abbreviation of a type.`,
      )
  if (kind === 'party' && !/^\d{4}\s*-\s*\d{4}$/.test(cells.term ?? ''))
    errors.add(
      row,
      'term',
      'Khối Đảng cần nhiệm kỳ dạng 2025-2030.',
      'A Party body needs its term, as 2025-2030.',
    )
}

const agencyOf = (cells: Record<string, string>): PlannedAgency => ({
  code: cells.code!,
  name: cells.name!,
  shortName: cells.shortName || cells.name!,
  abbreviation: cells.abbreviation!,
  parent: orNull(cells.parent),
  level: cells.level!,
  kind: KINDS[fold(cells.kind!)]!,
  place: cells.place!,
  ownSeries: seriesOf(cells.ownSeries ?? ''),
  term: cells.term ? cells.term.replaceAll(/\s/g, '') : null,
  identifier: orNull(cells.identifier),
  parentOnPaper: orNull(cells.parentOnPaper),
})

function planPosts(rows: SheetRow[], codes: ReadonlySet<string>, agencies: readonly PlannedAgency[]) {
  const errors = new Errors(PEOPLE_PAGE, PEOPLE_COLUMNS)
  const names = new Map<string, { name: string; row: number }>()
  const heads = new Set(
    rows
      .filter(({ cells }) => rolesOf(cells.role ?? '')?.includes('leader'))
      .map(({ cells }) => cells.agency),
  )
  const kinds = new Map(agencies.map((row) => [row.code, row.kind]))
  const posts: PlannedPost[] = []
  for (const sheetRow of rows) {
    const before = errors.list.length
    if (errors.filled(sheetRow)) {
      checkPost(sheetRow, errors, codes)
      checkForm(sheetRow, errors, heads, kinds)
      checkNames(sheetRow, errors, names)
    }
    if (errors.list.length === before) posts.push(postOf(sheetRow.cells))
  }
  return { posts, errors: errors.list }
}

function rolesOf(typed: string): string[] | null {
  const words = typed
    .split(/[,;]/)
    .map((word) => fold(word.trim()))
    .filter(Boolean)
  const roles = words.map((word) => ROLES[word])
  return roles.length === 0 || roles.includes(undefined) ? null : [...new Set(roles.flatMap((list) => list!))]
}
const formOf = (typed: string): Form | null => FORMS[fold(typed).replaceAll(/[./]/g, '').trim()] ?? null

function checkPost({ row, cells }: SheetRow, errors: Errors, codes: ReadonlySet<string>): void {
  if (!codes.has(cells.agency!))
    errors.add(
      row,
      'agency',
      `Không có cơ quan đúng nào mang mã “${cells.agency}”.`,
      `There is no right agency with the code “${cells.agency}”.`,
    )
  if (!rolesOf(cells.role!))
    errors.add(
      row,
      'role',
      `“${cells.role}” không phải là vai trò của hệ thống; xem trang Hướng dẫn.`,
      `“${cells.role}” is no role; see the notes.`,
    )
  if (cells.email && !EMAIL.test(cells.email))
    errors.add(row, 'email', 'Địa chỉ thư điện tử không đúng dạng.', 'This is no e-mail address.')
  if (cells.unitAbbreviation && !cells.unit)
    errors.add(row, 'unit', 'Có chữ viết tắt mà thiếu tên phòng, ban.', 'An abbreviation without a unit.')
  if (cells.account && !isAccount(accountOf(cells.account)))
    errors.add(
      row,
      'account',
      'Tên đăng nhập chỉ gồm chữ không dấu, chữ số và . _ - @.',
      'An account holds unaccented letters, digits and . _ - @ only.',
    )
  if ((cells.account || cells.email) && !cells.person)
    errors.add(
      row,
      'person',
      'Có tài khoản hoặc thư điện tử mà thiếu họ và tên.',
      'An account or e-mail without a name.',
    )
}

function checkForm(
  { row, cells }: SheetRow,
  errors: Errors,
  heads: ReadonlySet<string | undefined>,
  kinds: ReadonlyMap<string, string>,
): void {
  if (!cells.form) return
  const form = formOf(cells.form)
  if (!form) {
    errors.add(
      row,
      'form',
      `“${cells.form}” không phải là Thủ trưởng, TM., KT., TL., TUQ. hoặc Q.`,
      `“${cells.form}” is no signing form.`,
    )
    return
  }
  if ((form === 'KT' || form === 'TL' || form === 'TUQ') && !heads.has(cells.agency))
    errors.add(
      row,
      'form',
      'Ký thay, thừa lệnh, thừa ủy quyền cần một dòng Lãnh đạo của cùng cơ quan.',
      'This form needs a row of the agency’s head.',
    )
  if (form === 'TUQ' && kinds.get(cells.agency!) === 'party')
    errors.add(
      row,
      'form',
      'Văn bản của Đảng không có thể thức ký thừa ủy quyền; dùng TL.',
      'Party documents have no TUQ.',
    )
}

function checkNames(
  { row, cells }: SheetRow,
  errors: Errors,
  names: Map<string, { name: string; row: number }>,
): void {
  const key = cells.account ? accountOf(cells.account) : ''
  if (!key || !cells.person) return
  const before = names.get(key)
  if (before && fold(before.name) !== fold(cells.person))
    errors.add(
      row,
      'account',
      `Tên đăng nhập “${key}” đã là của ${before.name} (dòng ${before.row}).`,
      `The account is ${before.name}’s (row ${before.row}).`,
    )
  else if (!before) names.set(key, { name: cells.person, row })
}

const postOf = (cells: Record<string, string>): PlannedPost => ({
  agency: cells.agency!,
  unit: orNull(cells.unit),
  unitAbbreviation: orNull(cells.unitAbbreviation),
  title: cells.title!,
  roles: rolesOf(cells.role!)!,
  person: orNull(cells.person),
  email: cells.email ? cells.email.toLowerCase() : null,
  account: cells.account ? accountOf(cells.account) : null,
  form: cells.form ? formOf(cells.form) : null,
  body: orNull(cells.body),
})
