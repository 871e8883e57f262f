import type { ChainNode, DocumentLinks } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { agenciesOf } from '../../platform/actor.ts'
import { query } from '../../platform/command.ts'
import type { Tx } from '../../platform/tx.ts'
import { type DocumentRow, documents, printNumberSymbol } from '../documents/index.ts'
import { type Edge, edgesOf } from './store/links.ts'
import { numberKey } from './syllables.ts'

const MOST_STEPS = 8
const MOST_NODES = 60

/** Reply chains and citations both ways: by what people linked and by what the texts name. */
export const links = query({
  name: 'search.links',
  input: Type.Object({ documentId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: () => null,
  async run({ tx, actor }, { documentId }): Promise<DocumentLinks> {
    const document = await documents.findReadable(tx, agenciesOf(actor), documentId)
    if (!document) throw new DomainError('not-found', 'documents.not-found')
    const agencyId = document.agency_id
    const edges = await edgesOf(tx, agencyId, [documentId])
    const replies = await chainEdges(tx, agencyId, documentId, edges)
    const ids = new Set(
      [...edges, ...replies].flatMap((edge) => [edge.from_id, ...(edge.to_id ? [edge.to_id] : [])]),
    )
    const rows = new Map(
      (await documents.findMany(tx, [agencyId], [...ids, documentId])).map((row) => [row.id, row]),
    )
    const out = (...kinds: Edge['kind'][]) =>
      unique(
        edges
          .filter((e) => e.from_id === documentId && kinds.includes(e.kind))
          .map((e) => nodeOf(e.to_id, e, rows)),
      )
    const back = (...kinds: Edge['kind'][]) =>
      unique(
        edges
          .filter((e) => e.to_id === documentId && e.from_id !== documentId && kinds.includes(e.kind))
          .map((e) => nodeOf(e.from_id, null, rows)),
      )
    return {
      chain: chainOf(documentId, replies, rows),
      basis: out('basis'),
      cites: out('cites', 'recalls'),
      citedBy: back('basis', 'cites', 'recalls'),
      supersedes: out('supersedes'),
      supersededBy: back('supersedes'),
    }
  },
})

/** Answers of answers, both ways, until the correspondence is whole. */
async function chainEdges(tx: Tx, agencyId: string, start: string, first: Edge[]): Promise<Edge[]> {
  const seen = new Set([start])
  const found: Edge[] = []
  let edges = first
  for (let step = 0; step < MOST_STEPS; step++) {
    const replies = edges.filter((edge) => edge.kind === 'replies-to')
    found.push(...replies)
    const fresh = [...new Set(replies.flatMap((e) => [e.from_id, ...(e.to_id ? [e.to_id] : [])]))].filter(
      (id) => !seen.has(id),
    )
    for (const id of fresh) seen.add(id)
    if (fresh.length === 0 || seen.size > MOST_NODES) break
    edges = await edgesOf(tx, agencyId, fresh)
  }
  return found
}

function nodeOf(id: string | null, edge: Edge | null, rows: ReadonlyMap<string, DocumentRow>): ChainNode {
  const row = id ? rows.get(id) : undefined
  return {
    documentId: row?.id ?? null,
    numberSymbol: (row && printNumberSymbol(row.number, row.symbol, row.regime)) ?? edge?.printed ?? '',
    subject: row?.subject ?? edge?.subject ?? '',
    issuedOn: row?.issued_on ?? edge?.issued_on ?? null,
    direction: row?.direction ?? null,
  }
}

const identity = (node: ChainNode) => node.documentId ?? numberKey(node.numberSymbol) ?? node.numberSymbol

/** The same document linked by hand and named in the text is one line, the one that opens. */
function unique(nodes: ChainNode[]): ChainNode[] {
  const kept = new Map<string, ChainNode>()
  for (const node of [...nodes].sort(
    (a, b) => Number(b.documentId !== null) - Number(a.documentId !== null),
  )) {
    const key = numberKey(node.numberSymbol) ?? identity(node)
    if (!kept.has(key)) kept.set(key, node)
  }
  return [...kept.values()].sort((a, b) => (a.issuedOn ?? '').localeCompare(b.issuedOn ?? ''))
}

function chainOf(
  self: string,
  replies: Edge[],
  rows: ReadonlyMap<string, DocumentRow>,
): DocumentLinks['chain'] {
  if (replies.length === 0) return []
  const nodes = new Map<string, ChainNode>()
  const parent = new Map<string, string>()
  for (const edge of replies) {
    const from = nodeOf(edge.from_id, null, rows)
    const to = nodeOf(edge.to_id, edge, rows)
    nodes.set(identity(from), from)
    if (!nodes.has(identity(to))) nodes.set(identity(to), to)
    // An answer names its paper once; a paper is answered by many.
    if (identity(from) !== identity(to)) parent.set(identity(from), identity(to))
  }
  // A number known twice – as a document here, and only printed – is one paper.
  const depthOf = (id: string): number => {
    let depth = 0
    for (let at = parent.get(id); at && depth < MOST_STEPS; at = parent.get(at)) depth++
    return depth
  }
  return [...nodes]
    .map(([id, node]) => ({ ...node, depth: depthOf(id), self: node.documentId === self }))
    .sort((a, b) => (a.issuedOn ?? '9').localeCompare(b.issuedOn ?? '9') || a.depth - b.depth)
}
