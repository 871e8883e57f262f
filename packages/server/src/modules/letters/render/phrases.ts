// Words that belong together in names and abstracts, so that a centred line never ends inside one:
// `ỦY BAN NHÂN DÂN / TỈNH BẾN TRE`, not `ỦY BAN NHÂN / DÂN TỈNH BẾN TRE`.
import type { LayoutRun } from './blocks.ts'

const COMPOUNDS =
  'ủy ban nhân dân|hội đồng nhân dân|ban chấp hành|ban thường vụ|mặt trận tổ quốc|đoàn thanh niên|thương binh|cựu chiến binh|' +
  'chữ ký số|chứng thư số|chuyển đổi số|dịch vụ công|xâm nhập mặn|nông thôn mới|thông tin|truyền thông|nông nghiệp|phát triển|' +
  'nông thôn|quản lý|dự án|đầu tư|xây dựng|công trình|tài nguyên|môi trường|giáo dục|đào tạo|khoa học|công nghệ|kế hoạch|' +
  'lao động|xã hội|giao thông|vận tải|văn hóa|thể thao|du lịch|công thương|tư pháp|nội vụ|ngoại vụ|thanh tra|văn phòng|' +
  'trung tâm|chi cục|tuyên giáo|tổ chức|kiểm tra|dân vận|liên hiệp|phụ nữ|nông dân|y tế|tài chính|an toàn|thực phẩm|' +
  'chuyên dùng|ban hành|quy chế|quy định|quyết định|sử dụng|cơ quan|nhà nước|địa bàn|triển khai|thực hiện|chương trình|' +
  'công tác|phòng, chống|hạn mặn|năm \\d{4}|mùa khô|tổng kết|hội nghị|kết luận|nhiệm vụ|cuộc họp|tình hình|báo cáo|' +
  'nước ngọt|ứng phó|chủ động|phối hợp|theo dõi|chủ tịch|giám đốc|trưởng phòng|chánh văn phòng|phó bí thư|bí thư'

/** A unit with its name at the end: `TỈNH BẾN TRE`, `xã Thạnh Trị`. */
const PLACE =
  '(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã) \\p{Lu}\\S*(?: \\p{Lu}\\S*){0,2}(?=$|\\n)'

const TOGETHER = new RegExp(`(?<![\\p{L}\\d])((?:và )?(?:${COMPOUNDS})(?![\\p{L}\\d])|${PLACE})`, 'giu')

export function phraseRuns(text: string): LayoutRun[] {
  return text
    .split(TOGETHER)
    .map((t, i): LayoutRun => (i % 2 === 1 ? { t, x: true } : { t }))
    .filter((run) => run.t !== '')
}
