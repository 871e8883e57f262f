import {
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useRef,
} from 'react'
import { composing } from '../lib/keys.ts'
import './field.css'

export interface FieldShell {
  label: string
  /** Keeps the label for screen readers only. */
  hideLabel?: boolean
  hint?: ReactNode
  error?: string | null | undefined
  /** Shown at the right of the label: a confidence, a counter. */
  aside?: ReactNode
  required?: boolean
  className?: string
}

interface Wired {
  id: string
  describedBy: string | undefined
}

/** Label above, hint or error below; everything wired for screen readers. */
export function Field(props: FieldShell & { children: (wired: Wired) => ReactNode }) {
  const id = useId()
  const note = props.error ?? props.hint
  return (
    <div className={`field ${props.error ? 'has-error' : ''} ${props.className ?? ''}`}>
      <div className={props.hideLabel && !props.aside ? 'visually-hidden' : 'field-head'}>
        <label htmlFor={id} className={props.hideLabel ? 'visually-hidden' : ''}>
          {props.label}
          {props.required && <span className="field-required"> *</span>}
        </label>
        {props.aside && <span className="field-aside">{props.aside}</span>}
      </div>
      {props.children({ id, describedBy: note ? `${id}-note` : undefined })}
      {note && (
        <div
          id={`${id}-note`}
          className={props.error ? 'field-error' : 'field-hint'}
          role={props.error ? 'alert' : undefined}
        >
          {note}
        </div>
      )}
    </div>
  )
}

export interface TextInputProps extends FieldShell {
  value: string
  onChange: (value: string) => void
  /** Enter, never while a Vietnamese composition runs. */
  onEnter?: (event: KeyboardEvent) => void
  onFocus?: () => void
  onBlur?: () => void
  type?: 'text' | 'password' | 'search' | 'date' | 'email'
  placeholder?: string
  maxLength?: number
  autoFocus?: boolean
  autoComplete?: string
  name?: string
  readOnly?: boolean
  inputRef?: Ref<HTMLInputElement>
  /** Take out of the Tab order (intake visits doubtful fields first). */
  tabIndex?: number
}

export interface TextAreaProps extends FieldShell {
  value: string
  onChange: (value: string) => void
  /** Enter sends, Shift+Enter makes a line; without it Enter makes a line. */
  onEnter?: (event: KeyboardEvent) => void
  onFocus?: () => void
  onBlur?: () => void
  placeholder?: string
  /** Smallest height in lines; it grows with the text. */
  rows?: number
  maxLength?: number
  autoFocus?: boolean
  inputRef?: Ref<HTMLTextAreaElement>
  tabIndex?: number
}

export function TextArea(props: TextAreaProps) {
  const own = useRef<HTMLTextAreaElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useEffect(() => {
    const element = own.current
    if (!element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight + 2}px`
  }, [props.value])
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <textarea
          id={id}
          ref={(element) => {
            own.current = element
            if (typeof props.inputRef === 'function') props.inputRef(element)
            else if (props.inputRef) props.inputRef.current = element
          }}
          className="input textarea"
          rows={props.rows ?? 2}
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          required={props.required}
          // biome-ignore lint/a11y/noAutofocus: only where the screen was opened to type here
          autoFocus={props.autoFocus}
          tabIndex={props.tabIndex}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy}
          onChange={(event) => props.onChange(event.target.value)}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || !props.onEnter || composing(event.nativeEvent))
              return
            event.preventDefault()
            props.onEnter(event)
          }}
        />
      )}
    </Field>
  )
}

export interface SelectProps<V extends string> extends FieldShell {
  value: V
  options: { value: V; label: string; group?: string }[]
  onChange: (value: V) => void
  onFocus?: () => void
  tabIndex?: number
}

export function Select<V extends string>(props: SelectProps<V>) {
  const groups = [...new Set(props.options.map((option) => option.group ?? ''))]
  const shown = (group: string) =>
    props.options
      .filter((option) => (option.group ?? '') === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <select
          id={id}
          className="input select"
          value={props.value}
          tabIndex={props.tabIndex}
          aria-describedby={describedBy}
          aria-invalid={props.error ? true : undefined}
          onFocus={props.onFocus}
          onChange={(event: ChangeEvent<HTMLSelectElement>) => props.onChange(event.target.value as V)}
        >
          {groups.map((group) =>
            group ? (
              <optgroup key={group} label={group}>
                {shown(group)}
              </optgroup>
            ) : (
              shown(group)
            ),
          )}
        </select>
      )}
    </Field>
  )
}

export function Checkbox(props: {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: ReactNode
  disabled?: boolean
}) {
  return (
    <label className="checkbox">
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span>
        {props.label}
        {props.hint && <span className="checkbox-hint">{props.hint}</span>}
      </span>
    </label>
  )
}
