import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'verification.too-large': [
    'Tệp lớn hơn 50 MB nên trang kiểm tra không nhận. Nhờ văn thư cơ quan nhận kiểm tra trong hệ thống.',
    'The file is larger than 50 MB. Ask the records clerk to check it inside the system.',
  ],
  'verification.empty': ['Chưa có tệp nào. Chọn một tệp PDF để kiểm tra.', 'No file. Choose a PDF to check.'],
  'verification.too-many': [
    'Bạn đã kiểm tra nhiều tệp trong ít phút. Chờ khoảng {minutes} phút rồi thử lại.',
    'Too many files from your address. Try again in about {minutes} minutes.',
  ],
  'verification.busy': [
    'Nhiều người đang kiểm tra cùng lúc. Thử lại sau giây lát.',
    'Many people are checking at once. Try again shortly.',
  ],
  'verification.too-long': [
    'Tệp này quá phức tạp, không kiểm tra xong trong {seconds} giây nên không thể coi là hợp lệ.',
    'The file could not be checked within {seconds} seconds, so it is not called valid.',
  ],
})
