import { RegisterIncoming } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { dateIn } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import { reportFact } from '../deliveries/index.ts'
import { assertIn, components, documents, printNumberSymbol, searchTextOf } from '../documents/index.ts'
import {
  assertOpenOn,
  clerk,
  findBook,
  findEntryOf,
  patchEntry,
  periodOf,
  seriesFor,
  takeNumber,
} from '../registers/index.ts'
import { findDuplicates } from './duplicates.ts'
import { checkFields } from './fields.ts'

/** Vào sổ (Decree 30 Art 22): the arrival takes its số đến; the sender sees "đã tiếp nhận" in the same commit. */
export const registerIncoming = command({
  name: 'intake.register',
  input: RegisterIncoming,
  access: clerk,

  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const document = await documents.lockDocument(tx, agencyId, input.documentId)
    if (document?.direction !== 'incoming') throw new DomainError('not-found', 'documents.not-found')
    if (document.arrival_number && document.state !== 'arrived')
      throw new DomainError('conflict', 'registers.already-registered', { number: document.arrival_number })
    assertIn(document.state, 'arrived')
    const fields = checkFields(input.fields)
    const shas = (await components.listComponents(tx, agencyId, document.id)).map((row) => row.sha256)
    const duplicates = input.acceptDuplicate
      ? []
      : await findDuplicates(tx, agencyId, document.id, shas, fields)
    if (duplicates[0]) throw new DomainError('conflict', 'intake.duplicate', { what: duplicates[0].vi })
    const book = await findBook(tx, agencyId, input.bookId)
    if (book?.direction !== 'incoming') throw new DomainError('not-found', 'registers.no-such-book')
    assertOpenOn(book, now)

    const row = {
      number: fields.number,
      symbol: fields.symbol,
      issued_on: fields.issuedOn,
      type_name: fields.typeName ?? document.type_name,
      subject: fields.subject,
      issuer_name: fields.issuerName,
      signer_name: fields.signerName,
      signer_title: fields.signerTitle,
      urgency: fields.urgency as 0,
      due_on: fields.dueOn,
    }
    const columns = {
      issuer_name: row.issuer_name,
      number_symbol: printNumberSymbol(row.number, row.symbol, document.regime),
      issued_on: row.issued_on,
      type_and_subject: `${row.type_name} ${row.subject}`,
      signer_name: row.signer_name,
    }
    // After an undo the number is still bound to this paper: it comes back, never to another.
    const bound = await findEntryOf(tx, agencyId, document.id)
    let number = bound?.number
    if (bound) {
      await patchEntry(tx, agencyId, bound.id, { ...columns, state: 'used' })
    } else {
      const series = await seriesFor(tx, agencyId, book, '*')
      number = await takeNumber(tx, {
        agencyId,
        id: newId(),
        bookId: book.id,
        seriesId: series.id,
        period: periodOf(series, now),
        symbol: null,
        state: 'used',
        documentId: document.id,
        registeredOn: dateIn(now).toString(),
        issuerName: columns.issuer_name,
        numberSymbol: columns.number_symbol,
        issuedOn: columns.issued_on,
        typeAndSubject: columns.type_and_subject,
        signerName: columns.signer_name,
      })
    }
    await documents.patchDocument(
      tx,
      agencyId,
      document.id,
      { ...row, state: 'registered', arrival_number: number!, registered_at: now.toString() },
      now.toString(),
    )
    await documents.setSearchText(tx, agencyId, document.id, searchTextOf(row))
    await reportFact(tx, document.id, 'accepted', now.toString())
    emit({
      name: 'registers.incoming-registered',
      subjectId: document.id,
      payload: { number: number!, bookId: book.id },
    })
    touch('intake')
    touch('registers')
    if (document.issuer_agency_id) touch('documents', [document.issuer_agency_id])
    return { documentId: document.id, number: number! }
  },
})
