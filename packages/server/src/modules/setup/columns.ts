// The two pages of the sheet an office fills in: one table for the template, the reader and the sentences about errors.

export interface Column {
  key: string
  title: string
  needed: boolean
  width: number
  note: string
  examples: readonly string[]
}
const column = (
  key: string,
  title: string,
  needed: boolean,
  width: number,
  note: string,
  ...examples: string[]
): Column => ({ key, title, needed, width, note, examples })

export const AGENCY_PAGE = 'Cơ quan'
export const PEOPLE_PAGE = 'Người dùng'
export const NOTES_PAGE = 'Hướng dẫn'

/** Example rows carry this mark in their first cell and are never read as data. */
export const EXAMPLE = 'VÍ DỤ: '

export const AGENCY_COLUMNS = [
  column(
    'code',
    'Mã cơ quan',
    true,
    20,
    'Do cơ quan đặt, không trùng, ví dụ ubnd-xa-an-binh.',
    `${EXAMPLE}ubnd-an-binh`,
    `${EXAMPLE}dang-uy-an-binh`,
  ),
  column(
    'name',
    'Tên cơ quan',
    true,
    42,
    'Tên đầy đủ như trong quyết định thành lập.',
    'Ủy ban nhân dân xã An Bình',
    'Đảng ủy xã An Bình',
  ),
  column(
    'shortName',
    'Tên ngắn',
    false,
    28,
    'Tên hiện trong danh sách; để trống thì lấy tên đầy đủ.',
    'UBND xã An Bình',
    '',
  ),
  column(
    'abbreviation',
    'Chữ viết tắt',
    true,
    14,
    'Đứng trong ký hiệu văn bản: 12/QĐ-UBND (Điều 8 khoản 3).',
    'UBND',
    'ĐU',
  ),
  column(
    'parent',
    'Mã cơ quan cấp trên',
    false,
    22,
    'Mã ở cột A của một dòng khác; để trống nếu không có trong hệ thống.',
    '',
    '',
  ),
  column('level', 'Cấp', true, 14, 'Tên cấp do cơ quan đặt; cấp viết trước đứng trên.', 'Cấp xã', 'Cấp xã'),
  column('kind', 'Khối', true, 14, 'Nhà nước, Đảng hoặc Đoàn thể.', 'Nhà nước', 'Đảng'),
  column(
    'place',
    'Địa danh',
    true,
    16,
    'Đứng trước ngày tháng trên văn bản (Phụ lục I).',
    'An Bình',
    'An Bình',
  ),
  column(
    'ownSeries',
    'Loại có dãy số riêng',
    false,
    24,
    'Chữ viết tắt các tên loại, cách nhau dấu phẩy (Điều 15 khoản 1 điểm c). Công văn luôn có dãy riêng. Để trống: QĐ.',
    'QĐ, NQ',
    'NQ, TB',
  ),
  column(
    'term',
    'Nhiệm kỳ',
    false,
    14,
    'Chỉ cho khối Đảng: số đi tính theo nhiệm kỳ cấp ủy.',
    '',
    '2025-2030',
  ),
  column(
    'identifier',
    'Mã định danh',
    false,
    18,
    'Mã định danh điện tử trên trục liên thông, nếu có.',
    '',
    '',
  ),
  column(
    'parentOnPaper',
    'Tên cơ quan chủ quản trên văn bản',
    false,
    36,
    'Dòng trên tên cơ quan ở đầu văn bản, nếu khác tên cơ quan cấp trên.',
    '',
    'ĐẢNG BỘ TỈNH',
  ),
] as const

export const PEOPLE_COLUMNS = [
  column(
    'agency',
    'Mã cơ quan',
    true,
    20,
    'Mã ở trang “Cơ quan”. Mỗi dòng một chức vụ; người có hai chức vụ thì hai dòng, cùng tên đăng nhập.',
    `${EXAMPLE}ubnd-an-binh`,
    `${EXAMPLE}ubnd-an-binh`,
    `${EXAMPLE}ubnd-an-binh`,
  ),
  column(
    'unit',
    'Phòng, ban',
    false,
    26,
    'Đơn vị trong cơ quan; lãnh đạo cơ quan để trống.',
    '',
    'Văn phòng',
    'Văn phòng',
  ),
  column(
    'unitAbbreviation',
    'Viết tắt phòng, ban',
    false,
    18,
    'Đứng trong ký hiệu công văn và dòng Lưu: VT, VP.',
    '',
    'VP',
    'VP',
  ),
  column('title', 'Chức vụ', true, 22, 'Tên chức vụ như trong chữ ký.', 'Chủ tịch', 'Văn thư', 'Chuyên viên'),
  column(
    'role',
    'Vai trò',
    true,
    20,
    'Lãnh đạo, Phó lãnh đạo, Chánh văn phòng, Trưởng phòng, Phó phòng, Chuyên viên, Văn thư, Quản trị; nhiều vai trò cách nhau dấu phẩy.',
    'Lãnh đạo',
    'Văn thư',
    'Chuyên viên',
  ),
  column(
    'person',
    'Họ và tên',
    false,
    26,
    'Để trống nếu chức vụ đang khuyết.',
    'Nguyễn Văn An',
    'Trần Thị Bình',
    'Lê Minh Châu',
  ),
  column('email', 'Thư điện tử', false, 28, '', 'an.nv@vidu.gov.vn', '', ''),
  column(
    'account',
    'Tên đăng nhập',
    false,
    18,
    'Chữ không dấu, chữ số và . _ - @. Mật khẩu do quản trị đặt sau.',
    'an.nv',
    'binh.tt',
    'chau.lm',
  ),
  column(
    'form',
    'Thẩm quyền ký',
    false,
    18,
    'Thủ trưởng, TM., KT., TL., TUQ. hoặc Q. (Điều 13). Để trống nếu không ký văn bản.',
    'TM.',
    '',
    '',
  ),
  column(
    'body',
    'Tập thể ghi sau TM.',
    false,
    26,
    'Ví dụ Ủy ban nhân dân, Ban Thường vụ; để trống thì lấy theo tên cơ quan.',
    '',
    '',
    '',
  ),
] as const

export type AgencyKey = (typeof AGENCY_COLUMNS)[number]['key']
export const letterOf = (index: number) => String.fromCharCode(65 + index)

export const KINDS: Readonly<Record<string, 'state' | 'party' | 'mass'>> = {
  'nha nuoc': 'state',
  dang: 'party',
  'doan the': 'mass',
}

export const ROLES: Readonly<Record<string, readonly string[]>> = {
  'lanh dao': ['leader'],
  'pho lanh dao': ['deputy'],
  'chanh van phong': ['office-chief'],
  'truong phong': ['unit-head'],
  'pho phong': ['unit-deputy'],
  'pho truong phong': ['unit-deputy'],
  'chuyen vien': ['officer'],
  'van thu': ['clerk', 'officer'],
  'quan tri': ['admin'],
}

export type Form = 'HEAD' | 'TM' | 'KT' | 'TL' | 'TUQ' | 'Q'
/** Keys are folded words without their dots and strokes: `TM.`, `T/M` and `tm` are one form. */
export const FORMS: Readonly<Record<string, Form>> = {
  'thu truong': 'HEAD',
  tm: 'TM',
  kt: 'KT',
  tl: 'TL',
  tuq: 'TUQ',
  q: 'Q',
}
