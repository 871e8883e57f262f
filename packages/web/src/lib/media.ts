import { useSyncExternalStore } from 'react'

/** The three layouts of design/screens.md. */
export const WIDE = '(min-width: 1200px)'
export const PHONE = '(max-width: 767px)'

const lists = new Map<string, MediaQueryList>()
const list = (query: string) => {
  let found = lists.get(query)
  if (!found) {
    found = window.matchMedia(query)
    lists.set(query, found)
  }
  return found
}

export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (listener) => {
      list(query).addEventListener('change', listener)
      return () => list(query).removeEventListener('change', listener)
    },
    () => list(query).matches,
  )
