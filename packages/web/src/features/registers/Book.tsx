// One book: its title, its ten columns with their numbers, every row of it however long it is.
import type { BookView, EntryRow } from '@congvan/contract'
import { type ReactNode, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { dayWords } from '../../lib/clock.ts'
import { useMe, useRows } from '../../lib/data.ts'
import { language } from '../../lib/language.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, Icon, Skeleton, TextInput, VirtualList } from '../../ui/index.ts'
import { ReleaseDialog, ReserveDialog } from './HeldDialogs.tsx'
import { type Column, columnsOf, matches, rangeQuery } from './model/columns.ts'
import { useTexts } from './texts.ts'
import { useWholeBook } from './useWholeBook.ts'

export function Book({ book, chooser }: { book: BookView; chooser: ReactNode }) {
  const t = useTexts()
  const [, go] = useLocation()
  const me = useMe().data
  const [range, setRange] = useState({ from: '', to: '' })
  const [query, setQuery] = useState('')
  const [reserving, setReserving] = useState(false)
  const [releasing, setReleasing] = useState<EntryRow | null>(null)
  const wrong = range.from !== '' && range.to !== '' && range.from > range.to
  const list = useRows(
    'registers.entries',
    { bookId: book.id, ...(range.from ? { from: range.from } : {}), ...(range.to ? { to: range.to } : {}) },
    { enabled: !wrong },
  )
  const columns = columnsOf(book.direction)
  const filtering = query.trim() !== '' && !wrong
  const whole = useWholeBook(book.id, range, filtering)
  const found = useMemo(() => whole.rows.filter((row) => matches(row, query)), [whole.rows, query])
  const rows = filtering ? found : list.rows
  return (
    <section className="book" aria-label={book.name}>
      <header className="book-head">
        {chooser}
        <div className="book-title">
          <h1>{t.bookTitle[book.direction]}</h1>
          <p>
            {[
              book.name,
              ...(book.name.includes(book.period) ? [] : [t.period(book.period)]),
              me?.acting.agencyName,
            ].join(' · ')}
          </p>
        </div>
        <Tools
          book={book}
          range={range}
          wrong={wrong}
          query={query}
          onRange={setRange}
          onQuery={setQuery}
          onReserve={() => setReserving(true)}
          count={
            filtering
              ? whole.reading
                ? t.searching(whole.rows.length, whole.total)
                : t.found(rows.length, whole.rows.length)
              : range.from || range.to
                ? list.total === null
                  ? ''
                  : t.entries(list.total)
                : t.entries(list.total ?? book.entries)
          }
        />
      </header>
      {list.error && (
        <Banner tone="amber" alert actions={<Button onClick={list.refetch}>{t.tryAgain}</Button>}>
          {list.error.message}
        </Banner>
      )}
      <div className="book-page">
        <Columns columns={columns} />
        {list.loading && !wrong ? (
          <Skeleton lines={8} />
        ) : (
          <VirtualList<EntryRow>
            label={book.name}
            className="book-rows"
            rows={wrong ? [] : rows}
            rowKey={(row) => row.id}
            estimate={44}
            renderRow={(row) => <Entry row={row} columns={columns} />}
            onOpen={(row) =>
              row.documentId
                ? go(paths.document(row.documentId))
                : row.state === 'reserved' && book.can.reserve === null && setReleasing(row)
            }
            {...(filtering ? {} : { onEndReached: list.more })}
            empty={
              filtering || range.from || range.to ? (
                <Empty title={t.noneFound}>{t.noneFoundText}</Empty>
              ) : (
                <Empty title={t.emptyTitle}>{t.emptyText}</Empty>
              )
            }
          />
        )}
      </div>
      {reserving && <ReserveDialog book={book} onClose={() => setReserving(false)} />}
      {releasing && <ReleaseDialog entry={releasing} onClose={() => setReleasing(null)} />}
    </section>
  )
}

/** Numbers and symbols up to this length stand on one line (8126/UBND-KGVX). */
const SHORT_SYMBOL = 16

const shares = (columns: readonly Column[]) => columns.map((c) => c.width).join(' ')

function Columns({ columns }: { columns: readonly Column[] }) {
  const t = useTexts()
  return (
    <div className="book-columns" aria-hidden="true" style={{ gridTemplateColumns: shares(columns) }}>
      {columns.map((column) => (
        <span key={column.key} className="column-name">
          {column[language()]}
        </span>
      ))}
      {columns.map((column, at) => (
        <span key={column.key} className="column-number">
          {t.columnNumber(at + 1)}
        </span>
      ))}
    </div>
  )
}

function Entry({ row, columns }: { row: EntryRow; columns: readonly Column[] }) {
  const t = useTexts()
  const state = t.states[row.state]
  return (
    <div className={`entry ${row.state}`} style={{ gridTemplateColumns: shares(columns) }}>
      {columns.map((column) => {
        const text = column.cell(row, dayWords)
        const short = text.length <= SHORT_SYMBOL ? 'is-short' : ''
        return (
          <div
            key={column.key}
            className={`cell cell-${column.key} ${text === '' && !(column.key === 'note' && state) ? 'is-blank' : short}`}
          >
            <span className="visually-hidden">{column[language()]}: </span>
            {column.key === 'note' && state !== '' && <strong>{state}</strong>}
            <span className="cell-text">{text}</span>
          </div>
        )
      })}
    </div>
  )
}

function Tools(props: {
  book: BookView
  range: { from: string; to: string }
  wrong: boolean
  query: string
  count: string
  onRange: (range: { from: string; to: string }) => void
  onQuery: (query: string) => void
  onReserve: () => void
}) {
  const t = useTexts()
  const { range, book } = props
  const tail = props.wrong ? '' : rangeQuery(range)
  return (
    <div className="book-tools">
      <TextInput
        label={t.filter}
        className="book-filter"
        type="search"
        placeholder={t.filterHint}
        value={props.query}
        onChange={props.onQuery}
      />
      <TextInput
        label={t.from}
        type="date"
        value={range.from}
        onChange={(from) => props.onRange({ ...range, from })}
        error={props.wrong ? t.rangeWrong : null}
      />
      <TextInput
        label={t.to}
        type="date"
        value={range.to}
        onChange={(to) => props.onRange({ ...range, to })}
      />
      {(range.from || range.to) && (
        <Button variant="plain" onClick={() => props.onRange({ from: '', to: '' })}>
          {t.clearRange}
        </Button>
      )}
      <span className="book-count" role="status">
        {props.count}
      </span>
      <span className="book-links">
        {book.direction === 'outgoing' && (
          <Button icon="stamp" refusal={book.can.reserve} onClick={props.onReserve}>
            {t.reserve}
          </Button>
        )}
        <a
          className="button quiet"
          href={`/api/v1/registers/${book.id}/print.pdf${tail}`}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="print" size={18} /> {t.print}
        </a>
        <a className="button quiet" href={`/api/v1/registers/${book.id}/export.xlsx${tail}`} download>
          <Icon name="download" size={18} /> {t.export}
        </a>
      </span>
    </div>
  )
}
