import { useState } from 'react'
import { keepFor, keptFor } from '../../../lib/pending.ts'

/** State that survives leaving the document: what was typed is there again after a refusal or a look elsewhere. */
export function useKept<T>(key: string, first: () => T): [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => keptFor<T>(key) ?? first())
  return [
    value,
    (next: T) => {
      keepFor(key, next)
      setValue(next)
    },
  ]
}
