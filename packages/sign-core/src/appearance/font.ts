import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { latin1Bytes } from '../bytes/latin1.ts'
import { SignError } from '../cms/errors.ts'
import { name, PdfArray, PdfDict, type PdfRef, PdfStream, PdfString, type PdfUpdate } from '../pdf/index.ts'
import { openTrueType, type TrueTypeFont } from './truetype.ts'

/** Text set in a subset of one font: measures, encodes, and embeds itself once in an update. */
export class SubsetFont {
  readonly font: TrueTypeFont
  private readonly bytes: Uint8Array
  /** Glyph of the full font → number in the subset; 0 is .notdef. */
  private readonly numbers = new Map<number, number>([[0, 0]])
  private readonly texts = new Map<number, string>()

  constructor(fontBytes: Uint8Array) {
    this.bytes = fontBytes
    this.font = openTrueType(fontBytes)
  }

  /** Composed letters (NFC): each Vietnamese letter with its marks is one glyph. */
  private glyphs(text: string): { glyph: number; char: string }[] {
    return [...text.normalize('NFC')].map((char) => ({
      glyph: this.font.glyphOf(char.codePointAt(0)!),
      char,
    }))
  }

  width(text: string, size: number): number {
    return this.glyphs(text).reduce((sum, { glyph }) => sum + (this.font.widthOf(glyph) * size) / 1000, 0)
  }

  /** Hexadecimal string for `Tj`; the glyphs become part of the subset. */
  encode(text: string): string {
    let out = ''
    for (const { glyph, char } of this.glyphs(text)) {
      // PDF/A (ISO 19005-2 §6.2.11.8) forbids .notdef, and a box in place of a letter is no name.
      if (glyph === 0) throw new SignError('bad-font', `the font has no letter ${JSON.stringify(char)}`)
      let number = this.numbers.get(glyph)
      if (number === undefined) {
        number = this.numbers.size
        this.numbers.set(glyph, number)
        this.texts.set(number, char)
      }
      out += number.toString(16).padStart(4, '0')
    }
    return `<${out}>`
  }

  embed(update: PdfUpdate): PdfRef {
    const key = createHash('sha256')
      .update([...this.numbers.keys()].join())
      .digest('hex')
    const file = packedSubset(this.bytes, key, () => this.font.subset([...this.numbers.keys()]))
    const tag = [...key.slice(0, 6)].map((c) => String.fromCharCode(65 + Number.parseInt(c, 16))).join('')
    const base = name(`${tag}+${this.font.name}`)
    const descriptor = update.add(this.descriptor(base, update.add(file)))
    const descendant = update.add(
      PdfDict.of({
        Type: name('Font'),
        Subtype: name('CIDFontType2'),
        BaseFont: base,
        CIDSystemInfo: PdfDict.of({
          Registry: new PdfString(latin1Bytes('Adobe')),
          Ordering: new PdfString(latin1Bytes('Identity')),
          Supplement: 0,
        }),
        FontDescriptor: descriptor,
        CIDToGIDMap: name('Identity'),
        DW: 1000,
        W: new PdfArray([
          0,
          new PdfArray([...this.numbers.keys()].map((glyph) => round(this.font.widthOf(glyph)))),
        ]),
      }),
    )
    return update.add(
      PdfDict.of({
        Type: name('Font'),
        Subtype: name('Type0'),
        BaseFont: base,
        Encoding: name('Identity-H'),
        DescendantFonts: new PdfArray([descendant]),
        ToUnicode: update.add(this.toUnicode()),
      }),
    )
  }

  private descriptor(base: ReturnType<typeof name>, file: PdfRef): PdfDict {
    return PdfDict.of({
      Type: name('FontDescriptor'),
      FontName: base,
      Flags: 4, // symbolic: glyphs are named by number only
      FontBBox: new PdfArray([...this.font.box]),
      ItalicAngle: this.font.italicAngle,
      Ascent: this.font.ascent,
      Descent: this.font.descent,
      CapHeight: this.font.capHeight,
      StemV: 80,
      FontFile2: file,
    })
  }

  /** So that the text can be copied and searched (§9.10.3). */
  private toUnicode(): PdfStream {
    const hex = (text: string) =>
      Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')
    const rows = [...this.texts].map(
      ([number, char]) => `<${number.toString(16).padStart(4, '0')}> <${hex(char)}>`,
    )
    const blocks: string[] = []
    for (let i = 0; i < rows.length; i += 100) {
      const part = rows.slice(i, i + 100)
      blocks.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`)
    }
    const map = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
`
    return PdfStream.of({ Filter: name('FlateDecode') }, deflateSync(latin1Bytes(map)))
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

const subsets = new WeakMap<Uint8Array, Map<string, PdfStream>>()

/** The subset of a form's labels is the same on every letter: packed once per font and set of glyphs. */
function packedSubset(font: Uint8Array, key: string, make: () => Uint8Array): PdfStream {
  let held = subsets.get(font)
  if (held === undefined) {
    held = new Map()
    subsets.set(font, held)
  }
  const known = held.get(key)
  if (known !== undefined) return known
  const bytes = make()
  const stream = PdfStream.of({ Filter: name('FlateDecode'), Length1: bytes.length }, deflateSync(bytes))
  if (held.size >= 64) held.clear()
  held.set(key, stream)
  return stream
}
