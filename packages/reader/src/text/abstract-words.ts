// Scans lose or change the marks of small letters: "quần lý", "bố sung", "tài sẳn". An abstract speaks the language of
// offices, whose compounds are known: where the letters are those of one compound only, its own marks are written.
// Names of places and people are no compounds and stay as read.
import { foldWords } from './fold.ts'

const COMPOUNDS = `an ninh|an sinh|an toàn|bảo hiểm|bảo đảm|bảo vệ|bảo trì|bằng khen|bầu cử|bệnh viện|bình đẳng|biên chế|biên giới|biện pháp|bồi dưỡng|bổ nhiệm|bổ sung|bố trí|ban hành|báo cáo|bệnh truyền nhiễm|cải cách|cải tạo|cán bộ|căn cứ|cấp phát|cấp giấy|chấm dứt|chấn chỉnh|chất lượng|chế độ|chỉ đạo|chỉ tiêu|chi trả|chi tiết|chi học phí|chi thường xuyên|chiến lược|chính phủ|chính quyền|chính sách|chính trị|chợ nổi|chủ động|chủ tịch|chủ trương|chuẩn bị|chữa cháy|chuyển đổi|chuyển giao|chuyển mục đích|chương trình|chuyên đề|chuyên môn|công bố|công chức|công dân|công đoàn|công khai|công nghệ|công nghiệp|công tác|công trình|công vụ|cơ chế|cơ cấu|cơ quan|cơ sở|cung cấp|cử tri|củng cố|cuộc họp|cuộc thi|cứu nạn|dân cư|dân số|dân tộc|danh mục|danh sách|danh hiệu|dịch bệnh|dịch vụ|di tích|di dời|doanh nghiệp|du lịch|dự án|dự kiến|dự thảo|dự toán|đánh giá|đào tạo|đất đai|đấu giá|đấu thầu|đầu tư|đề án|đề nghị|đề xuất|địa bàn|địa chính|địa phương|điều chỉnh|điều động|điều hành|điều kiện|điều tra|định hướng|định kỳ|định mức|đô thị|đoàn kiểm tra|đoàn viên|đô thị hóa|đối ngoại|đối tượng|đôn đốc|đồng bộ|đồng ý|đơn giá|đơn vị|đường bộ|đường thủy|đột phá|đội ngũ|gia đình|gia hạn|giá đất|giai đoạn|giải pháp|giải phóng mặt bằng|giải quyết|giám sát|giáo dục|giáo viên|giao ban|giao thông|giảm nghèo|giấy phép|giới thiệu|góp ý|hạ tầng|hạn chế|hành chính|hành động|hàng hóa|hiệp định|hiệu lực|hiệu quả|hoàn thành|hoàn thiện|hỗ trợ|hội nghị|hội nhập|hội thảo|hội thi|hồ sơ|hộ nghèo|hợp đồng|hợp tác|hướng dẫn|huy động|kế hoạch|kê khai|kết luận|kết quả|kết nối|khai thác|khám bệnh|khảo sát|khắc phục|khen thưởng|khiếu nại|khoáng sản|khoa học|khu công nghiệp|khu dân cư|khu vực|khuyến khích|kỷ luật|kỷ niệm|kiện toàn|kiểm dịch|kiểm kê|kiểm sát|kiểm soát|kiểm tra|kiểm toán|kinh doanh|kinh phí|kinh tế|lâm nghiệp|lấn chiếm|lãnh đạo|lao động|lấy ý kiến|liên ngành|liên quan|liên thông|lĩnh vực|lịch sử|lựa chọn|lưu trữ|lưu thông|lực lượng|mạng lưới|mặt bằng|môi trường|mua sắm|mục tiêu|năng lực|nâng cao|nâng cấp|ngân hàng|ngân sách|nghĩa vụ|nghị định|nghị quyết|nghiên cứu|nghiệm thu|nghiệp vụ|người dân|nhà nước|nhà thầu|nhà trường|nhân dân|nhân lực|nhân sự|nhiệm kỳ|nhiệm vụ|nông dân|nông nghiệp|nông thôn|nội dung|nội vụ|ô nhiễm|phân bổ|phân cấp|phân công|phân loại|pháp luật|pháp lý|phát động|phát hiện|phát huy|phát sinh|phát triển|phê duyệt|phí thẩm định|phòng cháy|phòng chống|phòng, chống|phong trào|phối hợp|phổ biến|phổ cập|phụ lục|phụ nữ|phúc lợi|phục hồi|phục vụ|phương án|phương hướng|phương tiện|quan tâm|quan trắc|quản lý|quản trị|quán triệt|quân sự|quốc gia|quốc phòng|quy chế|quy chuẩn|quy định|quy hoạch|quy mô|quy tắc|quy trình|quyền hạn|quyết định|quyết toán|rà soát|sản phẩm|sản xuất|sáng kiến|sáp nhập|sắp xếp|số hóa|số liệu|sơ kết|sở hữu|sử dụng|sửa chữa|sửa đổi|sự nghiệp|sức khỏe|tài chính|tài khoản|tài liệu|tài nguyên|tài sản|tái cơ cấu|tăng cường|tập huấn|tập trung|tham dự|tham gia|tham mưu|thành lập|thành phần|thành tích|thành viên|thanh tra|thanh niên|thanh toán|thanh lý|thẩm định|thẩm quyền|thẩm tra|theo dõi|thể thao|thí điểm|thi hành|thi tuyển|thi đua|thi công|thiên tai|thiết bị|thiết kế|thiệt hại|thông báo|thông qua|thông tin|thống kê|thống nhất|thời gian|thời hạn|thu hồi|thu hút|thu nhập|thu, chi|thủ tục|thủ tướng|thuê đất|thủy lợi|thủy sản|thực hiện|thực hành|thực phẩm|thực trạng|thương binh|thương mại|thường trực|thường xuyên|tiếp công dân|tiếp cận|tiếp nhận|tiếp tục|tiến độ|tiền lương|tiêu chí|tiêu chuẩn|tình hình|tìm kiếm|tinh giản|tổ chức|tổ công tác|tố cáo|tội phạm|toàn diện|toàn quốc|tổng hợp|tổng kết|trách nhiệm|trái phép|trật tự|trẻ em|triển khai|trình tự|trồng rừng|trợ cấp|trợ giúp|trợ giá|trung ương|trung tâm|trụ sở|trực tuyến|truyền hình|truyền thông|trường học|tư pháp|tuyên dương|tuyên giáo|tuyên truyền|tuyển dụng|tuyển sinh|tuyến đường|tự nguyện|ứng dụng|ứng phó|ủy quyền|ủy ban|ưu đãi|ưu tiên|vận chuyển|vận động|vận hành|vật liệu|vật tư|vệ sinh|vi phạm|viên chức|văn bản|văn hóa|văn phòng|văn thư|xác định|xác minh|xâm nhập mặn|xây dựng|xây lắp|xã hội|xếp loại|xét duyệt|xử lý|xử phạt|xúc tiến|xuất khẩu|y tế|ý kiến|địa bàn tỉnh|địa bàn huyện|địa bàn xã|trên địa bàn tỉnh|trên địa bàn huyện|trên địa bàn xã|toàn tỉnh|toàn huyện|trên địa bàn|năm học|về việc|theo quy định|của luật|của tỉnh|của huyện|cấp tỉnh|cấp huyện|cấp xã|chuyển đổi số|trực thuộc tỉnh|ngân sách tỉnh`

interface Known {
  words: string[]
  canonical: string[]
}

const KNOWN: ReadonlyMap<string, Known[]> = (() => {
  const map = new Map<string, Known[]>()
  for (const phrase of COMPOUNDS.split('|')) {
    const canonical = phrase.replaceAll(',', '').split(' ')
    const words = canonical.map((word) => foldWords(word))
    map.set(words[0]!, [...(map.get(words[0]!) ?? []), { words, canonical }])
  }
  for (const list of map.values()) list.sort((a, b) => b.words.length - a.words.length)
  return map
})()

/** Compounds of the same letters with other marks (thu chi, thủ chỉ): such letters decide nothing. */
const AMBIGUOUS = (() => {
  const seen = new Map<string, string>()
  const twice = new Set<string>()
  for (const list of KNOWN.values())
    for (const { words, canonical } of list) {
      const key = words.join(' ')
      if (seen.has(key) && seen.get(key) !== canonical.join(' ')) twice.add(key)
      seen.set(key, canonical.join(' '))
    }
  return twice
})()

const isCapitals = (word: string): boolean => word.length > 1 && word === word.toUpperCase()
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The known word in the letter case of the read one. */
const inCase = (known: string, read: string): string =>
  isCapitals(read) ? known.toUpperCase() : /^\p{Lu}/u.test(read) ? capital(known) : known

/** Specks that the engine took for signs, and what it tore apart. */
const swept = (text: string): string =>
  text
    .split(' ')
    .filter((token) => /[\p{L}\p{N}]/u.test(token) || /^[-–&/…]$/u.test(token))
    .map((token) => token.replace(/^[.'’‘`"_|\\[\]{}~^*]+(?=\p{Ll}|\p{Lu}\p{Ll})/u, ''))
    .join(' ')
    .replace(/(\p{Lu}{2,})-\s(?=\p{Lu}{2,}(?:\s|$))/gu, '$1-')

/** For text that a recogniser read; text layers are never changed. */
export function repairAbstract(text: string): string {
  const parts = swept(text).split(' ')
  const at = parts.map((part, i) => ({ i, key: foldWords(part) })).filter((p) => /^[a-z]+$/.test(p.key))
  for (let n = 0; n < at.length; ) {
    const known = KNOWN.get(at[n]!.key)?.find(
      (k) => k.words.every((word, j) => at[n + j]?.key === word) && !AMBIGUOUS.has(k.words.join(' ')),
    )
    // Words of one compound stand side by side: a number or a sign between them parts them.
    if (!known || at[n + known.words.length - 1]!.i - at[n]!.i !== known.words.length - 1) {
      n++
      continue
    }
    for (const [j, word] of known.canonical.entries()) {
      const spot = at[n + j]!.i
      parts[spot] = parts[spot]!.replace(/[\p{L}\p{M}]+/u, (read) => inCase(word, read))
    }
    // The last word may open the next compound: quản lý thu | thu, chi.
    n += Math.max(1, known.words.length - 1)
  }
  return parts.join(' ')
}
