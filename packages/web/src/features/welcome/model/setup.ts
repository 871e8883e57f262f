// "Bắt đầu sử dụng": the shapes of its endpoints, and what must hold before a step may be left.
export interface SetupBook {
  id: string
  name: string
  agencyName?: string
  direction: 'incoming' | 'outgoing'
  period: string
  nextNumber: number
}
export interface SetupHolder {
  id: string
  label: string
}
/** GET /api/v1/setup */
export interface SetupState {
  needed: boolean
  step: 1 | 2 | 3
  books: SetupBook[]
  /** Agencies and posts a key may be given to; absent until organisations stand. */
  holders?: SetupHolder[]
}
/** POST /api/v1/setup/import */
export interface ImportReport {
  agencies: number
  people: number
  errors: { row: number; column: string; vi: string; en: string }[]
}

export type NumberProblem = 'empty' | 'not-a-number' | 'too-large'

/** The next number of a book as typed; the last number of the paper book is one less. */
export function readNumber(typed: string): { number: number } | { problem: NumberProblem } {
  const bare = typed.replace(/[\s.]/gu, '')
  if (bare === '') return { problem: 'empty' }
  if (!/^\d+$/u.test(bare) || Number(bare) < 1) return { problem: 'not-a-number' }
  const number = Number(bare)
  return number > 999_999 ? { problem: 'too-large' } : { number }
}

/** Passwords are judged by length, not by recipes (NIST SP 800-63B 5.1.1.2). */
export const MIN_PASSWORD = 12

export interface AdminDraft {
  account: string
  name: string
  password: string
  again: string
}
export type AdminProblem = {
  field: keyof AdminDraft
  code: 'empty' | 'short' | 'differs' | 'same-as-account'
}

export function adminProblem(draft: AdminDraft): AdminProblem | null {
  if (draft.account.trim() === '') return { field: 'account', code: 'empty' }
  if (draft.name.trim() === '') return { field: 'name', code: 'empty' }
  if ([...draft.password].length < MIN_PASSWORD) return { field: 'password', code: 'short' }
  if (draft.password.toLowerCase() === draft.account.trim().toLowerCase())
    return { field: 'password', code: 'same-as-account' }
  if (draft.password !== draft.again) return { field: 'again', code: 'differs' }
  return null
}

/** Wrong rows grouped as a table shows them: by row, in the order of the sheet. */
export function errorRows(report: ImportReport): { row: number; errors: ImportReport['errors'] }[] {
  const rows = new Map<number, ImportReport['errors']>()
  for (const error of report.errors) rows.set(error.row, [...(rows.get(error.row) ?? []), error])
  return [...rows].sort(([a], [b]) => a - b).map(([row, errors]) => ({ row, errors }))
}
