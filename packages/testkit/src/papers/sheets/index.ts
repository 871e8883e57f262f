// The second collection: every handwritten sheet in every layout, printed by Chromium.
import { Printer } from '../print.ts'
import { COURTS_AND_COMPANIES } from './courts-and-companies.ts'
import { LAYOUTS, type LayoutName } from './layouts.ts'
import type { SheetText } from './model.ts'
import { OFFICES } from './offices.ts'
import { PARTY_AND_UNIONS } from './party-and-unions.ts'
import { PROVINCES } from './provinces.ts'

export const SHEETS: readonly SheetText[] = [
  ...PROVINCES,
  ...OFFICES,
  ...PARTY_AND_UNIONS,
  ...COURTS_AND_COMPANIES,
]
const NAMES = Object.keys(LAYOUTS) as LayoutName[]

export interface PrintedSheet {
  sheet: SheetText
  layout: LayoutName
  bytes: Uint8Array
}

/** Each sheet in one layout, in turn, or – `all` – in each of them. */
export async function* printedSheets(all: boolean): AsyncGenerator<PrintedSheet> {
  const printer = await Printer.open()
  try {
    for (const [i, sheet] of SHEETS.entries())
      for (const layout of all ? NAMES : [NAMES[i % NAMES.length]!])
        yield { sheet, layout, bytes: await printer.pdf(LAYOUTS[layout](sheet)) }
  } finally {
    await printer.close()
  }
}
