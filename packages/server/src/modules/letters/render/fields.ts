// Notes measured by Typst (origin upper left) → named rectangles of the PDF (origin lower left).
import type { DateRoom, FieldPlace, LetterFields, Rect, TextRoom } from '../letter.ts'
import type { Note } from './press-messages.ts'

const A4 = { width: 595.276, height: 841.89 }

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

export function placeOf(note: Note, landscape: boolean): FieldPlace {
  const height = landscape ? A4.width : A4.height
  const rect: Rect = [round(note.x), round(height - note.y - note.h), round(note.w), round(note.h)]
  return { page: note.page, rect }
}

function textRoom(note: Note, landscape: boolean): TextRoom {
  return {
    ...placeOf(note, landscape),
    fontSize: note.size ?? 13,
    italic: note.style === 'italic',
    align: note.align === 'right' ? 'right' : 'center',
  }
}

function around(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((r) => r[0]))
  const y = Math.min(...rects.map((r) => r[1]))
  const right = Math.max(...rects.map((r) => r[0] + r[2]))
  const top = Math.max(...rects.map((r) => r[1] + r[3]))
  return [x, y, round(right - x), round(top - y)]
}

function stampFields(notes: ReadonlyMap<string, Note>, prefix: string, landscape: boolean) {
  const find = (name: string) => {
    const note = notes.get(prefix + name)
    return note ? textRoom(note, landscape) : undefined
  }
  const [number, day, month, year] = [find('number'), find('day'), find('month'), find('year')]
  const date: DateRoom | undefined =
    day && month
      ? {
          page: day.page,
          rect: around([day, month, ...(year ? [year] : [])].map((room) => room.rect)),
          day,
          month,
          ...(year ? { year } : {}),
        }
      : undefined
  return { ...(number ? { number } : {}), ...(date ? { date } : {}) }
}

export function letterFields(list: readonly Note[], landscape: boolean, annexes: number): LetterFields {
  const notes = new Map(list.map((note) => [note.name, note]))
  const place = (name: 'personSignature' | 'seal' | 'annexSignature') => {
    const note = notes.get(name)
    return note ? { [name]: placeOf(note, landscape) } : {}
  }
  const inside = Array.from({ length: annexes }, (_, i) => stampFields(notes, `annex${i + 1}.`, landscape))
  return {
    ...stampFields(notes, '', landscape),
    ...place('personSignature'),
    ...place('seal'),
    ...place('annexSignature'),
    ...(annexes > 0 ? { annexes: inside } : {}),
  }
}
