// Register book → A4 landscape with page totals and the hash of what was printed.
import type { PlainDateText } from '../letter.ts'
import { cleanText, dateOnPaper, parseDate, upper } from '../paper-text.ts'
import { type IncomingRow, type OutgoingRow, type RegisterBook, registerHash } from '../register-book.ts'
import { RenderError } from './errors.ts'
import { type Press, slowPress } from './press.ts'
import { type Sheet, shortDate } from './render-slip.ts'

interface Column {
  title: string
  /** Share of the width. */
  width: number
  align: 'left' | 'center' | 'right'
}

const OUTGOING: readonly Column[] = [
  { title: 'Số, ký hiệu\nvăn bản', width: 1.75, align: 'left' },
  { title: 'Ngày tháng\nvăn bản', width: 1.1, align: 'center' },
  { title: 'Tên loại và trích yếu\nnội dung văn bản', width: 3.6, align: 'left' },
  { title: 'Người ký', width: 1.35, align: 'left' },
  { title: 'Nơi nhận\nvăn bản', width: 2.1, align: 'left' },
  { title: 'Đơn vị, người\nnhận bản lưu', width: 1.35, align: 'left' },
  { title: 'Số lượng\nbản', width: 0.85, align: 'center' },
  { title: 'Ngày\nchuyển', width: 1.1, align: 'center' },
  { title: 'Ký nhận', width: 1.15, align: 'left' },
  { title: 'Ghi chú', width: 1.35, align: 'left' },
]

const INCOMING: readonly Column[] = [
  { title: 'Ngày đến', width: 1.1, align: 'center' },
  { title: 'Số đến', width: 0.8, align: 'center' },
  { title: 'Tác giả', width: 1.7, align: 'left' },
  { title: 'Số, ký hiệu\nvăn bản', width: 1.75, align: 'left' },
  { title: 'Ngày tháng\nvăn bản', width: 1.1, align: 'center' },
  { title: 'Tên loại và trích yếu\nnội dung văn bản', width: 3.5, align: 'left' },
  { title: 'Đơn vị hoặc\nngười nhận', width: 1.6, align: 'left' },
  { title: 'Ngày\nchuyển', width: 1.1, align: 'center' },
  { title: 'Ký nhận', width: 1.15, align: 'left' },
  { title: 'Ghi chú', width: 1.35, align: 'left' },
]

function dateCell(date: PlainDateText | null): string {
  return date === null ? '' : shortDate(date)
}

function outgoingCells(row: OutgoingRow): string[] {
  return [
    row.numberAndSymbol,
    dateCell(row.date),
    row.typeAndSubject,
    row.signer,
    row.recipients,
    row.fileCopyKeeper,
    row.cancelled === undefined ? String(row.copies) : '',
    dateCell(row.handedOverOn),
    row.receipt,
    row.remarks,
  ]
}

function incomingCells(row: IncomingRow): string[] {
  return [
    dateCell(row.arrivedOn),
    row.arrivalNumber,
    row.issuerName,
    row.numberAndSymbol,
    dateCell(row.date),
    row.typeAndSubject,
    row.receiver,
    dateCell(row.handedOverOn),
    row.receipt,
    row.remarks,
  ]
}

function cells(row: OutgoingRow | IncomingRow): string[] {
  return 'arrivalNumber' in row ? incomingCells(row) : outgoingCells(row)
}

function longDate(date: PlainDateText): string {
  const parsed = parseDate(date)
  if (!parsed) throw new RenderError('letters.invalid-date', { date })
  return dateOnPaper(parsed)
}

function registerData(
  title: string,
  columns: readonly Column[],
  book: RegisterBook<OutgoingRow> | RegisterBook<IncomingRow>,
) {
  return {
    numberRoom: 4,
    party: book.regime === 'party',
    issuer: {
      parent: book.issuer.parentName ? upper(cleanText(book.issuer.parentName)) : null,
      name: upper(cleanText(book.issuer.name)),
    },
    title,
    period: cleanText(book.period),
    volume: book.volume ? cleanText(book.volume) : null,
    range: `Từ ${longDate(book.from)} đến ${longDate(book.to)}`,
    columns,
    rows: book.rows.map((row) => ({
      cells: cells(row).map(cleanText),
      cancelled: row.cancelled === undefined ? null : cleanText(row.cancelled),
    })),
    hash: registerHash(book),
    printed: `${cleanText(book.printedBy)}, ${cleanText(book.printedAt)}`,
    place: cleanText(book.place),
    meta: { title: `${title} (${cleanText(book.period)})`, author: cleanText(book.issuer.name) },
  }
}

/** A printed book and the hash that stands on each of its pages. */
export interface PrintedBook extends Sheet {
  hash: string
}

async function print(
  data: ReturnType<typeof registerData>,
  createdAt: number | undefined,
  press: Press,
): Promise<PrintedBook> {
  const printed = await press.print('register.typ', data, { createdAt })
  return { pdf: printed.bytes, pages: printed.pages, hash: data.hash }
}

export async function renderRegisterOutgoing(
  book: RegisterBook<OutgoingRow>,
  press: Press = slowPress(),
): Promise<PrintedBook> {
  return print(registerData('SỔ ĐĂNG KÝ VĂN BẢN ĐI', OUTGOING, book), book.preparedAt, press)
}

export async function renderRegisterIncoming(
  book: RegisterBook<IncomingRow>,
  press: Press = slowPress(),
): Promise<PrintedBook> {
  return print(registerData('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', INCOMING, book), book.preparedAt, press)
}
