// One landscape page of a Word file with a heading and a table: what an office must be able to open, change and send on.
// The parts are written here (ECMA-376, 5th edition, part 1): a library of documents would be larger than all of them.
import { strToU8, zipSync } from 'fflate'

export interface TableSheet {
  title: string
  issuer: string
  /** `width` in characters, as on the sheet of the same list. */
  columns: readonly { title: string; width: number; align: 'left' | 'center' }[]
  rows: readonly (readonly string[])[]
  /** Under the table: how many, who made it and when. */
  count: string
  printed: string
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** A4 on its side less 20 mm and 12 mm, in twentieths of a point. */
const ROOM = 15_020

const inXml = (text: string) =>
  text
    // XML 1.0 knows no other control characters; the pasted ones would make the file unreadable.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

interface Look {
  bold?: boolean
  align?: 'left' | 'center' | 'right'
  /** Half points. */
  size?: number
}

function paragraph(text: string, { bold, align = 'left', size = 20 }: Look = {}): string {
  const look = `${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/>`
  const runs = text
    .split('\n')
    .map(
      (line, i) =>
        `<w:r><w:rPr>${look}</w:rPr>${i ? '<w:br/>' : ''}<w:t xml:space="preserve">${inXml(line)}</w:t></w:r>`,
    )
  return `<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr>${runs.join('')}</w:p>`
}

function table({ columns, rows }: TableSheet): string {
  const all = columns.reduce((sum, column) => sum + column.width, 0)
  const widths = columns.map((column) => Math.round((column.width / all) * ROOM))
  const cell = (i: number, content: string) =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[i]}" w:type="dxa"/></w:tcPr>${content}</w:tc>`
  const head = columns.map((column, i) => cell(i, paragraph(column.title, { bold: true, align: 'center' })))
  const body = rows.map(
    (row) =>
      `<w:tr>${columns.map((column, i) => cell(i, paragraph(row[i] ?? '', { align: column.align }))).join('')}</w:tr>`,
  )
  const edge = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
    .join('')
  return `<w:tbl><w:tblPr><w:tblW w:w="${ROOM}" w:type="dxa"/><w:tblBorders>${edge}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>
<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>
<w:tr><w:trPr><w:tblHeader/></w:trPr>${head.join('')}</w:tr>${body.join('')}</w:tbl>`
}

/** The list as a .docx: head row repeated on every page, Times New Roman as Decree 30/2020 App. I asks. */
export function docxTable(sheet: TableSheet): Uint8Array {
  const body = [
    paragraph(sheet.issuer.toLocaleUpperCase('vi'), { bold: true }),
    paragraph(sheet.title.toLocaleUpperCase('vi'), { bold: true, align: 'center', size: 28 }),
    table(sheet),
    paragraph(sheet.count),
    paragraph(sheet.printed, { align: 'right' }),
  ]
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${MAIN}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'word/styles.xml': `<w:styles ${W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>`,
    'word/document.xml': `<w:document ${W}><w:body>${body.join('\n')}<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="680" w:bottom="964" w:left="1134" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>`,
  }
  return zipSync(
    // ZIP knows no year before 1980; one day for all files gives the same bytes for the same list.
    Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [name, [strToU8(HEAD + text), { mtime: '1980-01-02' }]]),
    ),
  )
}
