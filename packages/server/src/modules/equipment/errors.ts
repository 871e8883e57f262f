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
  'equipment.link-not-staff': [
    'Có người không giữ chức vụ trong cơ quan này. Chọn lại trong danh sách cán bộ của cơ quan.',
    'Somebody on the list holds no post in this agency.',
  ],
  'equipment.no-link': [
    'Đường dẫn tự kiểm không mở được: đã hết hạn, đã bị đóng hoặc chép thiếu. Xin văn thư cơ quan đường dẫn mới.',
    'The check-in link has expired, was ended or is incomplete. Ask the agency’s clerk for a new one.',
  ],
  'equipment.code-taken': [
    'Mã tài sản {code} đang ghi cho người khác. Xem lại nhãn trên máy; nếu đúng, báo văn thư đổi người dùng trước.',
    'The asset code {code} belongs to somebody else’s machine.',
  ],
  'equipment.not-coordinator': [
    'Chỉ đầu mối của tỉnh ghi sổ mạng lưới bưu chính, viễn thông và sổ báo chí.',
    'Only the coordinating agency keeps the network and press registers.',
  ],
  'equipment.no-point': ['Không có điểm phục vụ này trong sổ.', 'There is no such place in the register.'],
  'equipment.no-incident': ['Không có sự cố này trong nhật ký.', 'There is no such incident in the log.'],
  'equipment.already-repaired': [
    'Sự cố {code} đã ghi khắc phục rồi.',
    'The incident {code} is closed already.',
  ],
  'equipment.bad-time': ['Thời điểm không có trên lịch. Ghi lại ngày và giờ.', 'There is no such time.'],
  'equipment.not-yet': ['Sự cố không thể bắt đầu sau lúc này.', 'An incident cannot begin in the future.'],
  'equipment.end-before-start': [
    'Thời điểm khắc phục phải sau khi sự cố bắt đầu ({began}) và không sau lúc này.',
    'The end must come after the beginning ({began}) and not after now.',
  ],
  'equipment.press-code-taken': [
    'Mã {code} đã dùng cho cơ quan báo chí khác.',
    'The code {code} belongs to another press agency.',
  ],
})
