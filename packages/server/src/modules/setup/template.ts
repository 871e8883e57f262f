// The sheet to fill in, made on the spot so that it can never differ from what the reader expects.
import {
  AGENCY_COLUMNS,
  AGENCY_PAGE,
  type Column,
  EXAMPLE,
  letterOf,
  NOTES_PAGE,
  PEOPLE_COLUMNS,
  PEOPLE_PAGE,
} from './columns.ts'

const cell = (value: string, style: Record<string, unknown> = {}) => ({
  value,
  type: String,
  wrap: true,
  ...style,
})
const HEAD = { fontWeight: 'bold', backgroundColor: '#DCE6E2', alignVertical: 'center' }
const GREY = { color: '#6B7671', fontStyle: 'italic' }

function page(name: string, columns: readonly Column[]) {
  const examples = Math.max(...columns.map((column) => column.examples.length))
  return {
    sheet: name,
    stickyRowsCount: 1,
    columns: columns.map((column) => ({ width: column.width })),
    data: [
      columns.map((column) => cell(column.needed ? `${column.title} *` : column.title, HEAD)),
      ...Array.from({ length: examples }, (_, row) =>
        columns.map((column) => cell(column.examples[row] ?? '', GREY)),
      ),
    ],
  }
}

const notesOf = (name: string, columns: readonly Column[]) =>
  columns.map((column, i) => [
    cell(name),
    cell(`${letterOf(i)} · ${column.title}`),
    cell(column.needed ? 'cần có' : ''),
    cell(column.note),
  ])

export async function makeTemplate(): Promise<Uint8Array> {
  const { default: writeSheet } = await import('write-excel-file/node')
  const notes = {
    sheet: NOTES_PAGE,
    columns: [{ width: 14 }, { width: 34 }, { width: 10 }, { width: 90 }],
    data: [
      ['Trang', 'Cột', '', 'Điền gì'].map((text) => cell(text, HEAD)),
      [
        cell(''),
        cell(''),
        cell(''),
        cell(
          `Dòng bắt đầu bằng “${EXAMPLE.trim()}” là ví dụ, không được nạp. Gửi lại tệp đã sửa thì dòng đã nạp không bị ghi hai lần.`,
        ),
      ],
      ...notesOf(AGENCY_PAGE, AGENCY_COLUMNS),
      ...notesOf(PEOPLE_PAGE, PEOPLE_COLUMNS),
    ],
  }
  const pages = [page(AGENCY_PAGE, AGENCY_COLUMNS), page(PEOPLE_PAGE, PEOPLE_COLUMNS), notes]
  return (await writeSheet(pages as Parameters<typeof writeSheet>[0]).toBuffer()) as unknown as Uint8Array
}
