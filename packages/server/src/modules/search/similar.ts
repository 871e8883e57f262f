import type { DocumentCard, SearchSuggestion } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { agenciesOf } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import { cardOf, type DocumentRow, documents } from '../documents/index.ts'
import { find } from './store/find.ts'
import { suggestNames } from './store/links.ts'
import { listViews } from './store/views.ts'
import { syllablesOf } from './syllables.ts'

const MOST_PAIRS = 16
const RAREST = 6

const syllables = (text: string) => syllablesOf(text).map((one) => one.folded)
const pairsOf = (text: string): string[] => {
  const words = syllables(text)
  return [...new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`))]
}
const asked = (pair: string) => {
  const [a, b] = pair.split(' ')
  return `('^${a}' & '^${b}')`
}

/** Giống văn bản này: same rare pairs of words in the subject; a pair that every paper has weighs nothing. */
export const similar = query({
  name: 'search.similar',
  input: Type.Object({ documentId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor, now, services }, { documentId }): Promise<{ rows: DocumentCard[] }> {
    const agencyIds = agenciesOf(actor)
    const document = await documents.findReadable(tx, agencyIds, documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    const ask = (full: string, limit: number) =>
      find(tx, {
        full,
        head: '',
        number: null,
        agencyIds,
        provincePosition: null,
        filter: {},
        offset: 0,
        limit,
      })
    const weighed: { pair: string; total: number }[] = []
    for (const pair of pairsOf(document.subject).slice(0, MOST_PAIRS)) {
      const { total } = await ask(asked(pair), 0)
      if (total > 1) weighed.push({ pair, total })
    }
    const rare = weighed.sort((a, b) => a.total - b.total).slice(0, RAREST)
    if (rare.length === 0) return { rows: [] }
    const found = await ask(rare.map(({ pair }) => asked(pair)).join(' | '), 150)
    const weight = new Map(rare.map(({ pair, total }) => [pair, 1 / Math.log2(1 + total)]))
    const rows = (
      await documents.findMany(
        tx,
        agencyIds,
        found.rows.map((row) => row.documentId),
      )
    ).filter((row) => row.id !== documentId)
    const best = rows
      .map((row) => ({ row, score: scoreOf(row, document, weight) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (b.row.issued_on ?? '').localeCompare(a.row.issued_on ?? ''))
      .slice(0, 8)
    const nameOf = (id: string) => actor.posts.find((post) => post.agencyId === id)?.agencyName ?? ''
    return {
      rows: best.map(({ row }) => cardOf(row, { agencyName: nameOf(row.agency_id) }, now, services.calendar)),
    }
  },
})

function scoreOf(row: DocumentRow, like: DocumentRow, weight: ReadonlyMap<string, number>): number {
  const pairs = new Set(pairsOf(row.subject))
  let score = 0
  for (const [pair, value] of weight) if (pairs.has(pair)) score += value
  if (score === 0) return 0
  return (
    score + (row.issuer_name === like.issuer_name ? 0.1 : 0) + (row.type_name === like.type_name ? 0.1 : 0)
  )
}

/** While the question is typed: people and bodies of one's own documents, and one's own saved searches. */
export const suggest = query({
  name: 'search.suggest',
  input: Type.Object({ q: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor }, { q }): Promise<{ suggestions: SearchSuggestion[] }> {
    const folded = syllables(q).join(' ')
    if (folded.length < 2) return { suggestions: [] }
    const views = (await listViews(tx, actor.acting.agencyId, actor.personId)).filter((view) =>
      syllables(view.name).join(' ').includes(folded),
    )
    const names = await suggestNames(tx, agenciesOf(actor), folded)
    return {
      suggestions: [
        ...views.map((view): SearchSuggestion => ({ kind: 'view', text: view.name, documentId: null })),
        ...names.map((row): SearchSuggestion => ({ kind: row.kind, text: row.name, documentId: null })),
      ].slice(0, 8),
    }
  },
})
