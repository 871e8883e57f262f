// Comparison without tone marks, spaces and punctuation, with the way back to the printed characters.

export interface Folded {
  text: string
  /** at[i] = index in the original of folded character i; at[length] = original length. */
  at: number[]
}

const LETTER = /[\p{L}\p{N}]/u

export function foldChar(char: string): string {
  const base = char.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return base === 'đ' || base === 'ð' ? 'd' : base
}

/** Lower case, no marks, đ → d (NFD leaves đ alone), letters and digits only. */
export function fold(original: string): Folded {
  let text = ''
  const at: number[] = []
  let i = 0
  for (const char of original) {
    if (LETTER.test(char)) {
      for (const c of foldChar(char)) {
        if (!LETTER.test(c)) continue
        text += c
        at.push(i)
      }
    }
    i += char.length
  }
  at.push(original.length)
  return { text, at }
}

export const folded = (text: string): string => fold(text).text

/** Same but words stay apart by one space: for lexicons where word borders matter. */
export function foldWords(text: string): string {
  let out = ''
  for (const char of text) out += LETTER.test(char) ? foldChar(char) : /\p{M}/u.test(char) ? '' : ' '
  return out.replace(/ +/g, ' ').trim()
}

export interface FuzzyHit {
  start: number
  end: number
  errors: number
}

interface Cell {
  cost: number
  start: number
}

function nextRow(previous: Cell[], needleChar: string, hay: string): Cell[] {
  const row: Cell[] = [{ cost: previous[0]!.cost + 1, start: 0 }]
  for (let j = 1; j <= hay.length; j++) {
    const swap = previous[j - 1]!
    const drop = previous[j]!
    const add = row[j - 1]!
    let best: Cell = { cost: swap.cost + (hay[j - 1] === needleChar ? 0 : 1), start: swap.start }
    if (drop.cost + 1 < best.cost) best = { cost: drop.cost + 1, start: drop.start }
    if (add.cost + 1 < best.cost) best = { cost: add.cost + 1, start: add.start }
    row.push(best)
  }
  return row
}

/** Best place of `needle` in `hay` (both folded) with at most maxErrors edits (Sellers' algorithm). */
export function findFuzzy(hay: string, needle: string, maxErrors: number): FuzzyHit | null {
  const exact = hay.indexOf(needle)
  if (exact >= 0) return { start: exact, end: exact + needle.length, errors: 0 }
  if (maxErrors <= 0 || hay.length < needle.length - maxErrors) return null
  let row: Cell[] = Array.from({ length: hay.length + 1 }, (_, j) => ({ cost: 0, start: j }))
  for (const char of needle) row = nextRow(row, char, hay)
  let best = 0
  for (let j = 1; j < row.length; j++) if (row[j]!.cost < row[best]!.cost) best = j
  const cell = row[best]!
  return cell.cost <= maxErrors ? { start: cell.start, end: best, errors: cell.cost } : null
}
