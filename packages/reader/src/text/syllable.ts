// Is this Vietnamese? Used to judge text layers, legacy encodings and scans, never to change a word.
import { foldChar } from './fold.ts'

const ONSET = '(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?'
const VOWEL =
  '(?:uyeu|oai|oay|oao|oeo|uay|uoi|uou|uya|uyu|uye|ieu|yeu|uoa|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|ye|[aeiouy])'
const CODA = '(?:ch|ng|nh|[cmnpt])?'
const SYLLABLE = new RegExp(`^${ONSET}${VOWEL}${CODA}$`)

export function isSyllable(word: string): boolean {
  let base = ''
  for (const char of word) base += foldChar(char)
  return SYLLABLE.test(base)
}

const MARKED = /[à-ỹđ]/iu
const FOREIGN = /[^\p{Script=Latin}\p{M}]/u

export interface Quality {
  words: number
  /** Share of words that can be Vietnamese syllables. */
  syllables: number
  /** Share of words carrying a Vietnamese mark. */
  marked: number
}

export function quality(text: string): Quality {
  const words = text.match(/[\p{L}\p{M}]{2,}/gu) ?? []
  let syllables = 0
  let marked = 0
  for (const raw of words) {
    const word = raw.normalize('NFC')
    if (FOREIGN.test(word)) continue
    if (isSyllable(word)) syllables++
    if (MARKED.test(word)) marked++
  }
  const n = Math.max(1, words.length)
  return { words: words.length, syllables: syllables / n, marked: marked / n }
}
