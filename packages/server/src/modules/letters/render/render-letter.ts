// Letter → PDF/A-2b with the places of number, date, signature and seal.
import type { Letter, RenderedLetter } from '../letter.ts'
import { letterFields } from './fields.ts'
import { letterData } from './layout-data.ts'
import { defaultPress, type Press } from './press.ts'

export async function renderLetter(letter: Letter, press: Press = defaultPress()): Promise<RenderedLetter> {
  const printed = await press.print('letter.typ', letterData(letter), { createdAt: letter.preparedAt })
  return {
    pdf: printed.bytes,
    pages: printed.pages,
    fields: letterFields(printed.notes, letter.landscape ?? false, letter.annexes?.length ?? 0),
  }
}
