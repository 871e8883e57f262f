import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { KeyHint } from './KeyHint.tsx'
import { placeUnder } from './place.ts'
import './tip.css'

/** A tooltip in the top layer: on hover after 400 ms, on keyboard focus at once, gone with Escape. */
export function useTip(content: ReactNode | null, shortcut?: string, important = false) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const panel = useRef<HTMLDivElement>(null)
  const hide = () => {
    clearTimeout(timer.current)
    setAnchor(null)
  }
  const show = (element: HTMLElement) => {
    clearTimeout(timer.current)
    setAnchor(element)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    if (!anchor || !panel.current) return
    panel.current.showPopover?.()
    placeUnder(panel.current, anchor, 6)
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setAnchor(null)
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [anchor])
  return {
    show,
    hide,
    handlers:
      content === null
        ? {}
        : {
            onPointerEnter: (event: PointerEvent<HTMLElement>) => {
              if (event.pointerType !== 'mouse') return
              const element = event.currentTarget
              timer.current = setTimeout(() => setAnchor(element), important ? 150 : 450)
            },
            onPointerLeave: hide,
            onFocus: (event: FocusEvent<HTMLElement>) =>
              event.currentTarget.matches(':focus-visible') && setAnchor(event.currentTarget),
            onBlur: hide,
          },
    panel:
      anchor && content !== null
        ? createPortal(
            <div
              ref={panel}
              popover="manual"
              role="tooltip"
              className={`tip ${important ? 'important' : ''}`}
            >
              {content}
              {shortcut && <KeyHint keys={shortcut} />}
            </div>,
            anchor.closest('dialog') ?? document.body,
          )
        : null,
  }
}
