import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'exchange.system-only': [
    'Việc này do hệ thống tự làm khi gói tin đến.',
    'Done by the system when a packet arrives.',
  ],
  'exchange.no-such-message': ['Không có gói tin này trong cơ quan.', 'No such message in this agency.'],
  'exchange.no-such-packet': ['Không có gói tin này trong cách ly.', 'No such packet in quarantine.'],
  'exchange.no-such-request': [
    'Không có đề nghị nào đang chờ trả lời cho văn bản này.',
    'No request waits for an answer.',
  ],
  'exchange.reason-needed': ['Từ chối phải ghi lý do.', 'A refusal needs its reason.'],
  'exchange.not-sent-out': [
    'Văn bản này không gửi qua liên thông.',
    'This document did not leave through the exchange.',
  ],
  'exchange.bad-invitation': [
    'Mã kết nối không đọc được hoặc đã hết hạn. Xin bên kia mã mới.',
    'The invitation cannot be read or has expired; ask for a new one.',
  ],
  'exchange.own-invitation': [
    'Đây là mã của chính hệ thống này; đưa mã cho bên kia nhập.',
    'This is our own invitation.',
  ],
  'exchange.recalled': [
    'Văn bản đã thu hồi, không cập nhật được nữa.',
    'Recalled; nothing more can be updated.',
  ],
  'exchange.nothing-changed': [
    'Chưa có gì khác với văn bản đã gửi. Sửa trích yếu, hạn trả lời hoặc bớt nơi nhận.',
    'Nothing differs from what was sent.',
  ],
  'exchange.draft-gone': [
    'Dự thảo thay thế không còn hoặc đã phát hành.',
    'The replacing draft is gone or already issued.',
  ],
  'exchange.no-such-code': [
    'Danh bạ không có mã “{code}”, hoặc cơ quan này đã thôi hoạt động.',
    'The directory has no live agency “{code}”.',
  ],
  'exchange.other-content': [
    'Gói tin trùng mã văn bản nhưng khác nội dung, đã giữ lại để kiểm tra.',
    'Same document id, other content.',
  ],
  'exchange.no-peer': ['Không có điểm liên thông “{id}”.', 'No such peer “{id}”.'],
})
