import type { Refusal } from '@congvan/contract'
import { type MouseEvent, type ReactNode, type Ref, useId } from 'react'
import { say } from '../lib/language.ts'
import './button.css'
import { Icon, type IconName } from './Icon.tsx'
import { KeyHint } from './KeyHint.tsx'
import { useTip } from './Tip.tsx'

export interface ButtonProps {
  children: ReactNode
  variant?: 'primary' | 'quiet' | 'plain' | 'danger'
  size?: 'normal' | 'small'
  icon?: IconName
  /** Hides the word for the eye, keeps it as name and tooltip. */
  iconOnly?: boolean
  /** Why it may not be done now: shown instead of doing. */
  refusal?: Refusal | null | undefined
  shortcut?: string
  busy?: boolean
  type?: 'button' | 'submit'
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void
  disabled?: boolean
  pressed?: boolean
  expanded?: boolean
  controls?: string
  hasPopup?: 'menu' | 'dialog' | 'listbox'
  className?: string
  title?: string
  ref?: Ref<HTMLButtonElement>
}

export function Button(props: ButtonProps) {
  const { variant = 'quiet', size = 'normal', refusal, busy, icon, iconOnly } = props
  const reasonId = useId()
  const reason = refusal ? say(refusal) : null
  const blocked = Boolean(refusal) || Boolean(props.disabled) || Boolean(busy)
  const tip = useTip(
    reason ?? props.title ?? (iconOnly || props.shortcut ? props.children : null),
    props.shortcut && !reason ? props.shortcut : undefined,
    Boolean(reason),
  )
  return (
    <>
      <button
        {...tip.handlers}
        ref={props.ref}
        type={props.type ?? 'button'}
        className={`button ${variant} ${size} ${iconOnly ? 'icon-only' : ''} ${props.className ?? ''}`}
        aria-disabled={blocked || undefined}
        aria-describedby={reason ? reasonId : undefined}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-controls={props.controls}
        aria-haspopup={props.hasPopup}
        aria-busy={busy || undefined}
        onClick={(event) => {
          if (blocked) {
            event.preventDefault()
            if (reason) tip.show(event.currentTarget)
            return
          }
          tip.hide()
          props.onClick?.(event)
        }}
      >
        {icon && <Icon name={icon} size={size === 'small' ? 16 : 18} />}
        <span className={iconOnly ? 'visually-hidden' : 'button-word'}>{props.children}</span>
        {props.shortcut && variant === 'primary' && !iconOnly && <KeyHint keys={props.shortcut} />}
      </button>
      {reason && (
        <span id={reasonId} className="visually-hidden">
          {reason}
        </span>
      )}
      {tip.panel}
    </>
  )
}
