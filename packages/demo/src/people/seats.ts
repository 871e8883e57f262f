import type { AgencyPlan } from '../territory/agencies.ts'
import type { MandateForm, Role } from '../types.ts'
import { headTitle, prefixes, titleOf, unitHeadTitle, upper } from './titles.ts'

/** A post before it has ids and a holder. */
export interface Seat {
  /** Unique inside the agency: 'head', 'deputy:1', 'head:CNTT', 'clerk:1' … */
  readonly key: string
  readonly unit: string | null
  readonly title: string
  readonly role: Role
  readonly form: MandateForm | null
  readonly block: readonly string[]
  /** "agency-code|seat-key" of the post whose holder also holds this one. */
  readonly sameAs?: string
}

export interface UnitName {
  readonly abbreviation: string
  readonly name: string
}

export const unitsOf = (plan: AgencyPlan): UnitName[] =>
  plan.units
    .split(';')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .map((cell) => {
      const [name = '', abbreviation = ''] = cell.split('=')
      return { name, abbreviation }
    })

const headSeat = (plan: AgencyPlan, sameAs?: string): Seat => {
  const { head, collective } = headTitle(plan)
  const { tm } = prefixes(plan)
  return {
    key: 'head',
    unit: null,
    title: titleOf(plan, head),
    role: 'leader',
    form: collective ? 'TM' : 'HEAD',
    block: collective ? [`${tm} ${collective}`, upper(head)] : [upper(head)],
    ...(sameAs ? { sameAs } : {}),
  }
}

const deputySeat = (plan: AgencyPlan, key: string, sameAs?: string, title?: string): Seat => {
  const { head, deputy, collective } = headTitle(plan)
  const { tm, kt } = prefixes(plan)
  const party = plan.agency.layoutRegime === 'party'
  // A Party committee is collective: its deputy secretary signs T/M, not K/T (Hướng dẫn 36-HD/VPTW).
  const block = !collective
    ? [`${kt} ${upper(head)}`, upper(deputy)]
    : party
      ? [`${tm} ${collective}`, upper(deputy)]
      : [`${tm} ${collective}`, `${kt} ${upper(head)}`, upper(deputy)]
  return {
    key,
    unit: null,
    title: titleOf(plan, title ?? deputy),
    role: 'deputy',
    form: collective && party ? 'TM' : 'KT',
    block,
    ...(sameAs ? { sameAs } : {}),
  }
}

const officeChief = (plan: AgencyPlan, unit: string | null, sameAs?: string): Seat => {
  const { tl } = prefixes(plan)
  const principal = plan.agency.layoutRegime === 'party' ? 'BAN THƯỜNG VỤ' : upper(headTitle(plan).head)
  return {
    key: 'office',
    unit,
    title: 'Chánh Văn phòng',
    role: 'office-chief',
    form: 'TL',
    block: [`${tl} ${principal}`, 'CHÁNH VĂN PHÒNG'],
    ...(sameAs ? { sameAs } : {}),
  }
}

const officeDeputy = (plan: AgencyPlan, n: number, unit: string | null): Seat => {
  const { tl, kt } = prefixes(plan)
  const principal = plan.agency.layoutRegime === 'party' ? 'BAN THƯỜNG VỤ' : upper(headTitle(plan).head)
  return {
    key: `office-deputy:${n}`,
    unit,
    title: 'Phó Chánh Văn phòng',
    role: 'office-deputy',
    form: 'TL',
    block: [`${tl} ${principal}`, `${kt} CHÁNH VĂN PHÒNG`, 'PHÓ CHÁNH VĂN PHÒNG'],
  }
}

const unitHeads = (plan: AgencyPlan, units: readonly UnitName[], deputies: boolean): Seat[] =>
  units.flatMap(({ name, abbreviation }) => {
    const head = unitHeadTitle(name)
    const { tl } = prefixes(plan)
    const principal = upper(headTitle(plan).head)
    const seat: Seat = {
      key: `head:${abbreviation}`,
      unit: abbreviation,
      title: head,
      role: 'unit-head',
      form: 'TL',
      block: [`${tl} ${principal}`, upper(head)],
    }
    const deputy: Seat = {
      key: `deputy:${abbreviation}`,
      unit: abbreviation,
      title: head.startsWith('Trưởng') ? head.replace('Trưởng', 'Phó Trưởng') : `Phó ${head}`,
      role: 'unit-deputy',
      form: null,
      block: [],
    }
    return deputies ? [seat, deputy] : [seat]
  })

const clerk = (key: string, unit: string | null, title: string, sameAs?: string): Seat => ({
  key,
  unit,
  title,
  role: 'clerk',
  form: null,
  block: [],
  ...(sameAs ? { sameAs } : {}),
})

const officer = (key: string, unit: string | null, title: string): Seat => ({
  key,
  unit,
  title,
  role: 'officer',
  form: null,
  block: [],
})

const provinceCommittee = (plan: AgencyPlan): Seat[] => [
  headSeat(plan),
  ...[1, 2, 3].map((n) => deputySeat(plan, `deputy:${n}`)),
  officeChief(plan, null),
  ...[1, 2, 3].map((n) => officeDeputy(plan, n, null)),
  ...unitHeads(plan, unitsOf(plan), true),
  clerk('clerk:1', 'HCTC', 'Văn thư Văn phòng UBND tỉnh'),
  clerk('clerk:2', 'HCTC', 'Văn thư Văn phòng UBND tỉnh'),
]

/** The Office of the People's Committee is led by the people who serve the Committee; the clerk keeps the books of both. */
const provinceOffice = (plan: AgencyPlan): Seat[] => {
  const units = unitsOf(plan)
  const as = (seat: string): string | undefined =>
    plan.agency.code === 'vp-ubnd-tinh' ? `ubnd-tinh|${seat}` : undefined
  return [
    headSeat(plan, as('office')),
    deputySeat(plan, 'deputy:1', as('office-deputy:1')),
    deputySeat(plan, 'deputy:2', as('office-deputy:2')),
    ...unitHeads(plan, units, true),
    clerk('clerk:1', units.at(-1)?.abbreviation ?? null, 'Văn thư', as('clerk:1')),
  ]
}

const provinceParty = (plan: AgencyPlan): Seat[] =>
  plan.agency.code === 'tinh-uy'
    ? [
        headSeat(plan),
        deputySeat(plan, 'deputy:1', undefined, 'Phó Bí thư Thường trực'),
        deputySeat(plan, 'deputy:2', 'ubnd-tinh|head'),
        officeChief(plan, null, 'vp-tinh-uy|head'),
        clerk('clerk:1', null, 'Văn thư Văn phòng Tỉnh ủy', 'vp-tinh-uy|clerk:1'),
      ]
    : [
        headSeat(plan),
        deputySeat(plan, 'deputy:1'),
        ...unitHeads(plan, unitsOf(plan), true),
        clerk('clerk:1', 'VP', 'Văn thư'),
      ]

/** Departments, services, forces, Party boards, mass organisations: a head, deputies by size, an office where there is one. */
const ordinaryBody = (plan: AgencyPlan): Seat[] => {
  const { code } = plan.agency
  const units = unitsOf(plan)
  const office = units.find(({ abbreviation }) => abbreviation === 'VP')
  const rest = units.filter((unit) => unit !== office)
  const deputies = plan.weight >= 40 ? 3 : plan.weight >= 20 ? 2 : 1
  const registry = office ?? rest.find(({ name }) => /Hành chính/.test(name)) ?? rest[0]
  return [
    headSeat(plan),
    ...Array.from({ length: deputies }, (_, i) => deputySeat(plan, `deputy:${i + 1}`)),
    ...(office ? [officeChief(plan, 'VP'), officeDeputy(plan, 1, 'VP')] : []),
    ...unitHeads(plan, rest, true),
    ...(code === 'tt-cntt-tt'
      ? [{ ...officer('admin:1', 'HTATTT', 'Quản trị hệ thống'), role: 'admin' as const }]
      : []),
    clerk(
      'clerk:1',
      registry?.abbreviation ?? null,
      code === 'vp-tinh-uy' ? 'Văn thư Văn phòng Tỉnh ủy' : 'Văn thư',
    ),
  ]
}

const provinceSeats = (plan: AgencyPlan): Seat[] => {
  switch (plan.family) {
    case 'committee':
      return provinceCommittee(plan)
    case 'office':
      return provinceOffice(plan)
    case 'council':
      return [
        headSeat(plan, 'tinh-uy|head'),
        deputySeat(plan, 'deputy:1'),
        deputySeat(plan, 'deputy:2'),
        ...unitHeads(plan, unitsOf(plan), true),
        clerk('clerk:1', null, 'Văn thư', 'vp-hdnd-tinh|clerk:1'),
      ]
    case 'party':
      return provinceParty(plan)
    default:
      return ordinaryBody(plan)
  }
}

const districtSeats = (plan: AgencyPlan): Seat[] => {
  const committee = `ubnd-${plan.place?.startsWith('tp-') ? plan.place : `huyen-${plan.place}`}`
  switch (plan.family) {
    case 'districtCommittee':
      return [
        headSeat(plan),
        deputySeat(plan, 'deputy:1'),
        deputySeat(plan, 'deputy:2'),
        officeChief(plan, 'VP'),
        officeDeputy(plan, 1, 'VP'),
        officeDeputy(plan, 2, 'VP'),
        clerk('clerk:1', 'VP', `Văn thư ${plan.agency.shortName}`),
        clerk('clerk:2', 'VP', `Văn thư ${plan.agency.shortName}`),
      ]
    case 'districtParty':
      return [
        headSeat(plan),
        deputySeat(plan, 'deputy:1', undefined, 'Phó Bí thư Thường trực'),
        deputySeat(plan, 'deputy:2', `${committee}|head`),
        officeChief(plan, 'VP'),
        officeDeputy(plan, 1, 'VP'),
        ...unitHeads(plan, unitsOf(plan).slice(1), true),
        clerk('clerk:1', 'VP', 'Văn thư'),
      ]
    case 'districtFront':
      return [
        headSeat(plan),
        deputySeat(plan, 'deputy:1'),
        ...[
          'Chủ tịch Hội Nông dân',
          'Chủ tịch Hội Liên hiệp Phụ nữ',
          'Chủ tịch Hội Cựu chiến binh',
          'Chủ tịch Liên đoàn Lao động',
          'Bí thư Đoàn Thanh niên',
        ].map((title, i) => ({ ...officer(`union:${i + 1}`, 'ĐT', title), role: 'unit-head' as const })),
        clerk('clerk:1', 'BTT', 'Chuyên viên (kiêm văn thư)'),
      ]
    default:
      return [
        headSeat(plan),
        deputySeat(plan, 'deputy:1'),
        deputySeat(plan, 'deputy:2'),
        clerk('clerk:1', null, 'Chuyên viên (kiêm văn thư)'),
      ]
  }
}

/** Posts of a commune's People's Committee; the size decides how many second officers it has. */
const communeCommitteeSeats = (plan: AgencyPlan, size: number): Seat[] => {
  const party = plan.agency.code.replace('ubnd-', 'dang-uy-')
  const seats = [
    headSeat(plan),
    deputySeat(plan, 'deputy:1'),
    deputySeat(plan, 'deputy:2'),
    { ...officer('council:1', null, 'Chủ tịch HĐND'), role: 'leader' as const, sameAs: `${party}|head` },
    { ...officer('council:2', null, 'Phó Chủ tịch HĐND'), role: 'deputy' as const },
    clerk('clerk:1', 'VP-TK', 'Công chức Văn phòng - Thống kê (kiêm văn thư)'),
    officer('officer:ĐC-NN:1', 'ĐC-NN', 'Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường'),
    officer('officer:TC-KT:1', 'TC-KT', 'Công chức Tài chính - Kế toán'),
    officer('officer:TP-HT:1', 'TP-HT', 'Công chức Tư pháp - Hộ tịch'),
    officer('officer:VH-XH:1', 'VH-XH', 'Công chức Văn hóa - Xã hội'),
    officer('officer:VP-TK:2', 'VP-TK', 'Công chức Văn phòng - Thống kê'),
    officer('officer:ĐC-NN:2', 'ĐC-NN', 'Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường'),
  ]
  const more = [
    officer('officer:VH-XH:2', 'VH-XH', 'Công chức Văn hóa - Xã hội'),
    officer('officer:TP-HT:2', 'TP-HT', 'Công chức Tư pháp - Hộ tịch'),
    officer('officer:TC-KT:2', 'TC-KT', 'Công chức Tài chính - Kế toán'),
    officer('officer:QS', null, 'Chỉ huy trưởng Ban Chỉ huy Quân sự'),
  ]
  return [...seats, ...more.slice(0, size)]
}

const communePartySeats = (plan: AgencyPlan): Seat[] => [
  headSeat(plan),
  deputySeat(plan, 'deputy:1', undefined, 'Phó Bí thư Thường trực'),
  deputySeat(plan, 'deputy:2', `${plan.agency.code.replace('dang-uy-', 'ubnd-')}|head`),
  clerk('clerk:1', 'VPĐU', 'Cán bộ Văn phòng Đảng ủy (kiêm văn thư)'),
  ...[
    'Chủ tịch Ủy ban MTTQ Việt Nam',
    'Chủ tịch Hội Nông dân',
    'Chủ tịch Hội Liên hiệp Phụ nữ',
    'Chủ tịch Hội Cựu chiến binh',
    'Bí thư Đoàn Thanh niên',
  ].map((title, i) => officer(`union:${i + 1}`, 'MTĐT', title)),
]

/** Distinct people of a commune at its smallest: 11 of the committee (the council's head comes from the Party) and 8 of the Party. */
export const COMMUNE_MINIMUM = 19

export const seatsOf = (plan: AgencyPlan, extra: number): Seat[] => {
  switch (plan.family) {
    case 'communeCommittee':
      return communeCommitteeSeats(plan, extra)
    case 'communeParty':
      return communePartySeats(plan)
    case 'districtCommittee':
    case 'districtParty':
    case 'districtFront':
    case 'districtDivision':
      return districtSeats(plan)
    default:
      return provinceSeats(plan)
  }
}
