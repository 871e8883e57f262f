// Agencies that sign number, day, month and seal one by one leave those digits only in the widgets'
// appearance streams (measured on real files): getTextContent does not see them. The list of drawing
// operations does, so its text operators are followed between the marks of each annotation.
import type { getDocumentProxy } from 'unpdf'
import { getResolvedPDFJS } from 'unpdf'
import type { Word } from './page-model.ts'
import { multiply } from './pdf-matrix.ts'
import { normaliseWord } from './text/normalise.ts'

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>

interface Glyph {
  unicode: string
  width: number
}

interface State {
  matrix: number[]
  size: number
  charSpace: number
  wordSpace: number
  leading: number
  scale: number
}

const isGlyph = (value: unknown): value is Glyph =>
  typeof value === 'object' && value !== null && 'unicode' in value
const numbers = (args: unknown): number[] =>
  Array.isArray(args) || ArrayBuffer.isView(args) ? Array.from(args as ArrayLike<number>).map(Number) : []
const IDENTITY = [1, 0, 0, 1, 0, 0]

class TextFollower {
  readonly words: Word[] = []
  private state: State
  private readonly stack: State[] = []
  private line = IDENTITY
  private text = IDENTITY

  constructor(base: readonly number[]) {
    this.state = { matrix: [...base], size: 1, charSpace: 0, wordSpace: 0, leading: 0, scale: 1 }
  }

  save(): void {
    this.stack.push({ ...this.state })
  }
  restore(): void {
    this.state = this.stack.pop() ?? this.state
  }
  transform(m: readonly number[]): void {
    if (m.length === 6) this.state.matrix = multiply(this.state.matrix, m)
  }
  begin(): void {
    this.line = IDENTITY
    this.text = IDENTITY
  }
  setMatrix(m: readonly number[]): void {
    this.line = [...m]
    this.text = [...m]
  }
  move(x: number, y: number): void {
    this.line = multiply(this.line, [1, 0, 0, 1, x, y])
    this.text = this.line
  }
  set(part: Partial<State>): void {
    this.state = { ...this.state, ...part }
  }
  nextLine(): void {
    this.move(0, -this.state.leading)
  }

  show(glyphs: readonly unknown[]): void {
    let x = 0
    let text = ''
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') x -= (glyph / 1000) * this.state.size * this.state.scale
      else if (isGlyph(glyph)) {
        text += glyph.unicode
        const space = glyph.unicode === ' ' ? this.state.wordSpace : 0
        x += ((glyph.width / 1000) * this.state.size + this.state.charSpace + space) * this.state.scale
      }
    }
    this.place(text, x)
    this.text = multiply(this.text, [1, 0, 0, 1, x, 0])
  }

  private place(text: string, advance: number): void {
    const at = multiply(this.state.matrix, this.text)
    const size = Math.hypot(at[2]!, at[3]!) * this.state.size
    const stretch = Math.hypot(at[0]!, at[1]!)
    const share = (advance * stretch) / Math.max(1, text.length)
    for (const hit of text.matchAll(/\S+/gu)) {
      const word = normaliseWord(hit[0])
      if (word === '') continue
      this.words.push({
        text: word,
        x: at[4]! + hit.index * share,
        y: at[5]! - size * 0.8,
        w: hit[0].length * share,
        h: size,
        size,
        source: 'widget',
      })
    }
  }
}

type Ops = Record<string, number>

function step(follower: TextFollower, ops: Ops, fn: number, args: readonly unknown[]): void {
  const n = numbers(args)
  if (fn === ops.save) follower.save()
  else if (fn === ops.restore) follower.restore()
  else if (fn === ops.transform) follower.transform(n)
  else if (fn === ops.paintFormXObjectBegin) {
    follower.save()
    follower.transform(numbers(args[0]))
  } else if (fn === ops.paintFormXObjectEnd) follower.restore()
  else if (fn === ops.beginText) follower.begin()
  else if (fn === ops.setTextMatrix) follower.setMatrix(n.length === 6 ? n : numbers(args[0]))
  else if (fn === ops.moveText) follower.move(n[0] ?? 0, n[1] ?? 0)
  else if (fn === ops.setLeadingMoveText) {
    follower.set({ leading: -(n[1] ?? 0) })
    follower.move(n[0] ?? 0, n[1] ?? 0)
  } else textState(follower, ops, fn, args, n)
}

function textState(
  follower: TextFollower,
  ops: Ops,
  fn: number,
  args: readonly unknown[],
  n: readonly number[],
): void {
  if (fn === ops.setFont) follower.set({ size: Number(args[1]) })
  else if (fn === ops.setCharSpacing) follower.set({ charSpace: n[0] ?? 0 })
  else if (fn === ops.setWordSpacing) follower.set({ wordSpace: n[0] ?? 0 })
  else if (fn === ops.setHScale) follower.set({ scale: (n[0] ?? 100) / 100 })
  else if (fn === ops.setLeading) follower.set({ leading: n[0] ?? 0 })
  else if (fn === ops.nextLine) follower.nextLine()
  else if (fn === ops.showText || fn === ops.showSpacedText)
    follower.show(Array.isArray(args[0]) ? args[0] : [])
  else if (fn === ops.nextLineShowText) {
    follower.nextLine()
    follower.show(Array.isArray(args[0]) ? args[0] : [])
  }
}

/** Text of every visible annotation of the page, in page places; `always` also makes the fonts' names known. */
export async function widgetWords(page: PdfPage, view: readonly number[], always: boolean): Promise<Word[]> {
  if (!always) {
    const annotations: unknown[] = await page.getAnnotations()
    if (annotations.length === 0) return []
  }
  const { OPS, AnnotationMode } = await getResolvedPDFJS()
  const ops = OPS as unknown as Ops
  const list = await page.getOperatorList({ annotationMode: AnnotationMode.ENABLE })
  const words: Word[] = []
  let follower: TextFollower | null = null
  for (let i = 0; i < list.fnArray.length; i++) {
    const fn = list.fnArray[i]!
    const args: unknown[] = (list.argsArray[i] as unknown[] | null) ?? []
    if (fn === ops.beginAnnotation) {
      follower = new TextFollower(view)
      follower.transform(annotationMatrix(args))
    } else if (fn === ops.endAnnotation) {
      if (follower) words.push(...follower.words)
      follower = null
    } else if (follower) step(follower, ops, fn, args)
  }
  return words
}

/** beginAnnotation carries [id, rect, transform, matrix, …]: the appearance is drawn through both matrices. */
function annotationMatrix(args: readonly unknown[]): number[] {
  const transform = numbers(args[2])
  const matrix = numbers(args[3])
  const outer = transform.length === 6 ? transform : IDENTITY
  return matrix.length === 6 ? multiply(outer, matrix) : outer
}
