import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import {
  name,
  PdfArray,
  PdfDict,
  type PdfObject,
  type PdfRef,
  PdfStream,
  type PdfUpdate,
} from '../pdf/index.ts'
import { numberText } from '../pdf/serialize.ts'
import { SubsetFont } from './font.ts'
import { fitInside, uprightMatrix } from './geometry.ts'
import { addPicture, packPicture } from './image.ts'

/** What a signature or a field shows. */
export interface Appearance {
  /** PNG with transparent background: the person's blue signature or the red seal. */
  image?: Uint8Array
  /** Lines of text, top to bottom. */
  lines?: readonly string[]
  style?: TextStyle
}

export interface TextStyle {
  /** TrueType bytes: Tinos, metrically Times New Roman. */
  font: Uint8Array
  size: number
  align?: 'left' | 'center' | 'right'
  /** 'middle' for one-line form fields. */
  vertical?: 'top' | 'middle'
}

const LEADING = 1.2

/** Form XObject drawn upright on a page turned by `rotate` (§12.5.5). Black text, as Annex I of Decree 30 asks. */
export function addAppearance(
  update: PdfUpdate,
  what: Appearance,
  width: number,
  height: number,
  rotate: number,
  wrap: (content: string) => string = (content) => content,
): PdfRef {
  const resources: Record<string, PdfObject> = {}
  const content: string[] = []
  if (what.image !== undefined) {
    const picture = packPicture(what.image)
    const place = fitInside({ x: 0, y: 0, width, height }, picture.width, picture.height)
    resources.XObject = PdfDict.of({ Im0: addPicture(update, picture) })
    content.push(
      `q ${[place.width, 0, 0, place.height, place.x, place.y].map(numberText).join(' ')} cm /Im0 Do Q`,
    )
  }
  if (what.lines !== undefined && what.lines.length > 0) {
    if (what.style === undefined) throw new SignError('bad-font', 'text needs a font')
    const font = new SubsetFont(what.style.font)
    content.push(textBlock(font, what.lines, what.style, width, height))
    resources.Font = PdfDict.of({ F0: font.embed(update) })
  }
  return update.add(
    PdfStream.of(
      {
        Type: name('XObject'),
        Subtype: name('Form'),
        FormType: 1,
        BBox: new PdfArray([0, 0, width, height]),
        Matrix: rotate === 0 ? undefined : new PdfArray(uprightMatrix(rotate, width, height)),
        Resources: PdfDict.of(resources),
      },
      latin1Bytes(wrap(content.join('\n'))),
    ),
  )
}

function textBlock(
  font: SubsetFont,
  lines: readonly string[],
  style: TextStyle,
  width: number,
  height: number,
): string {
  const { size } = style
  const ascent = (font.font.ascent * size) / 1000
  const descent = (font.font.descent * size) / 1000
  const total = ascent - descent + (lines.length - 1) * size * LEADING
  let y = style.vertical === 'middle' ? (height + total) / 2 - ascent : height - ascent
  const out = ['q', 'BT', '0 g', `/F0 ${numberText(size)} Tf`]
  for (const line of lines) {
    const room = width - font.width(line, size)
    const x = style.align === 'right' ? room : style.align === 'center' ? room / 2 : 0
    out.push(`1 0 0 1 ${numberText(x)} ${numberText(y)} Tm ${font.encode(line)} Tj`)
    y -= size * LEADING
  }
  return [...out, 'ET', 'Q'].join('\n')
}

/** Width and height of a text block, for placing it before it is drawn. */
export function measureText(lines: readonly string[], style: TextStyle): { width: number; height: number } {
  const font = new SubsetFont(style.font)
  const width = Math.max(0, ...lines.map((line) => font.width(line, style.size)))
  const line = ((font.font.ascent - font.font.descent) * style.size) / 1000
  return { width, height: line + Math.max(0, lines.length - 1) * style.size * LEADING }
}

/** Breaks lines that are wider than `width` between words. */
export function wrapLines(lines: readonly string[], style: TextStyle, width: number): string[] {
  const font = new SubsetFont(style.font)
  const out: string[] = []
  for (const line of lines) {
    let current = ''
    for (const word of line.split(' ')) {
      const longer = current === '' ? word : `${current} ${word}`
      if (current !== '' && font.width(longer, style.size) > width) {
        out.push(current)
        current = word
      } else current = longer
    }
    out.push(current)
  }
  return out
}
