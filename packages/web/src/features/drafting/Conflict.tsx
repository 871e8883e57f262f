// Two versions of one place on the page, side by side, until somebody chooses. Nothing is lost meanwhile.
import { Banner, Button } from '../../ui/index.ts'
import { linesOf } from './model/merge.ts'
import { useTexts } from './texts.ts'
import type { OpenDraft } from './useDraft.ts'

export function Conflict({ draft }: { draft: OpenDraft }) {
  const t = useTexts()
  const { state, keeper } = draft
  if (!state.theirs) return null
  const { theirs, content } = state
  return (
    <section className="conflict">
      <Banner tone="amber" alert title={t.conflictTitle}>
        {t.conflictText}
      </Banner>
      {state.conflicts.map((field) => (
        <div key={field} className="conflict-field">
          <h3>{capital(t.fields[field])}</h3>
          <div className="conflict-sides">
            <ConflictSide
              title={t.mine}
              lines={linesOf(content, field)}
              other={linesOf(theirs, field)}
              button={t.keepMine}
              onChoose={() => keeper.choose(field, 'mine')}
            />
            <ConflictSide
              title={t.theirs}
              lines={linesOf(theirs, field)}
              other={linesOf(content, field)}
              button={t.takeTheirs}
              onChoose={() => keeper.choose(field, 'theirs')}
            />
          </div>
        </div>
      ))}
    </section>
  )
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

function ConflictSide(props: {
  title: string
  lines: string[]
  other: string[]
  button: string
  onChoose: () => void
}) {
  return (
    <div className="conflict-side">
      <h4>{props.title}</h4>
      <div className="conflict-text">
        {props.lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text
          <p key={at}>{props.other.includes(line) ? line : <mark>{line}</mark>}</p>
        ))}
      </div>
      <Button onClick={props.onChoose}>{props.button}</Button>
    </div>
  )
}
