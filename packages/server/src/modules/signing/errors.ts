import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'signing.no-key': [
    '{holder} chưa có chứng thư số còn hiệu lực trên hệ thống. Báo quản trị cấp hoặc nạp chứng thư.',
    '{holder} has no valid certificate here.',
  ],
  'signing.passphrase': ['Mật khẩu khóa ký không đúng. Nhập lại.', 'The key’s passphrase is wrong.'],
  'signing.passphrase-needed': [
    'Khóa ký này cần mật khẩu. Nhập mật khẩu khóa ký.',
    'This key asks for its passphrase.',
  ],
  'signing.clerk-only': [
    'Chỉ văn thư dùng được khóa ký của cơ quan (NĐ 30/2020, Điều 32).',
    'Only the clerk uses the agency’s key.',
  ],
  'signing.person-first': [
    'Người có thẩm quyền chưa ký. Cơ quan chỉ đóng dấu sau chữ ký đó (Điều 32.2).',
    'The competent person must sign first.',
  ],
  'signing.changed-meanwhile': [
    'Tệp đã thay đổi trong lúc ký. Mở lại văn bản rồi ký lại.',
    'The file changed while it was being signed.',
  ],
  'signing.pdf-refused': ['Tệp PDF này không ký được: {why}', 'This PDF cannot be signed: {why}'],
})
