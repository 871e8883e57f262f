// "Nơi nhận" as on paper: a dash list at the foot of the page, group lines unfolding where they stand.
import type { DraftContent, RecipientLine } from '@congvan/contract'
import { useState } from 'react'
import { query } from '../../lib/api.ts'
import { Icon, Select } from '../../ui/index.ts'
import { GroupMembers } from './GroupMembers.tsx'
import type { Edit } from './model/keeper.ts'
import { baseText, insertLine, needsChannel, parseTyped, retype, typedForm } from './model/recipients.ts'
import { sameName } from './model/suggest.ts'
import { PaperLine } from './PaperLine.tsx'
import { useTexts } from './texts.ts'
import { useLineEditing } from './useLineEditing.ts'

export interface RecipientsProps {
  content: DraftContent
  readOnly: boolean
  edit: Edit
}

const BLANK: RecipientLine = { text: '', agencyIds: [], channel: 'local' }

/** Whole names typed without picking are looked up once the line is left. */
async function settle(line: RecipientLine): Promise<RecipientLine> {
  if (!needsChannel(line) || line.channel !== 'local') return line
  const { suggestions } = await query('drafting.recipients', { q: line.text })
  const exact = suggestions.find((s) => s.kind !== 'outside' && sameName(s.text, line.text))
  return exact ? { ...line, text: parseTyped(exact.text).text, agencyIds: exact.agencyIds } : line
}

export function Recipients({ content, readOnly, edit }: RecipientsProps) {
  const t = useTexts()
  const lines = content.recipients
  const { editing, open, close } = useLineEditing((blank) =>
    edit((now) => ({ recipients: now.recipients.filter((l, i) => i !== blank || l.text !== '') })),
  )
  const change = (at: number, line: RecipientLine) =>
    edit((now) => ({ recipients: now.recipients.map((l, i) => (i === at ? line : l)) }))
  const remove = (at: number) => {
    edit((now) => ({ recipients: now.recipients.filter((_, i) => i !== at) }))
    open(at > 0 ? at - 1 : null)
  }
  const leave = (at: number) => {
    const line = lines[at]
    close(at, line?.text === '')
    if (!line || line.text === '') return
    settle(line).then(
      (settled) =>
        settled !== line &&
        edit((now) => ({ recipients: now.recipients.map((l) => (l.text === line.text ? settled : l)) })),
      () => undefined,
    )
  }
  const add = (after: number) => {
    const next = insertLine(lines, after, BLANK)
    edit({ recipients: next })
    open(next.indexOf(BLANK))
  }
  return (
    <fieldset className="recipients">
      <legend>{t.recipients}:</legend>
      <ul>
        {lines.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the list is its place
          <li key={at}>
            <RecipientRow
              label={t.recipient(at + 1)}
              line={line}
              end={at === lines.length - 1 ? '.' : ';'}
              readOnly={readOnly}
              editing={editing === at}
              onEdit={() => open(at)}
              onChange={(next) => change(at, next)}
              onEnter={() => add(at)}
              onRemove={() => remove(at)}
              onLeave={() => leave(at)}
            />
          </li>
        ))}
      </ul>
      {!readOnly && (
        <button type="button" className="line-add" onClick={() => add(lines.length - 1)}>
          <Icon name="plus" size={14} /> {t.addRecipient}
        </button>
      )}
    </fieldset>
  )
}

interface RowProps {
  label: string
  line: RecipientLine
  end: string
  readOnly: boolean
  editing: boolean
  onEdit: () => void
  onChange: (line: RecipientLine) => void
  onEnter: () => void
  onRemove: () => void
  onLeave: () => void
}

function RecipientRow(props: RowProps) {
  const t = useTexts()
  const { line } = props
  const [unfolded, setUnfolded] = useState(false)
  const [typed, setTyped] = useState<string | null>(null)
  const shown = typed ?? typedForm(line)
  return (
    <>
      <PaperLine
        label={props.label}
        typed={props.editing ? shown : `${typedForm(line)}${line.text === '' ? '' : props.end}`}
        editing={props.editing}
        readOnly={props.readOnly}
        settled={line.agencyIds.length > 0}
        onEdit={props.onEdit}
        onTyped={(next) => {
          setTyped(next)
          props.onChange(retype(line, next))
        }}
        onPick={(s) => {
          const channel = s.kind === 'outside' ? 'post' : 'local'
          const next: RecipientLine = { ...line, text: s.text, agencyIds: s.agencyIds, channel }
          setTyped(null)
          props.onChange(next)
        }}
        onEnter={props.onEnter}
        onRemove={props.onRemove}
        onLeave={() => {
          setTyped(null)
          props.onLeave()
        }}
        placeholder={t.addRecipient}
      />
      {props.editing && line.text !== '' && (
        <Notes line={line} onChange={props.onChange} reset={() => setTyped(null)} />
      )}
      {needsChannel(line) && !props.editing && <Channel {...props} />}
      {line.agencyIds.length > 1 && (
        <button
          type="button"
          className="line-count"
          aria-expanded={unfolded}
          aria-label={t.unfold(baseText(line.text), line.agencyIds.length)}
          onClick={() => setUnfolded(!unfolded)}
        >
          {t.places(line.agencyIds.length)} <Icon name={unfolded ? 'down' : 'right'} size={14} />
        </button>
      )}
      {unfolded && <GroupMembers line={line} readOnly={props.readOnly} onChange={props.onChange} />}
    </>
  )
}

/** "(để b/c)" with one touch; typed by hand it means the same. */
function Notes(props: { line: RecipientLine; onChange: (line: RecipientLine) => void; reset: () => void }) {
  const t = useTexts()
  const settled =
    props.line.agencyIds.length > 0 || props.line.channel === 'post' || props.line.channel === 'email'
  if (props.line.note !== undefined || !settled) return null
  return (
    <span className="line-notes">
      {t.notes.map((note) => (
        <button
          key={note}
          type="button"
          tabIndex={-1}
          aria-label={t.noteLabel(note)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => {
            props.reset()
            props.onChange({ ...props.line, note })
          }}
        >
          ({note})
        </button>
      ))}
    </span>
  )
}

function Channel({ line, onChange, readOnly, label }: RowProps) {
  const t = useTexts()
  if (readOnly) return <span className="line-channel">{t.channels[line.channel]}</span>
  return (
    <span className="line-channel">
      <Select<RecipientLine['channel']>
        label={`${label}: ${t.channel}`}
        hideLabel
        value={line.channel}
        options={(['local', 'post', 'email', 'none'] as const)
          .filter((c) => c !== 'local' || line.channel === 'local')
          .map((value) => ({ value, label: t.channels[value] }))}
        onChange={(channel) => onChange({ ...line, channel })}
      />
    </span>
  )
}
