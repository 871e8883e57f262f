// Small repairs that hold for every text: composed letters, one kind of dash and blank, tone marks back home.

const DASHES = /[\u2010-\u2015\u2212\u00ad\uf02d\uf0b7\u2043]/g
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g
const NOTHING = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|(?![\t\n\r])\p{Cc}/gu
const VOWEL = /[aăâeêioôơuưy]/i

/** Where a tone falls in a plain nucleus when the extraction lost its place: old and new style agree on these. */
function homeOfTone(word: string): number {
  const spots: number[] = []
  for (let i = 0; i < word.length; i++) {
    if (!VOWEL.test(word[i]!)) continue
    if (i === 1 && /^(qu|gi)/i.test(word) && word.length > 2 && VOWEL.test(word[2]!)) continue
    spots.push(i)
  }
  if (spots.length === 0) return -1
  const hat = spots.find((i) => /[ăâêôơư]/i.test(word[i]!))
  if (hat !== undefined) return hat
  const last = spots.at(-1)!
  return spots.length > 1 && last === word.length - 1 ? spots[spots.length - 2]! : last
}

/** "cua ̉" → "của", "U ̉y" → "Ủy"; marks that lost their word altogether are dropped. */
export function reattachTones(text: string): string {
  if (!/[\s](\p{M})/u.test(text)) return text
  let out = text.replace(/(\p{L})\s(\p{M}+)(?=\p{L})/gu, '$1$2')
  out = out.replace(
    /([\p{L}]+)\s(\p{M})(?=\s+(?!\p{M})|[.,;:)/]|$)/gu,
    (_all, word: string, mark: string) => {
      const spot = /[^\p{ASCII}đĐăâêôơưĂÂÊÔƠƯ]/u.test(word) ? -1 : homeOfTone(word)
      return spot < 0 ? word : (word.slice(0, spot + 1) + mark + word.slice(spot + 1)).normalize('NFC')
    },
  )
  return out.replace(/(^|\s)\p{M}+/gu, '$1').normalize('NFC')
}

/** "CỘNG HÒA XàHỘI": Ã followed by a blank was written as one Latin byte pair. */
const repairLostBlank = (text: string): string => text.replace(/(\p{Lu})à(?=\p{Lu})/gu, '$1Ã ')

export function normaliseWord(text: string): string {
  return text
    .replace(NOTHING, '')
    .replace(BLANKS, ' ')
    .replace(DASHES, '-')
    .replace(/Ð/g, 'Đ')
    .replace(/ð/g, 'đ')
    .normalize('NFC')
}

export function normaliseLine(text: string): string {
  const line = reattachTones(normaliseWord(text))
  return (isUpper(line.replaceAll('à', '')) || /XàH/u.test(line) ? repairLostBlank(line) : line).replace(
    /[ \t]+$/g,
    '',
  )
}

export const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim()

const LETTERS = /\p{L}/gu

/** Share of capital letters: header bodies, types and positions are set in capitals. */
export function upperShare(text: string): number {
  const letters = text.match(LETTERS) ?? []
  if (letters.length === 0) return 0
  return letters.filter((c) => c === c.toUpperCase() && c !== c.toLowerCase()).length / letters.length
}

export const isUpper = (text: string): boolean => upperShare(text) >= 0.8
