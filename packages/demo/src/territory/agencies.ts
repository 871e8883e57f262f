import { idSequence } from '../random.ts'
import type { Agency, Level } from '../types.ts'
import { MASS_BODIES, PARTY_BODIES } from './party-bodies.ts'
import { DISTRICTS, type DistrictData, type PlaceData } from './places.ts'
import { type BodyData, type Family, STATE_BODIES } from './province-bodies.ts'

export const LEVELS: readonly Level[] = [
  { code: 1, name: 'Cấp tỉnh' },
  { code: 2, name: 'Cấp huyện' },
  { code: 3, name: 'Cấp xã' },
]

/** What decides the posts inside an agency. */
export type AgencyFamily =
  | Family
  | 'districtCommittee'
  | 'districtParty'
  | 'districtFront'
  | 'districtDivision'
  | 'communeCommittee'
  | 'communeParty'

export interface AgencyPlan {
  readonly agency: Agency
  readonly family: AgencyFamily
  readonly weight: number
  readonly units: string
  /** Slug of the place an agency of the two lower levels governs ("thanh-tri-binh-dai"). */
  readonly place: string | null
}

const PROVINCE_DAY = '2004-01-01'
const COMMITTEE = 'ubnd-tinh'
const ADMINISTRATIVE: ReadonlySet<AgencyFamily> = new Set([
  'committee',
  'office',
  'department',
  'districtCommittee',
  'districtDivision',
  'communeCommittee',
])

const DIVISIONS: readonly { slug: string; name: string; abbreviation: string; weight: number }[] = [
  { slug: 'noi-vu', name: 'Nội vụ', abbreviation: 'PNV', weight: 11 },
  { slug: 'tckh', name: 'Tài chính - Kế hoạch', abbreviation: 'PTCKH', weight: 12 },
  { slug: 'tnmt', name: 'Tài nguyên và Môi trường', abbreviation: 'PTNMT', weight: 11 },
  { slug: 'ldtbxh', name: 'Lao động - Thương binh và Xã hội', abbreviation: 'PLĐTBXH', weight: 11 },
  { slug: 'vhtt', name: 'Văn hóa và Thông tin', abbreviation: 'PVHTT', weight: 9 },
  { slug: 'gddt', name: 'Giáo dục và Đào tạo', abbreviation: 'PGDĐT', weight: 14 },
  { slug: 'nnptnt', name: 'Nông nghiệp và Phát triển nông thôn', abbreviation: 'PNN', weight: 12 },
]

const two = (n: number): string => String(n).padStart(2, '0')
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const TYPE_SLUG: Readonly<Record<string, string>> = {
  xã: 'xa',
  phường: 'phuong',
  'thị trấn': 'thi-tran',
  huyện: 'huyen',
  'thành phố': 'tp',
}

const isCity = (district: DistrictData): boolean => district.type === 'thành phố'
const districtSlug = (district: DistrictData): string =>
  isCity(district) ? `tp-${district.slug}` : district.slug
const districtCode = (district: DistrictData): string => `ubnd-${TYPE_SLUG[district.type]}-${district.slug}`
const partyOf = (district: DistrictData): string =>
  isCity(district) ? `thanh-uy-${district.slug}` : `huyen-uy-${district.slug}`

/** A numbered ward keeps the word before its number as place name: "Phường 8, ngày …". */
const seat = (place: PlaceData): string =>
  /^\d+$/.test(place.name) ? capital(`${place.type} ${place.name}`) : place.name

type Draft = Omit<Agency, 'id' | 'parentId' | 'administrative' | 'validFrom' | 'layoutRegime'> & {
  family: AgencyFamily
  parent: string | null
  weight: number
  units: string
  place: string | null
}

const provinceDraft = (
  body: BodyData,
  kind: Agency['kind'],
  identifier: string,
  legacy: string | null,
): Draft => ({
  code: body.code,
  kind,
  levelCode: 1,
  name: body.name,
  shortName: body.short,
  nameOnPaper: body.onPaper ?? body.name,
  parentNameOnPaper: parentOnPaper(body),
  placeQualifier: null,
  abbreviation: body.abbreviation,
  seatPlace: 'Bến Tre',
  identifierCode: identifier,
  legacyIdentifierCode: legacy,
  territoryCode: body.code === COMMITTEE ? '83' : null,
  family: body.family,
  parent: body.parent,
  weight: body.weight,
  units: body.units,
  place: null,
})

/** The name printed above the issuer; forces carry their ministry's line, committees and councils none. */
const parentOnPaper = (body: BodyData): string | null => {
  if (body.code === 'cong-an-tinh') return 'Bộ Công an'
  if (body.code === 'bo-chqs') return 'Quân khu 9'
  if (body.code === 'bdbp') return 'Bộ Tư lệnh Bộ đội Biên phòng'
  if (body.code === 'dang-uy-khoi') return 'Đảng bộ tỉnh Bến Tre'
  if (body.family === 'office')
    return body.parent === COMMITTEE ? 'Ủy ban nhân dân tỉnh Bến Tre' : 'Tỉnh Bến Tre'
  const named = [...STATE_BODIES, ...PARTY_BODIES].find(({ code }) => code === body.parent)
  return named?.name ?? null
}

const STATE_IDENTIFIER = (index: number): { identifier: string; legacy: string } =>
  index === 0
    ? { identifier: 'H07', legacy: '000.00.00.H07' }
    : { identifier: `H07.${two(index)}`, legacy: `000.00.${two(index)}.H07` }

const provinceDrafts = (): Draft[] => [
  ...STATE_BODIES.map((body, i) => {
    const { identifier, legacy } = STATE_IDENTIFIER(i)
    return provinceDraft(body, 'state', identifier, legacy)
  }),
  ...PARTY_BODIES.map((body, i) =>
    provinceDraft(body, 'party', i === 0 ? 'H07.TU' : `H07.TU.${two(i)}`, null),
  ),
  ...MASS_BODIES.map((body, i) => provinceDraft(body, 'mass', `H07.MT.${two(i + 1)}`, null)),
]

const lower = (
  place: PlaceData,
  levelCode: number,
): Pick<Draft, 'levelCode' | 'seatPlace' | 'placeQualifier' | 'territoryCode' | 'legacyIdentifierCode'> => ({
  levelCode,
  seatPlace: seat(place),
  placeQualifier: null,
  territoryCode: null,
  legacyIdentifierCode: null,
})

/** What the bodies of one district share. */
interface DistrictFrame {
  readonly district: DistrictData
  readonly common: ReturnType<typeof lower>
  readonly slug: string
  readonly label: string
  readonly group: number
}

const districtCommittee = ({ district, common, slug, label, group }: DistrictFrame): Draft => ({
  ...common,
  code: districtCode(district),
  kind: 'state',
  name: `Ủy ban nhân dân ${label}`,
  shortName: `UBND ${label}`,
  nameOnPaper: `Ủy ban nhân dân ${label}`,
  parentNameOnPaper: null,
  abbreviation: 'UBND',
  identifierCode: `H07.${group}`,
  legacyIdentifierCode: `000.00.${group}.H07`,
  territoryCode: district.code,
  family: 'districtCommittee',
  parent: COMMITTEE,
  weight: 40,
  units: 'Văn phòng HĐND và UBND=VP; Tổ Tổng hợp=TH; Tổ Kinh tế=KT; Tổ Nội chính=NC; Tổ Văn hóa - Xã hội=VX',
  place: slug,
})

const districtParty = ({ district, common, slug, group }: DistrictFrame): Draft => {
  const word = isCity(district) ? 'Thành ủy' : 'Huyện ủy'
  const name = `${word} ${district.name}`
  return {
    ...common,
    code: partyOf(district),
    kind: 'party',
    name,
    shortName: name,
    nameOnPaper: name,
    parentNameOnPaper: 'Đảng bộ tỉnh Bến Tre',
    abbreviation: isCity(district) ? 'TU' : 'HU',
    identifierCode: `H07.TU.${group}`,
    family: 'districtParty',
    parent: 'tinh-uy',
    weight: 38,
    units: `Văn phòng ${word}=VP; Ban Tổ chức=BTC; Ủy ban Kiểm tra=UBKT; Ban Tuyên giáo=BTG; Ban Dân vận=BDV`,
    place: slug,
  }
}

const districtFront = ({ common, slug, label, group }: DistrictFrame): Draft => ({
  ...common,
  code: `mttq-${slug}`,
  kind: 'mass',
  name: `Ủy ban Mặt trận Tổ quốc Việt Nam ${label}`,
  shortName: `Ủy ban MTTQ Việt Nam ${label}`,
  nameOnPaper: `Ủy ban Mặt trận Tổ quốc Việt Nam ${label}`,
  parentNameOnPaper: null,
  abbreviation: 'MTTQ',
  identifierCode: `H07.MT.${group}`,
  family: 'districtFront',
  parent: 'mttq-tinh',
  weight: 18,
  units: 'Ban Thường trực=BTT; Khối đoàn thể=ĐT',
  place: slug,
})

type Division = (typeof DIVISIONS)[number]

/** The city has a division of economy where the districts have one of agriculture. */
const districtDivision = (
  { district, common, slug, label, group }: DistrictFrame,
  division: Division,
  i: number,
): Draft => {
  const economic = division.slug === 'nnptnt' && isCity(district)
  const name = economic ? 'Phòng Kinh tế' : `Phòng ${division.name}`
  return {
    ...common,
    code: `phong-${economic ? 'kinh-te' : division.slug}-${slug}`,
    kind: 'state',
    name,
    shortName: `${name} ${label}`,
    nameOnPaper: name,
    placeQualifier: label,
    parentNameOnPaper: `Ủy ban nhân dân ${label}`,
    abbreviation: economic ? 'PKT' : division.abbreviation,
    identifierCode: `H07.${group}.${80 + i}`,
    legacyIdentifierCode: `000.${80 + i}.${group}.H07`,
    family: 'districtDivision',
    parent: districtCode(district),
    weight: division.weight,
    units: '',
    place: slug,
  }
}

const districtDrafts = (district: DistrictData, order: number): Draft[] => {
  const label = `${district.type} ${district.name}`
  const frame = {
    district,
    common: lower(district, 2),
    slug: districtSlug(district),
    label,
    group: 40 + order,
  }
  return [
    districtCommittee(frame),
    districtParty(frame),
    districtFront(frame),
    ...DIVISIONS.map((division, i) => districtDivision(frame, division, i)),
  ]
}

const COMMUNE_UNITS =
  'Văn phòng - Thống kê=VP-TK; Địa chính - Nông nghiệp - Xây dựng và Môi trường=ĐC-NN; Tài chính - Kế toán=TC-KT; Tư pháp - Hộ tịch=TP-HT; Văn hóa - Xã hội=VH-XH'

const communeDrafts = (district: DistrictData, order: number, commune: PlaceData, index: number): Draft[] => {
  const slug = `${TYPE_SLUG[commune.type]}-${commune.slug}-${districtSlug(district)}`
  const label = `${commune.type} ${commune.name}`
  const group = 40 + order
  const common = { ...lower(commune, 3), placeQualifier: `${district.type} ${district.name}`, place: slug }
  return [
    {
      ...common,
      code: `ubnd-${slug}`,
      kind: 'state',
      name: `Ủy ban nhân dân ${label}`,
      shortName: `UBND ${label}`,
      nameOnPaper: `Ủy ban nhân dân ${label}`,
      parentNameOnPaper: null,
      abbreviation: 'UBND',
      identifierCode: `H07.${group}.${two(index + 1)}`,
      legacyIdentifierCode: `000.${two(index + 1)}.${group}.H07`,
      territoryCode: commune.code,
      family: 'communeCommittee',
      parent: districtCode(district),
      weight: 0,
      units: COMMUNE_UNITS,
    },
    {
      ...common,
      code: `dang-uy-${slug}`,
      kind: 'party',
      name: `Đảng ủy ${label}`,
      shortName: `Đảng ủy ${label}`,
      nameOnPaper: `Đảng ủy ${label}`,
      parentNameOnPaper: `Đảng bộ ${district.type} ${district.name}`,
      abbreviation: 'ĐU',
      identifierCode: `H07.TU.${group}.${two(index + 1)}`,
      family: 'communeParty',
      parent: partyOf(district),
      weight: 0,
      units: 'Văn phòng Đảng ủy=VPĐU; Mặt trận và các đoàn thể=MTĐT',
    },
  ]
}

/** Parents come before children. */
export const buildAgencies = (): AgencyPlan[] => {
  const nextId = idSequence('agency')
  const drafts = [
    ...provinceDrafts(),
    ...DISTRICTS.flatMap((district, i) => districtDrafts(district, i + 1)),
    ...DISTRICTS.flatMap((district, i) =>
      district.communes.flatMap((commune, j) => communeDrafts(district, i + 1, commune, j)),
    ),
  ]
  const ids = new Map(drafts.map(({ code }) => [code, nextId(code)]))
  return drafts.map(({ family, parent, weight, units, place, ...data }) => ({
    agency: {
      ...data,
      id: ids.get(data.code) as string,
      parentId: parent === null ? null : (ids.get(parent) as string),
      administrative: ADMINISTRATIVE.has(family) && data.code !== 'vp-hdnd-tinh',
      layoutRegime: data.kind === 'party' ? 'party' : 'nd30',
      validFrom: PROVINCE_DAY,
    },
    family,
    weight,
    units,
    place,
  }))
}
