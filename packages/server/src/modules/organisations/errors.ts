import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'organisations.no-such-agency': ['Không có cơ quan này trong danh mục.', 'There is no such agency.'],
  'organisations.no-such-post': [
    'Không có chức vụ này trong cơ quan, hoặc chức vụ đã hết hiệu lực.',
    'There is no such post in the agency.',
  ],
  'organisations.post-vacant': [
    'Chức vụ {title} chưa có người giữ. Chọn người khác.',
    'The post {title} is vacant. Choose another.',
  ],
  'organisations.absence-order': [
    'Ngày kết thúc phải sau ngày bắt đầu.',
    'The end must be after the beginning.',
  ],
  'organisations.only-own-absence': [
    'Chỉ người giữ chức vụ hoặc quản trị đặt được người thay.',
    'Only the holder or an administrator may set a stand-in.',
  ],
})
