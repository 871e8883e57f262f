// Red pencil for cells 7 and 9b, and for annexes.
import { isOfficialLetter } from './document-types.ts'
import { type FormatFinding, finding } from './format-finding.ts'
import type { Letter } from './letter.ts'
import { cleanText } from './paper-text.ts'

const bare = (line: string) =>
  cleanText(line)
    .trim()
    .replace(/^[-–]\s*/, '')
    .replace(/[;.\s]+$/, '')

function isFileCopy(letter: Letter, line: string): boolean {
  return letter.regime === 'party' ? /^Lưu /.test(line) : /^Lưu:\s*VT/.test(line)
}

/** The drafting unit stands in the symbol of a công văn: `UBND-KT` → `Lưu: VT, KT`. */
function fileCopyLine(letter: Letter): string {
  if (letter.regime === 'party') return 'Lưu Văn phòng'
  const unit = letter.typeCode === '' ? letter.symbol.split('-').at(-1) : undefined
  return unit && letter.symbol.includes('-') ? `Lưu: VT, ${unit}` : 'Lưu: VT'
}

function checkFileCopy(letter: Letter, lines: readonly string[]): FormatFinding[] {
  const at = lines.findIndex((line) => isFileCopy(letter, line))
  if (at >= 0 && at === lines.length - 1) return []
  const rest = lines.filter((line) => !/^Lưu\b|^Lưu[:\s]/.test(line))
  const words = at >= 0 ? (lines[at] ?? '') : fileCopyLine(letter)
  const name = letter.regime === 'party' ? 'Lưu Văn phòng' : 'Lưu: VT'
  return [
    finding(
      'letters.recipients-file-copy',
      'recipients',
      [at >= 0 ? `“${name}” phải ở dòng cuối.` : `Thiếu “${name}”.`, `“${name}” must be the last line.`],
      {
        repair: { recipients: [...rest, words] },
        button: at >= 0 ? ['Chuyển xuống cuối', 'Move'] : ['Thêm', 'Add'],
      },
    ),
  ]
}

/** First line: `Như trên` where there is a Kính gửi, `Như Điều N` (the last article) in a decision. */
function firstLine(letter: Letter): string | null {
  if (letter.addressees.length > 0) return 'Như trên'
  if (letter.typeCode !== 'QĐ') return null
  const last = letter.body.findLast((block) => block.kind === 'article')
  return last?.kind === 'article' ? `Như ${last.label.replace(/\.\s*$/, '')}` : null
}

function checkFirst(letter: Letter, lines: readonly string[]): FormatFinding[] {
  const want = firstLine(letter)
  const first = lines[0] ?? ''
  if (want === null) {
    // A telegram names its addressees in the text, an invitation its guests.
    if (first !== 'Như trên' || letter.typeCode === 'CĐ' || letter.typeCode === 'GM') return []
    return [
      finding(
        'letters.recipients-first',
        'recipients',
        ['Không có “Kính gửi” thì không ghi “Như trên”.', 'Without addressees there is no “Như trên”.'],
        { at: 0, repair: { recipients: lines.slice(1) }, button: ['Bỏ', 'Remove'] },
      ),
    ]
  }
  if (first === want || (isOfficialLetter(letter.regime, letter.typeCode) && first.startsWith('Như trên')))
    return []
  const rest = lines.filter((line) => !/^Như (trên|Điều)/i.test(line))
  return [
    finding(
      'letters.recipients-first',
      'recipients',
      [`Dòng đầu của Nơi nhận phải là “- ${want};”.`, `The first line must be “- ${want};”.`],
      { at: 0, repair: { recipients: [want, ...rest] } },
    ),
  ]
}

function checkRecipients(letter: Letter): FormatFinding[] {
  const lines = letter.recipients.map(bare).filter((line) => line !== '')
  if (lines.length === 0) {
    const first = firstLine(letter)
    const recipients = [...(first ? [first] : []), fileCopyLine(letter)]
    return [
      finding(
        'letters.recipients-missing',
        'recipients',
        ['Thiếu “Nơi nhận”.', 'The recipients are missing.'],
        { repair: { recipients }, button: ['Thêm', 'Add'] },
      ),
    ]
  }
  return [...checkFirst(letter, lines), ...checkFileCopy(letter, lines)]
}

/** `TM` `T/M` `TM.` at the head of a line, however typed. */
const PREFIX = /^(TM|KT|TL|TUQ|T\/M|K\/T|T\/L|T\/UQ)[.:]?\s+/i

function rightPrefix(regime: Letter['regime'], typed: string): string {
  const letters = typed.replace(/[./:\s]/g, '').toUpperCase()
  if (regime === 'nd30') return `${letters}.`
  return letters === 'TUQ' ? 'T/L' : `${letters[0]}/${letters.slice(1)}`
}

/** Cell 7b: no academic titles or honours before the name. */
const TITLE = /^((GS|PGS|TS|TSKH|ThS|CN|KS|BS|BSCKI{1,2}|DS|LS|NGND|NGƯT|TTND|TTƯT)\.?\s*)+(?=\p{Lu})/u

function checkSignature(letter: Letter): FormatFinding[] {
  const block = letter.signatureBlock
  if (!block || block.lines.length === 0 || block.name.trim() === '') {
    return [
      finding('letters.signature-missing', 'signatureBlock', [
        'Thiếu chức vụ hoặc họ tên người ký.',
        'The signer’s position or name is missing.',
      ]),
    ]
  }
  const found: FormatFinding[] = []
  const lines = block.lines.map((line) =>
    line.replace(PREFIX, (typed) => `${rightPrefix(letter.regime, typed)} `),
  )
  const at = lines.findIndex((line, i) => line !== block.lines[i])
  if (at >= 0) {
    const words = letter.regime === 'party' ? 'T/M, K/T, T/L' : 'TM., KT., TL., TUQ.'
    found.push(
      finding(
        'letters.signature-prefix',
        'signatureBlock',
        [`Thể thức đề ký phải viết: ${words}`, `Prefixes are written ${words}`],
        { at, repair: { signatureBlock: { ...block, lines } } },
      ),
    )
  }
  const name = block.name.trim().replace(TITLE, '')
  if (name !== block.name.trim()) {
    found.push(
      finding(
        'letters.signature-title',
        'signatureBlock',
        [
          'Không ghi học hàm, học vị, danh hiệu trước họ tên người ký.',
          'No academic titles before the signer’s name.',
        ],
        {
          weight: letter.regime === 'nd30' ? 'must' : 'should',
          repair: { signatureBlock: { lines, name } },
          button: ['Bỏ', 'Remove'],
        },
      ),
    )
  }
  return found
}

const ROMAN = [
  'I',
  'II',
  'III',
  'IV',
  'V',
  'VI',
  'VII',
  'VIII',
  'IX',
  'X',
  'XI',
  'XII',
  'XIII',
  'XIV',
  'XV',
  'XVI',
  'XVII',
  'XVIII',
  'XIX',
  'XX',
] as const

/** App. I, III.1: from two annexes up they are numbered in Roman figures. */
function checkAnnexes(letter: Letter): FormatFinding[] {
  const annexes = letter.annexes ?? []
  const right = annexes.map((annex, i) => ({
    ...annex,
    label: annexes.length === 1 ? 'Phụ lục' : `Phụ lục ${ROMAN[i] ?? i + 1}`,
  }))
  const at = annexes.findIndex((annex, i) => annex.label.trim() !== right[i]?.label)
  if (at < 0) return []
  return [
    finding(
      'letters.annex-label',
      'annexes',
      [
        'Từ hai phụ lục trở lên phải đánh số thứ tự bằng chữ số La Mã.',
        'Two or more annexes are numbered in Roman figures.',
      ],
      { at, repair: { annexes: right } },
    ),
  ]
}

export function checkClosing(letter: Letter): FormatFinding[] {
  return [...checkRecipients(letter), ...checkSignature(letter), ...checkAnnexes(letter)]
}
