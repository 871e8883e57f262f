import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'search.no-province-right': [
    'Chức vụ đang dùng chưa được quyền tìm trong toàn tỉnh. Nhờ quản trị cơ quan cấp quyền “Tìm toàn tỉnh” cho chức vụ này.',
    'The acting post may not search the whole province. Ask the administrator for the right.',
  ],
  'search.not-the-province': [
    'Quyền “Tìm toàn tỉnh” chỉ cấp cho chức vụ của cơ quan cấp cao nhất. Chọn cơ quan cấp tỉnh ở góc trên rồi cấp.',
    'Only posts of a body of the highest level may get the province-wide right.',
  ],
  'search.no-such-post': [
    'Không có chức vụ này trong cơ quan đang làm việc. Mở lại danh sách chức vụ rồi chọn.',
    'There is no such post in the acting agency. Open the list of posts again.',
  ],
  'search.no-such-view': [
    'Bộ lọc đã lưu này không còn. Tải lại trang để xem các bộ lọc đang có.',
    'This saved search is gone. Reload to see the ones there are.',
  ],
  'search.too-many-views': [
    'Đã lưu {most} bộ lọc. Bỏ bớt một bộ lọc cũ rồi lưu lại.',
    'There are {most} saved searches. Remove one, then save again.',
  ],
  'search.name-taken': [
    'Đã có bộ lọc tên “{name}”. Đặt tên khác.',
    'There is a saved search “{name}”. Choose another name.',
  ],
})
