import { latin1, latin1Bytes } from '../bytes/latin1.ts'
import { PdfString } from './objects.ts'

/** Text string → JavaScript string (ISO 32000-1 §7.9.2.2; UTF-8 mark from ISO 32000-2).
 * PDFDocEncoding above 0x7F is read as Latin-1, which is right for all letters but not for 0x80–0x9F. */
export function textOf(value: PdfString): string {
  const b = value.bytes
  if (b[0] === 0xfe && b[1] === 0xff) return new TextDecoder('utf-16be').decode(b.subarray(2))
  if (b[0] === 0xff && b[1] === 0xfe) return new TextDecoder('utf-16le').decode(b.subarray(2))
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return new TextDecoder().decode(b.subarray(3))
  return latin1(b)
}

/** ASCII stays ASCII; everything else becomes UTF-16BE with its mark, which every PDF version reads. */
export function textString(text: string): PdfString {
  const normal = text.normalize('NFC')
  if (/^[\x20-\x7e\r\n\t]*$/.test(normal)) return new PdfString(latin1Bytes(normal))
  const out = new Uint8Array(2 + 2 * normal.length)
  out[0] = 0xfe
  out[1] = 0xff
  for (let i = 0; i < normal.length; i++) {
    const unit = normal.charCodeAt(i)
    out[2 + 2 * i] = unit >> 8
    out[3 + 2 * i] = unit & 0xff
  }
  return new PdfString(out, true)
}

/** PDF date (§7.9.4) in Vietnam time: the zone the decree asks for and readers show. */
export function pdfDate(time: Date): string {
  const local = new Date(time.getTime() + 7 * 3_600_000).toISOString()
  return `D:${local.slice(0, 19).replace(/[-:T]/g, '')}+07'00'`
}

export function parsePdfDate(text: string): Date | undefined {
  const m = /^D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(?:(\d\d)'?(?:(\d\d)'?)?)?)?/.exec(text)
  if (!m) return undefined
  const part = (i: number, fallback: number) => (m[i] === undefined ? fallback : Number(m[i]))
  const utc = Date.UTC(part(1, 0), part(2, 1) - 1, part(3, 1), part(4, 0), part(5, 0), part(6, 0))
  const sign = m[7] === '-' ? -1 : 1
  const result = new Date(utc - sign * (part(8, 0) * 60 + part(9, 0)) * 60_000)
  return Number.isNaN(result.getTime()) ? undefined : result
}
