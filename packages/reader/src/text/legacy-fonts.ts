// Papers of before about 2008 were typed in TCVN3 (.VnTime) or VNI fonts: their text layers hold
// Latin-1 letters that only look right in that font.
import { isSyllable } from './syllable.ts'

const TCVN3_FROM = 'µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊËÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ®¡¢£¤¥¦§'
const TCVN3_TO = 'àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ'
const TCVN3 = new Map<string, string>()
for (let i = 0; i < TCVN3_FROM.length; i++) TCVN3.set(TCVN3_FROM[i]!, [...TCVN3_TO][i]!)

const VNI_MARKS: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
}
const VNI_SINGLE: Record<string, string> = {
  ñ: 'đ',
  ô: 'ơ',
  ö: 'ư',
  í: 'í',
  ì: 'ì',
  æ: 'ỉ',
  ó: 'ĩ',
  ò: 'ị',
  î: 'ỵ',
}

/** TCVN3 has no capitals with tones: a word of plain capitals and marked small letters was all capitals. */
function raise(text: string): string {
  const bare = text.replace(/[^\p{L}]/gu, '')
  const plain = bare.replace(/[^A-Za-z]/g, '')
  return plain.length > 0 && plain === plain.toUpperCase() ? text.toUpperCase() : text
}

/** Word by word; a short word ("Bà", "VÀ") follows its neighbours. */
function raiseLine(line: string): string {
  const parts = line.split(/(\s+)/)
  const shouts = (at: number): boolean => {
    const word = parts[at]
    return (
      word !== undefined &&
      /^\p{L}+,?$/u.test(word) &&
      (word.match(/[A-ZĐĂÂÊÔƠƯ]/g) ?? []).length >= 2 &&
      raise(word) === word.toUpperCase()
    )
  }
  return parts
    .map((part, i) => {
      if (!/\p{Lu}/u.test(part) || /^Số\b|[/\d]/u.test(part)) return part
      return [0, -2, 2].some(
        (step) => shouts(i + step) || (/^\p{Lu}$/u.test(parts[i + step] ?? '') && shouts(i + 2 * step)),
      )
        ? raise(part)
        : part
    })
    .join('')
}

export function fromTcvn3(text: string): string {
  let out = ''
  for (const char of text) out += TCVN3.get(char) ?? char
  return out.split('\n').map(raiseLine).join('\n')
}

const upperLike = (pattern: string, value: string): string =>
  pattern === pattern.toUpperCase() && pattern !== pattern.toLowerCase() ? value.toUpperCase() : value

export function fromVni(text: string): string {
  let out = ''
  for (const char of text.normalize('NFC')) {
    const lower = char.toLowerCase()
    const last = out.at(-1) ?? ''
    const mark = VNI_MARKS[lower]
    if (mark && /[aeouyơư]/iu.test(last)) {
      out = (out.slice(0, -1) + last + mark).normalize('NFC')
      continue
    }
    const single = VNI_SINGLE[lower]
    out += single ? upperLike(char, single) : char
  }
  return out
}

export type Encoding = 'unicode' | 'tcvn3' | 'vni'

function score(text: string): number {
  const words = text.match(/[^\s\d.,;:()/\-"“”]{2,}/gu) ?? []
  let good = 0
  for (const word of words) if (/^[\p{L}\p{M}]+$/u.test(word) && isSyllable(word)) good++
  return words.length === 0 ? 0 : good / words.length
}

const TCVN3_TELL = /[\u00a1-\u00b7\u00b8-\u00bf×÷®Þßþ]/u
const VNI_TELL = /[aeouyôö][ùøûõïâáàåãäêéèúüë]/giu

/** Which encoding makes Vietnamese of this text; a change needs a clear gain and the tell-tale letters. */
export function detectEncoding(sample: string): Encoding {
  const text = sample.normalize('NFC')
  const vietnamese = (text.match(/[ăđơưạ-ỹ]/giu) ?? []).length
  const letters = (text.match(/\p{L}/gu) ?? []).length
  if (letters < 12 || vietnamese > letters * 0.08) return 'unicode'
  const plain = score(text)
  const tcvn3 = TCVN3_TELL.test(text) ? score(fromTcvn3(text)) : 0
  const vni = (text.match(VNI_TELL) ?? []).length >= 3 ? score(fromVni(text)) : 0
  if (tcvn3 > plain + 0.12 && tcvn3 >= vni) return 'tcvn3'
  if (vni > plain + 0.12) return 'vni'
  return 'unicode'
}

/** `.VnTimeH`, `.VnArialH` … show small letters as capitals: only the font's name tells. */
const isCapitalFont = (font: string | undefined): boolean => /\.?vn[a-z]+(?<!t)h\b/i.test(font ?? '')

export function decodeWord(text: string, encoding: Encoding, font?: string): string {
  if (encoding === 'vni') return fromVni(text)
  if (encoding !== 'tcvn3') return text
  const decoded = fromTcvn3(text)
  return isCapitalFont(font) ? decoded.toUpperCase() : decoded
}
