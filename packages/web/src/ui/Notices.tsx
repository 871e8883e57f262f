import { type ReactNode, useEffect, useState } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './notices.css'

export type Tone = 'plain' | 'accent' | 'seal' | 'amber' | 'blue'

/** A word with a tone; colour never speaks alone. */
export function Badge({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone
  icon?: IconName
  children: ReactNode
}) {
  return (
    <span className={`badge ${tone}`}>
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}

export function Banner(props: {
  tone?: Tone
  icon?: IconName
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Read aloud at once. */
  alert?: boolean
}) {
  const tone = props.tone ?? 'plain'
  const icon = props.icon ?? (tone === 'seal' || tone === 'amber' ? 'warn' : 'info')
  return (
    <div className={`banner ${tone}`} role={props.alert ? 'alert' : undefined}>
      <Icon name={icon} size={18} />
      <div className="banner-text">
        {props.title && <strong>{props.title}</strong>}
        {props.children && <div>{props.children}</div>}
      </div>
      {props.actions && <div className="banner-actions">{props.actions}</div>}
    </div>
  )
}

/** What will appear here, and how. */
export function Empty(props: {
  title: string
  children?: ReactNode
  action?: ReactNode
  /** The only heading of its screen. */
  main?: boolean
}) {
  const Heading = props.main ? 'h1' : 'h2'
  return (
    <div className="empty">
      <svg
        width="72"
        height="56"
        viewBox="0 0 72 56"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        aria-hidden="true"
      >
        <path d="M14 18l6-12h32l6 12v28H14zM14 18h14l3 7h10l3-7h14" strokeLinejoin="round" />
      </svg>
      <Heading>{props.title}</Heading>
      {props.children && <p>{props.children}</p>}
      {props.action}
    </div>
  )
}

/** Nothing for 300 ms, then grey lines: an answer in time never flickers. */
export function Skeleton({ lines = 3, label = '…' }: { lines?: number; label?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return <div className="skeleton" aria-busy="true" />
  return (
    <div className="skeleton" aria-busy="true" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity
        <span key={line} className={`skeleton-line w${line % 3}`} />
      ))}
    </div>
  )
}

export function ProgressBar({ value, label }: { value: number | null; label: string }) {
  return <progress className="progress" aria-label={label} {...(value === null ? {} : { value, max: 1 })} />
}

/** Choices as small pills: filters, phrases, roles. */
export function Chip(props: {
  children: ReactNode
  pressed?: boolean
  onClick?: () => void
  onRemove?: () => void
  removeLabel?: string
  tone?: Tone
}) {
  const body = <>{props.children}</>
  return (
    <span className={`chip ${props.tone ?? ''} ${props.pressed ? 'pressed' : ''}`}>
      {props.onClick ? (
        <button type="button" aria-pressed={props.pressed} onClick={props.onClick}>
          {body}
        </button>
      ) : (
        <span>{body}</span>
      )}
      {props.onRemove && (
        <button type="button" className="chip-remove" aria-label={props.removeLabel} onClick={props.onRemove}>
          <Icon name="close" size={14} />
        </button>
      )}
    </span>
  )
}
