import type { Page } from '../pdf/index.ts'
import { type Appearance, measureText, type TextStyle } from './appearance.ts'
import { type Rect, visibleSize } from './geometry.ts'

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

/** Top right corner of a page, upright whatever its rotation. `below` blocks already stand there. */
export function topRight(page: Page, what: Appearance, below = 0): Rect {
  if (what.lines === undefined || what.style === undefined) throw new TypeError('a text block is placed')
  const size = measureText(what.lines, what.style)
  const visible = visibleSize(page)
  return {
    x: Math.max(0, visible.width - MARGIN - size.width - 2),
    y: Math.max(0, visible.height - MARGIN - size.height - below),
    width: size.width + 2,
    height: size.height,
  }
}
