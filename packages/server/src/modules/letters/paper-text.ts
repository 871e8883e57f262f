// Small rules of writing on paper: dates, numbers, punctuation of lists.
import type { PlainDateText } from './letter.ts'

/** NFC, no control characters; a line feed stays a line break. */
export function cleanText(text: string): string {
  return (
    text
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .replace(/\t/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2060\ufeff]/g, '')
  )
}

export function upper(text: string): string {
  return text.toLocaleUpperCase('vi')
}

export interface DateParts {
  year: number
  month: number
  day: number
}

/** Null when the text is no date of the calendar. */
export function parseDate(text: PlainDateText): DateParts | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const length = lengths[month - 1]
  return length === undefined || day < 1 || day > length ? null : { year, month, day }
}

/** App. I, II.4: a leading 0 for days below 10 and for months 1 and 2, not for months 3 to 9. */
export function dayOnPaper(day: number): string {
  return day < 10 ? `0${day}` : String(day)
}

export function monthOnPaper(month: number): string {
  return month < 3 ? `0${month}` : String(month)
}

/** `ngày 05 tháng 01 năm 2022` */
export function dateOnPaper(date: DateParts): string {
  return `ngày ${dayOnPaper(date.day)} tháng ${monthOnPaper(date.month)} năm ${date.year}`
}

/** App. I, II.3: numbers below 10 are written with a 0 in front. */
export function numberOnPaper(number: string): string {
  return /^\d$/.test(number) ? `0${number}` : number
}

/** A list on paper: `;` after each line, `.` after the last; a leading dash in the input is dropped. */
export function punctuateList(lines: readonly string[]): string[] {
  const bare = lines
    .map((line) =>
      line
        .trim()
        .replace(/^[-–]\s*/, '')
        .replace(/[;.,\s]+$/, ''),
    )
    .filter((line) => line !== '')
  return bare.map((line, i) => line + (i === bare.length - 1 ? '.' : ';'))
}
