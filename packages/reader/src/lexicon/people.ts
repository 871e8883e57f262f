// Positions that sign, and family names: what a signature block is recognised by.
import { foldWords } from '../text/fold.ts'

const POSITIONS = [
  'tong bi thu',
  'pho bi thu thuong truc',
  'pho bi thu',
  'bi thu',
  'chu tich',
  'pho chu tich',
  'tong giam doc',
  'giam doc',
  'tong cuc truong',
  'cuc truong',
  'chi cuc truong',
  'vu truong',
  'vien truong',
  'hieu truong',
  'truong phong',
  'truong ban',
  'truong khoa',
  'truong doan',
  'truong cong an',
  'truong tram',
  'tram truong',
  'doi truong',
  'to truong',
  'hat truong',
  'chanh van phong',
  'pho van phong',
  'chanh thanh tra',
  'chanh an',
  'chanh toa',
  'bo truong',
  'thu truong',
  'thu tuong',
  'thong doc',
  'tong thanh tra',
  'tong kiem toan',
  'kiem toan truong',
  'ke toan truong',
  'chi huy truong',
  'chinh uy',
  'chinh tri vien',
  'chu nhiem',
  'tong bien tap',
  'tong tham muu truong',
  'uy vien',
  'thu ky',
  'chu toa',
  'chu tri',
  'quyen',
  'thuong truc',
  'tu lenh',
  'khoa truong',
  'phu trach',
  'quan doc',
  'don truong',
  'su doan truong',
  'trung doan truong',
  'don vi truong',
  'nguoi dung dau',
  'dai dien',
  'chap hanh vien',
  'kiem sat vien',
  'tham phan',
  'tong thu ky',
  'truong tieu ban',
  'truong khu pho',
  'truong thon',
  'truong ap',
  'ban thuong vu',
  'ban chap hanh',
] as const

const POSITION = new RegExp(
  `^(?:q |quyen )?(?:pho )?(?:truong )?(?:${[...POSITIONS].sort((a, b) => b.length - a.length).join('|')})(?: |$)`,
)
const PREFIX = /^(?:TM|T\/M|TMI|KT|K\/T|TL|T\/L|TUQ|T\/UQ|TƯQ|UQ|Q)\s*[./,:]?\s*(?=\p{Lu}{2})/iu

export const hasSigningPrefix = (text: string): boolean =>
  /^(?:TM|T\/M|KT|K\/T|TL|T\/L|TUQ|T\/UQ|TƯQ|UQ|Q)\s*[.,:/]?\s+\p{Lu}{2}|^(?:TM|KT|TL|TUQ|UQ|Q)\.\s*\p{Lu}|^(?:T\/M|K\/T|T\/L|T\/UQ)\.?\s*\p{Lu}/u.test(
    text,
  )
export const withoutSigningPrefix = (text: string): string => text.replace(PREFIX, '')
export const isPosition = (text: string): boolean => POSITION.test(foldWords(text))

const FAMILY =
  'khuc chu chac nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh mai to cao luong luu trinh doan dao ta chu quach thai tu tang vuong van be hua la lam luc mac nghiem ninh phung than tong truong vien doan dam dau giang khong khuong kieu quan thieu ton ung vi hau hang chau leng cam quang tong bac dieu xa ban chao phan tan cu mua tho vu ho lo luong vang giang sung lau thao ma nong ha trieu y h ro k kpa siu ksor thach son kim danh dong khuat lai cung tieu hy bach ong trang thi la lu nham phi vuu diep an ung bien cai chung cong chuong da dai dan dien giap hinh kha khieu kong lau long lu man mang mau nhan nhu o phu phuc sam sy tat thoi tich tinh to trac trung truong tuong uong viet dong ngan a bo hlo nie eban mlo ayun adrong byă ra rcom rmah nay kbor ha lieng cil cill bon krong hoang ly seo thao po lung coc pao vu gia chang lia vuong hang hau thang giang chu khang quach moong cut xeo luong lo kha ngan vi lang pham ha truong hoa hung lan loc sai si su thuan vong ngoc tham thiec than ngon bang cham chan che chiem chieu chiu choi chu co cu dau dich du do doi duong gan hap hien hieu hong huu ich ke khau khuu kien kinh ky lac lanh lau len leo liem lien lo loan loi lua luyen mach mi mo muu nang nghi nghia nguy nhac nhi nhieu on pho phong quyen rinh sang sau suu tai tao tay the thi thich thien thieu thinh tho thong thu thuong thuy tien toai toan toi tran trat tri trinh tru tuan tue tuy ty uat ung uyen van vay ve vien vo vuot xin xuan yen'
const FAMILIES = new Set(FAMILY.split(' '))
/** Families that make up well over nine of ten signers. */
const COMMON = new Set(
  'nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh mai to cao luong luu trinh doan dao ta chu quach thai tu tang vuong van ha trieu nong lam truong tong than vi be ma lo giang sung thach lai dam dau kieu khong tong phung la luc mac nghiem ninh chau cam quang hua thao vang lau'.split(
    ' ',
  ),
)

const RANK =
  /^(?:(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá|úy)|đại\s+tướng|chuẩn\s+đô\s+đốc|(?:gs|pgs|ts|ths|th\.s|cn|ks|kts|bs|bsck\d?|bs\.?\s*ck\s*i{1,2}|ck\s*i{1,2}|cki{1,2}|ts\.?bs|ds|dsck\w*|ncs|lg|ls|nsnd|nsưt|ngnd|ngưt|ttnd|ttưt|tiến sĩ|thạc sĩ|bác sĩ|kỹ sư|giáo sư|phó giáo sư|cử nhân|luật sư|thầy thuốc ưu tú|nhà giáo ưu tú|hòa thượng|thượng tọa|linh mục|mục sư)(?=[\s.,:]))[\s.,:]*/iu

export function withoutRank(name: string): string {
  let rest = name.trim()
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replace(RANK, '').trim()
  }
  return rest
}

const CAPITALISED = /^\p{Lu}[\p{Ll}\p{M}’'`]*$/u
const CAPITALS = /^\p{Lu}[\p{Lu}\p{M}’']*$/u

/** 0 not a name, 1 shaped like a name, 2 with a family name, 3 with a common family name. */
export function nameLikeness(text: string): 0 | 1 | 2 | 3 {
  const words = withoutRank(text)
    .split(/[\s-]+/)
    .filter(Boolean)
  if (words.length < 2 || words.length > 6) return 0
  const capitalised = words.every((w) => CAPITALISED.test(w))
  const capitals = words.every((w) => CAPITALS.test(w))
  if (!capitalised && !capitals) return 0
  const family = foldWords(words[0]!)
  if (COMMON.has(family)) return 3
  if (FAMILIES.has(family)) return capitals && !capitalised ? 1 : 2
  return capitals ? 0 : 1
}

/** Family names that exist in one writing only: a scan's "Nguyên" or "Nguyền" is Nguyễn. */
const ONE_WRITING: Readonly<Record<string, string>> = {
  nguyen: 'Nguyễn',
  pham: 'Phạm',
  huynh: 'Huỳnh',
  hoang: 'Hoàng',
  truong: 'Trương',
  dang: 'Đặng',
  tran: 'Trần',
  phan: 'Phan',
  bui: 'Bùi',
  dinh: 'Đinh',
  vuong: 'Vương',
  trinh: 'Trịnh',
  luong: 'Lương',
  duong: 'Dương',
  ngo: 'Ngô',
  lam: 'Lâm',
  thai: 'Thái',
  luu: 'Lưu',
  chau: 'Châu',
  quach: 'Quách',
  dao: 'Đào',
  cao: 'Cao',
}

export function withFamilyMarks(name: string): string {
  const [family, ...rest] = name.split(' ')
  const known = family && rest.length > 0 ? ONE_WRITING[foldWords(family)] : undefined
  return known && family === family![0] + family!.slice(1).toLowerCase() ? [known, ...rest].join(' ') : name
}
