import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'provisioning.not-keeper': [
    'Chỉ văn thư, quản trị hoặc người phụ trách của cơ quan làm được việc này. Chọn chức vụ khác ở góc trên.',
    'Only the agency’s clerk, administrator or head may do this. Switch posts.',
  ],
  'provisioning.not-coordinator': [
    'Chỉ đầu mối của tỉnh tổng hợp và gửi danh sách. Cơ quan khác lập và xác nhận đề nghị.',
    'Only the province’s focal point collates and sends lists.',
  ],
  'provisioning.no-certificate': ['Không có chứng thư này trong sổ.', 'There is no such certificate.'],
  'provisioning.no-request': [
    'Không còn đề nghị nào chờ ở bước này. Tải lại để xem trạng thái mới.',
    'No request waits at this step. Reload.',
  ],
  'provisioning.no-list': ['Không có danh sách này.', 'There is no such list.'],
  'provisioning.nobody': [
    'Chưa chọn người, cơ quan hoặc chứng thư nào. Chọn ít nhất một.',
    'Choose at least one person, agency or certificate.',
  ],
  'provisioning.not-staff': [
    'Có {count} người không còn giữ chức vụ trong cơ quan. Bỏ họ ra khỏi danh sách.',
    '{count} people hold no post in the agency.',
  ],
  'provisioning.wrong-state': [
    'Chứng thư đang ở trạng thái “{state}” nên không làm được việc này.',
    'The certificate is “{state}”, so this cannot be done.',
  ],
  'provisioning.needs-paper': [
    'Ghi số biên bản hoặc số thông báo kèm theo.',
    'Give the number of the minutes or notice.',
  ],
  'provisioning.needs-reason': [
    'Chọn lý do thu hồi theo Điều 17 Nghị định 68/2024/NĐ-CP.',
    'Choose the reason for revocation.',
  ],
  'provisioning.needs-note': ['Ghi lý do.', 'Give the reason.'],
  'provisioning.reason-holder': [
    'Lý do “{reason}” không dùng cho loại thuê bao này.',
    'The reason “{reason}” does not apply to this kind of subscriber.',
  ],
  'provisioning.renew-late': [
    'Chứng thư còn {days} ngày. Gia hạn phải đề nghị khi còn ít nhất 60 ngày; hãy lập đề nghị cấp mới.',
    '{days} days remain; renewal needs at least 60. Ask for a new certificate.',
  ],
  'provisioning.renewed-once': [
    'Chứng thư đã gia hạn một lần, không gia hạn được nữa. Hãy lập đề nghị cấp mới.',
    'It was renewed once already. Ask for a new certificate.',
  ],
  'provisioning.not-expired': ['Chứng thư còn hiệu lực đến {day}.', 'The certificate is valid until {day}.'],
  'provisioning.list-not-ready': [
    '{count} đề nghị còn thiếu: {first}. Bổ sung rồi tổng hợp lại.',
    '{count} requests are incomplete: {first}.',
  ],
  'provisioning.not-a-certificate': [
    'Tệp {name} không phải chứng thư (.cer, .p7b).',
    'The file {name} is no certificate (.cer, .p7b).',
  ],
  'provisioning.no-identity': [
    'Thuê bao này chưa có số định danh trong sổ.',
    'No identity number is recorded.',
  ],
  'provisioning.not-a-sheet': [
    'Tệp không phải bảng tính Excel (.xlsx). Dùng đúng mẫu danh sách của hệ thống.',
    'The file is no Excel sheet (.xlsx).',
  ],
  'provisioning.export-reason': [
    'Ghi lý do xuất danh sách có dữ liệu cá nhân.',
    'Give the reason for exporting personal data.',
  ],
  'provisioning.look-over': [
    'Lượt xem số định danh đã hết hạn hoặc thuộc phiên làm việc khác. Bấm xem lại và ghi lý do.',
    'This look is over or belongs to another session. Ask again with a reason.',
  ],
})
