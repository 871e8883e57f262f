import { language } from '../../lib/language.ts'

export const time = (at: string) =>
  new Date(at).toLocaleString(language() === 'vi' ? 'vi-VN' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    day: '2-digit',
    month: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  })

/** 2021-12-31 → 31/12/2021 */
export const day = (iso: string | null | undefined) =>
  iso ? iso.slice(0, 10).split('-').reverse().join('/') : ''
