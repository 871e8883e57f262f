// A group line unfolded where it stands: who is meant, and who is left out this time.
import type { RecipientLine } from '@congvan/contract'
import { useState } from 'react'
import { useApi } from '../../lib/data.ts'
import { plainText } from '../../lib/plain-text.ts'
import { Button, Checkbox, Skeleton, TextInput } from '../../ui/index.ts'
import { baseText, excludedOf, withExceptions } from './model/recipients.ts'
import { sameName } from './model/suggest.ts'
import { useTexts } from './texts.ts'

export function GroupMembers(props: {
  line: RecipientLine
  readOnly: boolean
  onChange: (line: RecipientLine) => void
}) {
  const t = useTexts()
  const [filter, setFilter] = useState('')
  const name = baseText(props.line.text)
  const found = useApi('drafting.recipients', { q: name })
  if (found.isPending) return <Skeleton lines={2} />
  const group = found.data?.suggestions.find((s) => s.kind === 'group' && sameName(s.text, name))
  const members = group?.members ?? []
  if (members.length === 0) return <p className="group-note">{t.groupGone}</p>
  const excluded = excludedOf(props.line, members)
  const toggle = (id: string, keep: boolean) => {
    const next = new Set(excluded)
    if (keep) next.delete(id)
    else next.add(id)
    props.onChange(withExceptions(props.line, members, next))
  }
  const shown = members.filter((m) => plainText(m.name).includes(plainText(filter)))
  return (
    <div className="group">
      <div className="group-head">
        <TextInput
          label={t.findMember}
          hideLabel
          type="search"
          placeholder={t.findMember}
          value={filter}
          onChange={setFilter}
        />
        <span className="group-kept" aria-live="polite">
          {t.kept(members.length - excluded.size, members.length)}
        </span>
        {excluded.size > 0 && !props.readOnly && (
          <Button
            size="small"
            variant="plain"
            onClick={() => props.onChange(withExceptions(props.line, members, new Set()))}
          >
            {t.checkAll}
          </Button>
        )}
      </div>
      <ul className="group-list">
        {shown.map((m) => (
          <li key={m.agencyId}>
            <Checkbox
              label={m.name}
              checked={!excluded.has(m.agencyId)}
              disabled={props.readOnly}
              onChange={(keep) => toggle(m.agencyId, keep)}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}
