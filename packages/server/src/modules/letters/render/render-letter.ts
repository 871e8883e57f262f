// Letter → PDF/A-2b with the places of number, date, signature and seal.
import type { Letter, RenderedLetter } from '../letter.ts'
import { letterFields } from './fields.ts'
import { printFitted } from './fit.ts'
import { defaultPress, type Press } from './press.ts'

export async function renderLetter(letter: Letter, press: Press = defaultPress()): Promise<RenderedLetter> {
  const printed = await printFitted(letter, press, 'pdf')
  return {
    pdf: printed.bytes,
    pages: printed.pages,
    fields: letterFields(printed.notes, letter.landscape ?? false, letter.annexes?.length ?? 0),
  }
}
