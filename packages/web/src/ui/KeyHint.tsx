import { Fragment } from 'react'
import './key-hint.css'

const names: Record<string, string> = {
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  Space: 'Space',
  Shift: '⇧',
}

/** Keys as caps: "Ctrl+k", "g h". */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <span className="key-hint" aria-hidden="true">
      {keys.split(' ').map((chord, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the chords of one hint never move
        <Fragment key={index}>
          {chord.split('+').map((key) => (
            <kbd key={key}>{names[key] ?? key}</kbd>
          ))}
        </Fragment>
      ))}
    </span>
  )
}
