// One line typed on the page with a list of organisations under it (Kính gửi, Nơi nhận).
// Shown as print; becomes a field where the focus is.
import type { RecipientSuggestion } from '@congvan/contract'
import { useEffect, useRef, useState } from 'react'
import { useApi } from '../../lib/data.ts'
import { Combobox, Icon } from '../../ui/index.ts'
import { baseText, isAsAbove, isFile, parseTyped } from './model/recipients.ts'
import { rank } from './model/suggest.ts'
import { useTexts } from './texts.ts'

export interface PaperLineProps {
  label: string
  typed: string
  editing: boolean
  readOnly: boolean
  /** The line already means known organisations: nothing to suggest until its name changes. */
  settled: boolean
  onEdit: () => void
  onTyped: (typed: string) => void
  onPick: (suggestion: RecipientSuggestion) => void
  onEnter: () => void
  onRemove: () => void
  onLeave: () => void
  placeholder?: string
}

export function PaperLine(props: PaperLineProps) {
  if (!props.editing || props.readOnly)
    return props.readOnly ? (
      <span className="line-print">{props.typed}</span>
    ) : (
      <button
        type="button"
        className={`line-print ${props.typed === '' ? 'is-blank' : ''}`}
        aria-label={`${props.label}: ${props.typed || props.placeholder || ''}`}
        onFocus={props.onEdit}
        onClick={props.onEdit}
      >
        {props.typed || props.placeholder || '…'}
      </button>
    )
  return <LineField {...props} />
}

function LineField(props: PaperLineProps) {
  const t = useTexts()
  const field = useRef<HTMLInputElement>(null)
  const { text } = parseTyped(props.typed)
  const asks = !props.settled && text.length > 1 && !isFile({ text }) && !isAsAbove({ text })
  const q = useLater(asks ? baseText(text) : '', 140)
  const found = useApi('drafting.recipients', { q }, { enabled: asks && q !== '', keep: true })
  const options = asks ? rank(found.data?.suggestions ?? [], text) : []
  useEffect(() => {
    const end = field.current?.value.length ?? 0
    field.current?.focus()
    field.current?.setSelectionRange(end, end)
  }, [])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: watches only where the focus of its own fields goes
    <div
      className="line-edit"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) props.onLeave()
      }}
    >
      <Combobox<RecipientSuggestion>
        label={props.label}
        hideLabel
        inputRef={field}
        query={props.typed}
        onQuery={props.onTyped}
        options={options}
        optionKey={(s) => `${s.kind} ${s.text}`}
        renderOption={(s) => <Suggestion suggestion={s} />}
        onPick={props.onPick}
        onEnter={props.onEnter}
        onBackspaceEmpty={props.onRemove}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
      />
      <button type="button" className="line-remove" aria-label={t.removeLine} onClick={props.onRemove}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}

function Suggestion({ suggestion: s }: { suggestion: RecipientSuggestion }) {
  const t = useTexts()
  if (s.kind === 'outside') return <span className="suggest-outside">{t.asTyped(s.text)}</span>
  return (
    <>
      {s.text}
      {s.kind === 'group' && <small>{t.places(s.count)}</small>}
    </>
  )
}

/** The value once typing rests. */
export function useLater<T>(value: T, ms: number): T {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return later
}
