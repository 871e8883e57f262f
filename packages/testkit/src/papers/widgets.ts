// Signature widgets added to a printed PDF the way signing tools do: an incremental update whose
// appearance streams hold the number, the day and the month that the page's own text lacks.

export interface WidgetText {
  text: string
  x: number
  /** Baseline from the bottom of the page, points. */
  y: number
  size: number
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

interface Objects {
  text: string
  root: number
  size: number
  startxref: number
}

function openTail(pdf: Uint8Array): Objects {
  const text = latin1(pdf)
  const trailer = text.slice(text.lastIndexOf('trailer'))
  const root = Number(/\/Root (\d+) 0 R/.exec(trailer)?.[1])
  const size = Number(/\/Size (\d+)/.exec(trailer)?.[1])
  const startxref = Number(/startxref\s+(\d+)/.exec(trailer)?.[1])
  if (!root || !size || !startxref) throw new Error('only plain cross-reference tables are expected here')
  return { text, root, size, startxref }
}

function objectBody(objects: Objects, number: number): string {
  const at = new RegExp(`(?:^|\\n)${number} 0 obj\\s*(<<[\\s\\S]*?>>)\\s*endobj`).exec(objects.text)
  if (!at) throw new Error(`object ${number} not found`)
  return at[1]!
}

function firstPage(objects: Objects): number {
  const hit = /(?:^|\n)(\d+) 0 obj\s*<<\s*\/Type \/Page\b(?!s)/.exec(objects.text)
  if (!hit) throw new Error('no page')
  return Number(hit[1])
}

const withEntry = (dictionary: string, entry: string): string => dictionary.replace(/>>\s*$/, `\n${entry}>>`)

export function addWidgets(pdf: Uint8Array, widgets: readonly WidgetText[]): Uint8Array {
  const objects = openTail(pdf)
  const page = firstPage(objects)
  let next = objects.size
  const made = new Map<number, string>()
  const font = next++
  made.set(font, '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>')
  const ids = widgets.map((w) => {
    const form = next++
    const id = next++
    const width = w.text.length * w.size * 0.55 + 4
    const content = `q BT /F1 ${w.size} Tf 1 0 0 1 2 3 Tm (${w.text}) Tj ET Q`
    made.set(
      form,
      `<</Type/XObject/Subtype/Form/BBox[0 0 ${width} ${w.size + 4}]/Resources<</Font<</F1 ${font} 0 R>>>>/Length ${content.length}>>\nstream\n${content}\nendstream`,
    )
    made.set(
      id,
      `<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature${id})/F 132/P ${page} 0 R/Rect[${w.x - 2} ${w.y - 3} ${w.x - 2 + width} ${w.y + w.size + 1}]/AP<</N ${form} 0 R>>>>`,
    )
    return id
  })
  const refs = ids.map((id) => `${id} 0 R`).join(' ')
  made.set(page, withEntry(objectBody(objects, page), `/Annots[${refs}]`))
  made.set(
    objects.root,
    withEntry(objectBody(objects, objects.root), `/AcroForm<</SigFlags 3/Fields[${refs}]>>`),
  )
  return append(pdf, objects, made, next)
}

function append(pdf: Uint8Array, objects: Objects, made: Map<number, string>, size: number): Uint8Array {
  let tail = '\n'
  const offsets = new Map<number, number>()
  for (const [id, body] of made) {
    offsets.set(id, pdf.length + tail.length)
    tail += `${id} 0 obj\n${body}\nendobj\n`
  }
  const xref = pdf.length + tail.length
  tail += 'xref\n'
  for (const [id, offset] of [...offsets].sort((a, b) => a[0] - b[0]))
    tail += `${id} 1\n${String(offset).padStart(10, '0')} 00000 n \n`
  tail += `trailer\n<</Size ${size}/Root ${objects.root} 0 R/Prev ${objects.startxref}>>\nstartxref\n${xref}\n%%EOF\n`
  return Buffer.concat([Buffer.from(pdf), Buffer.from(tail, 'latin1')])
}
