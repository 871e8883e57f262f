// One text value → one meaning. Every repair is remarked upon; nothing is invented.

import type { Warnings } from './problems.ts'

const PLACEHOLDERS = new Set(['null', '(null)', 'n/a', 'undefined', 'nan', 'none'])
const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2200

/** Trimmed, in composed Unicode, without characters XML forbids; placeholders count as nothing. */
export function cleanText(raw: string, warnings: Warnings, field: string): string {
  const allowed = dropControls(raw)
  const trimmed = allowed.replace(/\r\n?/g, '\n').trim()
  if (PLACEHOLDERS.has(trimmed.toLowerCase())) {
    warnings.add('null-text', field)
    return ''
  }
  const bounded = boundMarks(trimmed)
  if (bounded !== trimmed) warnings.add('too-many-marks', field)
  const composed = bounded.normalize('NFC')
  if (composed !== bounded) warnings.add('text-not-nfc', field)
  return composed
}

/**
 * At most thirty combining marks in a row, as Unicode's stream-safe form has it (UAX #15 §13): putting a
 * longer row in order takes quadratic time, six seconds for 40,000 marks.
 */
export function boundMarks(text: string): string {
  return text.replace(/(\p{M}{30})\p{M}+/gu, '$1')
}

/** Control characters, which XML forbids (or, from U+007F on, allows for no good reason). */
export function dropControls(text: string): string {
  return text.replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
}

/** Identifiers are stored as received: only white space and placeholders go. */
export function cleanCode(raw: string, warnings: Warnings, field: string): string {
  const trimmed = raw.trim()
  if (!PLACEHOLDERS.has(trimmed.toLowerCase())) return trimmed
  warnings.add('null-text', field)
  return ''
}

/** `yyyy-MM-dd`, or null when there is no such day. */
export function readDate(raw: string, warnings: Warnings, field: string): string | null {
  const text = cleanText(raw, warnings, field)
  if (!text) return null
  const day = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:$|[T\s])/.exec(text)
  const vietnamese = day ? null : /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:$|[T\s])/.exec(text)
  const parts = day
    ? [day[1], day[2], day[3]]
    : vietnamese
      ? [vietnamese[3], vietnamese[2], vietnamese[1]]
      : []
  const [year = 0, month = 0, date = 0] = parts.map(Number)
  if (!isDay(year, month, date)) {
    warnings.add('date-invalid', `${field} ${text}`)
    return null
  }
  if (!/^\d{4}\/\d\d\/\d\d$/.test(text)) warnings.add('date-format', `${field} ${text}`)
  return `${year}-${two(month)}-${two(date)}`
}

/** Packets carry Vietnam time without a zone; a zone that is given is respected. */
export function readTime(raw: string, warnings: Warnings, field: string): string | null {
  const text = cleanText(raw, warnings, field)
  if (!text) return null
  const zoned = readZoned(text)
  const local = zoned ? null : readLocal(text)
  const value = zoned ?? local
  if (!value) {
    warnings.add('time-invalid', `${field} ${text}`)
    return null
  }
  if (!/^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d$/.test(text)) warnings.add('time-format', `${field} ${text}`)
  return value
}

function readZoned(text: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i.test(text)) return null
  const at = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(at) ? null : vietnamTime(at)
}

function readLocal(text: string): string | null {
  const match =
    /^(?:(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))(?:[T\s]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/.exec(
      text,
    )
  if (!match) return null
  const [year, month, date] = (
    match[1] ? [match[1], match[2], match[3]] : [match[6], match[5], match[4]]
  ).map(Number)
  const [hour, minute, second] = [match[7] ?? 0, match[8] ?? 0, match[9] ?? 0].map(Number)
  if (!isDay(year ?? 0, month ?? 0, date ?? 0)) return null
  if ((hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null
  return `${year}-${two(month)}-${two(date)}T${two(hour)}:${two(minute)}:${two(second)}+07:00`
}

/** Milliseconds → ISO text in the zone Asia/Ho_Chi_Minh, which has no summer time. */
export function vietnamTime(at: number): string {
  return `${new Date(at + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`
}

/** ISO text → the packet's `yyyy/MM/dd HH:mm:ss`. */
export function packetTime(iso: string): string {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return ''
  return vietnamTime(at).slice(0, 19).replaceAll('-', '/').replace('T', ' ')
}

export function packetDate(iso: string): string {
  return iso.replaceAll('-', '/')
}

function isDay(year: number, month: number, date: number): boolean {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || date < 1) return false
  return date <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function two(value: number | undefined): string {
  return String(value ?? 0).padStart(2, '0')
}

const URGENCY_WORDS = ['thường', 'khẩn', 'thượng khẩn', 'hỏa tốc', 'hỏa tốc hẹn giờ']

export function readUrgency(raw: string, warnings: Warnings): number {
  const text = cleanText(raw, warnings, 'Priority').toLowerCase()
  if (!text) return 0
  if (/^0*[0-4]$/.test(text)) return Number(text)
  warnings.add('value-unknown', `Priority ${text}`)
  return Math.max(0, URGENCY_WORDS.indexOf(text.replace('hoả', 'hỏa')))
}

const STATUS_WORDS: Record<string, string> = {
  inbox: '01',
  rejection: '02',
  acceptance: '03',
  assignment: '04',
  processing: '05',
  finish: '06',
  cancellation: '13',
  'change-acceptance': '15',
  'change-rejection': '16',
}

/** Two digits with the leading zero; words of the vendor's kit are led back to their codes. */
export function readStatusCode(raw: string, warnings: Warnings): string {
  const text = cleanCode(raw, warnings, 'StatusCode')
  const code =
    STATUS_WORDS[text.toLowerCase()] ?? (/^\d+$/.test(text) ? String(Number(text)).padStart(2, '0') : text)
  if (code !== text) warnings.add('status-padded', `${text} → ${code}`)
  return code
}
