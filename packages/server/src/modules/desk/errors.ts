import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'desk.other-post': [
    'Văn bản này của {agency}. Chọn chức vụ {title} ở góc trên rồi làm việc này.',
    'This document belongs to {agency}. Switch to the post {title} first.',
  ],
})
