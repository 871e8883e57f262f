// Confusions of digits in scans (0/O/ó, 1/l/]/|, 5/S, 8/B), repaired only where digits must stand.

const CONFUSED: Record<string, string> = {
  O: '0',
  o: '0',
  Ó: '0',
  ó: '0',
  Q: '0',
  D: '0',
  l: '1',
  I: '1',
  í: '1',
  Í: '1',
  i: '1',
  '|': '1',
  ']': '1',
  '[': '1',
  '!': '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
  B: '8',
}

export interface Digits {
  digits: string
  repaired: boolean
}

/** Digits of a token that may hold confusions; null when it cannot be a number. */
export function repairDigits(token: string): Digits | null {
  const bare = token.replace(/[\s.…_,]/g, '')
  if (/^\d+$/.test(bare)) return { digits: bare, repaired: false }
  if (bare === '' || !/\d/.test(bare)) {
    return /^[OoÓóIl|\]]{2}$/.test(bare) ? { digits: mapAll(bare)!, repaired: true } : null
  }
  // "0ó" printed "06" is read twice in scans: a confused letter directly doubling its digit is dropped by no rule here.
  const digits = mapAll(bare)
  return digits === null ? null : { digits, repaired: true }
}

function mapAll(token: string): string | null {
  let out = ''
  for (const char of token) {
    const digit = /\d/.test(char) ? char : CONFUSED[char]
    if (digit === undefined) return null
    out += digit
  }
  return out
}

export interface CalendarDate {
  iso: string
  repaired: boolean
}

const pad = (n: number): string => String(n).padStart(2, '0')

export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1945 || year > 2100 || month < 1 || month > 12 || day < 1) return null
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return day <= last ? `${year}-${pad(month)}-${pad(day)}` : null
}

export function dateOf(day: string, month: string, year: string): CalendarDate | null {
  const d = repairDigits(day)
  const m = repairDigits(month)
  const y = repairDigits(year)
  if (!d || !m || !y || y.digits.length !== 4 || d.digits.length > 2 || m.digits.length > 2) return null
  const iso = isoDate(Number(y.digits), Number(m.digits), Number(d.digits))
  return iso ? { iso, repaired: d.repaired || m.repaired || y.repaired } : null
}
