// Documents → rows of the index, in the transaction of one agency. Repeats safely: the same document gives the same row.
import { createHash } from 'node:crypto'
import type { Tx } from '../../platform/tx.ts'
import { printNumberSymbol } from '../documents/index.ts'
import { citationsIn } from './citations-in.ts'
import { termsOf } from './document-terms.ts'
import {
  type CitationRow,
  type EntryRow,
  type NameRow,
  putCitations,
  putEntries,
  putNames,
} from './store/entries.ts'
import { askFor, type FileText, fileTexts } from './store/files.ts'
import { readSources, type SourceRow } from './store/source.ts'
import { numberKey, syllablesOf } from './syllables.ts'

/** What the sender took back is frozen: found by its head, its files say nothing any more. */
const frozen = (row: SourceRow) => row.direction === 'incoming' && row.state === 'recalled'
export const foldedName = (name: string) =>
  syllablesOf(name)
    .map((one) => one.folded)
    .join(' ')

export async function indexDocuments(tx: Tx, agencyId: string, documentIds: string[]): Promise<number> {
  if (documentIds.length === 0) return 0
  const sources = await readSources(tx, agencyId, documentIds)
  const wanted = sources.filter((row) => !frozen(row)).flatMap((row) => row.files ?? [])
  const texts = new Map(
    (await fileTexts(tx, agencyId, [...new Set(wanted.map((file) => file.sha256))])).map((row) => [
      row.sha256,
      row,
    ]),
  )
  const unasked = wanted.filter((file) => !texts.has(file.sha256))
  if (unasked.length) await askFor(tx, agencyId, unasked)
  await putEntries(
    tx,
    agencyId,
    sources.map((row) => entryOf(agencyId, row, texts)),
  )
  await putCitations(
    tx,
    agencyId,
    sources.map((row) => row.id),
    sources.flatMap((row) => citationRows(row, texts)),
  )
  await putNames(tx, agencyId, sources.flatMap(namesOf))
  return sources.length
}

const pagesOf = (row: SourceRow, texts: ReadonlyMap<string, FileText>): string[] =>
  frozen(row) ? [] : (row.files ?? []).flatMap((file) => texts.get(file.sha256)?.pages ?? [])

function entryOf(agencyId: string, row: SourceRow, texts: ReadonlyMap<string, FileText>): EntryRow {
  const numberSymbol = printNumberSymbol(row.number, row.symbol, row.regime)
  const terms = termsOf({
    agencyId,
    numberSymbol,
    arrivalNumber: row.arrival_number,
    typeName: row.type_name,
    subject: row.subject,
    issuerName: row.issuer_name,
    issuerAlso: (row.issuer_also ?? []).filter(Boolean),
    signerName: row.signer_name,
    people: row.people ?? [],
    body: [row.recipients_text ?? '', row.note ?? '', ...pagesOf(row, texts)],
    days: [...new Set([row.day, ...(row.issued_on ? [row.issued_on] : [])])],
  })
  return {
    document_id: row.id,
    direction: row.direction,
    state: row.state,
    type_name: row.type_name,
    issuer_name: row.issuer_name,
    number_key: numberKey(numberSymbol),
    issued_on: row.issued_on,
    day: row.day,
    sort_at: row.created_at,
    holders: row.holders ?? [],
    terms_hash: createHash('sha256').update(terms).digest('base64'),
    terms,
  }
}

function citationRows(row: SourceRow, texts: ReadonlyMap<string, FileText>): CitationRow[] {
  const own = numberKey(printNumberSymbol(row.number, row.symbol, row.regime))
  return citationsIn([row.subject, ...pagesOf(row, texts)], own).map((one) => ({
    document_id: row.id,
    kind: one.kind,
    number_key: one.key,
    printed: one.printed,
    issued_on: one.issuedOn,
  }))
}

function namesOf(row: SourceRow): NameRow[] {
  const people = [row.signer_name, ...(row.holders ?? [])].filter((name): name is string => Boolean(name))
  return [
    ...people.map((name): NameRow => ({ kind: 'person', folded: foldedName(name), name })),
    { kind: 'agency' as const, folded: foldedName(row.issuer_name), name: row.issuer_name },
  ].filter((name) => name.folded !== '' && name.folded !== 'van thu')
}
