import type { AgencyPlan } from '../territory/agencies.ts'
import type { Who } from './spec.ts'
import type { World } from './world.ts'

export interface Group {
  readonly members: readonly AgencyPlan[]
  /** As in Kính gửi and in the body. */
  readonly fullText: string
  /** As in Nơi nhận. */
  readonly shortText: string
}

const DIVISION_NAMES: Readonly<Record<string, string>> = {
  'noi-vu': 'Phòng Nội vụ',
  tckh: 'Phòng Tài chính - Kế hoạch',
  tnmt: 'Phòng Tài nguyên và Môi trường',
  ldtbxh: 'Phòng Lao động - Thương binh và Xã hội',
  vhtt: 'Phòng Văn hóa và Thông tin',
  gddt: 'Phòng Giáo dục và Đào tạo',
  nnptnt: 'Phòng Nông nghiệp và Phát triển nông thôn, Phòng Kinh tế',
}

const PREFIX = '@external-recipient:'
export const externalRecipient = (who: Who): string | null =>
  who.startsWith(PREFIX) ? who.slice(PREFIX.length) : null

const isDivision = (plan: AgencyPlan, slug: string): boolean =>
  plan.family === 'districtDivision' &&
  (plan.agency.code.startsWith(`phong-${slug}-`) ||
    (slug === 'nnptnt' && plan.agency.code.startsWith('phong-kinh-te-')))

const districtOf = (world: World, plan: AgencyPlan): AgencyPlan => {
  if (plan.family === 'districtCommittee') return plan
  if (plan.family === 'communeCommittee' || plan.family === 'districtDivision')
    return world.byId.get(plan.agency.parentId ?? '') as AgencyPlan
  const place = plan.place ?? ''
  const found = world.plans.find(
    (other) => other.family === 'districtCommittee' && place.endsWith(other.place ?? '-'),
  )
  if (!found) throw new Error(`${plan.agency.code} lies in no district`)
  return found
}

const communesOf = (world: World, district: AgencyPlan): AgencyPlan[] =>
  (world.children.get(district.agency.id) ?? []).filter(({ family }) => family === 'communeCommittee')

const communeWords = (district: AgencyPlan): string =>
  district.place?.startsWith('tp-') ? 'các xã, phường' : 'các xã, thị trấn'
const group = (members: readonly AgencyPlan[], fullText: string, shortText: string): Group => ({
  members,
  fullText,
  shortText,
})
const family = (world: World, name: AgencyPlan['family']): AgencyPlan[] =>
  world.plans.filter((plan) => plan.family === name)

const provinceGroup = (world: World, who: Who): Group | null => {
  switch (who) {
    case '@districts':
      return group(
        family(world, 'districtCommittee'),
        'Ủy ban nhân dân các huyện, thành phố',
        'UBND các huyện, thành phố',
      )
    case '@communes':
      return group(
        family(world, 'communeCommittee'),
        'Ủy ban nhân dân các xã, phường, thị trấn',
        'UBND các xã, phường, thị trấn',
      )
    case '@departments':
      return group(family(world, 'department'), 'Các sở, ban, ngành tỉnh', 'Các sở, ban, ngành tỉnh')
    case '@party-districts':
      return group(
        family(world, 'districtParty'),
        'Các huyện ủy, Thành ủy Bến Tre',
        'Các huyện ủy, Thành ủy Bến Tre',
      )
    case '@fronts':
      return group(
        family(world, 'districtFront'),
        'Ủy ban Mặt trận Tổ quốc Việt Nam các huyện, thành phố',
        'Ủy ban MTTQ Việt Nam các huyện, thành phố',
      )
    case '@coastal':
      return group(
        ['binh-dai', 'ba-tri', 'thanh-phu'].flatMap(
          (slug) => placeGroup(world, `@of:${slug}`)?.members ?? [],
        ),
        'Ủy ban nhân dân các xã, thị trấn ven biển',
        'UBND các xã, thị trấn ven biển',
      )
    default:
      return null
  }
}

const placeGroup = (world: World, who: Who): Group | null => {
  const [kind, slug = ''] = who.split(':')
  if (kind === '@division') {
    const name = `${DIVISION_NAMES[slug]} các huyện, thành phố`
    return group(
      world.plans.filter((plan) => isDivision(plan, slug)),
      name,
      name,
    )
  }
  if (kind === '@of') {
    const district = world.plans.find((plan) => plan.family === 'districtCommittee' && plan.place === slug)
    return district
      ? group(
          communesOf(world, district),
          `Ủy ban nhân dân ${communeWords(district)}`,
          `UBND ${communeWords(district)}`,
        )
      : null
  }
  if (kind === '@party-of') {
    const party = world.plans.find((plan) => plan.family === 'districtParty' && plan.place === slug)
    return party
      ? group(world.children.get(party.agency.id) ?? [], 'Các đảng ủy trực thuộc', 'Các đảng ủy trực thuộc')
      : null
  }
  return null
}

const ownGroup = (world: World, who: Who, issuer: AgencyPlan): Group | null => {
  const single = (plan: AgencyPlan): Group => group([plan], plan.agency.name, plan.agency.shortName)
  if (who === '@own-communes') {
    const district = districtOf(world, issuer)
    return group(
      communesOf(world, district),
      `Ủy ban nhân dân ${communeWords(district)}`,
      `UBND ${communeWords(district)}`,
    )
  }
  if (who === '@own-district') return single(districtOf(world, issuer))
  if (who === '@own-party') return single(world.byId.get(issuer.agency.parentId ?? '') as AgencyPlan)
  if (who === '@own-party-communes') {
    const members = (world.children.get(issuer.agency.id) ?? []).filter(
      (plan) => plan.family === 'communeParty',
    )
    return group(members, 'Các đảng ủy xã, phường, thị trấn', 'Các đảng ủy xã, phường, thị trấn')
  }
  if (who.startsWith('@own-division:')) {
    const found = (world.children.get(districtOf(world, issuer).agency.id) ?? []).find((plan) =>
      isDivision(plan, who.slice('@own-division:'.length)),
    )
    return found ? single(found) : null
  }
  return null
}

/** Whom a word of the script means; the issuer itself is never among the recipients. */
export const resolveGroup = (world: World, who: Who, issuer: AgencyPlan | null): Group => {
  const named = world.byCode.get(who)
  const found = named
    ? group(
        [named],
        named.agency.code === 'ubnd-tinh' ? 'Ủy ban nhân dân tỉnh' : named.agency.name,
        named.agency.shortName,
      )
    : (provinceGroup(world, who) ?? placeGroup(world, who) ?? (issuer ? ownGroup(world, who, issuer) : null))
  if (!found) throw new Error(`nobody answers to ${who}`)
  return issuer ? { ...found, members: found.members.filter((plan) => plan !== issuer) } : found
}
