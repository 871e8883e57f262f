// Scans lose the marks of capitals first (TÍNH for TỈNH, ÚY for ỦY). Words of letterheads are few and known:
// a phrase that folds to a known one is written as the known one. Names of people are never touched.
import { foldWords } from './fold.ts'

const PHRASES = `ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|HỘI ĐỒNG|ỦY BAN KIỂM TRA|ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM|MẶT TRẬN TỔ QUỐC VIỆT NAM|ỦY BAN|UBND|HĐND|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|ĐẢNG BỘ|CHI BỘ|TỈNH|HUYỆN|QUẬN|THÀNH PHỐ|THỊ XÃ|THỊ TRẤN|PHƯỜNG|XÃ|ĐẶC KHU|SỞ NỘI VỤ|SỞ TÀI CHÍNH|SỞ TƯ PHÁP|SỞ XÂY DỰNG|SỞ Y TẾ|SỞ CÔNG THƯƠNG|SỞ NGOẠI VỤ|SỞ DU LỊCH|SỞ GIAO THÔNG VẬN TẢI|SỞ|THÔNG TIN VÀ TRUYỀN THÔNG|GIÁO DỤC VÀ ĐÀO TẠO|NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN|NÔNG NGHIỆP VÀ MÔI TRƯỜNG|NÔNG NGHIỆP|VÀ PHÁT TRIỂN NÔNG THÔN|NÔNG THÔN|LAO ĐỘNG|THƯƠNG BINH VÀ XÃ HỘI|VĂN HÓA|THỂ THAO|VÀ DU LỊCH|KHOA HỌC VÀ CÔNG NGHỆ|KẾ HOẠCH VÀ ĐẦU TƯ|TÀI NGUYÊN VÀ MÔI TRƯỜNG|TÀI CHÍNH|KẾ HOẠCH|KINH TẾ VÀ HẠ TẦNG|KINH TẾ|HẠ TẦNG|NỘI VỤ|TƯ PHÁP|Y TẾ|DÂN TỘC|VÀ TÔN GIÁO|THANH TRA CHÍNH PHỦ|THANH TRA|VĂN PHÒNG|CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|BỘ CÔNG AN|BỘ QUỐC PHÒNG|BỘ|TỔNG CỤC|CHI CỤC|CỤC|THUẾ|HẢI QUAN|PHÒNG|CẢNH SÁT|CÔNG AN|BẢO HIỂM XÃ HỘI|KHO BẠC NHÀ NƯỚC|KHO BẠC|NHÀ NƯỚC|NGÂN HÀNG|VIỆT NAM|TÒA ÁN|VIỆN KIỂM SÁT|NHÂN DÂN|TỐI CAO|BAN QUẢN LÝ|CÁC KHU CÔNG NGHIỆP|KHU KINH TẾ|DỰ ÁN|ĐẦU TƯ XÂY DỰNG|BAN CHỈ ĐẠO|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|BAN TUYÊN GIÁO|BAN TỔ CHỨC|BAN DÂN VẬN|BAN NỘI CHÍNH|TRUNG ƯƠNG|TRUNG TÂM|KIỂM SOÁT BỆNH TẬT|CÔNG NGHỆ THÔNG TIN|BỆNH VIỆN ĐA KHOA|BỆNH VIỆN|TRƯỜNG|TIỂU HỌC|MẦM NON|TỔNG CÔNG TY|CÔNG TY|ĐIỆN LỰC|MIỀN NAM|MIỀN TRUNG|MIỀN BẮC|CẤP NƯỚC|THỦY LỢI|VĂN THƯ|LƯU TRỮ|LIÊN ĐOÀN LAO ĐỘNG|TỔNG LIÊN ĐOÀN|HỘI NÔNG DÂN|HỘI LIÊN HIỆP PHỤ NỮ|HỘI CỰU CHIẾN BINH|HỘI CHỮ THẬP ĐỎ|ĐOÀN TNCS HỒ CHÍ MINH|HỘI|ĐOÀN ĐẠI BIỂU|BỘ CHỈ HUY QUÂN SỰ|BỘ ĐỘI BIÊN PHÒNG|HUYỆN ĐOÀN|TỈNH ĐOÀN|THÀNH ĐOÀN|KIỂM LÂM|PHÓ|CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BÍ THƯ|CHỦ NHIỆM|TRƯỞNG PHÒNG|TRƯỞNG BAN|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|HIỆU TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|CHÁNH ÁN|BỘ TRƯỞNG|THỨ TRƯỞNG|THƯỜNG TRỰC|CHỈ HUY TRƯỞNG|TỔ CHỨC CÁN BỘ|HÀNH CHÍNH|TRƯỞNG|THƯ KÝ|CHỦ TRÌ|BAN|VÀ`

const PROVINCES = `AN GIANG|BÀ RỊA - VŨNG TÀU|BẮC GIANG|BẮC KẠN|BẠC LIÊU|BẮC NINH|BẾN TRE|BÌNH ĐỊNH|BÌNH DƯƠNG|BÌNH PHƯỚC|BÌNH THUẬN|CÀ MAU|CAO BẰNG|ĐẮK LẮK|ĐẮK NÔNG|ĐIỆN BIÊN|ĐỒNG NAI|ĐỒNG THÁP|GIA LAI|HÀ GIANG|HÀ NAM|HÀ TĨNH|HẢI DƯƠNG|HẬU GIANG|HÒA BÌNH|HƯNG YÊN|KHÁNH HÒA|KIÊN GIANG|KON TUM|LAI CHÂU|LÂM ĐỒNG|LẠNG SƠN|LÀO CAI|LONG AN|NAM ĐỊNH|NGHỆ AN|NINH BÌNH|NINH THUẬN|PHÚ THỌ|PHÚ YÊN|QUẢNG BÌNH|QUẢNG NAM|QUẢNG NGÃI|QUẢNG NINH|QUẢNG TRỊ|SÓC TRĂNG|SƠN LA|TÂY NINH|THÁI BÌNH|THÁI NGUYÊN|THANH HÓA|THỪA THIÊN HUẾ|TIỀN GIANG|TRÀ VINH|TUYÊN QUANG|VĨNH LONG|VĨNH PHÚC|YÊN BÁI|HÀ NỘI|HỒ CHÍ MINH|ĐÀ NẴNG|CẦN THƠ|HẢI PHÒNG|HUẾ`

interface Known {
  words: string[]
  canonical: string[]
}

const KNOWN: readonly Known[] = [...PHRASES.split('|'), ...PROVINCES.split('|')]
  .map((phrase) => ({ words: foldWords(phrase).split(' '), canonical: phrase.split(/\s+(?:-\s+)?/) }))
  .filter((k) => k.words.length === k.canonical.length)
  .sort((a, b) => b.words.length - a.words.length)

export interface Canonical {
  text: string
  /** Every word belongs to a known phrase. */
  whole: boolean
}

/** Words the engine ran together: TỈNHCAO, CHÍNHPHỦ, VIỆTNAM; two words that phrases know, or a kind of place before a name. */
const PIECES: ReadonlySet<string> = new Set(KNOWN.flatMap((k) => k.words).filter((word) => word.length > 1))
const PLACE_KINDS = ['tinh', 'huyen', 'quan', 'phuong']

function apart(token: string): string[] {
  const key = foldWords(token)
  if (key.length < 5 || key.length !== token.length || PIECES.has(key)) return [token]
  for (let cut = key.length - 2; cut >= 2; cut--)
    if (PIECES.has(key.slice(0, cut)) && PIECES.has(key.slice(cut)))
      return [token.slice(0, cut), token.slice(cut)]
  const kind = PLACE_KINDS.find((one) => key.startsWith(one) && key.length - one.length >= 2)
  return kind ? [token.slice(0, kind.length), token.slice(kind.length)] : [token]
}

/** Specks between the words of a head; a hyphen stands between two names of a department. */
const isSpeck = (token: string, i: number, all: readonly string[]): boolean =>
  !/[\p{Lu}\p{Ll}\p{N}]/u.test(token) &&
  !(/^[-–]$/u.test(token) && i > 0 && i < all.length - 1 && !PLACE_KINDS.includes(foldWords(all[i + 1]!)))

/** Letterheads in capitals only; specks go, unknown words stay as read. */
export function canonicalHead(text: string): Canonical {
  const parts = text
    .split(' ')
    .filter((token, i, all) => !isSpeck(token, i, all))
    .flatMap(apart)
  const at = parts.map((part, i) => ({ i, key: foldWords(part) })).filter((p) => p.key !== '')
  let whole = true
  for (let n = 0; n < at.length; ) {
    const known = KNOWN.find((k) => k.words.every((w, j) => at[n + j]?.key === w))
    if (!known) {
      whole = false
      n++
      continue
    }
    for (const [j, word] of known.canonical.entries()) {
      const spot = at[n + j]!.i
      parts[spot] = parts[spot]!.replace(/[\p{L}\p{M}]+/u, word)
    }
    n += known.words.length
  }
  return { text: parts.join(' '), whole }
}

/**
 * A position in capitals: strokes of the pen beside it go (`PHÓ CHỦ TỊCH 4V`), and a phrase that the sheet's edge or
 * the seal cut short after three of its words is completed (`TRƯỞNG PHÒNG TỔ CHỨC CÁN B`).
 */
export function canonicalTitle(text: string): string {
  const words = canonicalHead(text).text.split(' ')
  const isStroke = (word: string) => !/^[\p{Lu}\p{M}]{2,}[.,;]?$/u.test(word) && !/^[YÔÁ]$/u.test(word)
  while (words.length > 1 && isStroke(words[0]!) && !/^Q\.?$/u.test(words[0]!)) words.shift()
  let cut = ''
  while (words.length > 1 && isStroke(words.at(-1)!)) cut = foldWords(words.pop()!)
  const keys = words.map((word) => foldWords(word))
  const whole = KNOWN.find(
    ({ words: known }) =>
      known.length >= 4 &&
      known.at(-1)!.startsWith(cut) &&
      known.slice(0, -1).join(' ') === keys.slice(1 - known.length).join(' '),
  )
  return [...words, ...(whole ? [whole.canonical.at(-1)!] : [])].join(' ')
}

/** "108/2025INĐ-CP": a slash read as a capital letter between a year and a symbol. */
export const repairSlash = (text: string): string =>
  text.replace(/((?:19|20)\d{2})[Il|](?=(?:NĐ|QĐ|NQ|TT|UBTVQH|QH)[-\d])/gu, '$1/')
