import type { Page } from '../pdf/index.ts'
import { type Appearance, measureText, type TextStyle, wrapLines } from './appearance.ts'
import { POINTS_PER_MM, type Rect, visibleSize } from './geometry.ts'

/** Text-only organisation signatures of Decree 30/2020, Annex I: annexes, copies (ô 14) and arrivals. */
export type CopyKind = 'SAO Y' | 'SAO LỤC' | 'TRÍCH SAO'

/** Times New Roman upright 10 pt black; Tinos has the same metrics. */
export function decreeStyle(font: Uint8Array): TextStyle {
  return { font, size: 10, align: 'left', vertical: 'top' }
}

/** `21/01/2022 18:29:05 +07:00`: date, time to the second, zone per ISO 8601. */
export function decreeTime(time: Date): string {
  const iso = new Date(time.getTime() + 7 * 3_600_000).toISOString()
  const [year, month, day] = iso.slice(0, 10).split('-')
  return `${day}/${month}/${year} ${iso.slice(11, 19)} +07:00`
}

/** Separate annex: number and symbol of the main document, and the time of signing. */
export function annexLines(numberAndSymbol: string, time: Date): string[] {
  return [`Số: ${numberAndSymbol.replace(/^Số\s*:\s*/i, '')}`, `Thời gian ký: ${decreeTime(time)}`]
}

/** Electronic copy: form of the copy, name of the copying organisation, time of signing. */
export function copyLines(kind: CopyKind, organisation: string, time: Date): string[] {
  return [kind, organisation, `Thời gian ký: ${decreeTime(time)}`]
}

/** Arrival (tiếp nhận, Art. 22): receiving organisation, arrival number, time. */
export function arrivalLines(organisation: string, number: string, time: Date): string[] {
  return [organisation, `Số đến: ${number}`, `Thời gian tiếp nhận: ${decreeTime(time)}`]
}

const MARGIN = 14.17 // 5 mm: above the header of the letter, inside the printable area

/** A text block for the top right corner: long names of organisations are broken, the block stays in its half. */
export function cornerBlock(page: Page, lines: readonly string[], style: TextStyle): Appearance {
  return { lines: wrapLines(lines, style, visibleSize(page).width * 0.45), style }
}

/** Top right corner of a page, upright whatever its rotation, below the blocks that stand there already. */
export function topRight(page: Page, what: Appearance, taken: readonly Rect[] = []): Rect {
  if (what.lines === undefined || what.style === undefined) throw new TypeError('a text block is placed')
  const size = measureText(what.lines, what.style)
  const visible = visibleSize(page)
  const rect = {
    x: Math.max(0, visible.width - MARGIN - size.width - 2),
    y: visible.height - MARGIN - size.height,
    width: size.width + 2,
    height: size.height,
  }
  for (let next = taken.find((other) => overlap(rect, other)); next !== undefined; ) {
    rect.y = next.y - size.height - 3
    next = taken.find((other) => overlap(rect, other))
  }
  rect.y = Math.max(0, rect.y)
  return rect
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Where a signature of an officer stands when nobody says: lower right, 45 × 20 mm. */
export function signerRect(page: Page): Rect {
  const visible = visibleSize(page)
  const [width, height] = [45 * POINTS_PER_MM, 20 * POINTS_PER_MM]
  return {
    x: Math.max(0, visible.width * 0.72 - width / 2),
    y: Math.min(visible.height - height, 150),
    width,
    height,
  }
}
