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

const NOTHING = 0
const LETTER = 1
const DIGIT = 2
/** What each UTF-16 unit is, looked up once: a regular expression over every text of a province costs three times as much. */
const kinds = Uint8Array.from({ length: 65_536 }, (_, unit) => {
  const sign = String.fromCharCode(unit)
  return /[\p{L}\p{M}]/u.test(sign) ? LETTER : /\p{N}/u.test(sign) ? DIGIT : NOTHING
})

/** The syllables and numbers of a text in order; letters and digits part company (`1234ubnd`). */
export function syllablesOf(text: string): Syllable[] {
  const nfc = text.normalize('NFC')
  const found: Syllable[] = []
  for (let at = 0; at < nfc.length; ) {
    const kind = kinds[nfc.charCodeAt(at)]
    const start = at++
    if (kind === NOTHING) continue
    while (at < nfc.length && kinds[nfc.charCodeAt(at)] === kind) at++
    const [folded, marked] = keysOf(nfc.slice(start, at))
    if (folded) found.push({ folded, marked, start, end: at })
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
