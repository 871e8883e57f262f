// The collections the reader is judged by: text forms, printed PDFs, PDFs whose digits live in widgets, scans.
import { composePaper } from './compose.ts'
import { htmlOf } from './html.ts'
import type { Paper } from './model.ts'
import { DAMAGES, type Damage, damaged, pictureBytes, sheetsOf } from './pictures.ts'
import { Printer } from './print.ts'
import { damageText, TEXT_DAMAGES, TEXT_FORMS, textOf } from './text-forms.ts'
import { addWidgets, type WidgetText } from './widgets.ts'

export interface TextSample {
  paper: Paper
  name: string
  text: string
  loose: boolean
}

/** Every form with every damage, in turn. */
export function textSamples(count: number, from = 0): TextSample[] {
  return Array.from({ length: count }, (_, i) => {
    const paper = composePaper(from + i)
    const form = TEXT_FORMS[i % TEXT_FORMS.length]!
    const damage = TEXT_DAMAGES[Math.floor(i / TEXT_FORMS.length) % TEXT_DAMAGES.length]!
    return {
      paper,
      name: `${form}, ${damage}`,
      text: damageText(textOf(paper, form), damage, from + i),
      loose: damage === 'lost-hyphens',
    }
  })
}

export interface FileSample {
  paper: Paper
  name: string
  bytes: Uint8Array
  sheets: number
}

export async function* pdfSamples(ids: readonly number[]): AsyncGenerator<FileSample> {
  const printer = await Printer.open()
  try {
    for (const id of ids) {
      const paper = composePaper(id)
      yield {
        paper,
        name: 'pdf',
        bytes: await printer.pdf(htmlOf(paper, { seals: id % 2 === 0 })),
        sheets: 0,
      }
    }
  } finally {
    await printer.close()
  }
}

/** Baselines are found by the caller, who can read positions: `place` gives them for a printed sheet. */
export type Placer = (
  pdf: Uint8Array,
) => Promise<{ number: WidgetText; day: WidgetText; month: WidgetText } | null>

export async function* widgetSamples(ids: readonly number[], place: Placer): AsyncGenerator<FileSample> {
  const printer = await Printer.open()
  try {
    for (const id of ids) {
      const paper = composePaper(id)
      if (paper.truth.number === null) continue
      const base = await printer.pdf(htmlOf(paper, { widgetsOnly: true }))
      const spots = await place(base)
      if (!spots) continue
      const widgets = [
        { ...spots.number, text: paper.truth.number },
        { ...spots.day, text: paper.right.day },
        { ...spots.month, text: paper.right.month },
      ]
      yield { paper, name: 'pdf, digits in widgets', bytes: addWidgets(base, widgets), sheets: 0 }
    }
  } finally {
    await printer.close()
  }
}

export async function* scanSamples(ids: readonly number[]): AsyncGenerator<FileSample & { damage: Damage }> {
  const printer = await Printer.open()
  try {
    for (const [i, id] of ids.entries()) {
      const paper = composePaper(id)
      const damage = DAMAGES[i % DAMAGES.length]!
      const sheets = await sheetsOf(
        await printer.pdf(htmlOf(paper, { seals: true, picture: true })),
        [200, 150, 300, 200][i % 4]!,
      )
      yield {
        paper,
        name: `scan, ${damage}`,
        damage,
        bytes: pictureBytes(damaged(sheets[0]!, damage, id), damage),
        sheets: sheets.length,
      }
    }
  } finally {
    await printer.close()
  }
}

/** The first sheet of a printed paper as an office scanner gives it: a little noise, JPEG, 200 dpi. */
export async function scanOf(pdf: Uint8Array, seed: number): Promise<Uint8Array> {
  const sheets = await sheetsOf(pdf, 200)
  return pictureBytes(damaged(sheets[0]!, 'jpeg', seed), 'jpeg')
}
