// Typed text that the server does not have yet, kept in this browser for this person and this draft.
import type { DraftContent } from '@congvan/contract'

export interface Kept {
  version: number
  /** What the server had when typing began: without it two versions cannot be joined. */
  base: DraftContent
  content: DraftContent
  at: string
}
export interface Drawer {
  read(): Kept | null
  put(kept: Omit<Kept, 'at'>): void
  clear(): void
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** A full or forbidden store must never stop the typing itself. */
function quietly<T>(act: () => T): T | null {
  try {
    return act()
  } catch {
    return null
  }
}

export function drawerFor(store: Store, personId: string, documentId: string, now: () => Date): Drawer {
  const key = `congvan.draft.${personId}.${documentId}`
  return {
    read: () =>
      quietly(() => {
        const raw = store.getItem(key)
        if (raw === null) return null
        const kept = JSON.parse(raw) as Kept
        return kept.content && kept.base && typeof kept.version === 'number' ? kept : null
      }),
    put: (kept) => {
      quietly(() => store.setItem(key, JSON.stringify({ ...kept, at: now().toISOString() })))
    },
    clear: () => {
      quietly(() => store.removeItem(key))
    },
  }
}
