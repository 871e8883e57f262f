export interface AdminOverview {
  todo: { code: string; count: number; vi: string; en: string; href: string }[]
  agencies: number
  people: number
  posts: number
  documents: number
}

export interface AgencyRow {
  id: string
  code: string
  name: string
  shortName: string
  abbreviation: string
  kind: string
  levelName: string
  parentName: string | null
  people: number
}

export interface AgencyDetail extends AgencyRow {
  units: { id: string; name: string; abbreviation: string }[]
  posts: {
    positionId: string
    title: string
    unitName: string | null
    personId: string | null
    personName: string | null
    roles: string[]
  }[]
  books: { id: string; name: string; direction: string; period: string; nextNumber: number }[]
  history: { from: string; to: string | null; name: string; abbreviation: string }[]
}
