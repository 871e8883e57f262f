import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'equipment.not-keeper': [
    'Chỉ văn thư, quản trị hoặc người phụ trách của cơ quan kiểm đếm được thiết bị. Chọn chức vụ khác ở góc trên.',
    'Only the agency’s clerk, administrator or head may count equipment.',
  ],
  'equipment.other-agency': [
    'Thiết bị {code} ghi cho cơ quan khác. Chỉ đầu mối của tỉnh kiểm đếm cho cơ quan khác.',
    'The machine {code} belongs to another agency.',
  ],
  'equipment.not-staff': [
    'Người dùng của thiết bị {code} không giữ chức vụ trong cơ quan đó.',
    'The user of {code} holds no post in that agency.',
  ],
  'equipment.not-a-sheet': [
    'Tệp không phải bảng kiểm đếm (.xlsx hoặc .csv) hoặc thiếu cột “{column}”.',
    'The file is no counting sheet, or the column “{column}” is missing.',
  ],
})
