// Rows that have just been dealt with: gone from the list at once, back when the server refuses.
import { useSyncExternalStore } from 'react'

let hidden: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()
const announce = (next: Set<string>) => {
  hidden = next
  for (const listener of listeners) listener()
}

export const hideRow = (key: string): void => announce(new Set([...hidden, key]))
export function showRow(key: string): void {
  const next = new Set(hidden)
  next.delete(key)
  announce(next)
}

export const useHidden = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hidden,
  )

// What was typed for a document and not yet accepted survives errors, other rows and a look elsewhere.
const kept = new Map<string, unknown>()
export const keptFor = <T>(key: string): T | undefined => kept.get(key) as T | undefined
export const keepFor = (key: string, value: unknown): void => void kept.set(key, value)
export const forget = (key: string): void => void kept.delete(key)
/** Another person takes the window: nobody finds the words of the one before. */
export const forgetAll = (): void => kept.clear()
