import type {
  DocumentState,
  SearchAnswer,
  SearchFacet,
  SearchFacetName,
  SearchHit,
  SearchParams,
} from '@congvan/contract'
import Type from 'typebox'
import { dateIn, printDay } from '../../kernel/time.ts'
import { type Actor, agenciesOf } from '../../platform/actor.ts'
import { type QueryScope, query } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { cardOf, documents, STATE_WORDS } from '../documents/index.ts'
import { logAccess } from '../identity/index.ts'
import { bestPassage, type Lights, light, lightsOf } from './light.ts'
import { repairName } from './near-names.ts'
import { hasMarks, isBlank, type ParsedQuery, parseQuery, unmarked } from './parse-query.ts'
import { provinceHits } from './province.ts'
import {
  type Asked,
  agencyNames,
  type FileOf,
  type Found,
  find,
  knownNames,
  mayProvince,
  textsOf,
} from './store/find.ts'
import { fullQuery, headQuery } from './tsquery.ts'

const PAGE = 30
const text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const day = Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }))

export const SearchInput = Type.Object(
  {
    q: text(400),
    direction: text(20),
    state: text(200),
    type: text(120),
    issuer: text(300),
    holder: text(200),
    year: Type.Optional(Type.String({ pattern: '^\\d{4}$' })),
    agency: Type.Optional(Type.String({ pattern: '^[0-9a-f-]{36}$' })),
    from: day,
    to: day,
    scope: Type.Optional(Type.Union([Type.Literal('agency'), Type.Literal('province')])),
    typing: text(1),
    cursor: Type.Optional(Type.String({ pattern: '^\\d{1,5}$' })),
  },
  { additionalProperties: false },
)

/** Words, numbers, people, days and facets over what the person may see; the province-wide right sees heads only. */
export const searchFind = query({
  name: 'search.find',
  input: SearchInput,
  access: () => null,
  run: (scope, input): Promise<SearchAnswer> => runSearch(scope, input as SearchParams),
})

export interface Ran {
  parsed: ParsedQuery
  found: Found
  instead: SearchAnswer['instead']
}

export async function runSearch(scope: QueryScope, input: SearchParams, limit = PAGE): Promise<SearchAnswer> {
  const { tx, actor } = scope
  const right = await mayProvince(tx, actor.acting.positionId)
  const province = input.scope === 'province'
  const offset = Math.min(Number(input.cursor ?? 0), 9_900)
  const { parsed, found, instead } = await ask(scope, input, offset, limit)
  const lights = lightsOf(parsed)
  const rows = province
    ? await provinceHits(tx, actor, found.rows, lights, cardsOf(scope))
    : await ownHits(scope, found, lights)
  if (province)
    await scope.services.runner.system((log) =>
      logAccess(log, {
        personId: actor.personId,
        agencyId: actor.acting.agencyId,
        what: 'search-province',
        detail: { total: found.total },
      }),
    )
  const next = offset + limit < found.total && found.rows.length === limit ? String(offset + limit) : null
  return {
    rows,
    next,
    total: found.total,
    atLeast: found.atLeast,
    facets: await facetsOf(tx, found, province),
    instead,
    lights: [
      ...parsed.words.map((word) => word.folded),
      ...lights.runs.map((run) => run.map((w) => w.folded).join(' ')),
    ],
    mayProvince: right,
  }
}

/** As typed; then without tone marks; then with the nearest name. */
async function ask(scope: QueryScope, input: SearchParams, offset: number, limit: number): Promise<Ran> {
  const { tx, actor, now } = scope
  const today = dateIn(now)
  const parsed = parseQuery(input.q ?? '', today, { typing: input.typing === '1' })
  const put = (one: ParsedQuery) => find(tx, askedOf(actor, input, one, today.toString(), offset, limit))
  const found = await put(parsed)
  if (found.total > 0 || isBlank(parsed)) return { parsed, found, instead: null }
  if (hasMarks(parsed)) {
    const plain = unmarked(parsed)
    const again = await put(plain)
    if (again.total > 0)
      return { parsed: plain, found: again, instead: { text: input.q ?? '', why: 'marks' } }
  }
  if (parsed.words.length > 0 && input.scope !== 'province') {
    const repair = repairName(
      parsed.words.map((word) => word.folded),
      await knownNames(tx, agenciesOf(actor)),
    )
    if (repair) {
      const words = parsed.words.map((word) => word.text)
      words.splice(repair.from, repair.to - repair.from, repair.name)
      const instead = words.join(' ')
      const fixed = parseQuery(instead, today)
      const near = unmarked({ ...parsed, words: fixed.words, number: null, typing: false })
      const again = await put(near)
      if (again.total > 0) return { parsed: near, found: again, instead: { text: instead, why: 'name' } }
    }
  }
  return { parsed, found, instead: null }
}

function askedOf(
  actor: Actor,
  input: SearchParams,
  parsed: ParsedQuery,
  today: string,
  offset: number,
  limit: number,
): Asked {
  const spans = parsed.dates.flatMap((date) => date.span ?? [])
  const from = [input.from, ...spans.map((span) => span.from)].filter(Boolean).sort().at(-1)
  const to = [input.to, ...spans.map((span) => span.to)].filter(Boolean).sort()[0]
  const filter: Record<string, unknown> = input.scope === 'province' ? { today } : {}
  for (const name of ['direction', 'type', 'issuer', 'holder', 'year', 'agency'] as const)
    if (input[name]) filter[name] = input[name]
  if (input.state) filter.states = input.state.split(',')
  if (from || to) Object.assign(filter, { from: from ?? '0001-01-01', to: to ?? '9999-12-31' })
  return {
    full: fullQuery(parsed),
    head: headQuery(parsed),
    number: parsed.number,
    agencyIds: agenciesOf(actor),
    provincePosition: input.scope === 'province' ? actor.acting.positionId : null,
    filter,
    offset,
    limit,
  }
}

const cardsOf =
  (scope: QueryScope) => (row: Parameters<typeof cardOf>[0], extras: Parameters<typeof cardOf>[1]) =>
    cardOf(row, extras, scope.now, scope.services.calendar)

async function ownHits(scope: QueryScope, found: Found, lights: Lights): Promise<SearchHit[]> {
  const { tx, actor } = scope
  const ids = found.rows.map((row) => row.documentId)
  const agencies = agenciesOf(actor)
  const byId = new Map(
    (await documents.findMany(tx, agencies, ids)).map((row) => [`${row.agency_id}${row.id}`, row]),
  )
  const lit = lights.words.length > 0 || lights.runs.length > 0
  const files = lit ? await textsOf(tx, agencies, ids) : []
  const card = cardsOf(scope)
  return found.rows.flatMap((hit) => {
    const row = byId.get(`${hit.agencyId}${hit.documentId}`)
    if (!row) return []
    const agencyName = actor.posts.find((post) => post.agencyId === hit.agencyId)?.agencyName ?? ''
    const mine = files.filter((file) => file.document_id === row.id && file.agency_id === row.agency_id)
    return [
      {
        card: card(row, {
          agencyName,
          holder: hit.holders.join(', ') || null,
          attachments: Math.max(0, mine.length - 1),
        }),
        subject: light(row.subject, lights),
        passage: passageOf(mine, lights),
        opens: true,
      },
    ]
  })
}

function passageOf(files: readonly FileOf[], lights: Lights): SearchHit['passage'] {
  let best: (NonNullable<SearchHit['passage']> & { score: number }) | null = null
  for (const file of files) {
    const passage = bestPassage(file.pages, lights)
    if (passage && (!best || passage.score > best.score)) best = { ...passage, filename: file.filename }
  }
  return best && { text: best.text, marks: best.marks, page: best.page, filename: best.filename }
}

const DIRECTIONS: Record<string, string> = { incoming: 'Văn bản đến', outgoing: 'Văn bản đi' }

async function facetsOf(tx: Tx, found: Found, province: boolean): Promise<SearchFacet[]> {
  const rows = found.facets.filter((row) => province || row.facet !== 'agency')
  const ids = rows.filter((row) => row.facet === 'agency').map((row) => row.value)
  const names = new Map(ids.length ? (await agencyNames(tx, ids)).map((row) => [row.id, row.short_name]) : [])
  return rows.map((row) => ({
    facet: row.facet as SearchFacetName,
    value: row.value,
    label:
      row.facet === 'direction'
        ? (DIRECTIONS[row.value] ?? row.value)
        : row.facet === 'state'
          ? (STATE_WORDS[row.value as DocumentState]?.[0] ?? row.value)
          : (names.get(row.value) ?? row.value),
    count: row.count,
  }))
}

/** What was asked, in words, for the head of an export and the log. */
export function askedWords(input: SearchParams): string {
  const parts = [
    input.q ? `“${input.q}”` : '',
    input.direction ? (DIRECTIONS[input.direction] ?? '') : '',
    input.state
      ? input.state
          .split(',')
          .map((state) => STATE_WORDS[state as DocumentState]?.[0] ?? state)
          .join(', ')
      : '',
    input.type ?? '',
    input.issuer ?? '',
    input.holder ? `đang ở ${input.holder}` : '',
    input.year ? `năm ${input.year}` : '',
    input.from ? `từ ${printDay(input.from)}` : '',
    input.to ? `đến ${printDay(input.to)}` : '',
  ]
  return parts.filter(Boolean).join(' · ') || 'Tất cả văn bản'
}
