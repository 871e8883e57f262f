// The question lives in the address: back, reload and a sent link give the same result.
import type { SearchParams } from '@congvan/contract'

const NAMES = {
  q: 'q',
  direction: 'chieu',
  state: 'trang-thai',
  type: 'loai',
  issuer: 'co-quan',
  holder: 'dang-o',
  year: 'nam',
  agency: 'noi-giu',
  from: 'tu',
  to: 'den',
  scope: 'pham-vi',
} as const
export type SearchName = keyof typeof NAMES
const KEYS = Object.keys(NAMES) as SearchName[]

/** What only the search screen understands, so that the plain list stays the plain list. */
const MARKS: SearchName[] = ['q', 'type', 'issuer', 'holder', 'year', 'agency', 'scope']
export const isSearch = (address: URLSearchParams): boolean =>
  address.has('tim') || MARKS.some((name) => address.has(NAMES[name]))

export function askedIn(address: URLSearchParams): SearchParams {
  const asked: SearchParams = {}
  for (const key of KEYS) {
    const value = address.get(NAMES[key])
    if (value) (asked as Record<string, string>)[key] = value
  }
  return asked
}

export function addressOf(asked: SearchParams): string {
  const address = new URLSearchParams()
  for (const key of KEYS) if (asked[key]) address.set(NAMES[key], asked[key])
  if (!isSearch(address)) address.set('tim', '1')
  return `?${address}`
}
