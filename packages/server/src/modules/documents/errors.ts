import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'documents.not-found': [
    'Không tìm thấy văn bản này trong các cơ quan mà bạn đang làm việc.',
    'There is no such document in your agencies.',
  ],
  'documents.wrong-state': [
    'Văn bản đang ở bước khác ({state}) nên không làm việc này được nữa. Tải lại để xem bước hiện tại.',
    'The document is at another step ({state}). Reload to see it.',
  ],
  'documents.empty-subject': [
    'Trích yếu còn trống. Ghi một dòng nói văn bản về việc gì.',
    'The subject is empty. Say in a line what the document is about.',
  ],
  'documents.bad-date': [
    'Ngày {day} không có trong lịch. Kiểm tra lại mục ngày văn bản.',
    'The day {day} does not exist. Check the date.',
  ],
  'documents.secret': [
    'Văn bản mang dấu {mark}: không được đưa vào hệ thống này (Luật Bảo vệ bí mật nhà nước; QĐ 28/2018/QĐ-TTg). Tệp đã bị hủy khóa; hãy vào sổ mật bằng giấy.',
    'The document is marked {mark}: it must not enter this system. The file’s key was destroyed; use the paper register.',
  ],
  'documents.recalled': [
    'Văn bản đã bị nơi gửi thu hồi. Nội dung được đóng băng.',
    'The sender recalled this document. Its content is frozen.',
  ],
})
