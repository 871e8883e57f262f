import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'identity.not-signed-in': [
    'Phiên làm việc đã hết. Đăng nhập lại; nội dung đang soạn vẫn được giữ.',
    'Your session has ended. Log in again; what you typed is kept.',
  ],
  'identity.wrong-login': [
    'Tên đăng nhập hoặc mật khẩu không đúng.',
    'The account or the password is wrong.',
  ],
  'identity.locked': [
    'Tài khoản tạm khóa vì nhập sai nhiều lần. Thử lại sau {minutes} phút.',
    'The account is locked after several failures. Try again in {minutes} minutes.',
  ],
  'identity.no-post': ['Người này hiện không giữ chức vụ nào.', 'This person holds no post.'],
  'identity.not-your-post': ['Bạn không giữ chức vụ này.', 'You do not hold this post.'],
  'identity.no-such-desk': ['Không có bàn làm việc này trong tỉnh mẫu.', 'There is no such desk.'],
  'identity.demo-only': [
    'Chỉ tỉnh mẫu mới vào được bằng chức danh.',
    'Desks exist only in the demo province.',
  ],
  'identity.csrf': [
    'Yêu cầu không đến từ trang của hệ thống nên bị từ chối.',
    'The request did not come from our own page.',
  ],
})
