import { composing } from '../../lib/keys.ts'

/** A text that wraps like print while it is typed: its own copy behind it gives it the height. */
export function PageLine(props: {
  label: string
  value: string
  placeholder: string
  readOnly: boolean
  className?: string
  onChange: (value: string) => void
}) {
  return (
    <div
      className={`page-line ${props.className ?? ''}`}
      data-copy={`${props.value || props.placeholder}\u200b`}
    >
      <textarea
        aria-label={props.label}
        rows={1}
        spellCheck={false}
        value={props.value}
        placeholder={props.readOnly ? '' : props.placeholder}
        readOnly={props.readOnly}
        onChange={(event) => props.onChange(event.target.value.replace(/\n/gu, ' '))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !composing(event.nativeEvent)) event.preventDefault()
        }}
      />
    </div>
  )
}
