import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'programmes.year-to-come': [
    'Năm {year} chưa tới, chưa có số liệu để báo cáo.',
    'The year {year} has not come yet; there is nothing to report.',
  ],
  'programmes.no-such-target': [
    'Không có chỉ tiêu này trong kế hoạch của cơ quan.',
    'There is no such target in the plan of your agency.',
  ],
  'programmes.measured-by-indicator': [
    'Chỉ tiêu này lấy kết quả từ số liệu của hệ thống, không nhập tay.',
    'This target is measured by an indicator and cannot be typed.',
  ],
  'programmes.evidence-missing': [
    'Chỉ tiêu này cần văn bản chứng minh: ghi số, ký hiệu và ngày.',
    'This target needs the document that proves it.',
  ],
  'programmes.no-coordinator': [
    'Chưa có đầu mối của tỉnh trong danh bạ nên chưa lập được báo cáo chung.',
    'No coordinating agency is registered, so there is no common report.',
  ],
  'programmes.not-coordinator': [
    'Chỉ cơ quan đầu mối của tỉnh giao chỉ tiêu cho cơ quan khác. Chọn cơ quan của mình, hoặc nhờ cơ quan đầu mối.',
    'Only the coordinating agency gives targets to others.',
  ],
  'programmes.not-a-head': [
    'Chỉ lãnh đạo, chánh văn phòng hoặc trưởng phòng báo cáo và đánh giá chỉ tiêu.',
    'Only heads report on and review targets.',
  ],
})
