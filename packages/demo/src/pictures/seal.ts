import type { Agency } from '../types.ts'
import { glyphOf, textWidth } from './glyphs.ts'
import { inkPng } from './png.ts'
import { fillOutlines, newCanvas, type Point } from './raster.ts'

/** The diameter the picture stands for on paper. */
export const SEAL_MILLIMETRES = 36
const PIXELS_PER_MM = 10
const SIZE = SEAL_MILLIMETRES * PIXELS_PER_MM
const CENTRE = SIZE / 2
const RED = [200, 22, 29] as const

const circle = (radius: number, clockwise: boolean): Point[] =>
  Array.from({ length: 180 }, (_, i) => {
    const angle = ((clockwise ? i : -i) * Math.PI) / 90
    return { x: CENTRE + radius * Math.cos(angle), y: CENTRE + radius * Math.sin(angle) }
  })

const ring = (outer: number, inner: number): Point[][] => [circle(outer, true), circle(inner, false)]

const star = (x: number, y: number, radius: number): Point[] =>
  Array.from({ length: 10 }, (_, i) => {
    const angle = -Math.PI / 2 + (i * Math.PI) / 5
    const r = i % 2 === 0 ? radius : radius * 0.4
    return { x: x + r * Math.cos(angle), y: y + r * Math.sin(angle) }
  })

/** Letters along a circle: over the top reading clockwise, or under the bottom reading left to right. */
const arcText = (text: string, radius: number, size: number, spacing: number, bottom: boolean): Point[][] => {
  const direction = bottom ? -1 : 1
  let along = -textWidth(text, size, spacing) / 2
  return [...text].flatMap((character) => {
    const { outlines, advance } = glyphOf(character)
    const middle = along + (advance * size) / 2
    along += advance * size + spacing
    const angle = (bottom ? Math.PI / 2 : -Math.PI / 2) + (direction * middle) / radius
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
    return outlines.map((outline) =>
      outline.map(({ x, y }) => {
        const across = (x - advance / 2) * size * direction
        const out = radius + y * size * direction
        return { x: CENTRE + out * cos - across * sin, y: CENTRE + out * sin + across * cos }
      }),
    )
  })
}

const lineText = (text: string, y: number, size: number): Point[][] => {
  let x = CENTRE - textWidth(text, size) / 2
  return [...text].flatMap((character) => {
    const { outlines, advance } = glyphOf(character)
    const left = x
    x += advance * size
    return outlines.map((outline) =>
      outline.map((point) => ({ x: left + point.x * size, y: y - point.y * size })),
    )
  })
}

/** Two to five lines as even as the words allow. */
const breakLines = (text: string, count: number): string[] => {
  const words = text.split(' ')
  const lines: string[] = []
  const aim = text.length / count
  let line = ''
  for (const word of words) {
    if (line !== '' && lines.length < count - 1 && line.length + word.length / 2 > aim) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** What the ring says above, and the middle: the territory or the superior around, the body inside. */
const words = (agency: Agency): { around: string; inside: string } => {
  const inside = agency.nameOnPaper.replace(
    / (tỉnh )?Bến Tre$/,
    agency.territoryCode === '83' ? ' tỉnh Bến Tre' : '',
  )
  if (agency.levelCode === 1)
    return { around: agency.layoutRegime === 'party' ? 'ĐẢNG BỘ TỈNH BẾN TRE' : 'TỈNH BẾN TRE', inside }
  const district =
    agency.placeQualifier ?? agency.parentNameOnPaper?.replace(/^.*(huyện|thành phố)/, '$1') ?? ''
  return { around: agency.levelCode === 2 ? 'TỈNH BẾN TRE' : `${district} - TỈNH BẾN TRE`, inside }
}

const middle = (inside: string): Point[][] => {
  const text = inside.toUpperCase()
  const room = SIZE * 0.6
  const count =
    text.length <= 14 ? 1 : text.length <= 34 ? 2 : text.length <= 60 ? 3 : text.length <= 84 ? 4 : 5
  const lines = breakLines(text, count)
  const widest = Math.max(...lines.map((line) => textWidth(line, 1)))
  const size = Math.min(33, room / widest, (SIZE * 0.36) / (lines.length * 1.24))
  const top = CENTRE - ((lines.length - 1) * size * 1.24) / 2 + size * 0.34 + 12
  return [
    star(CENTRE, CENTRE - SIZE * 0.235, 22),
    ...lines.flatMap((line, i) => lineText(line, top + i * size * 1.24, size)),
  ]
}

/** A round red seal in true size, with the word MẪU so that nobody takes it for a real one. */
export const sealPng = (agency: Agency): Uint8Array => {
  const canvas = newCanvas(SIZE, SIZE)
  const { around, inside } = words(agency)
  const upper = around.toUpperCase()
  const radius = CENTRE - 45
  const size = Math.min(27, (radius * Math.PI * 1.16) / textWidth(upper, 1))
  // One pass for all: nothing in the seal overlaps.
  fillOutlines(canvas, [
    ...ring(CENTRE - 2, CENTRE - 9),
    ...ring(CENTRE - 13, CENTRE - 15),
    ...ring(CENTRE - 53, CENTRE - 55),
    ...arcText(upper, radius, size, 1.5, false),
    ...arcText('* MẪU *', CENTRE - 24, 26, 3, true),
    ...middle(inside),
  ])
  return inkPng(canvas, RED, PIXELS_PER_MM * 1000)
}
