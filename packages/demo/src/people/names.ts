import type { Random } from '../random.ts'

export type Gender = 'nam' | 'nữ'

const weighted = (text: string): string[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .flatMap((cell) => {
      const [name = '', weight = '1'] = cell.split(':')
      return Array.from({ length: Number(weight) }, () => name)
    })

// Frequencies follow what one hears along the Mekong: Nguyễn first, then Trần, Lê, Phạm, Huỳnh (not Hoàng), Võ (not Vũ).
const FAMILY = weighted(`
  Nguyễn:34, Trần:13, Lê:11, Phạm:8, Huỳnh:8, Võ:6, Phan:5, Đặng:4, Bùi:3, Trương:3, Đoàn:2, Hồ:2, Ngô:2, Dương:2,
  Đỗ:2, Mai:2, Cao:2, Lý, Lâm, Châu, Lương, Thái, Tô, Tạ, Hà, Đinh, Kiều, Tống, Đào, Trịnh, Từ, Diệp, Quách, Thạch`)

const MALE_MIDDLE = weighted(`
  Văn:16, Minh:7, Thanh:6, Hoàng:6, Quốc:5, Hữu:5, Tấn:4, Ngọc:3, Chí:3, Trung:3, Công:3, Đức:3, Thành:3, Phước:2,
  Hoài:2, Nhựt:2, Duy:2, Trọng:2, Bá, Hồng, Xuân, Vĩnh, Thái, Gia, Anh, Tuấn, Hải, Kim, Út, Quang`)

const MALE_GIVEN = weighted(`
  Dũng:3, Hùng:3, Tuấn:3, Phúc:3, Tâm:2, Thành:2, Lộc:2, Nghĩa:2, Phong:2, Khánh:2, Duy:2, Sơn:2, Bình:2, Hải:2,
  Tài:2, Đức:2, Toàn:2, Nhân:2, Trí:2, Hiếu:2, Tín:2, An, Lợi, Phát, Đạt, Khoa, Khang, Vinh, Quang, Long, Thắng,
  Cường, Kiệt, Huy, Hậu, Giàu, Sang, Trung, Triều, Nhựt, Linh, Luân, Liêm, Đông, Út, Tùng, Tân, Bảo, Thiện, Hòa,
  Danh, Điền, Giang, Khải, Tường, Vũ, Việt, Xuân, Quý, Nam, Mười, Hoàng, Bé, Đời, Thum, Đực`)

const FEMALE_MIDDLE = weighted(`
  Thị:9, Thị Kim:5, Thị Ngọc:5, Thị Bé:4, Thị Mỹ:4, Thị Hồng:4, Thị Thúy:4, Thị Cẩm:3, Thị Thanh:3, Thị Bích:3,
  Kim:3, Ngọc:3, Thúy:2, Mỹ:2, Hồng:2, Bích:2, Diễm:2, Cẩm:2, Thị Diễm:2, Thị Thu:2, Thị Tuyết:2, Thị Phương,
  Thị Huỳnh, Thị Yến, Thị Út, Thanh, Phương, Thùy, Thị Trúc, Trúc, Thị Xuân`)

const FEMALE_GIVEN = weighted(`
  Lan:2, Loan:2, Phượng:2, Thủy:2, Nga:2, Hạnh:2, Trinh:2, Thảo:2, Tuyền:2, Hương:2, Trang:2, Linh:2, Vân:2,
  Yến:2, Nhung:2, Duyên:2, Tiên:2, Ngân:2, Nhi:2, Dung:2, Thắm:2, Diệu, Hằng, Hà, Hiền, Mai, Như, Oanh, Quyên,
  Quỳnh, Thi, Thơ, Thoa, Thu, Trâm, Trúc, Tươi, Xuyến, Xuân, Uyên, Vy, Liễu, Lệ, Liên, Kiều, Khuyên, Huệ, Hoa,
  Giang, Đào, Diễm, Chi, Bích, Ánh, Anh, Ngọc, Nguyệt, Sương, Bảy, Chín, Tám, Sáu, Tư, Ba, Năm, Út`)

/** Real people who held the province's highest posts about 2021: the demo never gives their names to anyone. */
const NEVER = new Set([
  'Lê Đức Thọ',
  'Trần Ngọc Tam',
  'Trịnh Minh Châu',
  'Nguyễn Trúc Sơn',
  'Nguyễn Minh Cảnh',
  'Nguyễn Thị Bé Mười',
  'Phan Văn Mãi',
  'Hồ Thị Hoàng Yến',
  'Cao Văn Trọng',
  'Nguyễn Văn Đức',
  'Trần Thanh Lâm',
])

/** A syllable does not come twice in one name, and a middle name may not equal the given one. */
const stumbles = (words: readonly string[]): boolean => words.some((word, i) => words.indexOf(word) !== i)

export const drawName = (random: Random, gender: Gender): string => {
  for (;;) {
    const family = random.pick(FAMILY)
    const middle = random.pick(gender === 'nam' ? MALE_MIDDLE : FEMALE_MIDDLE)
    const given = random.pick(gender === 'nam' ? MALE_GIVEN : FEMALE_GIVEN)
    const name = `${family} ${middle} ${given}`
    if (!NEVER.has(name) && !stumbles(name.split(' '))) return name
  }
}

const plainWords = new Map<string, string>()

/** Names reuse a few hundred syllables: each is stripped of its marks once. */
const plainWord = (word: string): string => {
  const known = plainWords.get(word)
  if (known !== undefined) return known
  const plain = word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase()
  plainWords.set(word, plain)
  return plain
}

/** "Trần Thị Bé Năm" → "namttb": the given name, then the initials, as the province's mail addresses go. */
export const mailName = (fullName: string): string => {
  const words = fullName.split(' ').map(plainWord)
  const given = words.at(-1) ?? ''
  return (
    given +
    words
      .slice(0, -1)
      .map((word) => word[0] ?? '')
      .join('')
  )
}
