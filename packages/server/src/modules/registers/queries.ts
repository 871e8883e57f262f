import type { BookView, EntryRow, Page } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { query } from '../../platform/command.ts'
import { findBook, lastNumber, listBooks, listSeries } from './store/books.ts'
import { listEntries } from './store/entries.ts'
import { periodOf } from './take-number.ts'

const none = Type.Object({}, { additionalProperties: false })

export const books = query({
  name: 'registers.books',
  input: none,
  access: () => null,
  async run({ tx, actor, now }): Promise<{ books: BookView[] }> {
    const agencyId = actor.acting.agencyId
    const views: BookView[] = []
    for (const book of await listBooks(tx, agencyId)) {
      for (const series of (await listSeries(tx, agencyId, book.id)).slice(0, 1)) {
        const period = periodOf(series, now)
        const counter = await lastNumber(tx, agencyId, series.id, period)
        const last = counter?.last_number ?? 0
        views.push({
          id: book.id,
          name: book.name,
          direction: book.direction,
          period,
          lastNumber: last,
          entries: counter ? last - counter.first_number + 1 : 0,
        })
      }
    }
    return { books: views }
  },
})

const PAGE = 200

export const entries = query({
  name: 'registers.entries',
  input: Type.Object(
    {
      bookId: Type.String(),
      from: Type.Optional(Type.String()),
      to: Type.Optional(Type.String()),
      cursor: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  access: () => null,
  async run({ tx, actor }, input): Promise<Page<EntryRow>> {
    const agencyId = actor.acting.agencyId
    if (!(await findBook(tx, agencyId, input.bookId)))
      throw new DomainError('not-found', 'registers.no-such-book')
    const [period, number] = input.cursor?.split('~') ?? []
    const rows = await listEntries(tx, agencyId, {
      bookId: input.bookId,
      from: input.from,
      to: input.to,
      limit: PAGE,
      before: period && number ? { period, number: Number(number) } : undefined,
    })
    const last = rows.length === PAGE ? rows.at(-1) : undefined
    return { rows, next: last ? `${last.period}~${last.number}` : null }
  },
})
