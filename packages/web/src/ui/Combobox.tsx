import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef, useState } from 'react'
import { composing } from '../lib/keys.ts'
import './combobox.css'
import { Field, type FieldShell } from './Field.tsx'
import { placeUnder } from './place.ts'

export interface ComboboxProps<T> extends FieldShell {
  query: string
  onQuery: (query: string) => void
  /** Already filtered for the query. */
  options: T[]
  optionKey: (option: T) => string
  renderOption: (option: T) => ReactNode
  onPick: (option: T) => void
  /** Enter with nothing to pick. */
  onEnter?: () => void
  /** Backspace in the empty field: take the last chip away. */
  onBackspaceEmpty?: () => void
  placeholder?: string
  emptyText?: string
  /** Chips that stand before the text, in the same box. */
  before?: ReactNode
  autoFocus?: boolean
  /** Show options before anything is typed. */
  openOnFocus?: boolean
  inputRef?: Ref<HTMLInputElement>
}

/** Text with a list under it (ARIA 1.2 combobox): arrows move, Enter picks, Escape closes. */
export function Combobox<T>(props: ComboboxProps<T>) {
  const list = useId()
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const wanted = open && (props.query.trim() !== '' || props.openOnFocus === true)
  const shown =
    wanted && (props.options.length > 0 || (props.emptyText !== undefined && props.query.trim() !== ''))
  const index = Math.min(active, props.options.length - 1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: placed again whenever its content changes
  useEffect(() => {
    if (!shown || !panel.current || !box.current) return
    panel.current.style.width = `${Math.max(box.current.offsetWidth, 240)}px`
    if (!panel.current.matches(':popover-open')) panel.current.showPopover?.()
    placeUnder(panel.current, box.current)
  }, [shown, props.options])
  useEffect(() => {
    panel.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [index])

  const pick = (option: T) => {
    props.onPick(option)
    setActive(0)
    // What stands under the list is reached at once; typing or an arrow opens it again.
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (composing(event.nativeEvent)) return
    const chosen = props.options[index]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(Math.max(0, Math.min(props.options.length - 1, index + step)))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (shown && chosen) pick(chosen)
      else props.onEnter?.()
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    } else if (event.key === 'Backspace' && props.query === '') props.onBackspaceEmpty?.()
  }
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <>
          <div className="input combobox" ref={box}>
            {props.before}
            <input
              id={id}
              ref={props.inputRef}
              role="combobox"
              aria-expanded={shown}
              aria-controls={list}
              aria-autocomplete="list"
              aria-activedescendant={shown && props.options.length ? `${list}-${index}` : undefined}
              aria-describedby={describedBy}
              aria-invalid={props.error ? true : undefined}
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: only where the screen was opened to type here
              autoFocus={props.autoFocus}
              placeholder={props.placeholder}
              value={props.query}
              onChange={(event) => {
                props.onQuery(event.target.value)
                setOpen(true)
                setActive(0)
              }}
              onFocus={() => setOpen(true)}
              onBlur={() => setOpen(false)}
              onKeyDown={onKeyDown}
            />
          </div>
          {shown && (
            <div
              ref={panel}
              popover="manual"
              id={list}
              role="listbox"
              aria-label={props.label}
              className="options"
            >
              {props.options.map((option, at) => (
                // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the text field
                // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the text field (aria-activedescendant)
                <div
                  key={props.optionKey(option)}
                  id={`${list}-${at}`}
                  data-index={at}
                  role="option"
                  aria-selected={at === index}
                  className="option"
                  onPointerDown={(event) => event.preventDefault()}
                  onPointerMove={() => setActive(at)}
                  onClick={() => pick(option)}
                >
                  {props.renderOption(option)}
                </div>
              ))}
              {props.options.length === 0 && <div className="options-empty">{props.emptyText}</div>}
            </div>
          )}
        </>
      )}
    </Field>
  )
}
