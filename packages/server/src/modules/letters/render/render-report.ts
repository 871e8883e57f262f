// Report → PDF/A-2b, on the press for long work, so that it never holds up a letter.
import type { RenderedLetter } from '../letter.ts'
import { type Report, reportLetter } from '../report.ts'
import { type Press, slowPress } from './press.ts'
import { renderLetter } from './render-letter.ts'

export function renderReport(report: Report, press: Press = slowPress()): Promise<RenderedLetter> {
  return renderLetter(reportLetter(report), press)
}
