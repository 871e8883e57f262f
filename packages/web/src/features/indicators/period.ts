// The period in the address: "nam", "thang", "thang-truoc", "quy" of the installation's own day; the whole list in one place.
// A closed one is named by its days, `2021-01-01..2021-11-30`.
export type PeriodName = string
export const PERIODS: PeriodName[] = ['nam', 'quy', 'thang', 'thang-truoc']
const DAYS = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/
export const periodOfDays = (from: string, to: string): PeriodName => `${from}..${to}`

const two = (value: number) => String(value).padStart(2, '0')
const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()

export const periodName = (search: string): PeriodName => {
  const wanted = new URLSearchParams(search).get('ky')
  return wanted && (PERIODS.includes(wanted) || DAYS.test(wanted)) ? wanted : 'nam'
}

/** First and last day; `today` is `YYYY-MM-DD` on the server's clock. */
export function rangeOf(name: PeriodName, today: string): { from?: string; to?: string } {
  const days = DAYS.exec(name)
  if (days) return { from: days[1]!, to: days[2]! }
  const [year = 0, month = 1] = today.split('-').map(Number)
  if (name === 'thang') return { from: `${year}-${two(month)}-01`, to: today }
  if (name === 'quy') return { from: `${year}-${two(month - ((month - 1) % 3))}-01`, to: today }
  if (name === 'thang-truoc') {
    const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1]
    return { from: `${y}-${two(m)}-01`, to: `${y}-${two(m)}-${two(lastDay(y, m))}` }
  }
  return {}
}

export const dayWords = (day: string) => day.split('-').reverse().join('/')
export const monthWords = (month: string) => month.split('-').reverse().join('/')
