import type { EntryRow, Urgency } from '@congvan/contract'
import { prepared, type Tx } from '../../../platform/tx.ts'

export interface NewEntry {
  agencyId: string
  id: string
  bookId: string
  seriesId: string
  period: string
  symbol: string | null
  state: 'used' | 'bound' | 'reserved'
  documentId: string | null
  registeredOn: string
  issuerName?: string | null
  numberSymbol?: string | null
  issuedOn?: string | null
  typeAndSubject?: string
  signerName?: string | null
  recipients?: string | null
  handler?: string | null
  copies?: number | null
  reason?: string | null
  expiresOn?: string | null
}

/** The row as `registers.take_number` reads it. */
export const entryJson = (entry: NewEntry) => ({
  agency_id: entry.agencyId,
  id: entry.id,
  book_id: entry.bookId,
  series_id: entry.seriesId,
  period: entry.period,
  symbol: entry.symbol,
  state: entry.state,
  document_id: entry.documentId,
  registered_on: entry.registeredOn,
  issuer_name: entry.issuerName,
  number_symbol: entry.numberSymbol,
  issued_on: entry.issuedOn,
  type_and_subject: entry.typeAndSubject,
  signer_name: entry.signerName,
  recipients: entry.recipients,
  handler: entry.handler,
  copies: entry.copies,
  reason: entry.reason,
  expires_on: entry.expiresOn,
})

const TAKE = prepared('select registers.take_number($1) as number')

/** Takes the next number and writes its row in one statement; a rolled-back command leaves no gap. */
export async function takeNumber(tx: Tx, entry: NewEntry): Promise<number> {
  return (await tx.one<{ number: number }>(TAKE, [JSON.stringify(entryJson(entry))]))!.number
}

export interface EntryOfDocument {
  id: string
  book_id: string
  series_id: string
  period: string
  number: number
  symbol: string | null
  state: 'used' | 'bound' | 'reserved' | 'cancelled'
  registered_on: string
  issued_on: string | null
}
export const findEntryOf = (tx: Tx, agencyId: string, documentId: string) =>
  tx.one<EntryOfDocument>(
    prepared(`select id, book_id, series_id, period, number, symbol, state, registered_on, issued_on from registers.entry
     where agency_id = $1 and document_id = $2 and state in ('used', 'bound')`),
    [agencyId, documentId],
  )

export interface ReservedRow {
  id: string
  book_id: string
  series_id: string
  period: string
  number: number
  registered_on: string
  expires_on: string
  reason: string
}
const RESERVED = 'id, book_id, series_id, period, number, registered_on, expires_on, reason'

/** A held number ("Giữ số") is never taken by itself; a clerk names it. Locked: it is used, given up or expires, one of the three. */
export const lockReserved = (tx: Tx, agencyId: string, entryId: string) =>
  tx.one<ReservedRow>(
    `select ${RESERVED} from registers.entry where agency_id = $1 and id = $2 and state = 'reserved' for update`,
    [agencyId, entryId],
  )

export const listReserved = (tx: Tx, agencyId: string, seriesId: string, period: string, today: string) =>
  tx.rows<ReservedRow>(
    `select ${RESERVED} from registers.entry where agency_id = $1 and series_id = $2 and period = $3 and state = 'reserved' and expires_on >= $4 order by number`,
    [agencyId, seriesId, period, today],
  )

export const listExpired = (tx: Tx, agencyId: string, today: string) =>
  tx.rows<ReservedRow>(
    `select ${RESERVED} from registers.entry where agency_id = $1 and state = 'reserved' and expires_on < $2 order by series_id, number for update`,
    [agencyId, today],
  )

export const agenciesWithExpired = async (tx: Tx, today: string): Promise<string[]> =>
  (await tx.rows<{ id: string }>('select registers.agencies_with_expired($1) as id', [today])).map(
    (row) => row.id,
  )

export interface EntryPatch {
  state?: 'used' | 'bound' | 'cancelled'
  issuer_name?: string | null
  number_symbol?: string | null
  issued_on?: string | null
  type_and_subject?: string
  signer_name?: string | null
  recipients?: string | null
  handler?: string | null
  handed_over_on?: string | null
  note?: string | null
  reason?: string | null
  copies?: number | null
  symbol?: string
  document_id?: string
}
export async function patchEntry(
  tx: Tx,
  agencyId: string,
  entryId: string,
  patch: EntryPatch,
): Promise<void> {
  const names = Object.keys(patch)
  await tx.run(
    prepared(
      `update registers.entry set ${names.map((name, i) => `${name} = $${i + 3}`).join(', ')} where agency_id = $1 and id = $2`,
    ),
    [agencyId, entryId, ...Object.values(patch)],
  )
}

export interface EntryPage {
  bookId: string
  from?: string | undefined
  to?: string | undefined
  before?: { period: string; number: number } | undefined
  limit: number
  ascending?: boolean
}
export async function listEntries(
  tx: Tx,
  agencyId: string,
  page: EntryPage,
): Promise<(EntryRow & { period: string })[]> {
  const params: unknown[] = [agencyId, page.bookId, page.limit]
  const add = (value: unknown) => `$${params.push(value)}`
  const where = ['e.agency_id = $1', 'e.book_id = $2']
  if (page.from) where.push(`e.registered_on >= ${add(page.from)}`)
  if (page.to) where.push(`e.registered_on <= ${add(page.to)}`)
  if (page.before)
    where.push(`(e.period, e.number) < (${add(page.before.period)}, ${add(page.before.number)})`)
  const direction = page.ascending ? 'asc' : 'desc'
  return tx.rows(
    `select e.id, e.document_id as "documentId", e.number, e.number_symbol as "numberSymbol", e.state, e.registered_on as "registeredOn", e.issuer_name as "issuerName",
       e.issued_on as "issuedOn", e.type_and_subject as "typeAndSubject", e.signer_name as "signerName", e.recipients, e.handler, e.copies,
       e.handed_over_on as "handedOverOn", case when e.state = 'cancelled' then coalesce(e.reason, e.note) else coalesce(e.note, e.reason) end as note,
       -- not a join: the planner would read all documents of the agency for one page
       coalesce((select d.urgency from documents.document d where d.agency_id = e.agency_id and d.id = e.document_id), 0) as urgency, e.period
     from registers.entry e
     where ${where.join(' and ')} order by e.period ${direction}, e.number ${direction}, e.id ${direction} limit $3`,
    params,
  )
}
export type { Urgency }
