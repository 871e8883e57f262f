// Red pencil for cell 6: ending, legal grounds, numbering, spacing.
import { type FormatFinding, finding } from './format-finding.ts'
import type { Block, Letter, RichText, Run } from './letter.ts'
import { cleanText } from './paper-text.ts'

type TextBlock = Extract<Block, { text: RichText }>

function plain(text: RichText): string {
  return typeof text === 'string' ? text : text.map((run) => run.text).join('')
}

function hasText(block: Block | undefined): block is TextBlock {
  return block !== undefined && 'text' in block
}

/** Changes the last run only, so that emphasis elsewhere stays. */
function withEnd(text: RichText, change: (end: string) => string): RichText {
  if (typeof text === 'string') return change(text)
  return text.map((run, i): Run => (i === text.length - 1 ? { ...run, text: change(run.text) } : run))
}

function mapText(text: RichText, change: (part: string) => string): RichText {
  return typeof text === 'string'
    ? change(text)
    : text.map((run): Run => ({ ...run, text: change(run.text) }))
}

function replaceAt(body: readonly Block[], at: number, block: Block): Block[] {
  return body.map((old, i) => (i === at ? block : old))
}

/** App. I: the text of a state document ends `./.`; a Party document ends with a full stop (HD 36). */
function checkEnding(letter: Letter): FormatFinding[] {
  const at = letter.body.length - 1
  const last = letter.body[at]
  if (!hasText(last)) return []
  const end = plain(last.text).trimEnd()
  const party = letter.regime === 'party'
  const bare = (text: string) => text.trimEnd().replace(/[\s./]+$/, '')
  const repair = (mark: string) => ({
    body: replaceAt(letter.body, at, { ...last, text: withEnd(last.text, (t) => bare(t) + mark) } as Block),
  })
  if (party && (end.endsWith('./.') || !/[.!?:”"]$/.test(end))) {
    return [
      finding(
        'letters.ending-party',
        'body',
        [
          'Văn bản của Đảng kết thúc bằng dấu chấm, không dùng “./.”.',
          'A Party document ends with a full stop, not “./.”.',
        ],
        { at, repair: repair('.') },
      ),
    ]
  }
  if (!party && !end.endsWith('./.')) {
    return [
      finding(
        'letters.ending-missing',
        'body',
        ['Thiếu “./.” cuối nội dung.', 'The text must end with “./.”.'],
        { at, repair: repair('./.'), button: ['Thêm', 'Add'] },
      ),
    ]
  }
  return []
}

function checkDecision(letter: Letter): FormatFinding[] {
  if (letter.typeCode !== 'QĐ' || letter.regime !== 'nd30') return []
  const found: FormatFinding[] = []
  const basis = letter.body.findIndex((b) => b.kind === 'legal-basis' && b.lines.length > 0)
  if (basis < 0)
    found.push(
      finding('letters.legal-basis-missing', 'body', [
        'Quyết định phải có căn cứ ban hành.',
        'A decision needs its legal grounds.',
      ]),
    )
  if (!letter.body.some((b) => b.kind === 'enacting')) {
    const enacting: Block = { kind: 'enacting', text: 'QUYẾT ĐỊNH:' }
    const body = [...letter.body.slice(0, basis + 1), enacting, ...letter.body.slice(basis + 1)]
    found.push(
      finding(
        'letters.enacting-missing',
        'body',
        ['Thiếu dòng “QUYẾT ĐỊNH:” sau căn cứ.', 'The line “QUYẾT ĐỊNH:” is missing.'],
        { repair: { body }, button: ['Thêm', 'Add'] },
      ),
    )
  }
  return found
}

/** `TM. …` → the body itself; `KT. GIÁM ĐỐC` → `GIÁM ĐỐC SỞ …`; a head signs by the first line. */
function rightAuthority(letter: Letter): string | null {
  const first = letter.signatureBlock?.lines[0]?.trim().toLocaleUpperCase('vi')
  if (!first) return null
  const name = letter.issuer.name.replaceAll('\n', ' ').trim().toLocaleUpperCase('vi')
  if (/^TM\.?\s/.test(first)) return name
  return `${first.replace(/^(KT|TL|TUQ|Q)\.?\s+/, '')} ${name}`
}

/** Templates 1.2, 1.3 and 1.6: a decision and a telegram name the authority below their title. */
function checkAuthority(letter: Letter): FormatFinding[] {
  const telegram = letter.typeCode === 'CĐ'
  if (letter.regime !== 'nd30' || (letter.typeCode !== 'QĐ' && !telegram) || letter.authority?.trim())
    return []
  const right = rightAuthority(letter)
  const authority = right && telegram ? `${right} điện:` : right
  return [
    finding(
      'letters.authority-missing',
      'authority',
      ['Thiếu thẩm quyền ban hành dưới trích yếu.', 'The issuing authority below the title is missing.'],
      authority ? { repair: { authority }, button: ['Thêm', 'Add'] } : {},
    ),
  ]
}

const CITATION =
  /(Nghị quyết|Nghị định|Quyết định|Chỉ thị|Thông tư|Thông báo|Kế hoạch|Báo cáo|Tờ trình|Công văn|Công điện|Hướng dẫn) (?=\d{1,6}\/[\d\p{Lu}])/gu

/** App. I, II.6: a cited document is named by type, then `số`, number and symbol. */
function checkCitations(letter: Letter): FormatFinding[] {
  let at = -1
  const mark = (text: string, i: number) => {
    const next = text.replace(CITATION, '$1 số ')
    if (next !== text && at < 0) at = i
    return next
  }
  const body = letter.body.map((block, i): Block => {
    if (block.kind === 'legal-basis') return { ...block, lines: block.lines.map((line) => mark(line, i)) }
    return hasText(block)
      ? ({ ...block, text: mapText(block.text, (part) => mark(part, i)) } as Block)
      : block
  })
  if (at < 0) return []
  const words = [
    'Viện dẫn văn bản phải có chữ “số” trước số, ký hiệu.',
    'A citation needs “số” before the number.',
  ] as const
  return [finding('letters.citation-without-so', 'body', words, { weight: 'should', at, repair: { body } })]
}

function checkArticles(letter: Letter): FormatFinding[] {
  let expected = 0
  let wrong = -1
  const body = letter.body.map((block, i): Block => {
    if (block.kind !== 'article') return block
    expected += 1
    const label = `Điều ${expected}.`
    if (block.label.trim() !== label && wrong < 0) wrong = i
    return { ...block, label }
  })
  if (wrong < 0) return []
  return [
    finding(
      'letters.article-order',
      'body',
      [
        'Các điều phải đánh số liên tiếp, sau số có dấu chấm (Điều 1.).',
        'Articles are numbered one after another, with a full stop.',
      ],
      { at: wrong, repair: { body }, button: ['Đánh số lại', 'Renumber'] },
    ),
  ]
}

const DOUBLE_SPACE = / {2,}/g
const SPACE_BEFORE_MARK = / +([,;:!?]|\.(?![./\d]))/g

function checkSpacing(letter: Letter): FormatFinding[] {
  const tidy = (text: string) => text.replace(SPACE_BEFORE_MARK, '$1').replace(DOUBLE_SPACE, ' ')
  let at = -1
  const body = letter.body.map((block, i): Block => {
    if (!hasText(block)) return block
    const text = mapText(block.text, tidy)
    if (plain(text) !== plain(block.text) && at < 0) at = i
    return { ...block, text } as Block
  })
  if (at < 0) return []
  return [
    finding(
      'letters.spacing',
      'body',
      ['Thừa dấu cách (hai dấu cách liền nhau hoặc trước dấu câu).', 'Extra spaces.'],
      { weight: 'should', at, repair: { body } },
    ),
  ]
}

/** What a Times face has no picture for; PDF/A refuses such a page. */
const NO_PICTURE =
  /\p{Extended_Pictographic}(?<![©®™‼↔↕])|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Co}]/u

function checkCharacters(letter: Letter): FormatFinding[] {
  const at = letter.body.findIndex((block) => hasText(block) && NO_PICTURE.test(cleanText(plain(block.text))))
  const block = letter.body[at]
  if (!hasText(block)) return []
  const character = NO_PICTURE.exec(cleanText(plain(block.text)))?.[0] ?? ''
  return [
    finding(
      'letters.character-unknown',
      'body',
      [`Ký tự “${character}” không có trong phông chữ của văn bản.`, `The font has no “${character}”.`],
      { at },
    ),
  ]
}

function checkInvitation(letter: Letter): FormatFinding[] {
  if (letter.typeCode !== 'GM') return []
  const text = letter.body
    .flatMap((b) => (b.kind === 'facts' ? b.items.map((i) => i.label) : hasText(b) ? [plain(b.text)] : []))
    .join('\n')
  const missing = ['Thời gian', 'Địa điểm'].filter((word) => !new RegExp(word, 'i').test(text))
  if (missing.length === 0) return []
  return [
    finding('letters.invitation-facts', 'body', [
      `Giấy mời thiếu: ${missing.join(', ')}.`,
      'The invitation lacks its time or place.',
    ]),
  ]
}

export function checkBody(letter: Letter): FormatFinding[] {
  if (letter.body.length === 0)
    return [finding('letters.body-empty', 'body', ['Văn bản chưa có nội dung.', 'The text is empty.'])]
  return [
    ...checkAuthority(letter),
    ...checkDecision(letter),
    ...checkCitations(letter),
    ...checkArticles(letter),
    ...checkInvitation(letter),
    ...checkSpacing(letter),
    ...checkCharacters(letter),
    ...checkEnding(letter),
  ]
}
