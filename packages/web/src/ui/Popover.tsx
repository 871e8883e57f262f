import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import { placeUnder } from './place.ts'
import './popover.css'

export interface PopoverProps {
  /** The trigger's word and looks. */
  trigger: Omit<ButtonProps, 'onClick' | 'expanded' | 'controls' | 'ref'>
  label: string
  align?: 'start' | 'end'
  children: (close: () => void) => ReactNode
}

/** A small panel under a button; a click elsewhere or Escape closes it and focus returns. */
export function Popover(props: PopoverProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const anchor = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const close = () => panel.current?.hidePopover?.()
  useEffect(() => {
    const element = panel.current
    if (!open || !element || !anchor.current) return
    element.showPopover?.()
    placeUnder(element, anchor.current, 4, props.align)
    element.querySelector<HTMLElement>('button, a, input, [tabindex="0"]')?.focus()
    const onToggle = (event: Event) => {
      if ((event as ToggleEvent).newState === 'closed') setOpen(false)
    }
    element.addEventListener('toggle', onToggle)
    return () => element.removeEventListener('toggle', onToggle)
  }, [open, props.align])
  return (
    <>
      <Button
        {...props.trigger}
        ref={anchor}
        hasPopup="dialog"
        expanded={open}
        controls={id}
        onClick={() => (open ? close() : setOpen(true))}
      />
      {open && (
        <div ref={panel} id={id} popover="auto" role="dialog" aria-label={props.label} className="popover">
          {props.children(close)}
        </div>
      )}
    </>
  )
}

export function MenuItem(props: {
  children: ReactNode
  note?: ReactNode
  current?: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      className="menu-item"
      aria-current={props.current || undefined}
      onClick={props.onClick}
    >
      <span>{props.children}</span>
      {props.note && <small>{props.note}</small>}
    </button>
  )
}
