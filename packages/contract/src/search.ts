// Tìm kiếm: one question, its rows with the places that answered, and how the whole result divides.
import Type, { type Static } from 'typebox'
import { Id, Line, type Page } from './common.ts'
import type { DocumentCard } from './documents.ts'

/** A text and the places in it (UTF-16 offsets, end exclusive) to light. */
export interface LitText {
  text: string
  marks: [number, number][]
}
export interface SearchHit {
  card: DocumentCard
  subject: LitText
  /** The best lines of a file; null when the head says it all. */
  passage: (LitText & { page: number; filename: string }) | null
  /** False: another agency's document, found by the province-wide right; its files stay closed. */
  opens: boolean
}
export type SearchFacetName = 'direction' | 'state' | 'type' | 'issuer' | 'year' | 'holder' | 'agency'
export interface SearchFacet {
  facet: SearchFacetName
  value: string
  label: string
  count: number
}
export interface SearchParams {
  q?: string
  direction?: string
  /** States, separated by commas. */
  state?: string
  type?: string
  issuer?: string
  holder?: string
  year?: string
  agency?: string
  from?: string
  to?: string
  scope?: 'agency' | 'province'
  /** "1": the last word is still being typed. */
  typing?: string
  cursor?: string
}
export interface SearchAnswer extends Page<SearchHit> {
  total: number
  /** True: common words over the whole province; the newest were asked, there are more. */
  atLeast: boolean
  facets: SearchFacet[]
  /** What was asked instead, when nothing answered the words as typed. */
  instead: { text: string; why: 'marks' | 'name' } | null
  /** Words to light on the page, folded, each a run of syllables. */
  lights: string[]
  mayProvince: boolean
}
export interface SearchSuggestion {
  kind: 'person' | 'agency' | 'view' | 'number'
  text: string
  documentId: string | null
}
export interface SearchView {
  id: string
  name: string
  query: SearchParams
}
export interface ChainNode {
  documentId: string | null
  numberSymbol: string
  subject: string
  issuedOn: string | null
  direction: 'incoming' | 'outgoing' | null
}
export interface DocumentLinks {
  /** The whole correspondence, oldest first; `depth` is how far an answer stands from the first paper. */
  chain: (ChainNode & { depth: number; self: boolean })[]
  basis: ChainNode[]
  cites: ChainNode[]
  citedBy: ChainNode[]
  supersedes: ChainNode[]
  supersededBy: ChainNode[]
}

const QueryFields = Type.Object(
  Object.fromEntries(
    ['q', 'direction', 'state', 'type', 'issuer', 'holder', 'year', 'agency', 'from', 'to', 'scope'].map(
      (name) => [name, Type.Optional(Type.String({ maxLength: 400 }))],
    ),
  ),
  { additionalProperties: false },
)
export const SaveSearchView = Type.Object(
  { viewId: Id, name: Line(80), query: QueryFields },
  { additionalProperties: false },
)
export type SaveSearchView = Static<typeof SaveSearchView>
export const ForgetSearchView = Type.Object({ viewId: Id }, { additionalProperties: false })
export type ForgetSearchView = Static<typeof ForgetSearchView>
export const SetProvinceSearch = Type.Object(
  { positionId: Id, granted: Type.Boolean() },
  { additionalProperties: false },
)
export type SetProvinceSearch = Static<typeof SetProvinceSearch>
