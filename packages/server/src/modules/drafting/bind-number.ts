// Numbers bound outside the ordinary issue: a held one for a signed document, or one for a page to be signed by hand.
import { RegisterPaperSigned, type ReservedNumber, UseReserved } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import { command, query, type Scope } from '../../platform/command.ts'
import { assertIn, type DocumentRow, documents } from '../documents/index.ts'
import { listMandates } from '../organisations/index.ts'
import { clerk, listReserved, periodOf, takeNumber, useReserved } from '../registers/index.ts'
import { assertMandate } from './mandate.ts'
import { frameOf } from './preview-number.ts'
import { type DraftRow, findDraft, listReviews, lockDraft, markDraft } from './store/drafts.ts'

/** The number named by the clerk, else the next one of the series; the row and the event say which. */
async function bind(
  scope: Scope,
  document: DocumentRow,
  draft: DraftRow,
  entryId: string | undefined,
  signerName: string | null,
): Promise<{ number: number; symbol: string }> {
  const { tx, actor, now, emit } = scope
  const agencyId = actor.acting.agencyId
  const { book, series, symbol } = await frameOf(tx, agencyId, draft.content, now)
  const today = isoDay(now)
  const row = {
    symbol,
    issuedOn: today,
    issuerName: document.issuer_name,
    typeAndSubject: `${document.type_name} ${document.subject}`,
    signerName,
    documentId: document.id,
  }
  const number = entryId
    ? (await useReserved(scope, entryId, series, row)).number
    : await takeNumber(tx, {
        ...row,
        agencyId,
        id: newId(),
        bookId: book.id,
        seriesId: series.id,
        period: periodOf(series, now),
        state: 'bound',
        registeredOn: today,
      })
  emit({
    name: 'registers.number-bound',
    subjectId: document.id,
    payload: { number, symbol, bookId: book.id, ...(entryId ? { reserved: true } : {}) },
  })
  return { number, symbol }
}

async function lockBoth({ tx, actor }: Scope, documentId: string) {
  const document = await documents.lockDocument(tx, actor.acting.agencyId, documentId)
  const draft = await lockDraft(tx, actor.acting.agencyId, documentId)
  if (!document || !draft) throw new DomainError('not-found', 'documents.not-found')
  return { document, draft }
}

/** Dùng số đã giữ: the signed document takes the number held for it; Phát hành then goes on with that one. */
export const useReservedNumber = command({
  name: 'issuing.use-reserved',
  input: UseReserved,
  access: clerk,
  async run(scope, { documentId, entryId }) {
    const { tx, actor, now, touch } = scope
    const { document, draft } = await lockBoth(scope, documentId)
    assertIn(document.state, 'signed')
    const { number, symbol } = await bind(scope, document, draft, entryId, document.signer_name)
    await documents.patchDocument(
      tx,
      actor.acting.agencyId,
      documentId,
      { state: 'issuing', number: String(number), symbol, issued_on: isoDay(now) },
      now.toString(),
    )
    touch('issue')
    touch('registers')
    return { documentId, number }
  },
})

/**
 * Vào sổ văn bản ký giấy (Art 15.1: one run of numbers for paper and electronic): both checks and the mandate stand,
 * the number is given, the page is printed with it, signed and stamped by hand.
 */
export const registerPaper = command({
  name: 'issuing.register-paper',
  input: RegisterPaperSigned,
  access: clerk,
  async run(scope, { documentId, entryId }) {
    const { tx, actor, now, emit, touch } = scope
    const agencyId = actor.acting.agencyId
    const { document, draft } = await lockBoth(scope, documentId)
    assertIn(document.state, 'awaiting-signature')
    const reviews = await listReviews(tx, agencyId, documentId)
    for (const check of ['content', 'format']) {
      if (reviews.findLast((row) => row.check_kind === check)?.state !== 'approved')
        throw new DomainError('conflict', 'drafting.checks-missing')
    }
    const mandate = assertMandate(draft.content, await listMandates(tx, agencyId, isoDay(now)))
    const { number, symbol } = await bind(scope, document, draft, entryId, mandate.full_name)
    await markDraft(tx, agencyId, documentId, { paper: true, signed_by_position_id: mandate.position_id })
    await documents.patchDocument(
      tx,
      agencyId,
      documentId,
      {
        state: 'on-paper',
        number: String(number),
        symbol,
        issued_on: isoDay(now),
        signer_name: mandate.full_name,
        signer_title: mandate.title,
      },
      now.toString(),
    )
    emit({ name: 'drafting.numbered-on-paper', subjectId: documentId, payload: { mandateId: mandate.id } })
    for (const part of ['sign', 'issue', 'work', 'registers'] as const) touch(part)
    return { documentId, number }
  },
})

/** Numbers held in the series that this document's number comes from. */
export const reservedFor = query({
  name: 'issuing.reserved',
  input: Type.Object({ documentId: Type.String({ maxLength: 36 }) }, { additionalProperties: false }),
  access: clerk,
  async run({ tx, actor, now }, { documentId }): Promise<{ rows: ReservedNumber[] }> {
    const agencyId = actor.acting.agencyId
    const draft = await findDraft(tx, agencyId, documentId)
    if (!draft) throw new DomainError('not-found', 'documents.not-found')
    const { series } = await frameOf(tx, agencyId, draft.content, now)
    const rows = await listReserved(tx, agencyId, series.id, periodOf(series, now), isoDay(now))
    return {
      rows: rows.map((row) => ({
        entryId: row.id,
        bookId: row.book_id,
        number: row.number,
        heldOn: row.registered_on,
        expiresOn: row.expires_on,
        reason: row.reason,
      })),
    }
  },
})
