import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'evidence.nothing-to-prove': [
    'Nhật ký chưa có dòng nào về tệp của văn bản này.',
    'The log holds no leaf about this document’s file yet.',
  ],
})
