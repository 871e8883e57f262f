// Tờ phân cách → A4 sheets with one large QR mark each.
import { cleanText, upper } from '../paper-text.ts'
import { type Press, slowPress } from './press.ts'
import { qrSvg } from './qr.ts'
import type { Sheet } from './render-slip.ts'

/** `mark` is what the reader looks for; the sheet itself holds nothing of any paper. */
export async function renderSeparators(
  sheets: { issuer: string; mark: string; count: number },
  press: Press = slowPress(),
): Promise<Sheet> {
  const issuer = cleanText(sheets.issuer)
  const data = {
    numberRoom: 4,
    party: false,
    issuer: upper(issuer),
    mark: qrSvg(sheets.mark),
    count: sheets.count,
    meta: { title: 'Tờ phân cách', author: issuer },
  }
  const printed = await press.print('separator.typ', data, {})
  return { pdf: printed.bytes, pages: printed.pages }
}
