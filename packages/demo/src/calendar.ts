import type { Day } from './types.ts'

export interface Holiday {
  readonly day: Day
  readonly name: string
  /** 'nghỉ' = the holiday itself; 'nghỉ bù' = in lieu of one that fell on a weekend (Labour Code 2019, Art 111.3). */
  readonly kind: 'nghỉ' | 'nghỉ bù'
}

export interface WorkingCalendar {
  readonly holidays: readonly Holiday[]
  /** Saturdays or Sundays worked in exchange for a day off; none were ordered for officials in 2021–2022. */
  readonly workedWeekendDays: readonly Day[]
  readonly source: string
  /** 'memory' = written down without the announcements at hand: an administrator should compare. */
  readonly sourceMark: 'memory'
}

const span = (name: string, from: Day, to: Day, inLieu: readonly Day[] = []): Holiday[] => {
  const days: Holiday[] = []
  for (let day = from; day <= to; day = addDays(day, 1))
    days.push({ day, name, kind: inLieu.includes(day) ? 'nghỉ bù' : 'nghỉ' })
  return days
}

const DAY_MS = 86_400_000

const ordinals = new Map<Day, number>()
const days = new Map<number, Day>()

const ordinalOf = (day: Day): number => {
  let ordinal = ordinals.get(day)
  if (ordinal === undefined) {
    ordinal = Date.parse(day) / DAY_MS
    ordinals.set(day, ordinal)
  }
  return ordinal
}

/** The generator asks for the same few hundred days ten thousand times: each is written once. */
export const addDays = (day: Day, count: number): Day => {
  const ordinal = ordinalOf(day) + count
  let text = days.get(ordinal)
  if (text === undefined) {
    text = new Date(ordinal * DAY_MS).toISOString().slice(0, 10)
    days.set(ordinal, text)
  }
  return text
}

export const WORKING_CALENDAR: WorkingCalendar = {
  holidays: [
    ...span('Tết Dương lịch 2021', '2021-01-01', '2021-01-01'),
    ...span('Tết Nguyên đán Tân Sửu', '2021-02-10', '2021-02-16', ['2021-02-15', '2021-02-16']),
    ...span('Giỗ Tổ Hùng Vương', '2021-04-21', '2021-04-21'),
    ...span('Ngày Chiến thắng và Quốc tế Lao động', '2021-04-30', '2021-05-03', ['2021-05-03']),
    ...span('Quốc khánh', '2021-09-02', '2021-09-03'),
    ...span('Tết Dương lịch 2022', '2022-01-01', '2022-01-03', ['2022-01-03']),
    ...span('Tết Nguyên đán Nhâm Dần', '2022-01-31', '2022-02-04'),
    ...span('Giỗ Tổ Hùng Vương', '2022-04-10', '2022-04-11', ['2022-04-11']),
    ...span('Ngày Chiến thắng và Quốc tế Lao động', '2022-04-30', '2022-05-03', ['2022-05-02', '2022-05-03']),
    ...span('Quốc khánh', '2022-09-01', '2022-09-02'),
  ],
  workedWeekendDays: [],
  source:
    'Bộ luật Lao động 2019, Điều 112; thông báo lịch nghỉ Tết và Quốc khánh của Bộ Lao động - Thương binh và Xã hội các năm 2021, 2022',
  sourceMark: 'memory',
}

const OFF = new Set(WORKING_CALENDAR.holidays.map(({ day }) => day))
const known = new Map<Day, boolean>()

export const isWorkingDay = (day: Day): boolean => {
  const seen = known.get(day)
  if (seen !== undefined) return seen
  const weekday = new Date(Date.parse(day)).getUTCDay()
  const working = weekday !== 0 && weekday !== 6 && !OFF.has(day)
  known.set(day, working)
  return working
}

/** The n-th working day after (or before, when negative) a day; 0 gives the day itself or the next working one. */
export const addWorkingDays = (day: Day, count: number): Day => {
  const step = count < 0 ? -1 : 1
  let at = day
  if (count === 0) while (!isWorkingDay(at)) at = addDays(at, 1)
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step)
    if (isWorkingDay(at)) left--
  }
  return at
}
