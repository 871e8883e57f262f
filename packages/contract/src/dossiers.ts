// Hồ sơ công việc (Decree 30 Art 28–30): the year's plan, the dossier, and the documents inside it.
import Type from 'typebox'
import type { Can } from './common.ts'
import { Day, Id, Line, Text } from './common.ts'

const object = <T extends Type.TProperties>(properties: T) =>
  Type.Object(properties, { additionalProperties: false })

/** Years; null is vĩnh viễn (permanent). */
const Retention = Type.Union([Type.Integer({ minimum: 1, maximum: 100 }), Type.Null()])

/** Lập hồ sơ: number and symbol are given by the server, `01.KT` in the unit's run of the year. */
export const OpenDossier = object({
  dossierId: Id,
  year: Type.Integer({ minimum: 1945, maximum: 2200 }),
  /** Without it: the unit of the person in charge. */
  unitId: Type.Optional(Id),
  heading: Type.Optional(Text(300)),
  title: Line(500),
  retentionYears: Retention,
  /** Without it: who opens it. */
  responsiblePositionId: Type.Optional(Id),
  startedOn: Type.Optional(Day),
  note: Type.Optional(Text(500)),
  /** Filed in it at once: the document it was opened for. */
  documentId: Type.Optional(Id),
})
export type OpenDossier = Type.Static<typeof OpenDossier>
export const CorrectDossier = object({
  dossierId: Id,
  heading: Text(300),
  title: Line(500),
  retentionYears: Retention,
  responsiblePositionId: Id,
  note: Text(500),
})
export type CorrectDossier = Type.Static<typeof CorrectDossier>
/** Lưu vào hồ sơ: one document, one or several dossiers. */
export const FileDocument = object({
  documentId: Id,
  dossierIds: Type.Array(Id, { minItems: 1, maxItems: 20 }),
})
export type FileDocument = Type.Static<typeof FileDocument>
export const TakeOutDocument = object({ documentId: Id, dossierId: Id, reason: Line(500) })
export type TakeOutDocument = Type.Static<typeof TakeOutDocument>
export const CloseDossier = object({ dossierId: Id })
export type CloseDossier = Type.Static<typeof CloseDossier>
export const ReopenDossier = object({ dossierId: Id, reason: Line(500) })
export type ReopenDossier = Type.Static<typeof ReopenDossier>
/** Ban hành danh mục hồ sơ của năm: what is opened later stands outside the plan (Art 29.2). */
export const ApproveDossierPlan = object({
  year: Type.Integer({ minimum: 1945, maximum: 2200 }),
  basis: Line(500),
})
export type ApproveDossierPlan = Type.Static<typeof ApproveDossierPlan>

export interface DossierCard {
  id: string
  year: number
  unitId: string | null
  unitName: string
  heading: string
  symbol: string
  title: string
  retentionYears: number | null
  responsible: string
  responsiblePositionId: string
  state: 'open' | 'closed'
  startedOn: string
  closedOn: string | null
  planned: boolean
  note: string
  documents: number
}
export interface DossierList {
  year: number
  years: number[]
  rows: DossierCard[]
  plan: { basis: string; approvedAt: string; by: string } | null
  units: { unitId: string; name: string }[]
  people: { positionId: string; name: string; title: string; unitId: string | null }[]
  can: Can
}
/** Row of "Mục lục văn bản, tài liệu trong hồ sơ" (Appendix V). */
export interface DossierItem {
  documentId: string
  ordinal: number
  numberSymbol: string | null
  issuedOn: string | null
  typeAndSubject: string
  author: string
  /** Pages inside the dossier, `4–6`; null for paper that was not scanned. */
  pages: string | null
  note: string
  filedBy: string
  filedAt: string
}
export interface DossierView {
  card: DossierCard
  items: DossierItem[]
  pages: number
  people: { positionId: string; name: string; title: string; unitId: string | null }[]
  can: Can
}
/** Where a document may be filed: the likeliest first, with the reason. */
export interface DossierSuggestions {
  filed: { dossierId: string; symbol: string; title: string }[]
  rows: { dossierId: string; symbol: string; title: string; unitName: string; why: string | null }[]
  /** What a new dossier for it would be called. */
  title: string
}
