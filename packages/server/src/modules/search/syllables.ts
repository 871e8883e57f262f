// Vietnamese is written in syllables: what is indexed and asked for is one key per syllable, twice –
// folded (without marks) and marked (vowel quality kept, the tone as a digit), so that hòa and hoà are one.

export interface Syllable {
  /** Without marks: `quyet`. */
  folded: string
  /** With marks, tone last: `quyêt~5`; the same as `folded` when it was written without marks. */
  marked: string
  /** Where it stands in the (NFC) text. */
  start: number
  end: number
}

const TONES: Record<string, string> = {
  '\u0300': '~2',
  '\u0309': '~3',
  '\u0303': '~4',
  '\u0301': '~5',
  '\u0323': '~6',
}
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g
const PIECE = /\p{N}+|[\p{L}\p{M}]+/gu
const LONGEST = 40
/** kĩ/kỹ, quí/quý, lí/lý are one word: a lone y after these is written i. */
const LONE_Y = /^(h|k|l|m|s|t|v|qu)y$/

const known = new Map<string, readonly [folded: string, marked: string]>()

/** Keys of one syllable; the few thousand syllables of the language are remembered. */
export function keysOf(piece: string): readonly [folded: string, marked: string] {
  const found = known.get(piece)
  if (found) return found
  const keys = makeKeys(piece)
  if (known.size < 60_000) known.set(piece, keys)
  return keys
}

function makeKeys(piece: string): readonly [string, string] {
  const lower = piece.toLowerCase().slice(0, LONGEST)
  // 05/QĐ-UBND and 5/QĐ-UBND are one number.
  if (/^\d+$/.test(lower)) {
    const digits = lower.replace(/^0+(?=\d)/, '')
    return [digits, digits]
  }
  const parts = lower.normalize('NFD')
  const tone = parts.match(TONE)?.[0] ?? ''
  const quality = parts.replace(TONE, '').normalize('NFC').replace(LONE_Y, '$1i')
  const folded = quality
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('đ', 'd')
  return [folded, `${quality}${TONES[tone] ?? ''}`]
}

/** The syllables and numbers of a text in order; letters and digits part company (`1234ubnd`). */
export function syllablesOf(text: string): Syllable[] {
  const found: Syllable[] = []
  for (const match of text.normalize('NFC').matchAll(PIECE)) {
    const [folded, marked] = keysOf(match[0])
    if (folded) found.push({ folded, marked, start: match.index, end: match.index + match[0].length })
  }
  return found
}

/** Number and symbol as one key, however they were written: `1234/UBND-KGVX` → `1234ubndkgvx`. */
export function numberKey(text: string | null | undefined): string | null {
  if (!text) return null
  const key = syllablesOf(text)
    .map((one) => one.folded)
    .join('')
  return /^\d+[a-z]/.test(key) ? key : null
}

/** Folded letter by letter, so that places in it are places in the NFC text. */
export function foldInPlace(text: string): string {
  let folded = ''
  for (const unit of text.normalize('NFC').toLowerCase()) {
    const plain = unit
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .replace('đ', 'd')
    folded += plain.length === unit.length ? plain : unit
  }
  return folded
}
