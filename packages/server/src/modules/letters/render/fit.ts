// A leader does not sign a page that carries two lines and a name when the letter fits on one page less.
import type { Density, Letter } from '../letter.ts'
import { letterData } from './layout-data.ts'
import type { Press, Printed } from './press.ts'
import type { PressJob } from './press-messages.ts'

/** Below this height (points from the top) a signature on the last page means that little stands above it. */
const SHORT_LAST_PAGE = 330

function hasShortLastPage(printed: Printed): boolean {
  const signature = printed.notes.find((note) => note.name === 'personSignature')
  return printed.pages > 1 && signature?.page === printed.pages && signature.y < SHORT_LAST_PAGE
}

export async function printFitted(
  letter: Letter,
  press: Press,
  output: PressJob['output'],
): Promise<Printed> {
  const print = (density: Density) =>
    press.print('letter.typ', letterData(letter, density), { output, createdAt: letter.preparedAt })
  if (letter.density && letter.density !== 'auto') return print(letter.density)
  const normal = await print('normal')
  // With annexes behind it the signature is not on the last page; then nothing is gained.
  if (!hasShortLastPage(normal)) return normal
  for (const density of ['close', 'small'] as const) {
    const closer = await print(density)
    if (closer.pages < normal.pages) return closer
  }
  return normal
}
