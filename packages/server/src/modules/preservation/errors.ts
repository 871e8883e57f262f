import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'preservation.no-certificate': [
    'Tệp này không phải chứng thư (PEM hoặc DER). Chọn tệp chứng thư của nơi cấp.',
    'This file is no certificate (PEM or DER).',
  ],
  'preservation.not-authority': [
    'Chứng thư “{name}” là của người dùng, không phải của nơi cấp. Chọn chứng thư gốc hoặc chứng thư của nơi cấp.',
    'The certificate “{name}” is a user’s, not an authority’s.',
  ],
  'preservation.no-such-anchor': [
    'Không tìm thấy nơi cấp này. Tải lại trang để xem danh sách mới.',
    'No such anchor. Reload.',
  ],
  'preservation.bad-address': [
    'Địa chỉ “{address}” không dùng được. Ghi đủ http:// hoặc https:// và tên máy chủ.',
    'The address “{address}” cannot be used.',
  ],
  'preservation.bundle-refused': [
    'Gói nơi cấp tin cậy không dùng được: {why}. Lấy lại gói từ đơn vị phát hành.',
    'The bundle is refused: {why}.',
  ],
  'preservation.no-evidence': [
    'Chưa lưu bằng chứng kèm theo tệp này. Bằng chứng được lập sau khi chữ ký được kiểm tra.',
    'No evidence is kept with this file yet.',
  ],
  'preservation.not-publisher': [
    'Khóa của đơn vị phát hành gói phải là khóa công khai Ed25519 (PEM). Xin lại tệp khóa công khai; không gửi khóa bí mật.',
    'A publisher’s key is the public half of an Ed25519 key (PEM).',
  ],
})
