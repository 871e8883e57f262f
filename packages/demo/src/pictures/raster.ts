// A small anti-aliased rasteriser: outlines by exact area coverage, pen strokes by distance. One channel of ink, 0–1.

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Canvas {
  readonly width: number
  readonly height: number
  /** Ink of each pixel, 0 = none, 1 = full. */
  readonly ink: Float32Array
}

export const newCanvas = (width: number, height: number): Canvas => ({
  width,
  height,
  ink: new Float32Array(width * height),
})

/** Adds one edge to the accumulation buffer: each pixel keeps the signed area right of the edge within its row. */
const addEdge = (area: Float32Array, width: number, height: number, from: Point, to: Point): void => {
  if (from.y === to.y) return
  const down = from.y < to.y
  const [a, b] = down ? [from, to] : [to, from]
  const sign = down ? 1 : -1
  const slope = (b.x - a.x) / (b.y - a.y)
  const top = Math.max(0, a.y)
  const bottom = Math.min(height, b.y)
  for (let row = Math.floor(top); row < bottom; row++) {
    const y0 = Math.max(row, top)
    const y1 = Math.min(row + 1, bottom)
    if (y1 <= y0) continue
    spread(area, row * width, width, a.x + (y0 - a.y) * slope, a.x + (y1 - a.y) * slope, (y1 - y0) * sign)
  }
}

const spread = (
  area: Float32Array,
  start: number,
  width: number,
  xa: number,
  xb: number,
  dy: number,
): void => {
  const x0 = Math.min(xa, xb)
  const x1 = Math.max(xa, xb)
  const first = Math.floor(x0)
  const last = Math.floor(x1)
  if (first === last || x1 - x0 < 1e-6) {
    add(area, start, width, first, dy * (1 - ((x0 + x1) / 2 - first)))
    add(area, start, width, first + 1, dy * ((x0 + x1) / 2 - first))
    return
  }
  const per = dy / (x1 - x0)
  for (let column = first; column <= last; column++) {
    const l = Math.max(x0, column)
    const r = Math.min(x1, column + 1)
    const part = per * (r - l)
    const mean = (l + r) / 2 - column
    add(area, start, width, column, part * (1 - mean))
    add(area, start, width, column + 1, part * mean)
  }
}

const add = (area: Float32Array, start: number, width: number, column: number, value: number): void => {
  const x = Math.min(Math.max(column, 0), width - 1)
  area[start + x] = (area[start + x] as number) + value
}

/** Fills closed outlines by the non-zero rule (exact where outlines do not overlap, which is so for letters and rings). */
export const fillOutlines = (canvas: Canvas, outlines: readonly (readonly Point[])[], strength = 1): void => {
  const { width, height, ink } = canvas
  const area = new Float32Array(width * height)
  for (const outline of outlines) {
    for (let i = 0; i < outline.length; i++)
      addEdge(area, width, height, outline[i] as Point, outline[(i + 1) % outline.length] as Point)
  }
  for (let row = 0; row < height; row++) {
    let sum = 0
    for (let at = row * width; at < (row + 1) * width; at++) {
      sum += area[at] as number
      const cover = Math.min(1, Math.abs(sum)) * strength
      if (cover > 0.002) ink[at] = 1 - (1 - (ink[at] as number)) * (1 - cover)
    }
  }
}

/** A round pen of changing radius along a line of points; strokes that cross do not darken. */
export const strokeLine = (canvas: Canvas, points: readonly Point[], radii: readonly number[]): void => {
  const { width, height, ink } = canvas
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] as Point, points[i] as Point]
    const [ra, rb] = [radii[i - 1] as number, radii[i] as number]
    const reach = Math.max(ra, rb) + 1
    const dx = b.x - a.x
    const dy = b.y - a.y
    const length2 = dx * dx + dy * dy || 1e-9
    const [left, right] = [
      Math.max(0, Math.floor(Math.min(a.x, b.x) - reach)),
      Math.min(width - 1, Math.ceil(Math.max(a.x, b.x) + reach)),
    ]
    const [top, bottom] = [
      Math.max(0, Math.floor(Math.min(a.y, b.y) - reach)),
      Math.min(height - 1, Math.ceil(Math.max(a.y, b.y) + reach)),
    ]
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) {
        const t = Math.min(1, Math.max(0, ((x + 0.5 - a.x) * dx + (y + 0.5 - a.y) * dy) / length2))
        const distance = Math.hypot(x + 0.5 - a.x - t * dx, y + 0.5 - a.y - t * dy)
        const cover = Math.min(1, Math.max(0, ra + t * (rb - ra) + 0.5 - distance))
        const at = y * width + x
        if (cover > (ink[at] as number)) ink[at] = cover
      }
    }
  }
}
