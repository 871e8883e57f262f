// Two versions as one text: what went is struck through, what came is marked. Words are compared, not letters.
import type { DraftContent, DraftView } from '@congvan/contract'
import { linesOf } from './merge.ts'

export interface Piece {
  kind: 'same' | 'gone' | 'new'
  text: string
}

/** More pairs than this and a stretch is shown as replaced whole: the page must not wait for the comparison. */
const MOST_PAIRS = 1_000_000

/** Pieces whose `same` and `gone` together are `before`, whose `same` and `new` together are `after`. */
export function compareWords(before: string, after: string): Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const pieces = [
    ...a.slice(0, head).map((text): Piece => ({ kind: 'same', text })),
    ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map((text): Piece => ({ kind: 'same', text })),
  ]
  return joined(pieces)
}

/** A word keeps the blank after it, so that the pieces read as the text. */
const wordsOf = (text: string) => text.match(/\S+\s*|^\s+/gu) ?? []

/** Longest common run of words (a table of lengths, walked from the start). */
function between(a: string[], b: string[]): Piece[] {
  const all = (words: string[], kind: Piece['kind']) => words.map((text) => ({ kind, text }))
  if (a.length * b.length > MOST_PAIRS) return [...all(a, 'gone'), ...all(b, 'new')]
  const width = b.length + 1
  const length = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] =
        a[i] === b[j]
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!)
  const pieces: Piece[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push({ kind: 'same', text: a[i++]! })
      j++
    } else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!)
      pieces.push({ kind: 'gone', text: a[i++]! })
    else pieces.push({ kind: 'new', text: b[j++]! })
  }
  return [...pieces, ...all(a.slice(i), 'gone'), ...all(b.slice(j), 'new')]
}

function joined(pieces: Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (last?.kind === piece.kind) last.text += piece.text
    else out.push({ ...piece })
  }
  return out
}

/** The parts of the page a person reads, in the order of the page. */
export const READ = [
  'subject',
  'addressees',
  'grounds',
  'body',
  'invitation',
  'recipients',
  'signer',
] as const
export type ReadPart = (typeof READ)[number]

export function partText(content: DraftContent, part: ReadPart, signers: DraftView['signers']): string {
  if (part !== 'signer') return linesOf(content, part).join('\n')
  const signer = signers.find((row) => row.mandateId === content.mandateId)
  return signer ? [...signer.blockLines, signer.name].join(', ') : ''
}
