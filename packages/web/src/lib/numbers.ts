import { language } from './language.ts'

/** "231 kB", "1,4 MB" in the language's own marks. */
export function sizeWords(bytes: number): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB']
  const shown = value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${numberWords(shown)} ${unit}`
}

/** 1.234 in Vietnamese, 1,234 in English. */
export const numberWords = (value: number): string =>
  new Intl.NumberFormat(language() === 'vi' ? 'vi-VN' : 'en-GB').format(value)
