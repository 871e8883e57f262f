// Dấu "ĐẾN" (Appendix IV: 35 × 50 mm) on an exported copy: an annotation appended to the received bytes, which stay as they came.
import {
  addAppearance,
  bytesSource,
  POINTS_PER_MM,
  toUserSpace,
  visibleSize,
  wrapLines,
} from '@congvan/sign-core'
import { name, openPdf, PdfArray, PdfDict, PdfUpdate, pageAt, textString } from '@congvan/sign-core/pdf'
import { pdfRefusal } from './pdf-refusal.ts'
import { tinos } from './sign-pdf.ts'

export interface ArrivalStamp {
  agencyName: string
  number: number
  /** As printed: 20/12/2021. */
  day: string
}

const [WIDTH, HEIGHT] = [50 * POINTS_PER_MM, 35 * POINTS_PER_MM]
const INSET = 5
const RED = '0.7 0.15 0.12'
/** Where the viewer draws it: at the right, below the header, clear of number and date, also under an agency's name of three lines. */
const FROM_RIGHT = 0.015
const FROM_TOP = 0.172

export async function stampArrival(pdf: Uint8Array, stamp: ArrivalStamp): Promise<Uint8Array> {
  try {
    const reader = await openPdf(bytesSource(pdf))
    const page = await pageAt(reader, 0)
    const update = new PdfUpdate(reader)
    const style = { font: await tinos(false), size: 9 }
    const lines = wrapLines(
      [
        stamp.agencyName,
        'ĐẾN',
        `Số: ${stamp.number}`,
        `Ngày: ${stamp.day}`,
        'Chuyển: ……………………',
        'Số và ký hiệu HS: …………',
      ],
      style,
      WIDTH - 2 * INSET,
    )
    const look = addAppearance(
      update,
      { lines, style },
      WIDTH,
      HEIGHT,
      page.rotate,
      (content) =>
        `q ${RED} RG 1.2 w 0.6 0.6 ${WIDTH - 1.2} ${HEIGHT - 1.2} re S Q q 1 0 0 1 ${INSET} ${-INSET} cm ${content.replace('\n0 g\n', `\n${RED} rg\n`)} Q`,
    )
    const room = visibleSize(page)
    const rect = {
      x: room.width * (1 - FROM_RIGHT) - WIDTH,
      y: room.height * (1 - FROM_TOP) - HEIGHT,
      width: WIDTH,
      height: HEIGHT,
    }
    const annotation = update.add(
      PdfDict.of({
        Type: name('Annot'),
        Subtype: name('Stamp'),
        Rect: new PdfArray(toUserSpace(page, rect)),
        // Printed, and not to be moved or changed by a reader's hand (ISO 32000-1 table 165: print, read-only, locked).
        F: 4 + 64 + 128,
        Contents: textString(lines.join('\n')),
        AP: PdfDict.of({ N: look }),
      }),
    )
    await update.append(page.ref, 'Annots', annotation)
    return Buffer.concat([pdf, (await update.build()).tail])
  } catch (error) {
    throw pdfRefusal('invalid', error, 'file')
  }
}
