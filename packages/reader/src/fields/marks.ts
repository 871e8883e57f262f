// Urgency (ô 10b) and secrecy (ô 10a): capitals alone in a frame on the first page.
import type { Marked } from '../layout/anchors.ts'
import type { Header } from '../layout/header.ts'
import { folded } from '../text/fold.ts'

export interface MarkReading {
  mark: string
  piece: Marked
}

const URGENCY: readonly (readonly [string, string])[] = [
  ['hoatochengio', 'HỎA TỐC HẸN GIỜ'],
  ['hoatoc', 'HỎA TỐC'],
  ['thuongkhan', 'THƯỢNG KHẨN'],
  ['khan', 'KHẨN'],
]
const SECRECY: readonly (readonly [string, string])[] = [
  ['tuyetmat', 'TUYỆT MẬT'],
  ['toimat', 'TỐI MẬT'],
  ['mat', 'MẬT'],
]

function read(
  header: Header,
  kind: 'urgency' | 'secrecy',
  marks: readonly (readonly [string, string])[],
): MarkReading | null {
  for (const piece of header.pieces) {
    if (piece.kind !== kind) continue
    const key = folded(piece.text)
    const mark = marks.find(([needle]) => key.includes(needle))
    if (mark) return { mark: mark[1], piece }
  }
  return null
}

export const readUrgency = (header: Header): MarkReading | null => read(header, 'urgency', URGENCY)
export const readSecrecy = (header: Header): MarkReading | null => read(header, 'secrecy', SECRECY)
