// The shapes in which other programs hand over a paper's text, and what extraction does to letters.

import { wrap } from './compose.ts'
import type { Paper } from './model.ts'
import { randomOf } from './random.ts'

export type TextForm = 'layout' | 'merged' | 'columns' | 'cells' | 'one-line'
export type TextDamage = 'none' | 'lost-hyphens' | 'nfd' | 'detached-tones' | 'tcvn3' | 'vni'

export const TEXT_FORMS: readonly TextForm[] = ['layout', 'merged', 'columns', 'cells', 'one-line']
export const TEXT_DAMAGES: readonly TextDamage[] = [
  'none',
  'lost-hyphens',
  'nfd',
  'detached-tones',
  'tcvn3',
  'vni',
]

export function dateLine(paper: Paper): string {
  const r = paper.right
  return `${r.place}, ngày ${r.day} tháng ${r.month} năm ${r.year}`
}

interface Columns {
  left: string[]
  right: string[]
}

function head(paper: Paper, rules: boolean): Columns {
  const party = paper.style === 'party'
  const left = [
    ...paper.left.parent,
    ...paper.left.issuer,
    ...(party ? ['*'] : rules ? ['-------'] : []),
    paper.left.number,
    ...paper.left.about,
  ]
  const right = [...paper.right.title, ...(rules && !party ? ['---------------'] : []), dateLine(paper)]
  while (right.length < paper.left.parent.length + paper.left.issuer.length + 1)
    right.splice(right.length - 1, 0, '')
  return { left, right }
}

const centre = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, Math.floor((width - text.length) / 2))) + text

function marks(paper: Paper): string[] {
  const out: string[] = []
  if (paper.marks.draft) out.push('DỰ THẢO')
  if (paper.marks.secrecy) out.push(paper.marks.secrecy)
  if (paper.marks.urgency) out.push(paper.marks.urgency)
  return out
}

function stampLines(paper: Paper): string[] {
  const stamp = paper.marks.stamp
  return stamp ? ['ĐẾN', `Số: ${stamp.number}`, `Ngày: ${stamp.day}`, 'Chuyển: ........'] : []
}

function middle(paper: Paper, width: number, blankLines: boolean): string[] {
  const gap = blankLines ? [''] : []
  const out: string[] = []
  if (paper.type)
    out.push(
      ...gap,
      centre(paper.type, width),
      ...paper.subject.map((l) => centre(l, width)),
      ...(paper.style === 'party' ? [centre('-----', width)] : []),
      ...gap,
    )
  if (paper.authority) out.push(...gap, centre(paper.authority, width), ...gap)
  if (paper.addressee.length === 1)
    out.push(...gap, centre(`${paper.addresseeWord}: ${paper.addressee[0]}`, width))
  else if (paper.addressee.length > 1)
    out.push(
      ...gap,
      centre(`${paper.addresseeWord}:`, width),
      ...paper.addressee.map((l) => centre(l, width)),
    )
  out.push(...gap)
  for (const paragraph of paper.body) out.push(...wrap(paragraph, 88), ...gap)
  if (paper.authority)
    out.push(
      centre(paper.type === 'NGHỊ QUYẾT' ? 'QUYẾT NGHỊ:' : `${paper.type}:`, width),
      ...wrap(
        'Điều 1. Các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành văn bản này kể từ ngày ký.',
        88,
      ),
    )
  return out
}

function end(paper: Paper): Columns {
  const c = paper.closing
  const left = [c.label.trim(), ...c.recipients]
  const right = [...c.titles, '', '', ...(paper.id % 7 === 0 ? ['(Đã ký)'] : ['']), c.name]
  return { left, right }
}

const sideBySide = (columns: Columns, width: number, join: (l: string, r: string) => string): string[] => {
  const rows = Math.max(columns.left.length, columns.right.length)
  return Array.from({ length: rows }, (_, i) => join(columns.left[i] ?? '', columns.right[i] ?? '')).map(
    (l) => l.replace(/\s+$/, '').slice(0, width * 3),
  )
}

const padded = (l: string, r: string): string => (r === '' ? `  ${l}` : `  ${l}`.padEnd(46) + r)
const glued = (l: string, r: string): string => [l, r].filter((t) => t !== '').join(' ')
const celled = (l: string, r: string): string => `${l} | ${r} |`

export function textOf(paper: Paper, form: TextForm): string {
  const bottom = end(paper)
  const top = head(paper, paper.id % 3 === 0)
  const lead = [...(form === 'layout' ? [] : marks(paper))]
  switch (form) {
    case 'layout':
      return [
        ...sideBySide(top, 60, padded),
        ...marks(paper),
        ...stampLines(paper),
        ...middle(paper, 90, true),
        '',
        ...sideBySide(bottom, 60, padded),
      ].join('\n')
    case 'merged':
      return [
        ...lead,
        ...sideBySide(top, 60, glued),
        ...stampLines(paper),
        ...middle(paper, 0, false),
        ...sideBySide(bottom, 60, glued),
      ].join('\n')
    case 'columns':
      return [
        ...lead,
        ...top.left.filter(Boolean),
        '',
        ...top.right.filter(Boolean),
        ...middle(paper, 0, true),
        ...bottom.left,
        '',
        ...bottom.right.filter(Boolean),
      ].join('\n')
    case 'cells':
      return [
        ...lead,
        ...sideBySide(top, 60, celled),
        ...middle(paper, 0, false),
        ...sideBySide(bottom, 60, celled),
      ].join('\n')
    case 'one-line':
      return [
        ...lead,
        sideBySide(top, 60, glued).join(' '),
        ...middle(paper, 0, false),
        ...sideBySide(bottom, 60, glued),
      ].join('\n')
  }
}

// Letters ------------------------------------------------------------------------------------------------

/** Written from the published code tables of TCVN 5712 (VN3) and VNI-Win, the other way round than any reader needs. */
const TCVN3_TABLE: Record<string, number> = {
  ă: 0xa8,
  â: 0xa9,
  ê: 0xaa,
  ô: 0xab,
  ơ: 0xac,
  ư: 0xad,
  đ: 0xae,
  à: 0xb5,
  ả: 0xb6,
  ã: 0xb7,
  á: 0xb8,
  ạ: 0xb9,
  ằ: 0xbb,
  ẳ: 0xbc,
  ẵ: 0xbd,
  ắ: 0xbe,
  ặ: 0xc6,
  ầ: 0xc7,
  ẩ: 0xc8,
  ẫ: 0xc9,
  ấ: 0xca,
  ậ: 0xcb,
  è: 0xcc,
  ẻ: 0xce,
  ẽ: 0xcf,
  é: 0xd0,
  ẹ: 0xd1,
  ề: 0xd2,
  ể: 0xd3,
  ễ: 0xd4,
  ế: 0xd5,
  ệ: 0xd6,
  ì: 0xd7,
  ỉ: 0xd8,
  ĩ: 0xdc,
  í: 0xdd,
  ị: 0xde,
  ò: 0xdf,
  ỏ: 0xe1,
  õ: 0xe2,
  ó: 0xe3,
  ọ: 0xe4,
  ồ: 0xe5,
  ổ: 0xe6,
  ỗ: 0xe7,
  ố: 0xe8,
  ộ: 0xe9,
  ờ: 0xea,
  ở: 0xeb,
  ỡ: 0xec,
  ớ: 0xed,
  ợ: 0xee,
  ù: 0xef,
  ủ: 0xf1,
  ũ: 0xf2,
  ú: 0xf3,
  ụ: 0xf4,
  ừ: 0xf5,
  ử: 0xf6,
  ữ: 0xf7,
  ứ: 0xf8,
  ự: 0xf9,
  ỳ: 0xfa,
  ỷ: 0xfb,
  ỹ: 0xfc,
  ý: 0xfd,
  ỵ: 0xfe,
}

/** TCVN3 has no capitals with tones: papers kept the small letter (the "H" fonts show it large). */
function toTcvn3(text: string): string {
  let out = ''
  for (const char of text.normalize('NFC')) {
    const capital: Record<string, number> = { Ă: 0xa1, Â: 0xa2, Ê: 0xa3, Ô: 0xa4, Ơ: 0xa5, Ư: 0xa6, Đ: 0xa7 }
    const code = TCVN3_TABLE[char] ?? capital[char] ?? TCVN3_TABLE[char.toLowerCase()]
    out += code === undefined ? char : String.fromCharCode(code)
  }
  return out
}

const VNI_TONES: Record<string, Record<string, string>> = {
  a: { '': '', '\u0301': 'ù', '\u0300': 'ø', '\u0309': 'û', '\u0303': 'õ', '\u0323': 'ï' },
  â: { '': 'â', '\u0301': 'á', '\u0300': 'à', '\u0309': 'å', '\u0303': 'ã', '\u0323': 'ä' },
  ă: { '': 'ê', '\u0301': 'é', '\u0300': 'è', '\u0309': 'ú', '\u0303': 'ü', '\u0323': 'ë' },
}

function toVni(text: string): string {
  let out = ''
  for (const char of text.normalize('NFC')) {
    const lower = char.toLowerCase()
    const upper = char !== lower
    const coded = vniLetter(lower)
    out += coded === null ? char : upper ? coded.toUpperCase() : coded
  }
  return out
}

function vniLetter(char: string): string | null {
  const special: Record<string, string> = {
    đ: 'ñ',
    í: 'í',
    ì: 'ì',
    ỉ: 'æ',
    ĩ: 'ó',
    ị: 'ò',
    ỵ: 'î',
    ơ: 'ô',
    ư: 'ö',
  }
  if (special[char]) return special[char]
  const [base = '', ...restMarks] = char.normalize('NFD')
  if (restMarks.length === 0) return null
  const tone = restMarks.find((m) => '\u0301\u0300\u0309\u0303\u0323'.includes(m)) ?? ''
  if (restMarks.includes('\u031b')) return (base === 'o' ? 'ô' : 'ö') + VNI_TONES.a![tone]
  if (restMarks.includes('\u0302')) return base + VNI_TONES.â![tone]
  if (restMarks.includes('\u0306')) return base + VNI_TONES.ă![tone]
  return base + VNI_TONES.a![tone]
}

/** "Ủy" → "U ̉y": the tone was drawn as a glyph of its own, a little way off. */
function detach(text: string, seed: number): string {
  const random = randomOf(seed)
  return text.replace(/\p{L}/gu, (char) => {
    const parts = char.normalize('NFD')
    const tone = /[\u0301\u0300\u0309\u0303\u0323]/.exec(parts)?.[0]
    if (!tone || !random.chance(0.12)) return char
    return `${parts.replace(tone, '').normalize('NFC')} ${tone}`
  })
}

export function damageText(text: string, damage: TextDamage, seed: number): string {
  switch (damage) {
    case 'none':
      return text
    case 'lost-hyphens':
      return text.replace(/(?<=\p{L}|\d)-(?=\p{L})/gu, '').replace(/ - /g, '  ')
    case 'nfd':
      return text.normalize('NFD')
    case 'detached-tones':
      return detach(text, seed)
    case 'tcvn3':
      return toTcvn3(text)
    case 'vni':
      return toVni(text)
  }
}
