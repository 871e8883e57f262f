import type { renderLetter } from '../letters/index.ts'

type RenderedLetter = Awaited<ReturnType<typeof renderLetter>>

import type { LetterPlaces, Place } from '../signing/index.ts'

const placeOf = (page: number, rect: readonly number[]): Place => ({
  page,
  rect: { x: rect[0]!, y: rect[1]!, width: rect[2]!, height: rect[3]! },
})

/** The renderer counts pages from 1 and measures from the lower left; the PDF layer counts pages from 0. */
export function placesOf(fields: RenderedLetter['fields'], numberOfDigitsRoom = 1): LetterPlaces {
  const room = (text: {
    page: number
    rect: readonly number[]
    fontSize: number
    align: 'center' | 'right'
  }) => ({
    ...placeOf(text.page - numberOfDigitsRoom, text.rect),
    size: text.fontSize,
    align: text.align,
  })
  const person = fields.personSignature!
  const seal = fields.seal ?? person
  return {
    number: fields.number ? room(fields.number) : null,
    dayMonth: fields.date
      ? [
          room(fields.date.day),
          room(fields.date.month),
          ...(fields.date.year ? [room(fields.date.year)] : []),
        ]
      : [],
    person: placeOf(person.page - 1, person.rect),
    seal: placeOf(seal.page - 1, seal.rect),
  }
}

/** An uploaded file has no rooms of ours: signature and seal go to the usual corner of the last page, number and date are printed in it already or stand in the seal's text. */
export function defaultPlaces(pages: number): LetterPlaces {
  const last = Math.max(0, pages - 1)
  return {
    number: null,
    dayMonth: [],
    person: { page: last, rect: { x: 360, y: 130, width: 140, height: 56 } },
    seal: { page: last, rect: { x: 300, y: 110, width: 102, height: 102 } },
  }
}
