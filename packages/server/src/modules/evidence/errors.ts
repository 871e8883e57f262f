import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'evidence.nothing-to-prove': [
    'Nhật ký chưa có dòng nào về tệp của văn bản này: văn bản được nhập sẵn, không đi qua hệ thống, nên không có bằng chứng.',
    'The log holds no leaf about this document’s file: it was imported and never went through the system.',
  ],
})
