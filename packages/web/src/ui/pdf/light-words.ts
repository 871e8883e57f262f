// Words of a search lit on the page: the text layer's own words, compared without marks, wrapped where they stand.
import { plainText } from '../../lib/plain-text.ts'

const PIECE = /\p{N}+|[\p{L}\p{M}]+/gu
/** As the index writes them: a lone y is i, a number has no nought before it. */
const keyOf = (piece: string) =>
  plainText(piece)
    .replace(/^(h|k|l|m|s|t|v|qu)y$/, '$1i')
    .replace(/^0+(?=\d)/, '')

interface Place {
  node: Text
  from: number
  to: number
  key: string
}

function placesIn(holder: HTMLElement): Place[] {
  const places: Place[] = []
  const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const match of (node.nodeValue ?? '').matchAll(PIECE))
      places.push({
        node: node as Text,
        from: match.index,
        to: match.index + match[0].length,
        key: keyOf(match[0]),
      })
  return places
}

/** Lights each run of words; of single words only neighbours, when there are several to a question. Returns the first light. */
export function lightWords(holder: HTMLElement, words: readonly string[]): HTMLElement | null {
  const runs = words.filter((word) => word.includes(' ')).map((word) => word.split(' '))
  const single = new Set(words.filter((word) => !word.includes(' ')))
  const places = placesIn(holder)
  const lit = new Set<number>()
  for (let i = 0; i < places.length; i++)
    for (const run of runs)
      if (run.every((key, j) => places[i + j]?.key === key))
        for (let j = 0; j < run.length; j++) lit.add(i + j)
  const hits = places.flatMap((place, i) => (single.has(place.key) ? [i] : []))
  const beside = hits.filter(
    (i) => single.has(places[i - 1]?.key ?? '') || single.has(places[i + 1]?.key ?? ''),
  )
  for (const i of single.size > 1 && beside.length > 0 ? beside : hits) lit.add(i)
  let first: HTMLElement | null = null
  // From the end, so that places before stay where they are.
  for (const i of [...lit].sort((a, b) => b - a)) {
    const place = places[i]!
    const range = document.createRange()
    range.setStart(place.node, place.from)
    range.setEnd(place.node, place.to)
    const mark = document.createElement('mark')
    mark.className = 'pdf-lit'
    range.surroundContents(mark)
    first = mark
  }
  return first
}
