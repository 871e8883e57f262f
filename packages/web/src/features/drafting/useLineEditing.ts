import { useRef, useState } from 'react'

/**
 * Which line of a list on the page is being typed. A blank line that is left goes away only after the focus has
 * arrived elsewhere: taken away at once, the place it was going to would move under it.
 */
export function useLineEditing(drop: (at: number) => void) {
  const [editing, setEditing] = useState<number | null>(null)
  const latest = useRef(drop)
  latest.current = drop
  const close = (at: number, blank: boolean) => {
    setEditing((now) => (now === at ? null : now))
    if (!blank) return
    setTimeout(() => {
      setEditing((now) => {
        if (now === at) return now
        queueMicrotask(() => latest.current(at))
        return now !== null && now > at ? now - 1 : now
      })
    }, 0)
  }
  return { editing, open: setEditing, close }
}
