import type {
  DossierCard,
  DossierItem,
  DossierList,
  DossierSuggestions,
  DossierView,
} from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { refusal } from '../../kernel/messages.ts'
import { fold } from '../../kernel/text.ts'
import { isoDay } from '../../kernel/time.ts'
import { type QueryScope, query } from '../../platform/command.ts'
import { documents, printNumberSymbol } from '../documents/index.ts'
import { listPosts, listUnits, type PostCard } from '../organisations/index.ts'
import { approver, OFFICE } from './keep.ts'
import { closedWords, holderOf, keeps } from './own.ts'
import * as rows from './store/dossiers.ts'

interface Names {
  posts: PostCard[]
  units: { id: string; name: string }[]
}
const namesOf = async ({ tx, actor }: QueryScope): Promise<Names> => ({
  posts: await listPosts(tx, actor.acting.agencyId),
  units: await listUnits(tx, actor.acting.agencyId),
})
const peopleOf = ({ posts }: Names) =>
  posts
    .filter((post) => post.person_id)
    .map((post) => ({
      positionId: post.position_id,
      name: post.full_name ?? '',
      title: post.title,
      unitId: post.unit_id,
    }))

const cardOf = (row: rows.DossierRow & { documents: number }, { posts, units }: Names): DossierCard => ({
  id: row.id,
  year: row.year,
  unitId: row.unit_id,
  unitName: units.find((unit) => unit.id === row.unit_id)?.name ?? OFFICE.name,
  heading: row.heading,
  symbol: row.symbol,
  title: row.title,
  retentionYears: row.retention_years,
  responsible: holderOf(posts, row),
  responsiblePositionId: row.responsible_position_id,
  state: row.state,
  startedOn: row.started_on,
  closedOn: row.closed_on,
  planned: row.planned,
  note: row.note,
  documents: row.documents,
})

/** Danh mục hồ sơ of a year, unit by unit. */
export const listOfYear = query({
  name: 'dossiers.list',
  input: Type.Object(
    { year: Type.Optional(Type.String({ pattern: '^\\d{4}$' })) },
    { additionalProperties: false },
  ),
  access: () => null,
  async run(scope, input): Promise<DossierList> {
    const { tx, actor, now } = scope
    const agencyId = actor.acting.agencyId
    const names = await namesOf(scope)
    const thisYear = Number(isoDay(now).slice(0, 4))
    const year = input.year ? Number(input.year) : thisYear
    const plan = await rows.findPlan(tx, agencyId, year)
    const cards = (await rows.listDossiers(tx, agencyId, year)).map((row) => cardOf(row, names))
    const may = approver(actor)
    return {
      year,
      years: [...new Set([thisYear + 1, thisYear, ...(await rows.listYears(tx, agencyId))])].sort(
        (a, b) => b - a,
      ),
      rows: cards.sort(
        (a, b) => a.unitName.localeCompare(b.unitName, 'vi') || a.symbol.localeCompare(b.symbol),
      ),
      plan: plan && {
        basis: plan.basis,
        approvedAt: plan.approved_at,
        by: names.posts.find((post) => post.position_id === plan.approved_by_position_id)?.full_name ?? '',
      },
      units: names.units.map((unit) => ({ unitId: unit.id, name: unit.name })),
      people: peopleOf(names),
      can: {
        approvePlan: plan
          ? refusal('dossiers.plan-approved', { year })
          : may
            ? refusal(may)
            : cards.length === 0
              ? refusal('dossiers.plan-empty', { year })
              : null,
      },
    }
  },
})

/** A dossier with its Mục lục văn bản (Appendix V): numbers, dates, subjects, authors, pages one after the other. */
export const getDossier = query({
  name: 'dossiers.get',
  input: Type.Object({ dossierId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: () => null,
  async run(scope, { dossierId }): Promise<DossierView> {
    const { tx, actor } = scope
    const agencyId = actor.acting.agencyId
    const row = await rows.findDossier(tx, agencyId, dossierId)
    if (!row) throw new DomainError('not-found', 'dossiers.not-found')
    const names = await namesOf(scope)
    const inside = await rows.listItems(tx, agencyId, dossierId)
    const unitId = names.posts.find((post) => post.position_id === actor.acting.positionId)?.unit_id ?? null
    const notMine = keeps(actor, unitId, row)
      ? null
      : refusal('dossiers.not-yours', { symbol: row.symbol, name: holderOf(names.posts, row) })
    const closed = row.state === 'closed' ? refusal('dossiers.closed', closedWords(row)) : null
    return {
      card: cardOf({ ...row, documents: inside.length }, names),
      items: itemsOf(inside, names.posts),
      pages: inside.reduce((sum, item) => sum + item.pages, 0),
      people: peopleOf(names),
      can: {
        correct: notMine ?? closed,
        takeOut: notMine ?? closed,
        close:
          notMine ?? closed ?? (inside.length ? null : refusal('dossiers.empty', { symbol: row.symbol })),
        reopen: notMine ?? (closed ? null : refusal('dossiers.not-closed', { symbol: row.symbol })),
      },
    }
  },
})

function itemsOf(inside: rows.ItemRow[], posts: PostCard[]): DossierItem[] {
  let last = 0
  return inside.map((item) => {
    const first = last + 1
    last += item.pages
    return {
      documentId: item.document_id,
      ordinal: item.ordinal,
      numberSymbol: printNumberSymbol(item.number, item.symbol, item.regime),
      issuedOn: item.issued_on,
      typeAndSubject: `${item.type_name} ${item.subject}`.trim(),
      author: item.issuer_name,
      pages: item.pages === 0 ? null : item.pages === 1 ? String(first) : `${first}–${last}`,
      note: item.note ?? '',
      filedBy: posts.find((post) => post.position_id === item.filed_by_position_id)?.full_name ?? '',
      filedAt: item.filed_at,
    }
  })
}

/** Where a document belongs: where its thread lies, then one's own with the same issuer or the same words. */
export const suggestDossiers = query({
  name: 'dossiers.suggest',
  input: Type.Object({ documentId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: () => null,
  async run(scope, { documentId }): Promise<DossierSuggestions> {
    const { tx, actor } = scope
    const agencyId = actor.acting.agencyId
    const document = await documents.findDocument(tx, agencyId, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    const names = await namesOf(scope)
    const filed = await rows.listHolding(tx, agencyId, documentId)
    const kin = new Map(
      (await rows.listKin(tx, agencyId, documentId, document.issuer_name)).map((row) => [
        row.dossier_id,
        row,
      ]),
    )
    const unitId = names.posts.find((post) => post.position_id === actor.acting.positionId)?.unit_id ?? null
    const words = wordsOf(document.subject)
    const scored = (await rows.listDossiers(tx, agencyId, null, true))
      .filter((row) => !filed.some((one) => one.id === row.id))
      .map((row) => {
        const near = kin.get(row.id)
        const shared = wordsOf(row.title).filter((word) => words.includes(word)).length
        const mine = keeps(actor, unitId, row)
        const same = near?.issuer === true
        return {
          row,
          score: (near?.thread ? 100 : 0) + shared * 5 + (mine ? 8 : 0) + (same ? 6 : 0),
          why: near?.thread
            ? `có văn bản ${near.thread} cùng việc`
            : shared >= 2
              ? 'tiêu đề gần với trích yếu'
              : same && mine
                ? `đã có văn bản của ${document.issuer_name}`
                : null,
        }
      })
      .sort((a, b) => b.score - a.score || b.row.year - a.row.year)
    return {
      filed: filed.map((row) => ({ dossierId: row.id, symbol: row.symbol, title: row.title })),
      rows: scored.slice(0, 200).map(({ row, why }) => ({
        dossierId: row.id,
        symbol: `${row.symbol} (${row.year})`,
        title: row.title,
        unitName: names.units.find((unit) => unit.id === row.unit_id)?.name ?? OFFICE.name,
        why,
      })),
      title: `Hồ sơ ${document.subject.replace(/^(V\/v|về việc|về)\s+/i, '')}`.slice(0, 500),
    }
  },
})

/** Words that say what a matter is about: no short links, tone marks dropped. */
const wordsOf = (text: string): string[] => [
  ...new Set(
    fold(text)
      .split(/[^\p{L}\d]+/u)
      .filter((word) => word.length > 2 && !COMMON.has(word)),
  ),
]
const COMMON = new Set(
  'viec cua cac tren dia ban tinh nam theo cong tac thuc hien trien khai bao cao voi cho tai huyen thanh pho van ban'.split(
    ' ',
  ),
)
