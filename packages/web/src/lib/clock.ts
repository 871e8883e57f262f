// Words of time follow the installation's own clock (`me.now`), never the computer's: the demo lives in December 2021.
import { useSyncExternalStore } from 'react'
import { language } from './language.ts'

let offset: number | null = null
let minute = 0
const listeners = new Set<() => void>()
const VIETNAM = 7 * 3_600_000
const DAY = 86_400_000

export function setClock(serverNow: string): void {
  const instant = Date.parse(serverNow)
  if (!Number.isFinite(instant)) return
  offset = instant - performance.now()
  for (const listener of listeners) listener()
}

/** The installation's instant in milliseconds. */
export const serverNow = (): number => (offset ?? performance.timeOrigin) + performance.now()

/** Re-renders the caller once a minute, and when the server told the time. */
export function useMinute(): number {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      const timer = setInterval(() => {
        minute = Math.floor(serverNow() / 60_000)
        listener()
      }, 20_000)
      return () => {
        listeners.delete(listener)
        clearInterval(timer)
      }
    },
    () => minute,
  )
}

const two = (value: number) => String(value).padStart(2, '0')

function parts(instant: number) {
  const local = new Date(instant + VIETNAM)
  return {
    dayNumber: Math.floor((instant + VIETNAM) / DAY),
    day: `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}`,
    year: local.getUTCFullYear(),
    time: `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`,
  }
}

/** `2021-12-20` → `20/12/2021`. */
export function dayWords(day: string | null | undefined): string {
  if (!day) return ''
  // What is already written as on paper stays as it is.
  if (!/^\d{4}-\d{2}-\d{2}/.test(day)) return day
  const [year, month, date] = day.slice(0, 10).split('-')
  return `${date}/${month}/${year}`
}

const weekdays = {
  vi: ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

/** `20/12/2021` or `2021-12-20` → "Thứ Hai, 20/12/2021"; anything else stays as it is. */
export function weekdayWords(day: string): string {
  const iso = /^\d{2}\/\d{2}\/\d{4}$/.test(day) ? day.split('/').reverse().join('-') : day
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return day
  return `${weekdays[language()][new Date(`${iso}T00:00:00Z`).getUTCDay()]}, ${dayWords(iso)}`
}

/** "10:32" today, "hôm qua 16:05", "18/12 09:00" this year, "21/01/2022" otherwise. */
export function timeWords(iso: string | null | undefined, from: number = serverNow()): string {
  if (!iso) return ''
  if (iso.length === 10) return dayWords(iso)
  const instant = Date.parse(iso)
  if (!Number.isFinite(instant)) return ''
  const then = parts(instant)
  const now = parts(from)
  const english = language() === 'en'
  if (then.dayNumber === now.dayNumber) return then.time
  if (then.dayNumber === now.dayNumber - 1) return `${english ? 'yesterday' : 'hôm qua'} ${then.time}`
  if (then.year === now.year) return `${then.day} ${then.time}`
  return `${then.day}/${then.year}`
}

/** `20/12/2021 07:42`, for logs and tooltips. */
export function momentWords(iso: string | null | undefined): string {
  if (!iso) return ''
  const then = parts(Date.parse(iso))
  return `${then.day}/${then.year} ${then.time}`
}

export const todayOnServer = (): string => new Date(serverNow() + VIETNAM).toISOString().slice(0, 10)

export interface DeadlineWords {
  words: string
  tone: 'plain' | 'soon' | 'late'
}

/** "còn 2 ngày làm việc", "hạn hôm nay", "quá hạn 3 ngày làm việc". */
export function deadlineWords(dueOn: string | null, workingDaysLeft: number | null): DeadlineWords | null {
  if (!dueOn) return null
  const english = language() === 'en'
  if (workingDaysLeft === null)
    return { words: `${english ? 'due' : 'hạn'} ${dayWords(dueOn)}`, tone: 'plain' }
  const days = Math.abs(workingDaysLeft)
  if (workingDaysLeft < 0)
    return {
      words: english
        ? `${days} working ${days === 1 ? 'day' : 'days'} late`
        : `quá hạn ${days} ngày làm việc`,
      tone: 'late',
    }
  if (workingDaysLeft === 0) return { words: english ? 'due today' : 'hạn hôm nay', tone: 'soon' }
  return {
    words: english ? `${days} working ${days === 1 ? 'day' : 'days'} left` : `còn ${days} ngày làm việc`,
    tone: workingDaysLeft <= 2 ? 'soon' : 'plain',
  }
}
