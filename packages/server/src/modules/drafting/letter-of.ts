import type { DraftContent } from '@congvan/contract'
import type { Letter } from '../letters/index.ts'
import type { AgencyCard } from '../organisations/index.ts'

type Block = Letter['body'][number]

/** Everything the page needs besides what the drafter typed. */
export interface LetterFrame {
  agency: AgencyCard
  symbol: string
  blockLines: readonly string[]
  signerName: string
  year: number
  sealMm?: number
  /** Address of the public check; absent while the letter is only being written. */
  checkAddress?: string
}

const ARTICLE = /^(Điều\s+\d+\.)\s*(.*)$/u
const POINT = /^([a-zđ]\))\s+(.*)$/u
const CLAUSE = /^(\d{1,2}\.)\s+(.*)$/u

/** The body as typed: a line is a paragraph; `# ` a heading, `Điều 1.`, `1.`, `a)`, `- ` keep their rank. */
export function blocksOf(content: DraftContent): Block[] {
  const blocks: Block[] = []
  const grounds = content.grounds.map((line) => line.trim()).filter(Boolean)
  if (grounds.length) blocks.push({ kind: 'legal-basis', lines: grounds })
  if (content.typeCode === 'QĐ' || content.typeCode === 'NQ')
    blocks.push({ kind: 'enacting', text: content.typeCode === 'QĐ' ? 'QUYẾT ĐỊNH:' : 'QUYẾT NGHỊ:' })
  if (content.invitation) {
    blocks.push({
      kind: 'facts',
      items: [
        { label: 'Thời gian', text: content.invitation.time },
        { label: 'Địa điểm', text: content.invitation.place },
        { label: 'Thành phần', text: content.invitation.participants },
      ].filter((item) => item.text.trim()),
    })
  }
  for (const raw of content.body.split('\n')) {
    const line = raw.trim()
    if (line) blocks.push(blockOf(line))
  }
  return blocks
}

function blockOf(line: string): Block {
  if (line.startsWith('# ')) return { kind: 'heading', level: 1, text: line.slice(2) }
  const article = ARTICLE.exec(line)
  if (article) return { kind: 'article', label: article[1]!, text: article[2]! }
  const clause = CLAUSE.exec(line)
  if (clause) return { kind: 'clause', label: clause[1]!, text: clause[2]! }
  const point = POINT.exec(line)
  if (point) return { kind: 'point', label: point[1]!, text: point[2]! }
  if (line.startsWith('- ')) return { kind: 'dash', text: line.slice(2) }
  return { kind: 'paragraph', text: line }
}

const MARKS = [undefined, 'KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'] as const

/** Above the grounds of a decision, or before "điện:" of a telegram: the head or the collective in whose name it is signed. */
function authorityOf(content: DraftContent, frame: LetterFrame): { authority?: string } {
  if (!['QĐ', 'NQ', 'CĐ'].includes(content.typeCode)) return {}
  const agency = frame.agency.name_on_paper.toUpperCase()
  const first = frame.blockLines[0] ?? ''
  const collective = /^T[M/]/.test(first)
  const head = first.replace(/^(KT|TL|TUQ|Q|K\/T|T\/L)\.?\s*/, '')
  const authority = collective ? agency : `${head} ${agency}`
  return { authority: content.typeCode === 'CĐ' ? `${authority} điện:` : authority }
}

export function letterOf(content: DraftContent, frame: LetterFrame): Letter {
  const { agency } = frame
  const mark = MARKS[content.urgency]
  return {
    regime: content.regime,
    typeCode: content.typeCode,
    issuer: {
      ...(agency.parent_name_on_paper ? { parentName: agency.parent_name_on_paper.toUpperCase() } : {}),
      name: agency.name_on_paper.toUpperCase(),
    },
    number: null,
    symbol: frame.symbol,
    place: agency.place_name,
    date: null,
    year: frame.year,
    subject: content.subject,
    addressees: content.addressees.filter((line) => line.trim()),
    body: blocksOf(content),
    ...authorityOf(content, frame),
    signatureBlock: { lines: frame.blockLines, name: frame.signerName },
    recipients: content.recipients.map((line) => [line.text, line.note].filter(Boolean).join(' ')),
    ...(mark ? { urgency: mark } : {}),
    ...(content.drafterMark.trim() ? { drafterMark: content.drafterMark.trim() } : {}),
    ...(frame.sealMm ? { sealSize: frame.sealMm } : {}),
    ...(frame.checkAddress ? { checkAddress: frame.checkAddress } : {}),
  }
}
