// The words of a letter as a page that can be kept: the smallest WordprocessingML document (ISO/IEC 29500).
import { strToU8, zipSync } from 'fflate'
import { Temporal, ZONE } from '../../kernel/time.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const inXml = (text: string) => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${inXml(text)}</w:t></w:r></w:p>`
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const OPEN = 'http://schemas.openxmlformats.org'

export interface LetterWords {
  subject: string
  from: string
  sentAt: string | null
  text: string
  attachments: string[]
}

function moment(iso: string | null): string {
  if (!iso) return 'không rõ'
  const at = Temporal.Instant.from(iso).toZonedDateTimeISO(ZONE)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(at.hour)}:${two(at.minute)} ngày ${two(at.day)}/${two(at.month)}/${at.year}`
}

export function letterDocx(letter: LetterWords): Buffer {
  const lines = [
    `Thư điện tử: ${letter.subject}`,
    `Người gửi: ${letter.from}`,
    `Gửi lúc: ${moment(letter.sentAt)}`,
    ...(letter.attachments.length ? [`Tệp gửi kèm: ${letter.attachments.join('; ')}`] : []),
    '',
    ...letter.text.split('\n'),
  ]
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="rId1" Type="${OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${OPEN}/wordprocessingml/2006/main"><w:body>${lines.map(paragraph).join('')}</w:body></w:document>`,
  }
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(XML + xml)]))),
  )
}
