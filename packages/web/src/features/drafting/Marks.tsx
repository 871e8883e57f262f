// The red pencil at the margin: what is missing, and the one touch that repairs it.
import type { DraftContent, FormatFinding } from '@congvan/contract'
import { say } from '../../lib/language.ts'
import { Button } from '../../ui/index.ts'
import { withRepair } from './model/repairs.ts'
import { useTexts } from './texts.ts'

export function Marks(props: {
  marks: FormatFinding[]
  content: DraftContent
  readOnly: boolean
  onRepair: (finding: FormatFinding) => void
}) {
  const t = useTexts()
  return (
    <ul className="marks">
      {props.marks
        .map((one) => withRepair(one, props.content))
        .map((mark) => (
          <li
            key={`${mark.code} ${mark.field} ${mark.vi}`}
            className={`mark ${mark.severity}`}
            tabIndex={-1}
            data-mark
          >
            <span className="mark-kind">{mark.severity === 'must' ? t.must : t.should}</span>
            <span className="mark-text">{say(mark)}</span>
            {mark.repair && !props.readOnly && (
              <Button size="small" onClick={() => props.onRepair(mark)}>
                {say(mark.repair)}
              </Button>
            )}
          </li>
        ))}
    </ul>
  )
}
