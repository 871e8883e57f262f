import { ReserveNumber } from '@congvan/contract'
import { DomainError } from '../../kernel/domain-error.ts'
import { newId } from '../../kernel/id.ts'
import { isoDay } from '../../kernel/time.ts'
import { command } from '../../platform/command.ts'
import { clerk } from './access.ts'
import { findBook } from './store/books.ts'
import { takeNumber } from './store/entries.ts'
import { assertOpenOn, periodOf, seriesFor } from './take-number.ts'

/** Giữ số: a number kept for a document that is about to come; it expires with its reason, never silently. */
export const reserveNumber = command({
  name: 'registers.reserve',
  input: ReserveNumber,
  access: clerk,

  async run({ tx, actor, now, emit, touch }, input) {
    const agencyId = actor.acting.agencyId
    const book = await findBook(tx, agencyId, input.bookId)
    if (!book) throw new DomainError('not-found', 'registers.no-such-book')
    if (book.direction === 'incoming') throw new DomainError('conflict', 'registers.reserve-outgoing')
    assertOpenOn(book, now)
    const today = isoDay(now)
    if (input.expiresOn < today) throw new DomainError('invalid', 'registers.reserve-past', {}, 'expiresOn')
    const series = await seriesFor(tx, agencyId, book, input.typeCode)
    const id = newId()
    const number = await takeNumber(tx, {
      agencyId,
      id,
      bookId: book.id,
      seriesId: series.id,
      period: periodOf(series, now),
      symbol: null,
      state: 'reserved',
      documentId: null,
      registeredOn: today,
      reason: input.reason,
      expiresOn: input.expiresOn,
    })
    emit({
      name: 'registers.number-reserved',
      subjectId: id,
      payload: { number, bookId: book.id, expiresOn: input.expiresOn },
      texts: { reason: input.reason },
    })
    touch('registers')
    return { number }
  },
})
