// The same model on paper: a plain A4 report, one block a signature, made with our own writer.
import { SubsetFont } from '../appearance/font.ts'
import { bytesSource } from '../bytes/byte-source.ts'
import { concatBytes, latin1Bytes } from '../bytes/latin1.ts'
import { name, openPdf, PdfArray, PdfDict, PdfRef, PdfStream, PdfUpdate, textString } from '../pdf/index.ts'
import { vietnamTime } from '../validate/sentences.ts'
import type { ValidationReport } from '../validate/types.ts'
import { describeVerdict, type EvidenceLine, type Language, type Tone } from './describe.ts'

export interface ReportedFile {
  readonly file: string
  readonly report: ValidationReport
}

interface Line {
  readonly text: string
  readonly size: number
  readonly indent: number
  readonly colour: string
  readonly gap: number
}

const WIDTH = 595
const HEIGHT = 842
const MARGIN = 56
const INK = '0.1 0.1 0.1'
const COLOURS: Record<Tone, string> = {
  good: '0.05 0.4 0.15',
  bad: '0.7 0.05 0.05',
  open: '0.55 0.35 0',
  none: INK,
}

const WORDS = {
  vi: {
    title: 'Kết quả kiểm tra chữ ký số',
    at: 'Kiểm tra lúc',
    hash: 'Mã băm SHA-256 của tệp',
    yes: 'Đạt',
    no: 'Không đạt',
    open: 'Chưa rõ',
  },
  en: {
    title: 'Signature validation report',
    at: 'Checked at',
    hash: 'SHA-256 of the file',
    yes: 'Passed',
    no: 'Failed',
    open: 'Open',
  },
} as const

function evidenceText({ ok, text }: EvidenceLine, language: Language): string {
  const words = WORDS[language]
  return `${ok === null ? '–' : ok ? words.yes : words.no}: ${text}`.replace(/^–: /, '– ')
}

function linesOf({ file, report }: ReportedFile, language: Language): Line[] {
  const words = WORDS[language]
  const text = describeVerdict(report, language)
  const line = (content: string, extra: Partial<Line> = {}): Line => ({
    text: content,
    size: 10,
    indent: 0,
    colour: INK,
    gap: 2,
    ...extra,
  })
  return [
    line(words.title, { size: 16, gap: 0 }),
    line(file, { size: 11, gap: 8 }),
    line(text.headline, { size: 13, gap: 6, colour: COLOURS[text.tone] }),
    line(`${words.at}: ${vietnamTime(new Date(report.validatedAt))}`, { gap: 6 }),
    line(`${words.hash}: ${report.sha256}`, { size: 8 }),
    ...text.signatures.flatMap((signature) => [
      line(signature.line, { size: 11, gap: 14, colour: COLOURS[signature.tone] }),
      ...signature.evidence.map((item) =>
        line(evidenceText(item, language), {
          size: 9,
          indent: 14,
          colour: item.ok === false ? COLOURS.bad : INK,
        }),
      ),
    ]),
  ]
}

/** Letters the font lacks are shown as a question mark rather than stopping the report. */
function printable(font: SubsetFont, text: string): string {
  return [...text.normalize('NFC')]
    .map((char) => (font.font.glyphOf(char.codePointAt(0)!) === 0 ? '?' : char))
    .join('')
}

/** Breaks long lines at spaces, and words longer than a line (names of authorities, hashes) anywhere. */
function broken(font: SubsetFont, text: string, size: number, width: number): string[] {
  const out: string[] = []
  let current = ''
  for (const word of text.split(/\s+/)) {
    let rest = word
    if (current && font.width(`${current} ${rest}`, size) <= width) {
      current = `${current} ${rest}`
      continue
    }
    if (current) out.push(current)
    while (font.width(rest, size) > width) {
      let cut = rest.length - 1
      while (cut > 1 && font.width(rest.slice(0, cut), size) > width) cut--
      out.push(rest.slice(0, cut))
      rest = rest.slice(cut)
    }
    current = rest
  }
  return current ? [...out, current] : out
}

function pagesOf(font: SubsetFont, lines: readonly Line[]): string[] {
  const pages: string[] = []
  let content = ''
  let y = HEIGHT - MARGIN
  for (const { text, size, indent, colour, gap } of lines) {
    y -= gap
    for (const piece of broken(font, printable(font, text), size, WIDTH - 2 * MARGIN - indent)) {
      const step = size * 1.35
      if (y - step < MARGIN) {
        pages.push(content)
        content = ''
        y = HEIGHT - MARGIN
      }
      y -= step
      content += `${colour} rg BT /F ${size} Tf ${MARGIN + indent} ${y.toFixed(2)} Td ${font.encode(piece)} Tj ET\n`
    }
  }
  return [...pages, content]
}

/** A file with an empty page tree, which the one update that follows fills. */
function blank(): Uint8Array {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>']
  let body = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
  let table = 'xref\n0 3\n0000000000 65535 f \n'
  for (const [i, text] of objects.entries()) {
    table += `${String(body.length).padStart(10, '0')} 00000 n \n`
    body += `${i + 1} 0 obj\n${text}\nendobj\n`
  }
  return latin1Bytes(`${body}${table}trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`)
}

export async function verdictPdf(
  files: readonly ReportedFile[],
  options: { readonly font: Uint8Array; readonly language?: Language },
): Promise<Uint8Array> {
  const language = options.language ?? 'vi'
  const font = new SubsetFont(options.font)
  const contents = files.flatMap((file) => pagesOf(font, linesOf(file, language)))
  const base = blank()
  const update = new PdfUpdate(await openPdf(bytesSource(base)))
  const fontRef = font.embed(update)
  const parent = new PdfRef(2)
  const kids = contents.map((content) =>
    update.add(
      PdfDict.of({
        Type: name('Page'),
        Parent: parent,
        MediaBox: new PdfArray([0, 0, WIDTH, HEIGHT]),
        Resources: PdfDict.of({ Font: PdfDict.of({ F: fontRef }) }),
        Contents: update.add(PdfStream.of({}, latin1Bytes(content))),
      }),
    ),
  )
  update.set(parent, PdfDict.of({ Type: name('Pages'), Kids: new PdfArray(kids), Count: kids.length }))
  update.set(
    new PdfRef(1),
    PdfDict.of({
      Type: name('Catalog'),
      Pages: parent,
      Lang: textString(language === 'vi' ? 'vi-VN' : 'en'),
    }),
  )
  return concatBytes([base, (await update.build()).tail])
}
