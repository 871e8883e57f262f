// Sheets in and out: XLSX or CSV → rows of text; rows of text → XLSX. Text cells only, so that no cell can be a formula.
import { cleanLine } from '../kernel/text.ts'

const MOST_ROWS = 50_000

/** Rows of the first page, as typed; null when the bytes are neither a workbook nor text. Dates become ISO days. */
export async function readTable(bytes: Uint8Array): Promise<string[][] | null> {
  if (Buffer.from(bytes.subarray(0, 2)).toString('latin1') !== 'PK') return readCsv(bytes)
  const { default: readXlsx } = await import('read-excel-file/node')
  try {
    const pages = (await readXlsx(Buffer.from(bytes), { trim: true } as never)) as unknown as {
      data: unknown[][]
    }[]
    return (pages[0]?.data ?? []).slice(0, MOST_ROWS).map((row) => row.map(textOf))
  } catch {
    return null
  }
}

const textOf = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : cleanLine(value instanceof Date ? value.toISOString().slice(0, 10) : String(value))

/** RFC 4180, with the separator the first line uses (Excel of a Vietnamese machine writes semicolons). */
function readCsv(bytes: Uint8Array): string[][] | null {
  if (bytes.includes(0)) return null
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  if (text.includes('\uFFFD')) return null
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined)
  const separator = [';', '\t', ','].sort((a, b) => head.split(b).length - head.split(a).length)[0]!
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const endCell = () => {
    row.push(cleanLine(cell))
    cell = ''
  }
  for (let i = 0; i < text.length && rows.length < MOST_ROWS; i++) {
    const c = text[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') cell += text[++i]
      else quoted = false
    } else if (c === '"' && cell === '') quoted = true
    else if (c === separator) endCell()
    else if (c === '\n') {
      endCell()
      rows.push(row)
      row = []
    } else if (c !== '\r') cell += c
  }
  if (cell !== '' || row.length > 0) {
    endCell()
    rows.push(row)
  }
  return rows
}

/** One page with a bold head; `widths` in characters. */
export async function writeTable(
  sheet: string,
  rows: readonly (readonly string[])[],
  headRows: number,
  widths: readonly number[],
): Promise<Uint8Array> {
  const { default: writeSheet } = await import('write-excel-file/node')
  const data = rows.map((row, i) =>
    row.map((value) => ({
      value,
      type: String,
      wrap: true,
      ...(i < headRows ? { fontWeight: 'bold' as const } : {}),
    })),
  )
  return (await writeSheet(data, {
    sheet,
    columns: widths.map((width) => ({ width })),
  }).toBuffer()) as Uint8Array
}
