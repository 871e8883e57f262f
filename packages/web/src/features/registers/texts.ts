import { dictionary } from '../../lib/language.ts'

const vi = {
  title: 'Sổ văn bản',
  books: 'Các sổ',
  outgoing: 'Văn bản đi',
  incoming: 'Văn bản đến',
  bookTitle: { incoming: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', outgoing: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI' },
  period: (period: string) => (/^\d{4}$/u.test(period) ? `Năm ${period}` : period),
  last: (n: number) => (n === 0 ? 'chưa có số' : `đến số ${n.toLocaleString('vi-VN')}`),
  entries: (n: number) => `${n.toLocaleString('vi-VN')} dòng`,
  choose: 'Chọn sổ',
  from: 'Từ ngày',
  to: 'Đến ngày',
  clearRange: 'Bỏ khoảng ngày',
  filter: 'Lọc trong sổ',
  filterHint: 'số, ký hiệu, trích yếu, người ký',
  found: (n: number, of: number) => `${n.toLocaleString('vi-VN')} trên ${of.toLocaleString('vi-VN')} dòng`,
  searching: (n: number, of: number | null) =>
    of === null
      ? `Đang đọc sổ, ${n.toLocaleString('vi-VN')} dòng`
      : `Đang đọc sổ, ${n.toLocaleString('vi-VN')} trên ${of.toLocaleString('vi-VN')} dòng`,
  print: 'In sổ (PDF)',
  export: 'Xuất XLSX',
  states: { used: '', bound: 'Đang phát hành', reserved: 'Giữ số', cancelled: 'Đã hủy số' },
  emptyTitle: 'Sổ chưa có dòng nào',
  emptyText: 'Văn bản được vào sổ hoặc phát hành sẽ ghi vào đây, mỗi số một dòng.',
  noneFound: 'Không có dòng nào khớp',
  noneFoundText: 'Thử ít chữ hơn, gõ không dấu, hoặc bỏ khoảng ngày.',
  noBooksTitle: 'Chưa có sổ nào',
  noBooksText: 'Quản trị mở sổ đi, sổ đến cho cơ quan; sổ hiện ở đây khi đã mở.',
  rangeWrong: 'Từ ngày phải trước hoặc trùng Đến ngày.',
  tryAgain: 'Thử lại',
  columnNumber: (n: number) => `(${n})`,
}

const en: typeof vi = {
  title: 'Registers',
  books: 'Books',
  outgoing: 'Outgoing',
  incoming: 'Incoming',
  bookTitle: vi.bookTitle,
  period: (period) => (/^\d{4}$/u.test(period) ? `Year ${period}` : period),
  last: (n) => (n === 0 ? 'no number yet' : `up to ${n.toLocaleString('en')}`),
  entries: (n) => `${n.toLocaleString('en')} rows`,
  choose: 'Choose a book',
  from: 'From',
  to: 'To',
  clearRange: 'Clear dates',
  filter: 'Filter the book',
  filterHint: 'number, symbol, subject, signer',
  found: (n, of) => `${n.toLocaleString('en')} of ${of.toLocaleString('en')} rows`,
  searching: (n, of) =>
    of === null
      ? `Reading, ${n.toLocaleString('en')} rows`
      : `Reading, ${n.toLocaleString('en')} of ${of.toLocaleString('en')} rows`,
  print: 'Print (PDF)',
  export: 'Export XLSX',
  states: { used: '', bound: 'Being issued', reserved: 'Reserved', cancelled: 'Cancelled' },
  emptyTitle: 'The book is empty',
  emptyText: 'Every registered or issued document takes one row here.',
  noneFound: 'No row matches',
  noneFoundText: 'Try fewer words, without marks, or clear the dates.',
  noBooksTitle: 'No books yet',
  noBooksText: 'The administrator opens books for the organisation; they appear here.',
  rangeWrong: 'The first day must not be after the last.',
  tryAgain: 'Try again',
  columnNumber: vi.columnNumber,
}

export const useTexts = dictionary({ vi, en })
