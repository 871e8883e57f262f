import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'registers.no-such-book': ['Không có sổ này trong cơ quan.', 'There is no such book in the agency.'],
  'registers.book-closed': [
    'Sổ “{book}” đã khóa từ {day}. Chọn sổ của năm nay.',
    'The book “{book}” was closed on {day}.',
  ],
  'registers.no-series': [
    'Sổ “{book}” chưa có dãy số cho loại văn bản này. Báo quản trị mở dãy số.',
    'The book has no number series for this type.',
  ],
  'registers.no-outgoing-book': [
    'Cơ quan chưa có sổ văn bản đi đang mở. Báo quản trị mở sổ.',
    'The agency has no open outgoing book.',
  ],
  'registers.already-registered': [
    'Văn bản này đã vào sổ, số đến {number}.',
    'Already registered under {number}.',
  ],
  'registers.clerk-only': [
    'Chỉ văn thư cơ quan vào sổ và cấp số (NĐ 30/2020, Điều 15, 22).',
    'Only the clerical office registers and numbers.',
  ],
  'registers.no-entry': ['Văn bản chưa có dòng nào trong sổ.', 'The document has no register entry.'],
  'registers.not-reserved': [
    'Số này không còn giữ: đã dùng, đã bỏ giữ hoặc đã hết hạn. Tải lại sổ để xem.',
    'The number is no longer held: used, given up or expired. Reload the book.',
  ],
  'registers.reserve-expired': [
    'Số {number} giữ đến {day}, đã quá hạn. Lấy số tiếp theo.',
    'Number {number} was held until {day} only. Take the next number.',
  ],
  'registers.reserve-other-series': [
    'Số {number} giữ trong dãy số khác với dãy của văn bản này. Chọn số đúng loại văn bản và đúng năm.',
    'Number {number} is held in another series or year than this document’s.',
  ],
  'registers.reserve-outgoing': [
    'Chỉ giữ số văn bản đi. Số đến lấy khi vào sổ.',
    'Only outgoing numbers are held; arrivals take theirs when registered.',
  ],
  'registers.reserve-past': [
    'Ngày hết hạn giữ số phải từ hôm nay trở đi.',
    'The expiry must not be in the past.',
  ],
  'registers.number-symbol-taken': [
    'Số {number} đã cấp trong năm. Lấy số tiếp theo.',
    'The number {number} is taken this year.',
  ],
})
