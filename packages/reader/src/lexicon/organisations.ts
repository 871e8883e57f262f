// How the lines of a header's left column fall into bodies: which words open a body, which continue one.
import { foldWords } from '../text/fold.ts'

/** Folded words that open the name of a body at the start of a line. */
const HEADS = [
  'uy ban',
  'ubnd',
  'ubmttq',
  'ubkt',
  'hoi dong',
  'hdnd',
  'hdbc',
  'so',
  'bo',
  'tong cuc',
  'cuc',
  'chi cuc',
  'vu',
  'phong',
  'ban',
  'bql',
  'van phong',
  'vp',
  'truong',
  'trung tam',
  'tong cong ty',
  'cong ty',
  'xi nghiep',
  'nha may',
  'tap doan',
  'ngan hang',
  'bao hiem',
  'bhxh',
  'toa an',
  'tand',
  'vien',
  'vksnd',
  'cong an',
  'quan khu',
  'quan doan',
  'su doan',
  'trung doan',
  'bo chi huy',
  'bch',
  'btv',
  'dang bo',
  'dang uy',
  'dang doan',
  'tinh uy',
  'huyen uy',
  'thanh uy',
  'quan uy',
  'thi uy',
  'chi bo',
  'chi uy',
  'doan',
  'tinh doan',
  'huyen doan',
  'thanh doan',
  'quan doan',
  'thi doan',
  'hoi',
  'lien doan',
  'lien hiep',
  'lien minh',
  'cong doan',
  'mat tran',
  'kho bac',
  'kbnn',
  'thanh tra',
  'kiem toan',
  'kiem lam',
  'hat kiem lam',
  'benh vien',
  'tram',
  'dai',
  'bao',
  'thu vien',
  'bao tang',
  'nha',
  'hoc vien',
  'dai hoc',
  'chinh phu',
  'thu tuong',
  'quoc hoi',
  'chu tich',
  'dien luc',
  'buu dien',
  'cang vu',
  'hai quan',
  'doi',
  'to',
  'tieu ban',
  'thuong truc',
  'ban chi dao',
  'hop tac xa',
  'htx',
  'quy',
  'khoi',
  'cum',
  'hiep hoi',
  'khoa',
  'du an',
  'thi hanh an',
  'tieu doan',
  'binh doan',
  'lu doan',
  'don bien phong',
  'thong tan xa',
  'tong lien doan',
  'trung uong',
  'bhtn',
] as const

const HEAD_PATTERN = new RegExp(`^(?:${[...HEADS].sort((a, b) => b.length - a.length).join('|')})(?: |$)`)

/** A line that only says what kind of body; its name stands on the next line. */
const BARE =
  /^(?:uy ban thuong vu|ban can su dang|dang doan|ban cong tac|bo tu lenh|hoc vien|dai hoc|hoi lien hiep|lien hiep cac hoi|lien hiep hoi|van phong dang ky|trung tam phuc vu|trung tam dich vu|cong ty co phan|cong ty tnhh|cong ty tnhh mtv|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|van phong|ban chap hanh|bch|ban thuong vu|btv|ban chi dao|ban chi huy|bo chi huy quan su|bo chi huy|toa an nhan dan|vien kiem sat nhan dan|cong an|uy ban mat tran to quoc|uy ban mttq|uy ban mttq viet nam|uy ban mat tran to quoc viet nam|ban quan ly|ban quan ly du an|hoi dong|dang uy|dang bo|chi bo|uy ban|trung tam|truong|phong|so|bo|cuc|chi cuc|ban|thuong truc|thuong truc hdnd|thuong truc hoi dong nhan dan|hoi|ngan hang|cong ty|tong cong ty|tap doan|truong tieu hoc|truong thcs|truong thpt|truong mam non|truong mau giao|truong dai hoc|truong cao dang|benh vien|benh vien da khoa|trung tam y te|bao hiem xa hoi|kho bac nha nuoc|cong doan|lien doan lao dong|hoi nong dan|hoi cuu chien binh|hoi lien hiep phu nu|hoi lhpn|hoi chu thap do|doan tncs ho chi minh|ban dan van|ban tuyen giao|ban to chuc|uy ban kiem tra|quy|dien luc|doan dai bieu quoc hoi|doan dbqh|thi hanh an dan su|chi cuc thi hanh an dan su|cuc thi hanh an dan su|hat kiem lam|chi cuc kiem lam|ban qlda|dai phat thanh|hoi dong thi dua|hoi dong thi dua khen thuong|tong cuc)$/

/** A unit of territory as a line of its own names the body above, unless "ủy" or "đoàn" makes it a body. */
const TERRITORY =
  /^(?:tinh|thanh pho|tp|quan|huyen|thi xa|tx|thi tran|tt|xa|phuong|p|dac khu|khu vuc|khu|ap|thon|viet nam|nuoc)(?: |$)|^trung uong$/

/** "tỉnh quảng trị", "xã an hiệp" (folded) */
export const TERRITORY_NAME = /^(?:tinh|thanh pho|tp|quan|huyen|thi xa|thi tran|xa|phuong|dac khu) \S+/

const JOINING = /(?:^|\s)(?:va|cua|thuoc|cac|ve|cho|tai|nhan|dan|nghiep|-|so)$/

export const opensBody = (line: string): boolean => {
  const key = foldWords(line)
  if (/^(?:tinh|huyen|thanh|quan|thi) (?:uy|doan)(?: |$)/.test(key)) return true
  return !TERRITORY.test(key) && HEAD_PATTERN.test(key)
}

const isBare = (line: string): boolean => BARE.test(foldWords(line))

/** "SỞ NÔNG NGHIỆP / VÀ PHÁT TRIỂN …", "BAN QUẢN LÝ DỰ ÁN / ĐẦU TƯ …", "VĂN PHÒNG / ĐOÀN ĐBQH …". */
export function continuesBody(body: string, line: string): boolean {
  const key = foldWords(line)
  // "KHO BẠC NHÀ NƯỚC" over "KHO BẠC NHÀ NƯỚC SÓC TRĂNG": the lower body begins with the name of its superior's kind.
  if (key.startsWith(foldWords(body).split(' ').slice(0, 2).join(' ')) && opensBody(line)) return false
  if (key === 'truong' && /(?:^| )moi$/.test(foldWords(body))) return true
  if (isBare(body) && !isSelfStanding(body, key)) return true
  if (/^(?:va|-|thuoc|ve|cua|cac|cho)(?: |$)/.test(key) || JOINING.test(foldWords(body))) return true
  return !opensBody(line)
}

/** A bare superior such as "BỘ CÔNG AN" never is bare; but "ỦY BAN NHÂN DÂN" over "PHÒNG …" stands by itself. */
function isSelfStanding(body: string, nextKey: string): boolean {
  const bodyKey = foldWords(body)
  if (/^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang uy|dang bo)$/.test(bodyKey))
    return /^(?:so|phong|truong|ban quan ly|trung tam|van phong|ban|dang uy|chi bo)(?: |$)/.test(nextKey)
  if (/^doan tncs ho chi minh$/.test(bodyKey))
    return /^(?:bch|ban chap hanh|tinh doan|huyen doan|btv)(?: |$)/.test(nextKey)
  return false
}

/** Bodies of the left column, from the top: ["UBND TỈNH X", "SỞ NỘI VỤ"]. */
export function groupBodies(lines: readonly string[]): string[][] {
  const bodies: string[][] = []
  for (const line of lines) {
    const current = bodies.at(-1)
    if (current && continuesBody(current.join(' '), line)) current.push(line)
    else bodies.push([line])
  }
  return bodies
}
