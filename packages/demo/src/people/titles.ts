import type { AgencyPlan } from '../territory/agencies.ts'

/** How the head is called and what stands in ô 7a before his title. */
interface HeadTitle {
  readonly head: string
  readonly deputy: string
  /** The collective in whose name he signs: "TM. ỦY BAN NHÂN DÂN"; null under the one-head regime. */
  readonly collective: string | null
}

const ONE_HEAD = (head: string, deputy: string): HeadTitle => ({ head, deputy, collective: null })

const SPECIAL: Readonly<Record<string, HeadTitle>> = {
  'thanh-tra-tinh': ONE_HEAD('Chánh Thanh tra', 'Phó Chánh Thanh tra'),
  'bql-kcn': ONE_HEAD('Trưởng ban', 'Phó Trưởng ban'),
  'cc-thuy-loi': ONE_HEAD('Chi cục trưởng', 'Phó Chi cục trưởng'),
  'bo-chqs': ONE_HEAD('Chỉ huy trưởng', 'Phó Chỉ huy trưởng'),
  bdbp: ONE_HEAD('Chỉ huy trưởng', 'Phó Chỉ huy trưởng'),
  'ubkt-tu': { head: 'Chủ nhiệm', deputy: 'Phó Chủ nhiệm', collective: 'ỦY BAN KIỂM TRA' },
  'vp-tinh-uy': ONE_HEAD('Chánh Văn phòng', 'Phó Chánh Văn phòng'),
  'truong-chinh-tri': ONE_HEAD('Hiệu trưởng', 'Phó Hiệu trưởng'),
  'bao-dong-khoi': ONE_HEAD('Tổng Biên tập', 'Phó Tổng Biên tập'),
  'tinh-doan': { head: 'Bí thư', deputy: 'Phó Bí thư', collective: 'BAN THƯỜNG VỤ' },
}

export const headTitle = ({ agency, family }: AgencyPlan): HeadTitle => {
  const special = SPECIAL[agency.code]
  if (special) return special
  switch (family) {
    case 'committee':
    case 'districtCommittee':
    case 'communeCommittee':
      return { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', collective: 'ỦY BAN NHÂN DÂN' }
    case 'council':
      return { head: 'Chủ tịch', deputy: 'Phó Chủ tịch', collective: 'HỘI ĐỒNG NHÂN DÂN' }
    case 'office':
      return ONE_HEAD('Chánh Văn phòng', 'Phó Chánh Văn phòng')
    case 'party':
    case 'districtParty':
    case 'communeParty':
      return {
        head: 'Bí thư',
        deputy: 'Phó Bí thư',
        collective: family === 'communeParty' ? 'ĐẢNG ỦY' : 'BAN THƯỜNG VỤ',
      }
    case 'partyBoard':
      return ONE_HEAD('Trưởng ban', 'Phó Trưởng ban')
    case 'mass':
    case 'districtFront':
      return {
        head: 'Chủ tịch',
        deputy: 'Phó Chủ tịch',
        collective: agency.code.startsWith('mttq-') ? 'BAN THƯỜNG TRỰC' : 'BAN THƯỜNG VỤ',
      }
    case 'districtDivision':
      return ONE_HEAD('Trưởng phòng', 'Phó Trưởng phòng')
    default:
      return ONE_HEAD('Giám đốc', 'Phó Giám đốc')
  }
}

export const upper = (text: string): string => text.toUpperCase()

/** Prefixes as each regime writes them: TM./KT./TL. in Decree 30, T/M, K/T, T/L in the Party's guidance. */
export const prefixes = (plan: AgencyPlan): { tm: string; kt: string; tl: string } =>
  plan.agency.layoutRegime === 'party'
    ? { tm: 'T/M', kt: 'K/T', tl: 'T/L' }
    : { tm: 'TM.', kt: 'KT.', tl: 'TL.' }

/** "Chủ tịch UBND tỉnh", "Giám đốc Sở", "Bí thư Đảng ủy": the title a list can show alone. */
export const titleOf = (plan: AgencyPlan, word: string): string => {
  switch (plan.family) {
    case 'committee':
      return `${word} UBND tỉnh`
    case 'districtCommittee':
      return `${word} UBND ${/huyện/.test(plan.agency.name) ? 'huyện' : 'thành phố'}`
    case 'communeCommittee':
      return `${word} UBND ${/ (xã|phường|thị trấn) /.exec(plan.agency.name)?.[1] ?? 'xã'}`
    case 'council':
      return `${word} HĐND tỉnh`
    case 'party':
      return `${word} ${plan.agency.code === 'tinh-uy' ? 'Tỉnh ủy' : 'Đảng ủy Khối'}`
    case 'districtParty':
      return `${word} ${/^Thành/.test(plan.agency.name) ? 'Thành ủy' : 'Huyện ủy'}`
    case 'communeParty':
      return `${word} Đảng ủy`
    case 'department':
      return word === 'Giám đốc' || word === 'Phó Giám đốc' ? `${word} Sở` : word
    default:
      return word
  }
}

export const unitHeadTitle = (name: string): string => {
  if (name.startsWith('Phòng ')) return `Trưởng ${name.charAt(0).toLowerCase()}${name.slice(1)}`
  if (name.startsWith('Thanh tra')) return 'Chánh Thanh tra Sở'
  if (name.startsWith('Văn phòng')) return 'Chánh Văn phòng'
  if (name.startsWith('Chi cục')) return `Chi cục trưởng ${name}`
  if (name.startsWith('Trung tâm') || name.startsWith('Cổng')) return `Giám đốc ${name}`
  if (name.startsWith('Ủy ban Kiểm tra')) return 'Chủ nhiệm Ủy ban Kiểm tra'
  return `Trưởng ${name.charAt(0).toLowerCase()}${name.slice(1)}`
}
