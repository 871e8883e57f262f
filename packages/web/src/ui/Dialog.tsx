import { type ReactNode, useEffect, useId, useRef } from 'react'
import { dictionary } from '../lib/language.ts'
import { Button } from './Button.tsx'
import './dialog.css'

const useTexts = dictionary({ vi: { close: 'Đóng' }, en: { close: 'Close' } })

export interface DialogProps {
  title: ReactNode
  open: boolean
  onClose: () => void
  children: ReactNode
  /** Buttons at the foot; the primary one last. */
  actions?: ReactNode
  /** 'dialog' in the middle, 'side' a sheet from the right, 'bottom' a sheet for thumbs. */
  shape?: 'dialog' | 'side' | 'bottom' | 'high'
  wide?: boolean
}

/** The browser's own modal: focus is kept inside and given back, Escape closes, everything behind is inert. */
export function Dialog({ shape = 'dialog', ...props }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const t = useTexts()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (props.open && !dialog.open) {
      dialog.showModal()
      // Long text without a field or button in it is scrolled by keys only when it can take the focus itself.
      const body = dialog.querySelector<HTMLElement>('.dialog-body')
      if (body && !body.querySelector('a[href], button, input, textarea, select, summary')) body.tabIndex = 0
      // Not on the closing cross: to the first field, or to the box itself so that reading begins with the title.
      const first = dialog.querySelector<HTMLElement>(
        '.dialog-body :is(input, textarea, select):not([hidden])',
      )
      ;(first ?? dialog.querySelector<HTMLElement>('.dialog-box'))?.focus()
    }
    if (!props.open && dialog.open) dialog.close()
  }, [props.open])
  if (!props.open) return null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, the browser answers it
    <dialog
      ref={element}
      className={`dialog ${shape} ${props.wide ? 'wide' : ''}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
      onClick={(event) => event.target === element.current && props.onClose()}
    >
      <div className="dialog-box" tabIndex={-1}>
        <header className="dialog-head">
          <h2 id={heading}>{props.title}</h2>
          <Button variant="plain" icon="close" iconOnly size="small" onClick={props.onClose}>
            {t.close}
          </Button>
        </header>
        <div className="dialog-body">{props.children}</div>
        {props.actions && <footer className="dialog-actions">{props.actions}</footer>}
      </div>
    </dialog>
  )
}

/** A panel from the right; from the bottom on a phone. */
export function Sheet(props: Omit<DialogProps, 'shape'>) {
  return <Dialog {...props} shape={window.innerWidth < 768 ? 'bottom' : 'side'} />
}
