// A small province made by hand: who sits where, said once, so that a test names people and not ids.
import { createHash } from 'node:crypto'

/** Stable ids from words: the same nick is the same row in every test. */
export function idOf(...words: string[]): string {
  const hex = createHash('sha256').update(words.join('\n')).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export interface AgencySpec {
  nick: string
  name: string
  abbreviation: string
  regime: 'nd30' | 'party'
  level: 1 | 2
  parent?: string
  handOver: 'by-clerk' | 'automatic'
  units: { nick: string; name: string; abbreviation: string }[]
}

export const AGENCIES: AgencySpec[] = [
  {
    nick: 'tỉnh',
    name: 'Ủy ban nhân dân tỉnh',
    abbreviation: 'UBND',
    regime: 'nd30',
    level: 1,
    handOver: 'by-clerk',
    units: [
      { nick: 'kinh tế', name: 'Phòng Kinh tế', abbreviation: 'KT' },
      { nick: 'nội chính', name: 'Phòng Nội chính', abbreviation: 'NC' },
      { nick: 'trống', name: 'Phòng chưa có trưởng phòng', abbreviation: 'TR' },
    ],
  },
  {
    nick: 'xã',
    name: 'Ủy ban nhân dân xã Thạnh Trị',
    abbreviation: 'UBND',
    regime: 'nd30',
    level: 2,
    parent: 'tỉnh',
    handOver: 'automatic',
    units: [],
  },
  {
    nick: 'sở',
    name: 'Sở Thông tin và Truyền thông',
    abbreviation: 'STTTT',
    regime: 'nd30',
    level: 1,
    parent: 'tỉnh',
    handOver: 'automatic',
    units: [],
  },
  {
    nick: 'tỉnh ủy',
    name: 'Tỉnh ủy',
    abbreviation: 'TU',
    regime: 'party',
    level: 1,
    handOver: 'by-clerk',
    units: [],
  },
]

export interface PostSpec {
  nick: string
  person: string
  agency: string
  unit?: string
  title: string
  roles: string[]
  /** Lines of cell 7a when this post signs. */
  signs?: { form: 'HEAD' | 'KT' | 'TL'; lines: string[]; types?: string[] }
}

const officer = (nick: string, person: string, agency: string, unit?: string): PostSpec => ({
  nick,
  person,
  agency,
  ...(unit ? { unit } : {}),
  title: 'Chuyên viên',
  roles: ['officer'],
})

export const POSTS: PostSpec[] = [
  {
    nick: 'chủ tịch',
    person: 'Trần Văn Thuận',
    agency: 'tỉnh',
    title: 'Chủ tịch',
    roles: ['leader'],
    signs: { form: 'HEAD', lines: ['CHỦ TỊCH'] },
  },
  {
    nick: 'phó chủ tịch',
    person: 'Nguyễn Thị Bé Mười',
    agency: 'tỉnh',
    title: 'Phó Chủ tịch',
    roles: ['deputy'],
    signs: { form: 'KT', lines: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], types: ['', 'TB', 'KH'] },
  },
  {
    nick: 'chánh văn phòng',
    person: 'Lê Minh Chánh',
    agency: 'tỉnh',
    title: 'Chánh Văn phòng',
    roles: ['office-chief'],
  },
  {
    nick: 'văn thư tỉnh',
    person: 'Phạm Thị Hân',
    agency: 'tỉnh',
    title: 'Văn thư',
    roles: ['clerk', 'officer'],
  },
  {
    nick: 'trưởng phòng kinh tế',
    person: 'Võ Văn Trưởng',
    agency: 'tỉnh',
    unit: 'kinh tế',
    title: 'Trưởng phòng',
    roles: ['unit-head'],
  },
  officer('chuyên viên', 'Đặng Thị Bé Năm', 'tỉnh', 'kinh tế'),
  officer('chuyên viên hai', 'Huỳnh Văn Hai', 'tỉnh', 'kinh tế'),
  {
    nick: 'trưởng phòng nội chính',
    person: 'Bùi Thị Nội',
    agency: 'tỉnh',
    unit: 'nội chính',
    title: 'Trưởng phòng',
    roles: ['unit-head'],
  },
  officer('chuyên viên nội chính', 'Ngô Văn Ba', 'tỉnh', 'nội chính'),
  { nick: 'quản trị', person: 'Mai Văn Trị', agency: 'tỉnh', title: 'Quản trị hệ thống', roles: ['admin'] },
  {
    nick: 'chủ tịch xã',
    person: 'Lý Văn Dũng',
    agency: 'xã',
    title: 'Chủ tịch',
    roles: ['leader'],
    signs: { form: 'HEAD', lines: ['CHỦ TỊCH'] },
  },
  {
    nick: 'văn thư xã',
    person: 'Trương Thị Năm',
    agency: 'xã',
    title: 'Văn thư',
    roles: ['clerk', 'officer'],
  },
  officer('cán bộ xã', 'Hồ Hoài Nam', 'xã'),
  {
    nick: 'giám đốc sở',
    person: 'Dương Văn Sở',
    agency: 'sở',
    title: 'Giám đốc',
    roles: ['leader'],
    signs: { form: 'HEAD', lines: ['GIÁM ĐỐC'] },
  },
  {
    nick: 'văn thư sở',
    person: 'Đoàn Thị Thư',
    agency: 'sở',
    title: 'Văn thư',
    roles: ['clerk', 'officer'],
  },
  officer('chuyên viên sở', 'Cao Văn Viên', 'sở'),
  {
    nick: 'bí thư',
    person: 'Lê Đức Bí',
    agency: 'tỉnh ủy',
    title: 'Bí thư',
    roles: ['leader'],
    signs: { form: 'HEAD', lines: ['BÍ THƯ'] },
  },
  {
    nick: 'văn thư tỉnh ủy',
    person: 'Tô Thị Đảng',
    agency: 'tỉnh ủy',
    title: 'Văn thư',
    roles: ['clerk', 'officer'],
  },
  officer('chuyên viên tỉnh ủy', 'Đinh Văn Ủy', 'tỉnh ủy'),
  // One person, two posts: the deputy chair sits in the Party committee too.
  {
    nick: 'ủy viên kiêm nhiệm',
    person: 'Nguyễn Thị Bé Mười',
    agency: 'tỉnh ủy',
    title: 'Ủy viên',
    roles: ['officer'],
  },
]

export const agencyIdOf = (nick: string) => idOf('agency', nick)
export const unitIdOf = (agency: string, nick: string) => idOf('unit', agency, nick)
export const positionIdOf = (nick: string) => idOf('position', nick)
export const personIdOf = (name: string) => idOf('person', name)
export const postOf = (nick: string): PostSpec => {
  const post = POSTS.find((row) => row.nick === nick)
  if (!post) throw new Error(`nobody is called “${nick}”`)
  return post
}
