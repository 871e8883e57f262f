// A parsed question as text of PostgreSQL's tsquery. Every lexeme is quoted: nothing a person types is an operator.
import type { ParsedQuery, Word } from './parse-query.ts'

const quoted = (lexeme: string) => `'${lexeme.replaceAll('\\', '').replaceAll("'", '')}'`
const keyOf = (word: Word) => quoted(word.marked ?? word.folded)

/** Asked of everything the document says; '' when there are no words. */
export function fullQuery(query: ParsedQuery): string {
  const last = query.words.length - 1
  const words = query.words.map((word, i) =>
    query.typing && i === last ? `${quoted(word.folded)}:*` : keyOf(word),
  )
  return join(query, words)
}

/** Asked of the head only: number, subject, issuer, people. */
export function headQuery(query: ParsedQuery): string {
  const last = query.words.length - 1
  const words = query.words.flatMap((word, i) => {
    if (query.typing && i === last) return [`${quoted(`^${word.folded}`)}:*`]
    return [quoted(`^${word.folded}`), ...(word.marked ? [quoted(word.marked)] : [])]
  })
  return join(query, words, true)
}

function join(query: ParsedQuery, words: string[], head = false): string {
  const phrases = query.phrases.flatMap((phrase) => [
    `(${phrase.map(keyOf).join(' <-> ')})`,
    ...(head ? phrase.map((word) => quoted(`^${word.folded}`)) : []),
  ])
  const all = [...words, ...phrases].join(' & ')
  const said = query.number && words.length ? `(${quoted(`#${query.number}`)} | (${all}))` : all
  const dates = query.dates
    .filter((date) => date.span === null)
    .map((date) =>
      [...date.tokens.map(quoted), ...date.words.map((one) => `(${one.map(quoted).join(' <-> ')})`)].join(
        ' | ',
      ),
    )
  const without = query.without.map((word) => `!${keyOf(word)}`)
  return [said, ...dates.map((one) => `(${one})`), ...without].filter(Boolean).join(' & ')
}
