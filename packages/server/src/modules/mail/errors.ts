import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'mail.not-keeper': [
    'Chỉ văn thư hoặc quản trị của cơ quan lập và đổi hộp thư. Chọn chức vụ khác ở góc trên.',
    'Only the agency’s clerk or administrator keeps its mailboxes.',
  ],
  'mail.not-yours': [
    'Hộp thư này của người khác. Mật khẩu và mã đăng nhập chỉ người giữ hộp thư tự đặt.',
    'This mailbox is somebody else’s; only its holder sets its password.',
  ],
  'mail.no-box': ['Không có hộp thư này trong cơ quan.', 'There is no such mailbox in the agency.'],
  'mail.no-domain': [
    'Chưa biết tên miền thư của tỉnh. Bật máy chủ thư bằng ./congvan mail up --domain TÊN-MIỀN, hoặc khai báo máy chủ đang có.',
    'The province’s mail domain is not known yet.',
  ],
  'mail.nobody-missing': [
    'Mọi người đang giữ chức vụ và cơ quan đều đã có hộp thư.',
    'Everybody in post and the agency have a mailbox.',
  ],
  'mail.no-server': [
    'Chưa có máy chủ thư. Bật bằng ./congvan mail up; các việc khác vẫn làm bình thường.',
    'No mail server is set. Everything else works.',
  ],
  'mail.server-down': [
    'Máy chủ thư không trả lời ({why}). Thư vẫn nằm ở đó; thử lại sau.',
    'The mail server does not answer ({why}). The letters are still there.',
  ],
  'mail.bad-address': [
    'Địa chỉ “{address}” không đúng hoặc không thuộc tên miền thư của tỉnh.',
    'The address “{address}” is not valid here.',
  ],
  'mail.bad-forward': [
    '“{address}” không phải hộp thư đang hoạt động của cơ quan. Chọn hộp thư của người kế nhiệm.',
    '“{address}” is no active mailbox of the agency.',
  ],
  'mail.bad-secret': ['Mật khẩu cần từ 12 đến 200 ký tự.', 'The password needs 12 to 200 characters.'],
  'mail.no-letter': [
    'Thư này không còn chờ: đã đưa vào Tiếp nhận, đã xóa, hoặc không còn trong hộp thư. Tải lại trang.',
    'This letter does not wait any more. Reload.',
  ],
  'mail.secret-letter': [
    'Thư “{subject}” có tệp mang dấu MẬT nên không tiếp nhận qua mạng. Bấm “Xóa khỏi hộp thư”, báo nơi gửi và nhận bản giấy theo chế độ mật.',
    'The letter “{subject}” carries a file marked secret. Remove it from the mailbox and take the paper way.',
  ],
})
