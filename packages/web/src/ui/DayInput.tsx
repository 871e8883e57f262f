import { useEffect, useRef, useState } from 'react'
import { serverNow } from '../lib/clock.ts'
import { composing } from '../lib/keys.ts'
import { dictionary } from '../lib/language.ts'
import { dayText, parseDay } from './day.ts'
import { Field, type TextInputProps } from './Field.tsx'
import { Icon } from './Icon.tsx'

const useTexts = dictionary({
  vi: { wrong: 'Ngày viết là ngày/tháng/năm, ví dụ 20/12/2021.', pick: 'Mở lịch', shape: '__/__/____' },
  en: {
    wrong: 'Write day/month/year, for example 20/12/2021.',
    pick: 'Open the calendar',
    shape: '__/__/____',
  },
})

/**
 * A day as it is written on paper, 20/12/2021, whatever the browser's own language is; "20/12" means this year.
 * `value` and `onChange` speak ISO (`2021-12-20`, '' for none).
 */
export function DayInput(props: TextInputProps) {
  const t = useTexts()
  const [typed, setTyped] = useState(dayText(props.value))
  const [wrong, setWrong] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  useEffect(() => {
    setTyped(dayText(props.value))
    setWrong(false)
  }, [props.value])
  const take = () => {
    const day = parseDay(typed, new Date(serverNow() + 7 * 3_600_000).getUTCFullYear())
    setWrong(day === null)
    if (day === null) return
    setTyped(dayText(day))
    if (day !== props.value) props.onChange(day)
  }
  return (
    <Field {...props} error={wrong ? t.wrong : props.error}>
      {({ id, describedBy }) => (
        <span className="day-input">
          <input
            id={id}
            ref={props.inputRef}
            className="input"
            inputMode="numeric"
            placeholder={t.shape}
            value={typed}
            required={props.required}
            autoComplete="off"
            tabIndex={props.tabIndex}
            aria-invalid={wrong || props.error ? true : undefined}
            aria-describedby={describedBy}
            onChange={(event) => setTyped(event.target.value)}
            onFocus={props.onFocus}
            onBlur={() => {
              take()
              props.onBlur?.()
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || composing(event.nativeEvent)) return
              take()
              props.onEnter?.(event)
            }}
          />
          <button
            type="button"
            tabIndex={-1}
            className="day-pick"
            aria-label={`${props.label}: ${t.pick}`}
            onClick={() => picker.current?.showPicker?.()}
          >
            <Icon name="calendar" size={16} />
          </button>
          <input
            ref={picker}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            className="day-native"
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
          />
        </span>
      )}
    </Field>
  )
}
