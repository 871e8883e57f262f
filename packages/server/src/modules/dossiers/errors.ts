import { defineMessages } from '../../kernel/messages.ts'

defineMessages({
  'dossiers.not-found': ['Không có hồ sơ này trong cơ quan.', 'There is no such dossier in the agency.'],
  'dossiers.closed': [
    'Hồ sơ {symbol} đã kết thúc ngày {day}. Mở lại hồ sơ, hoặc chọn hồ sơ khác.',
    'Dossier {symbol} was closed on {day}. Reopen it or choose another.',
  ],
  'dossiers.not-closed': ['Hồ sơ {symbol} đang mở.', 'Dossier {symbol} is open.'],
  'dossiers.empty': [
    'Hồ sơ {symbol} chưa có văn bản nào nên chưa kết thúc được. Lưu văn bản vào hồ sơ trước.',
    'Dossier {symbol} holds no document yet and cannot be closed.',
  ],
  'dossiers.not-yours': [
    'Hồ sơ {symbol} do {name} lập. Chỉ người đó, trưởng đơn vị, Văn phòng hoặc văn thư sửa được.',
    'Dossier {symbol} belongs to {name}.',
  ],
  'dossiers.not-ready': [
    'Văn bản {state} chưa lưu vào hồ sơ được: văn bản đến phải vào sổ, văn bản đi phải có số.',
    'A document that is {state} cannot be filed yet.',
  ],
  'dossiers.not-inside': ['Văn bản không có trong hồ sơ này.', 'The document is not in this dossier.'],
  'dossiers.plan-approved': [
    'Danh mục hồ sơ năm {year} đã ban hành. Hồ sơ lập thêm được ghi là ngoài danh mục.',
    'The plan of {year} was approved already.',
  ],
  'dossiers.plan-empty': [
    'Năm {year} chưa có hồ sơ nào để ban hành danh mục.',
    'There is no dossier of {year} to approve.',
  ],
  'dossiers.head-only': [
    'Chỉ người đứng đầu cơ quan hoặc Chánh Văn phòng ban hành danh mục hồ sơ (Điều 28).',
    'Only the head or the chief of office approves the plan (Art 28).',
  ],
  'dossiers.no-unit': ['Cơ quan không có đơn vị này.', 'The agency has no such unit.'],
})
