import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'desk.stamp-pdf-only': [
    'Chỉ đóng được dấu “ĐẾN” lên bản sao của tệp PDF. Tải tệp gốc rồi in.',
    'Only a PDF can be exported with the arrival stamp.',
  ],
  'desk.other-post': [
    'Văn bản này của {agency}. Chọn chức vụ {title} ở góc trên rồi làm việc này.',
    'This document belongs to {agency}. Switch to the post {title} first.',
  ],
})
