// XLSX → rows of text by column; what is wrong with the file as a whole is refused here in one sentence.
import { DomainError } from '../../kernel/domain-error.ts'
import { cleanLine, fold } from '../../kernel/text.ts'
import { AGENCY_COLUMNS, AGENCY_PAGE, type Column, EXAMPLE, PEOPLE_COLUMNS, PEOPLE_PAGE } from './columns.ts'

/** One row as typed; `row` is the number the spreadsheet program shows. */
export interface SheetRow {
  row: number
  cells: Record<string, string>
}
export interface Sheets {
  agencies: SheetRow[]
  people: SheetRow[]
}

const MOST_ROWS = 50_000
const same = (a: string, b: string) => fold(cleanLine(a).replace(/\*$/, '').trim()) === fold(b)

export async function readSheets(bytes: Uint8Array): Promise<Sheets> {
  // XLSX is a ZIP; anything else would be refused deep inside the reader in words nobody understands.
  if (Buffer.from(bytes.subarray(0, 2)).toString('latin1') !== 'PK')
    throw new DomainError('invalid', 'setup.not-a-sheet', {}, 'file')
  const { default: readXlsx } = await import('read-excel-file/node')
  let pages: { sheet: string; data: unknown[][] }[]
  try {
    pages = (await readXlsx(Buffer.from(bytes), { trim: true } as never)) as unknown as typeof pages
  } catch {
    throw new DomainError('invalid', 'setup.not-a-sheet', {}, 'file')
  }
  return {
    agencies: rowsOf(pages, AGENCY_PAGE, AGENCY_COLUMNS),
    people: rowsOf(pages, PEOPLE_PAGE, PEOPLE_COLUMNS),
  }
}

function rowsOf(
  pages: { sheet: string; data: unknown[][] }[],
  name: string,
  columns: readonly Column[],
): SheetRow[] {
  const page = pages.find((one) => same(one.sheet, name))
  if (!page) throw new DomainError('invalid', 'setup.page-missing', { page: name }, 'file')
  const head = (page.data[0] ?? []).map((value) => String(value ?? ''))
  const at = new Map<string, number>()
  for (const column of columns) {
    const index = head.findIndex((title) => same(title, column.title))
    if (index < 0 && column.needed)
      throw new DomainError('invalid', 'setup.column-missing', { page: name, column: column.title }, 'file')
    if (index >= 0) at.set(column.key, index)
  }
  const rows: SheetRow[] = []
  for (const [i, values] of page.data.slice(0, MOST_ROWS + 1).entries()) {
    if (i === 0) continue
    const cells: Record<string, string> = {}
    for (const column of columns) cells[column.key] = textOf(values[at.get(column.key) ?? -1])
    const first = cells[columns[0]!.key]!
    if (Object.values(cells).every((text) => text === '') || first.startsWith(EXAMPLE.trim())) continue
    rows.push({ row: i + 1, cells })
  }
  return rows
}

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : cleanLine(value instanceof Date ? value.toISOString().slice(0, 10) : String(value))
