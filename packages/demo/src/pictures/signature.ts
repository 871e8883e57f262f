import { type Random, randomFor } from '../random.ts'
import { inkPng } from './png.ts'
import { newCanvas, type Point, strokeLine } from './raster.ts'

/** The room the picture stands for on paper. */
export const SIGNATURE_MILLIMETRES = { width: 46, height: 20 } as const
const PIXELS_PER_MM = 10
const WIDTH = SIGNATURE_MILLIMETRES.width * PIXELS_PER_MM
const HEIGHT = SIGNATURE_MILLIMETRES.height * PIXELS_PER_MM
const BLUE = [24, 62, 158] as const

const STEPS = 9

/** A smooth line through the points (Catmull-Rom, as Bézier pieces would run). */
const smooth = (points: readonly Point[]): Point[] => {
  const line: Point[] = []
  const at = (i: number): Point => points[Math.min(points.length - 1, Math.max(0, i))] as Point
  for (let i = 0; i < points.length - 1; i++) {
    const [p0, p1, p2, p3] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    for (let s = 0; s < STEPS; s++) {
      const t = s / STEPS
      const mix = (a: number, b: number, c: number, d: number): number =>
        0.5 *
        (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
      line.push({ x: mix(p0.x, p1.x, p2.x, p3.x), y: mix(p0.y, p1.y, p2.y, p3.y) })
    }
  }
  return [...line, at(points.length - 1)]
}

const MARGIN = 8

/** Long names are written smaller, never over the edge. */
const fit = (line: readonly Point[]): Point[] => {
  const xs = line.map(({ x }) => x)
  const ys = line.map(({ y }) => y)
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const scale = Math.min(1, (WIDTH - 2 * MARGIN) / (right - left), (HEIGHT - 2 * MARGIN) / (bottom - top))
  const shift = (low: number, high: number, room: number): number =>
    Math.max(MARGIN - low * scale, Math.min(0, room - MARGIN - high * scale))
  const dx = shift(left, right, WIDTH)
  const dy = shift(top, bottom, HEIGHT)
  return line.map(({ x, y }) => ({ x: x * scale + dx, y: y * scale + dy }))
}

/** A quick pen is thin, a slow one thick; it lands and leaves lightly. */
const pressure = (line: readonly Point[], base: number): number[] =>
  line.map((point, i) => {
    const before = line[Math.max(0, i - 1)] as Point
    const speed = Math.hypot(point.x - before.x, point.y - before.y)
    const ends = Math.min(1, (i + 2) / 8, (line.length - i + 1) / 10)
    return base * (1.25 - Math.min(0.6, speed / 14)) * ends
  })

interface Hand {
  readonly slant: number
  readonly height: number
  readonly step: number
  readonly base: number
}

/** The capital: a tall loop with a hook, turned one way or the other. */
const capital = (random: Random, hand: Hand): Point[] => {
  const x = 42 + random.int(0, 18)
  const foot = 142
  const top = foot - hand.height
  const lean = hand.slant * hand.height
  return random.chance(0.5)
    ? [
        { x: x - 14, y: foot - 34 },
        { x: x + lean * 0.6, y: top + 14 },
        { x: x + lean + 16, y: top },
        { x: x + lean * 0.7 + 10, y: top + 46 },
        { x: x - 8, y: foot },
        { x: x - 22, y: foot - 20 },
        { x: x + 18, y: foot - 48 },
        { x: x + 52, y: foot - 30 },
      ]
    : [
        { x: x + lean + 30, y: top + 26 },
        { x: x + lean, y: top },
        { x: x - 24, y: foot - hand.height * 0.5 },
        { x: x - 6, y: foot },
        { x: x + 40, y: foot - 12 },
        { x: x + 46, y: foot - 52 },
        { x: x + 8, y: foot - 46 },
        { x: x + 58, y: foot - 26 },
      ]
}

/** The rest of the name: waves that shrink, a loop here and there. */
const waves = (random: Random, hand: Hand, from: Point, letters: number): Point[] => {
  const points: Point[] = []
  let x = from.x
  for (let i = 0; i < letters; i++) {
    const high = (46 - i * 3.4) * (0.65 + random.next() * 0.6)
    const foot = 134 + random.int(-5, 6)
    const step = hand.step * (0.8 + random.next() * 0.45)
    if (random.chance(0.28)) {
      const tall = high * 1.7
      points.push(
        { x: x + step * 0.7, y: foot - tall * 0.55 },
        { x: x + step * 0.75 + hand.slant * tall, y: foot - tall },
        { x: x + step * 0.3 + hand.slant * tall * 0.7, y: foot - tall * 0.8 },
        { x: x + step * 0.55, y: foot },
      )
    } else
      points.push({ x: x + step * 0.45 + hand.slant * high, y: foot - high }, { x: x + step * 0.7, y: foot })
    x += step
  }
  return points
}

const flourish = (random: Random, from: Point): Point[] => {
  const reach = Math.min(WIDTH - 14, from.x + random.int(40, 90))
  const kind = random.int(0, 2)
  if (kind === 0)
    return [
      { x: reach, y: from.y - 26 },
      { x: reach - 8, y: from.y + 10 },
      { x: from.x * 0.55, y: 170 },
      { x: 46, y: 176 },
    ]
  if (kind === 1)
    return [
      { x: reach - 24, y: from.y + 4 },
      { x: reach, y: from.y - 34 },
      { x: reach - 36, y: from.y - 20 },
      { x: from.x - 26, y: 168 },
      { x: reach - 6, y: 160 },
    ]
  return [
    { x: from.x + 18, y: 178 },
    { x: from.x - 10, y: 184 },
    { x: from.x + 2, y: 146 },
    { x: reach, y: from.y - 30 },
  ]
}

/** A signature in blue ink that is this person's every time: the hand is drawn from the person's id. */
export const signaturePng = (person: { readonly id: string; readonly fullName: string }): Uint8Array => {
  const random = randomFor(`signature:${person.id}`)
  const hand: Hand = {
    slant: 0.12 + random.next() * 0.32,
    height: random.int(84, 118),
    step: random.int(30, 44),
    base: 2.3 + random.next() * 0.9,
  }
  const first = capital(random, hand)
  const given = person.fullName.split(' ').at(-1) ?? ''
  const rest = waves(random, hand, first.at(-1) as Point, Math.min(7, given.length + 2))
  const last = rest.at(-1) as Point
  const line = fit(smooth([...first, ...rest, ...flourish(random, last)]))
  const canvas = newCanvas(WIDTH, HEIGHT)
  strokeLine(canvas, line, pressure(line, hand.base))
  if (random.chance(0.6)) {
    const x = 110 + random.int(0, 120)
    const mark = smooth([
      { x, y: 62 },
      { x: x + 14, y: 54 },
      { x: x + 34, y: 60 },
    ])
    strokeLine(canvas, mark, pressure(mark, hand.base * 0.9))
  }
  return inkPng(canvas, BLUE, PIXELS_PER_MM * 1000)
}
