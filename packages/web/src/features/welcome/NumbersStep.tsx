// Step 2: where every paper book stopped. One row a book, thousands of books if need be.
import { useMemo, useState } from 'react'
import { Banner, Button, Empty, TextInput } from '../../ui/index.ts'
import { saveNumbers } from './api.ts'
import { readNumber, type SetupBook } from './model/setup.ts'
import { useTexts } from './texts.ts'

/** Rows drawn at once; a search reaches the others. */
const SHOWN = 120

export function NumbersStep(props: { books: SetupBook[]; onBack: () => void; onDone: () => void }) {
  const t = useTexts()
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [filter, setFilter] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const numberOf = (book: SetupBook) => typed[book.id] ?? String(book.nextNumber)
  const wanted = filter.trim().toLowerCase()
  const shown = useMemo(
    () =>
      props.books
        .filter((b) => `${b.name} ${b.agencyName ?? ''}`.toLowerCase().includes(wanted))
        .slice(0, SHOWN),
    [props.books, wanted],
  )
  const wrong = props.books.find((b) => 'problem' in readNumber(numberOf(b)))
  const save = async () => {
    setAsked(true)
    if (wrong) {
      if (!shown.includes(wrong)) setFilter(wrong.name)
      return
    }
    setBusy(true)
    setTrouble(null)
    try {
      await saveNumbers(
        props.books.map((b) => {
          const read = readNumber(numberOf(b))
          return { bookId: b.id, nextNumber: 'number' in read ? read.number : b.nextNumber }
        }),
      )
      props.onDone()
    } catch (error) {
      setTrouble((error as Error).message)
      setBusy(false)
    }
  }
  if (props.books.length === 0)
    return <Empty title={t.noBooks} action={<Button onClick={props.onBack}>{t.back}</Button>} />
  return (
    <div className="step-part">
      <p className="step-text">{t.numbersText}</p>
      {props.books.length > 12 && (
        <TextInput
          label={t.findBook}
          hideLabel
          type="search"
          placeholder={t.findBook}
          value={filter}
          onChange={setFilter}
        />
      )}
      {trouble && (
        <Banner tone="amber" alert>
          {trouble}
        </Banner>
      )}
      <ul className="number-rows">
        {shown.map((book) => (
          <NumberRow
            key={book.id}
            book={book}
            value={numberOf(book)}
            asked={asked}
            onChange={(value) => setTyped((now) => ({ ...now, [book.id]: value }))}
          />
        ))}
      </ul>
      <div className="step-acts">
        <Button variant="plain" onClick={props.onBack}>
          {t.back}
        </Button>
        <Button variant="primary" busy={busy} onClick={() => void save()}>
          {t.saveNumbers}
        </Button>
      </div>
    </div>
  )
}

function NumberRow(props: {
  book: SetupBook
  value: string
  asked: boolean
  onChange: (value: string) => void
}) {
  const t = useTexts()
  const { book } = props
  const read = readNumber(props.value)
  return (
    <li>
      <span className="number-book">
        {book.name}
        <small>
          {book.agencyName ? `${book.agencyName}, ` : ''}
          {book.period}
        </small>
      </span>
      <TextInput
        label={t.nextOf(`${book.name} ${book.agencyName ?? ''}`)}
        hideLabel
        value={props.value}
        onChange={props.onChange}
        hint={'number' in read ? t.lastPaper(read.number - 1) : undefined}
        error={props.asked && 'problem' in read ? t.numberProblems[read.problem] : null}
      />
    </li>
  )
}
