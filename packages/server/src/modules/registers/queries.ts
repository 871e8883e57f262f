import type { BookView, EntryRow, Page } from '@congvan/contract'
import Type from 'typebox'
import { DomainError } from '../../kernel/domain-error.ts'
import { refusal } from '../../kernel/messages.ts'
import { query } from '../../platform/command.ts'
import { clerk } from './access.ts'
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
    const refused = clerk(actor)
    for (const book of await listBooks(tx, agencyId)) {
      const series: BookView['series'] = []
      let entries = 0
      for (const row of await listSeries(tx, agencyId, book.id)) {
        const period = periodOf(row, now)
        const counter = await lastNumber(tx, agencyId, row.id, period)
        const last = counter?.last_number ?? 0
        entries += counter ? last - counter.first_number + 1 : 0
        series.push({
          id: row.id,
          typeCodes: row.type_codes,
          period,
          lastNumber: last,
          example: row.template,
        })
      }
      const first = series[0]
      if (!first) continue
      // The run for all other types stands first: it is the book's own.
      series.sort((a, b) => Number(a.typeCodes !== null) - Number(b.typeCodes !== null))
      views.push({
        id: book.id,
        name: book.name,
        direction: book.direction,
        period: first.period,
        lastNumber: Math.max(...series.map((row) => row.lastNumber)),
        entries,
        series,
        can: {
          reserve:
            book.direction === 'incoming'
              ? refusal('registers.reserve-outgoing')
              : refused
                ? refusal(refused)
                : null,
        },
      })
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
