// Sổ văn bản: the books at the left, the open book as it is printed and bound.
import type { BookView } from '@congvan/contract'
import { useLocation } from 'wouter'
import { useApi } from '../../lib/data.ts'
import { useMedia } from '../../lib/media.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, Select, Skeleton } from '../../ui/index.ts'
import { Book } from './Book.tsx'
import './registers.css'
import { useTexts } from './texts.ts'

const SHELF = '(min-width: 1200px)'

export function RegistersPage({ bookId }: { bookId: string | null }) {
  const t = useTexts()
  const answer = useApi('registers.books', {})
  const [, go] = useLocation()
  const shelf = useMedia(SHELF)
  if (answer.isPending) return <Skeleton lines={8} />
  if (answer.error && !answer.data)
    return (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void answer.refetch()}>{t.tryAgain}</Button>}
      >
        {answer.error.message}
      </Banner>
    )
  const books = answer.data.books
  const open = books.find((b) => b.id === bookId) ?? books[0]
  if (!open)
    return (
      <Empty main title={t.noBooksTitle}>
        {t.noBooksText}
      </Empty>
    )
  const choose = (id: string) => go(paths.registers(id), { replace: true })
  return (
    <div className="registers">
      {shelf && <Shelf books={books} open={open} onChoose={choose} />}
      <Book
        key={open.id}
        book={open}
        chooser={
          shelf ? null : (
            <Select
              label={t.choose}
              hideLabel
              value={open.id}
              options={books.map((b) => ({
                value: b.id,
                label: b.name.includes(b.period) ? b.name : `${b.name}, ${t.period(b.period).toLowerCase()}`,
                group: b.direction === 'incoming' ? t.incoming : t.outgoing,
              }))}
              onChange={choose}
            />
          )
        }
      />
    </div>
  )
}

function Shelf(props: { books: BookView[]; open: BookView; onChoose: (id: string) => void }) {
  const t = useTexts()
  return (
    <nav className="shelf" aria-label={t.books}>
      {(['outgoing', 'incoming'] as const).map((direction) => {
        const books = props.books.filter((b) => b.direction === direction)
        if (books.length === 0) return null
        return (
          <section key={direction}>
            <h2>{t[direction]}</h2>
            <ul>
              {books.map((book) => (
                <li key={book.id}>
                  <button
                    type="button"
                    className="shelf-book"
                    aria-current={book.id === props.open.id || undefined}
                    onClick={() => props.onChoose(book.id)}
                  >
                    <span>{book.name}</span>
                    <small>
                      {book.name.includes(book.period) ? '' : `${t.period(book.period)}, `}
                      {book.series.length > 1
                        ? book.series
                            // "QĐ: 2.173" stays together.
                            .map((one) => t.run(one.typeCodes, one.lastNumber).replaceAll(' ', '\u00a0'))
                            .join(' · ')
                        : t.last(book.lastNumber)}
                    </small>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </nav>
  )
}
