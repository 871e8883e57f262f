import { composing } from '../lib/keys.ts'
import { DayInput } from './DayInput.tsx'
import { Field, type TextInputProps } from './Field.tsx'

export function TextInput(props: TextInputProps) {
  if (props.type === 'date') return <DayInput {...props} />
  return (
    <Field {...props}>
      {({ id, describedBy }) => (
        <input
          id={id}
          ref={props.inputRef}
          className="input"
          type={props.type ?? 'text'}
          name={props.name}
          value={props.value}
          placeholder={props.placeholder}
          maxLength={props.maxLength}
          readOnly={props.readOnly}
          required={props.required}
          autoComplete={props.autoComplete ?? 'off'}
          // biome-ignore lint/a11y/noAutofocus: only where the screen was opened to type here
          autoFocus={props.autoFocus}
          tabIndex={props.tabIndex}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={describedBy}
          onChange={(event) => props.onChange(event.target.value)}
          onFocus={props.onFocus}
          onBlur={props.onBlur}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !composing(event.nativeEvent)) props.onEnter?.(event)
          }}
        />
      )}
    </Field>
  )
}
