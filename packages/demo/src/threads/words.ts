import type { Random } from '../random.ts'
import type { AgencyPlan } from '../territory/agencies.ts'
import type { Day } from '../types.ts'
import type { Draft } from './expand.ts'

export const TYPE_NAMES: Readonly<Record<string, string>> = {
  '': 'Công văn',
  CV: 'Công văn',
  QĐ: 'Quyết định',
  CT: 'Chỉ thị',
  TB: 'Thông báo',
  HD: 'Hướng dẫn',
  KH: 'Kế hoạch',
  PA: 'Phương án',
  BC: 'Báo cáo',
  TTr: 'Tờ trình',
  CĐ: 'Công điện',
  GM: 'Giấy mời',
  NQ: 'Nghị quyết',
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** "ngày 05 tháng 01 năm 2021", "ngày 20 tháng 12 năm 2021": zero before days below 10 and months 1, 2 only. */
export const longDate = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return `ngày ${pad(date)} tháng ${month < 3 ? pad(month) : month} năm ${year}`
}

/** The Party writes dates with hyphens. */
export const partyDate = (day: Day): string => {
  const [year, month, date] = day.split('-')
  return `ngày ${date}-${month}-${year}`
}

export const lowerFirst = (text: string): string => {
  const second = text.charAt(1)
  const acronym = second !== '' && second === second.toUpperCase() && second !== second.toLowerCase()
  return acronym ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

/** "huyện Bình Đại", "xã Thạnh Trị", "tỉnh": the territory a body answers for. */
export const placeOf = (plan: AgencyPlan): string => {
  const { levelCode, placeQualifier, name } = plan.agency
  if (levelCode === 1) return 'tỉnh'
  const words = / ((?:huyện|thành phố|xã|phường|thị trấn) .+)$/.exec(name)?.[1]
  if (words) return words
  if (levelCode === 2)
    return (
      placeQualifier ??
      (plan.place?.startsWith('tp-') ? 'thành phố Bến Tre' : `huyện ${plan.agency.seatPlace}`)
    )
  return name
}

export const issuerInText = (plan: AgencyPlan): string =>
  plan.agency.code === 'ubnd-tinh' ? 'Ủy ban nhân dân tỉnh' : plan.agency.name

export const symbolOf = (issuer: AgencyPlan, type: string, unit: string): string => {
  const { abbreviation, layoutRegime } = issuer.agency
  if (layoutRegime === 'party') return `${type}/${abbreviation}`
  if (type !== '') return `${type}-${abbreviation}`
  return unit === '' ? abbreviation : `${abbreviation}-${unit}`
}

export const typeOf = (draft: Pick<Draft, 'issuer' | 'step'>): string =>
  draft.issuer?.agency.layoutRegime === 'party' && draft.step.type === '' ? 'CV' : draft.step.type

export const numbered = (number: number, symbol: string, party: boolean): string =>
  `${pad(number)}${party ? '-' : '/'}${symbol}`

/** First citation: type, number, symbol, date, issuer and abstract (Appendix I, part I). */
export const citation = (draft: Draft): string => {
  const type = typeOf(draft)
  const party = draft.issuer?.agency.layoutRegime === 'party'
  const symbol = draft.issuer
    ? symbolOf(draft.issuer, type, draft.issuer.units === '' ? '' : unitOf(draft))
    : (draft.step.external?.symbol ?? '')
  const issuer = draft.issuer ? issuerInText(draft.issuer) : (draft.external?.name ?? '')
  const subject = lowerFirst(filledSubject(draft))
  const about = /^về việc /.test(subject)
    ? subject
    : `${type === '' || type === 'QĐ' || type === 'CT' ? 'về việc' : 'về'} ${subject}`
  const day = draft.day ?? ''
  return `${TYPE_NAMES[type] ?? 'Văn bản'} số ${numbered(draft.number ?? 0, symbol, party ?? false)}${party ? `, ${partyDate(day)}` : ` ${longDate(day)}`} của ${issuer} ${about}`
}

export const unitOf = (draft: Draft): string => draft.step.unit ?? ''

const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, '.')
const decimal = (n: number): string => n.toFixed(1).replace('.', ',')

/** Larger territories report larger counts; rates, prices and small counts do not grow. */
const scaleOf = (plan: AgencyPlan | null): number =>
  plan?.agency.levelCode === 3 ? 1 : plan?.agency.levelCode === 2 ? 11 : 90

export const fill = (text: string, draft: Draft, scaled = false): string =>
  text.includes('{') ? text.replace(/\{([^}]+)\}/g, (_, cell: string) => fillCell(cell, draft, scaled)) : text

const fillCell = (cell: string, draft: Draft, scaled: boolean): string => {
  const { random, issuer } = draft
  if (cell === 'place') return issuer ? placeOf(issuer) : 'tỉnh'
  if (cell === 'commune') return pickCommune(random)
  const share = cell.startsWith('%')
  const [low = '0', high = '0'] = (share ? cell.slice(1) : cell).split('-')
  if (share || low.includes(',')) {
    const from = Number(low.replace(',', '.'))
    const to = Number(high.replace(',', '.'))
    return decimal(from + random.next() * (to - from))
  }
  const factor = scaled && Number(low) >= 100 ? scaleOf(issuer) : 1
  return thousands(random.int(Number(low) * factor, Number(high) * factor))
}

const COMMUNES = [
  'Thạnh Trị',
  'Tân Thạch',
  'Phú Hưng',
  'An Thủy',
  'Bảo Thạnh',
  'Thạnh Hải',
  'Vĩnh Bình',
  'Sơn Định',
  'Đa Phước Hội',
  'Phước Long',
  'Lương Hòa',
  'Thành An',
  'Tân Phú Tây',
  'Bình Thắng',
  'Thừa Đức',
  'Giao Long',
  'An Định',
  'Mỹ Hưng',
  'Tân Xuân',
  'Châu Hòa',
]
const pickCommune = (random: Random): string => random.pick(COMMUNES)

const subjects = new WeakMap<Draft, string>()

/** The subject is filled once: its citation later must read the same. */
export const filledSubject = (draft: Draft): string => {
  const known = subjects.get(draft)
  if (known !== undefined) return known
  const subject = fill(draft.step.subject, draft)
  subjects.set(draft, subject)
  return subject
}
