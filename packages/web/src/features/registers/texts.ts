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
  run: (types: string[] | null, n: number) =>
    `${types ? types.map((code) => code || 'CV').join(', ') : 'loại khác'}: ${n.toLocaleString('vi-VN')}`,
  reserve: 'Giữ số',
  reserveTitle: 'Giữ số cho văn bản sắp ban hành',
  reserveText:
    'Số tiếp theo của sổ được giữ lại. Dùng khi phát hành văn bản đó; quá hạn thì số bị hủy và lý do in trong sổ.',
  reserveType: 'Loại văn bản',
  reserveReason: 'Giữ cho văn bản nào, vì sao',
  reserveUntil: 'Giữ đến hết ngày',
  reserveNeeded: 'Ghi lý do giữ số; lý do được in trong sổ.',
  untilNeeded: 'Chọn ngày hết hạn giữ số.',
  reserved: (n: number) => `Đã giữ số ${n}`,
  releaseTitle: (n: number) => `Số ${n} đang được giữ`,
  releaseText: (reason: string) =>
    `Giữ cho: ${reason}. Khi phát hành, chọn số này trong hộp xác nhận. Nếu văn bản không ban hành nữa, bỏ giữ số.`,
  releaseReason: 'Lý do bỏ giữ số',
  release: 'Bỏ giữ số',
  released: (n: number) => `Đã bỏ giữ số ${n}`,
  cancel: 'Thôi',
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
  run: (types, n) =>
    `${types ? types.map((code) => code || 'letter').join(', ') : 'other types'}: ${n.toLocaleString('en')}`,
  reserve: 'Hold a number',
  reserveTitle: 'Hold a number for a document to come',
  reserveText:
    'The next number is kept. Use it when that document is issued; after its day it is cancelled and the reason printed.',
  reserveType: 'Type of document',
  reserveReason: 'For which document, and why',
  reserveUntil: 'Hold until the end of',
  reserveNeeded: 'Give the reason; it is printed in the register.',
  untilNeeded: 'Choose the last day.',
  reserved: (n) => `Number ${n} is held`,
  releaseTitle: (n) => `Number ${n} is held`,
  releaseText: (reason) =>
    `Held for: ${reason}. Choose it in the confirmation when you issue. If the document will not come, give it up.`,
  releaseReason: 'Reason',
  release: 'Give it up',
  released: (n) => `Number ${n} given up`,
  cancel: 'Cancel',
  columnNumber: vi.columnNumber,
}

export const useTexts = dictionary({ vi, en })
