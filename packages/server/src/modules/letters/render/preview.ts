// Letter → one SVG per page, for the live layout beside the draft. The same layout as the PDF, the same press.
import type { Letter } from '../letter.ts'
import { letterData } from './layout-data.ts'
import { defaultPress, type Press } from './press.ts'

export async function previewLetter(letter: Letter, press: Press = defaultPress()): Promise<string[]> {
  const printed = await press.print('letter.typ', letterData(letter), { output: 'svg' })
  return new TextDecoder().decode(printed.bytes).split('\f')
}
