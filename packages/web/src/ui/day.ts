const two = (value: number) => String(value).padStart(2, '0')

/** `2021-12-20` → `20/12/2021`. */
export const dayText = (iso: string): string => (iso ? iso.split('-').reverse().join('/') : '')

/** What people type, as ISO: 20/12/2021, 20-12-21, 20.12, 20122021. '' stays '', null is no day of the calendar. */
export function parseDay(text: string, thisYear: number): string | null {
  const clean = text.trim()
  if (!clean) return ''
  const packed = /^(\d{2})(\d{2})(\d{4})$/.exec(clean)
  const parts = packed?.slice(1) ?? clean.split(/[/.\-\s]+/)
  if (parts.length < 2 || parts.length > 3 || parts.some((part) => !/^\d+$/.test(part))) return null
  const [day, month] = [Number(parts[0]), Number(parts[1])]
  const written = parts[2]
  const year =
    written === undefined ? thisYear : written.length <= 2 ? 2000 + Number(written) : Number(written)
  const real = new Date(Date.UTC(year, month - 1, day))
  if (real.getUTCDate() !== day || real.getUTCMonth() !== month - 1 || year < 1900 || year > 2200) return null
  return `${year}-${two(month)}-${two(day)}`
}
