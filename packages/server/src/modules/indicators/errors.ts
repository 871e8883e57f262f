import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'indicators.no-such-indicator': [
    'Không có chỉ tiêu {code} trong kỳ này. Chọn lại từ danh sách chỉ tiêu.',
    'There is no indicator {code} in this period.',
  ],
  'indicators.not-entered-by-hand': [
    'Chỉ tiêu {code} được tính từ hồ sơ, không nhập tay. Sửa hồ sơ gốc thì con số tự đổi.',
    'Indicator {code} is computed from records and cannot be typed.',
  ],
  'indicators.not-coordinator': [
    'Chỉ đầu mối của tỉnh mới chốt số liệu, đặt mức chỉ tiêu và nhập số liệu chung.',
    'Only the coordinating agency closes periods, sets targets and enters shared figures.',
  ],
  'indicators.period-closed': [
    'Kỳ {from} – {to} đã chốt. Điều chỉnh sau đó hiện bên cạnh số đã báo cáo.',
    'The period {from} – {to} is closed already.',
  ],
  'indicators.period-open': [
    'Kỳ này đến {to}, chưa kết thúc nên chưa chốt được.',
    'The period ends on {to}; it cannot be closed before.',
  ],
  'indicators.no-such-period': ['Không có kỳ số liệu này.', 'There is no such period.'],
  'indicators.bad-range': [
    'Ngày bắt đầu phải trước ngày kết thúc, trong cùng một năm.',
    'The first day must come before the last one, in one year.',
  ],
})
