// Who waits in a long poll is woken the moment something lies ready.
const waiting = new Map<string, Set<() => void>>()

export function wake(peerId: string): void {
  for (const rise of waiting.get(peerId) ?? []) rise()
}

/** Until woken, or so long at most: what another process made ready is seen then. */
export const wokenOrAfter = (peerId: string, milliseconds: number, stop?: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const set = waiting.get(peerId) ?? new Set()
    waiting.set(peerId, set)
    const rise = () => {
      clearTimeout(timer)
      stop?.removeEventListener('abort', rise)
      set.delete(rise)
      if (set.size === 0 && waiting.get(peerId) === set) waiting.delete(peerId)
      done()
    }
    const timer = setTimeout(rise, milliseconds)
    set.add(rise)
    stop?.addEventListener('abort', rise)
  })
