import { RegisterIncoming } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { dateIn } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import { assertIn, printNumberSymbol, searchTextOf } from '../documents/index.ts'
import { assertOpenOn, clerk, entryJson, periodOf } from '../registers/index.ts'
import { destroyMarked } from './destroy-secret.ts'
import { findDuplicates } from './duplicates.ts'
import { checkFields } from './fields.ts'
import { lockStanding } from './store/standing.ts'

/** Vào sổ (Decree 30 Art 22): the arrival takes its số đến; the sender sees "đã tiếp nhận" in the same commit. */
export const registerIncoming = command({
  name: 'intake.register',
  input: RegisterIncoming,
  access: clerk,

  async run({ tx, actor, now, emit, settle, touch, services }, input) {
    const agencyId = actor.acting.agencyId
    // Before anything is locked: a mark typed now destroys what was captured, and the refusal stands either way.
    await destroyMarked(services, actor, input.documentId, input.fields.secrecyMark)
    const standing = await lockStanding(tx, agencyId, input.documentId, input.bookId)
    if (standing?.document.direction !== 'incoming') throw new DomainError('not-found', 'documents.not-found')
    const { document, book, series } = standing
    if (document.arrival_number && document.state !== 'arrived')
      throw new DomainError('conflict', 'registers.already-registered', { number: document.arrival_number })
    assertIn(document.state, 'arrived')
    const fields = checkFields(input.fields)
    if (!input.acceptDuplicate) {
      const [twin] = await findDuplicates(tx, agencyId, document.id, standing.shas, fields)
      if (twin) throw new DomainError('conflict', 'intake.duplicate', { what: twin.vi })
    }
    if (book?.direction !== 'incoming') throw new DomainError('not-found', 'registers.no-such-book')
    assertOpenOn(book, now)
    if (!series) throw new DomainError('conflict', 'registers.no-series', { book: book.name })

    const row = {
      number: fields.number,
      symbol: fields.symbol,
      issued_on: fields.issuedOn,
      type_name: fields.typeName ?? document.type_name,
      subject: fields.subject,
      issuer_name: fields.issuerName,
      signer_name: fields.signerName,
      signer_title: fields.signerTitle,
      urgency: fields.urgency,
      due_on: fields.dueOn,
    }
    const entry = entryJson({
      agencyId,
      id: newId(),
      bookId: book.id,
      seriesId: series.id,
      period: periodOf(series, now),
      symbol: null,
      state: 'used',
      documentId: document.id,
      registeredOn: dateIn(now).toString(),
      issuerName: row.issuer_name,
      numberSymbol: printNumberSymbol(row.number, row.symbol, document.regime),
      issuedOn: row.issued_on,
      typeAndSubject: `${row.type_name} ${row.subject}`,
      signerName: row.signer_name,
    })
    emit({
      name: 'registers.incoming-registered',
      subjectId: document.id,
      payload: { bookId: book.id },
    })
    touch('intake')
    touch('registers')
    if (document.issuer_agency_id) touch('documents', [document.issuer_agency_id])
    const card = {
      ...row,
      agency_id: agencyId,
      id: document.id,
      changed_at: now.toString(),
      search_text: searchTextOf(row),
    }
    // After an undo the number is still bound to this paper: it comes back, never to another.
    const entered = settle<{ number: number }>('registers.enter_incoming', { document: card, entry })
    return { documentId: document.id, ...entered }
  },
})
