import type { Page } from '../pdf/index.ts'

/** A rectangle on the page as people see it: points from the lower left corner of the visible page. */
export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

export const POINTS_PER_MM = 72 / 25.4

export function visibleSize(page: Page): { width: number; height: number } {
  const [left, bottom, right, top] = page.box
  const [width, height] = [right - left, top - bottom]
  return page.rotate % 180 === 0 ? { width, height } : { width: height, height: width }
}

/** The same rectangle in the page's own coordinates: CropBox offset and /Rotate undone (§8.3.2.3, §7.7.3.3). */
export function toUserSpace(page: Page, rect: Rect): [number, number, number, number] {
  const a = userPoint(page, rect.x, rect.y)
  const b = userPoint(page, rect.x + rect.width, rect.y + rect.height)
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])]
}

function userPoint(page: Page, x: number, y: number): [number, number] {
  const [left, bottom, right, top] = page.box
  switch (page.rotate) {
    case 90:
      return [right - y, bottom + x]
    case 180:
      return [right - x, top - y]
    case 270:
      return [left + y, top - x]
    default:
      return [left + x, bottom + y]
  }
}

/** Where a rectangle of the page's own coordinates is seen. */
export function toVisible(page: Page, rect: readonly number[]): Rect {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = rect
  const [left, bottom, right, top] = page.box
  const [l, b, r, t] = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]
  const [width, height] = page.rotate % 180 === 0 ? [r - l, t - b] : [t - b, r - l]
  switch (page.rotate) {
    case 90:
      return { x: b - bottom, y: right - r, width, height }
    case 180:
      return { x: right - r, y: top - t, width, height }
    case 270:
      return { x: top - t, y: l - left, width, height }
    default:
      return { x: l - left, y: b - bottom, width, height }
  }
}

/** /Matrix of the appearance so that it stands upright on a rotated page (§12.5.5, algorithm 8.1). */
export function uprightMatrix(rotate: number, width: number, height: number): number[] {
  if (rotate === 90) return [0, 1, -1, 0, height, 0]
  if (rotate === 180) return [-1, 0, 0, -1, width, height]
  if (rotate === 270) return [0, -1, 1, 0, 0, width]
  return [1, 0, 0, 1, 0, 0]
}

/** Decree 30/2020, Annex I: the seal at its real size over about the left third of the person's signature.
 * Its right edge stands at one third of the signature's width; the vertical centres agree. */
export function sealRect(person: Rect, widthMm: number, heightMm = widthMm): Rect {
  const width = widthMm * POINTS_PER_MM
  const height = heightMm * POINTS_PER_MM
  return {
    x: person.x + person.width / 3 - width,
    y: person.y + person.height / 2 - height / 2,
    width,
    height,
  }
}

/** Largest rectangle of a given proportion centred in a box: the person's picture is never distorted. */
export function fitInside(box: Rect, width: number, height: number): Rect {
  const scale = Math.min(box.width / width, box.height / height)
  const [w, h] = [width * scale, height * scale]
  return { x: box.x + (box.width - w) / 2, y: box.y + (box.height - h) / 2, width: w, height: h }
}
