// The red pencil at the margin: every departure from the form, in the order of the page.
import { checkBody } from './check-body.ts'
import { checkClosing } from './check-closing.ts'
import { checkHeader } from './check-header.ts'
import type { FormatFinding } from './format-finding.ts'

export type { FormatFinding }

import type { Letter } from './letter.ts'

export function checkFormat(letter: Letter): FormatFinding[] {
  // A separate annex has neither number line, recipients nor signature of its own.
  if (letter.kind === 'annex') return []
  return [...checkHeader(letter), ...checkBody(letter), ...checkClosing(letter)]
}

/** The letter with one finding put right. */
export function applyRepair(letter: Letter, finding: FormatFinding): Letter {
  return finding.repair ? { ...letter, ...finding.repair } : letter
}
