// The ten columns of the printed books, in the order of Appendix IV, Decree 30/2020.
import type { EntryRow } from '@congvan/contract'

export type Direction = 'incoming' | 'outgoing'
export interface Column {
  key: string
  vi: string
  en: string
  /** Track of the grid: what must not break has a width, the rest shares what is left. */
  width: string
  cell: (row: EntryRow, day: (iso: string) => string) => string
}

const day = (iso: string | null, show: (iso: string) => string) => (iso === null ? '' : show(iso))

export const OUTGOING: readonly Column[] = [
  {
    key: 'number',
    vi: 'Số, ký hiệu văn bản',
    en: 'Number, symbol',
    width: '8.6rem',
    cell: (r) => r.numberSymbol ?? String(r.number),
  },
  {
    key: 'date',
    vi: 'Ngày tháng văn bản',
    en: 'Date',
    width: '5.5rem',
    cell: (r, d) => day(r.issuedOn ?? r.registeredOn, d),
  },
  {
    key: 'subject',
    vi: 'Tên loại và trích yếu nội dung văn bản',
    en: 'Type and subject',
    width: 'minmax(0, 3fr)',
    cell: (r) => r.typeAndSubject,
  },
  { key: 'signer', vi: 'Người ký', en: 'Signer', width: 'minmax(0, 1fr)', cell: (r) => r.signerName ?? '' },
  {
    key: 'recipients',
    vi: 'Nơi nhận văn bản',
    en: 'Recipients',
    width: 'minmax(0, 1.7fr)',
    cell: (r) => r.recipients ?? '',
  },
  {
    key: 'file',
    vi: 'Đơn vị, người nhận bản lưu',
    en: 'Keeper of the file copy',
    width: 'minmax(0, 1fr)',
    cell: (r) => r.handler ?? '',
  },
  {
    key: 'copies',
    vi: 'Số lượng bản',
    en: 'Copies',
    width: '3.2rem',
    cell: (r) => (r.copies === null ? '' : String(r.copies)),
  },
  {
    key: 'sent',
    vi: 'Ngày chuyển',
    en: 'Date sent',
    width: '5.5rem',
    cell: (r, d) => day(r.handedOverOn, d),
  },
  { key: 'receipt', vi: 'Ký nhận', en: 'Receipt', width: '3.4rem', cell: () => '' },
  { key: 'note', vi: 'Ghi chú', en: 'Remarks', width: 'minmax(0, 0.9fr)', cell: (r) => r.note ?? '' },
]

export const INCOMING: readonly Column[] = [
  { key: 'date', vi: 'Ngày đến', en: 'Date of arrival', width: '5.5rem', cell: (r, d) => d(r.registeredOn) },
  { key: 'number', vi: 'Số đến', en: 'Arrival number', width: '3.8rem', cell: (r) => String(r.number) },
  {
    key: 'issuer',
    vi: 'Tác giả',
    en: 'Issuer',
    width: 'minmax(0, 1.4fr)',
    cell: (r) => r.issuerName ?? '',
  },
  {
    key: 'symbol',
    vi: 'Số, ký hiệu văn bản',
    en: 'Number, symbol',
    width: '8.6rem',
    cell: (r) => r.numberSymbol ?? '',
  },
  {
    key: 'issued',
    vi: 'Ngày tháng văn bản',
    en: 'Date of the document',
    width: '5.5rem',
    cell: (r, d) => day(r.issuedOn, d),
  },
  {
    key: 'subject',
    vi: 'Tên loại và trích yếu nội dung văn bản',
    en: 'Type and subject',
    width: 'minmax(0, 3fr)',
    cell: (r) => r.typeAndSubject,
  },
  {
    key: 'handler',
    vi: 'Đơn vị hoặc người nhận',
    en: 'Unit or person',
    width: 'minmax(0, 1.2fr)',
    cell: (r) => r.handler ?? '',
  },
  {
    key: 'sent',
    vi: 'Ngày chuyển',
    en: 'Handed over',
    width: '5.5rem',
    cell: (r, d) => day(r.handedOverOn, d),
  },
  { key: 'receipt', vi: 'Ký nhận', en: 'Receipt', width: '3.4rem', cell: () => '' },
  { key: 'note', vi: 'Ghi chú', en: 'Remarks', width: 'minmax(0, 0.9fr)', cell: (r) => r.note ?? '' },
]

export const columnsOf = (direction: Direction): readonly Column[] =>
  direction === 'incoming' ? INCOMING : OUTGOING

/** Lower case without marks, đ as d: "xam nhap man" finds "xâm nhập mặn". */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D').toLowerCase()

/** Every word must occur; a word typed with marks must occur with them. */
export function matches(row: EntryRow, query: string): boolean {
  const words = query.normalize('NFC').trim().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return true
  const text = [
    row.number,
    row.numberSymbol,
    row.issuerName,
    row.typeAndSubject,
    row.signerName,
    row.recipients,
    row.handler,
    row.note,
  ]
    .filter((v) => v !== null)
    .join(' ')
    .normalize('NFC')
    .toLowerCase()
  const plain = fold(text)
  return words.every((w) => {
    const lower = w.toLowerCase()
    return fold(lower) === lower ? plain.includes(lower) : text.includes(lower)
  })
}

/** Query string of print and export; an open end is left out. */
export function rangeQuery(range: { from: string; to: string }): string {
  const params = new URLSearchParams()
  if (range.from) params.set('from', range.from)
  if (range.to) params.set('to', range.to)
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
