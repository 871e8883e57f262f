// Stock of Vietnamese content for generated papers: places, names, matters. No list is shared with the reader.
import type { Random } from './random.ts'

export interface Province {
  name: string
  kind: 'tỉnh' | 'thành phố'
  seat: string
  districts: readonly string[]
  communes: readonly string[]
}

const province = (
  name: string,
  seat: string,
  districts: string,
  communes: string,
  kind: Province['kind'] = 'tỉnh',
): Province => ({
  name,
  seat,
  kind,
  districts: districts.split(', '),
  communes: communes.split(', '),
})

export const PROVINCES: readonly Province[] = [
  province(
    'Bến Tre',
    'Bến Tre',
    'huyện Ba Tri, huyện Giồng Trôm, huyện Mỏ Cày Nam, thành phố Bến Tre',
    'xã An Hiệp, xã Tân Thủy, thị trấn Ba Tri, phường An Hội',
  ),
  province(
    'Vĩnh Long',
    'Vĩnh Long',
    'huyện Long Hồ, huyện Tam Bình, thị xã Bình Minh',
    'xã Phú Đức, phường Thanh Đức, xã Hòa Hiệp',
  ),
  province(
    'Quảng Ninh',
    'Hạ Long',
    'huyện Ba Chẽ, thành phố Cẩm Phả, thị xã Quảng Yên',
    'xã Đồn Đạc, phường Hồng Gai',
  ),
  province(
    'Thừa Thiên Huế',
    'Thừa Thiên Huế',
    'huyện A Lưới, huyện Phú Vang, thị xã Hương Trà',
    'xã Hồng Hạ, phường Phú Bài',
  ),
  province('Lạng Sơn', 'Lạng Sơn', 'huyện Hữu Lũng, huyện Bình Gia', 'xã Yên Bình, thị trấn Bình Gia'),
  province(
    'Bà Rịa - Vũng Tàu',
    'Bà Rịa',
    'huyện Xuyên Mộc, thành phố Vũng Tàu',
    'xã Bàu Lâm, phường Thắng Tam',
  ),
  province(
    'Đắk Lắk',
    'Buôn Ma Thuột',
    "huyện Krông Pắc, huyện Cư M'gar, thị xã Buôn Hồ",
    "xã Ea Kênh, xã Cư Dliê M'nông",
  ),
  province('Gia Lai', 'Pleiku', 'huyện Ia Grai, huyện Đak Đoa', 'xã Ia Sao, xã Hà Bầu'),
  province(
    'Ninh Thuận',
    'Phan Rang-Tháp Chàm',
    'huyện Ninh Phước, huyện Bác Ái',
    'xã Phước Hữu, xã Phước Bình',
  ),
  province(
    'Hồ Chí Minh',
    'Thành phố Hồ Chí Minh',
    'quận Gò Vấp, huyện Củ Chi, thành phố Thủ Đức',
    'phường Hiệp Bình Chánh, xã Tân Thông Hội',
    'thành phố',
  ),
  province(
    'Hà Nội',
    'Hà Nội',
    'quận Hà Đông, huyện Sóc Sơn, thị xã Sơn Tây',
    'phường Nguyễn Trãi, xã Bắc Sơn',
    'thành phố',
  ),
  province('Đà Nẵng', 'Đà Nẵng', 'quận Cẩm Lệ, huyện Hòa Vang', 'phường Hòa Xuân, xã Hòa Phong', 'thành phố'),
  province(
    'Cần Thơ',
    'Cần Thơ',
    'quận Ô Môn, huyện Thới Lai',
    'phường Châu Văn Liêm, xã Định Môn',
    'thành phố',
  ),
  province('Điện Biên', 'Điện Biên Phủ', 'huyện Mường Ảng, huyện Nậm Pồ', 'xã Ẳng Tở, xã Si Pa Phìn'),
  province('Cao Bằng', 'Cao Bằng', 'huyện Hà Quảng, huyện Bảo Lạc', 'xã Trường Hà, thị trấn Bảo Lạc'),
  province(
    'Nghệ An',
    'Nghệ An',
    'huyện Quỳ Hợp, huyện Đô Lương, thị xã Cửa Lò',
    'xã Châu Quang, xã Đông Sơn',
  ),
  province('Hải Dương', 'Hải Dương', 'huyện Cẩm Giàng, thành phố Chí Linh', 'xã Cẩm Điền, phường Sao Đỏ'),
  province('Kiên Giang', 'Kiên Giang', 'huyện Gò Quao, thành phố Phú Quốc', 'xã Định An, phường Dương Đông'),
  province('Sóc Trăng', 'Sóc Trăng', 'huyện Mỹ Xuyên, thị xã Vĩnh Châu', 'xã Gia Hòa 1, phường Khánh Hòa'),
  province('Lào Cai', 'Lào Cai', 'huyện Bát Xát, huyện Si Ma Cai', 'xã Y Tý, xã Sín Chéng'),
  province('Thanh Hóa', 'Thanh Hoá', 'huyện Quan Hóa, thị xã Nghi Sơn', 'xã Phú Nghiêm, phường Hải Hòa'),
  province('Tây Ninh', 'Tây Ninh', 'huyện Tân Châu, thị xã Hòa Thành', 'xã Tân Hưng, phường Long Hoa'),
]

export interface Department {
  name: string
  abbr: string
  head: string
  /** A line break the real letterheads use when the name is long. */
  split?: string
}

export const DEPARTMENTS: readonly Department[] = [
  { name: 'Sở Nội vụ', abbr: 'SNV', head: 'Giám đốc' },
  { name: 'Sở Tài chính', abbr: 'STC', head: 'Giám đốc' },
  {
    name: 'Sở Thông tin và Truyền thông',
    abbr: 'STTTT',
    head: 'Giám đốc',
    split: 'Sở Thông tin|và Truyền thông',
  },
  { name: 'Sở Giáo dục và Đào tạo', abbr: 'SGDĐT', head: 'Giám đốc', split: 'Sở Giáo dục và Đào tạo' },
  {
    name: 'Sở Nông nghiệp và Phát triển nông thôn',
    abbr: 'SNN',
    head: 'Giám đốc',
    split: 'Sở Nông nghiệp|và Phát triển nông thôn',
  },
  { name: 'Sở Nông nghiệp và Môi trường', abbr: 'SNNMT', head: 'Giám đốc' },
  {
    name: 'Sở Lao động - Thương binh và Xã hội',
    abbr: 'SLĐTBXH',
    head: 'Giám đốc',
    split: 'Sở Lao động -|Thương binh và Xã hội',
  },
  {
    name: 'Sở Văn hóa, Thể thao và Du lịch',
    abbr: 'SVHTTDL',
    head: 'Giám đốc',
    split: 'Sở Văn hóa, Thể thao|và Du lịch',
  },
  { name: 'Sở Y tế', abbr: 'SYT', head: 'Giám đốc' },
  { name: 'Sở Tư pháp', abbr: 'STP', head: 'Giám đốc' },
  { name: 'Sở Xây dựng', abbr: 'SXD', head: 'Giám đốc' },
  { name: 'Sở Khoa học và Công nghệ', abbr: 'SKHCN', head: 'Giám đốc' },
  { name: 'Sở Kế hoạch và Đầu tư', abbr: 'SKHĐT', head: 'Giám đốc' },
  { name: 'Thanh tra tỉnh', abbr: 'TTT', head: 'Chánh Thanh tra' },
  { name: 'Ban Dân tộc', abbr: 'BDT', head: 'Trưởng ban' },
  {
    name: 'Ban Quản lý các khu công nghiệp',
    abbr: 'BQL',
    head: 'Trưởng ban',
    split: 'Ban Quản lý|các khu công nghiệp',
  },
]

const FAMILY =
  'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Mai Tô Cao Lương Trịnh Đoàn Đào Tạ Quách Thái Tăng Vương Nông Hứa Lâm Mạc Phùng Tống Trương Lò Giàng Vàng Thạch Danh Kim Sơn Y Đinh Tạ Khúc Đồng Chử Nghiêm'.split(
    ' ',
  )
const MIDDLE =
  'Văn Văn Thị Thị Hữu Đức Quang Minh Thanh Ngọc Kim Hồng Xuân Quốc Công Đình Bá Trọng Thành Tiến Hoài Thu Bích Mỹ Phước Bé Thế'.split(
    ' ',
  )
const GIVEN =
  'An Bình Cảnh Châu Chiến Cường Dũng Duy Đạt Định Đông Giang Hà Hải Hạnh Hiếu Hòa Hoàng Hùng Hương Huy Khánh Khoa Lan Lâm Liên Linh Long Mai Mẫn Mười Nam Nga Nghĩa Nhân Nhung Phong Phú Phúc Phượng Quân Quý Sáu Sơn Tâm Tài Thảo Thắng Thuận Thủy Tiên Toàn Trí Trinh Trung Tú Tuấn Tùng Tuyết Uyên Vân Vinh Yến'.split(
    ' ',
  )

export function personName(random: Random): string {
  const family = random.pick(FAMILY)
  if (random.chance(0.06)) return `${family} ${random.pick(GIVEN)}`
  const middle = random.pick(MIDDLE)
  const second = random.chance(0.22) ? ` ${random.pick(GIVEN.filter((g) => g !== middle))}` : ''
  return `${family} ${middle}${second} ${random.pick(GIVEN)}`
}

const DEEDS = [
  'tăng cường công tác {field}',
  'triển khai thực hiện Nghị định số {cite} của Chính phủ về {field}',
  'báo cáo kết quả {field} {period}',
  'góp ý dự thảo Kế hoạch {field} năm {year}',
  'cung cấp số liệu phục vụ {field}',
  'chấn chỉnh {field} trên địa bàn {area}',
  'rà soát, đề xuất danh mục {field} giai đoạn {year} - {year5}',
  'xin ý kiến về {field}',
  'hướng dẫn {field} theo quy định của Luật Lưu trữ',
  'phê duyệt kết quả lựa chọn nhà thầu gói thầu số {n} thuộc dự án {field}',
  'kiện toàn Ban Chỉ đạo {field} {area}',
  'thành lập Đoàn kiểm tra liên ngành về {field}',
  'cử công chức tham dự lớp bồi dưỡng {field} khóa {n}',
  'điều chỉnh, bổ sung dự toán kinh phí {field} năm {year}',
  'tổ chức Hội nghị tổng kết {field} {period} và phương hướng, nhiệm vụ năm {year}, kết hợp phát động phong trào thi đua yêu nước trong toàn {area}',
]
const FIELDS = [
  'cải cách hành chính',
  'quản lý văn bản và điều hành',
  'phòng cháy và chữa cháy',
  'chuyển đổi số',
  'an toàn thực phẩm',
  'phòng, chống hạn hán, xâm nhập mặn',
  'giải phóng mặt bằng tuyến đường tỉnh 883',
  'sắp xếp các đơn vị hành chính cấp xã',
  'tiêm chủng mở rộng',
  'bảo vệ môi trường lưu vực sông',
  'quản lý, sử dụng tài sản công',
  'thi tuyển công chức',
  'giảm nghèo bền vững',
  'xây dựng nông thôn mới nâng cao',
  'quản lý thu, chi học phí năm học 2022-2023',
  'kiểm soát thủ tục hành chính',
  'bảo vệ bí mật nhà nước',
  'quản lý đất đai',
]

export interface MatterOptions {
  area: string
  year: number
}

export function matter(random: Random, options: MatterOptions): string {
  const period =
    random.pick(['6 tháng đầu năm', 'quý III', 'năm', '9 tháng']) +
    (random.chance(0.8) ? ` ${options.year}` : '')
  return random
    .pick(DEEDS)
    .replace('{field}', random.pick(FIELDS))
    .replace('{cite}', `${random.int(10, 180)}/${options.year - 1}/NĐ-CP`)
    .replace('{period}', period)
    .replaceAll('{year}', String(options.year))
    .replace('{year5}', String(options.year + 5))
    .replaceAll('{n}', String(random.int(1, 28)).padStart(2, '0'))
    .replaceAll('{area}', options.area)
}
