// "Kính gửi": one organisation on the same line, several as a dash list (Appendix I, 9a).
import type { DraftContent } from '@congvan/contract'
import { useRef, useState } from 'react'
import { Icon } from '../../ui/index.ts'
import { known, meaningOf } from './meaning.ts'
import type { Edit } from './model/keeper.ts'
import { asAbove, parseTyped } from './model/recipients.ts'
import { PaperLine } from './PaperLine.tsx'
import { useTexts } from './texts.ts'
import { useLineEditing } from './useLineEditing.ts'

export function Addressees(props: { content: DraftContent; readOnly: boolean; edit: Edit }) {
  const t = useTexts()
  const { content, readOnly, edit } = props
  const [typed, setTyped] = useState<string | null>(null)
  const atOpen = useRef('')
  const lines = content.addressees.length === 0 ? [''] : content.addressees
  const { editing, open, close } = useLineEditing((blank) =>
    edit((now) => ({ addressees: now.addressees.filter((name, i) => i !== blank || name !== '') })),
  )
  /** "Như trên" follows the organisations that Kính gửi names. */
  const follow = (names: string[]) => {
    meaningOf(names).then(
      ({ agencyIds, sure }) => edit((now) => ({ recipients: asAbove(now, agencyIds, sure) })),
      () => undefined,
    )
  }
  const change = (at: number, name: string) => lines.map((n, i) => (i === at ? name : n))
  const leave = (at: number) => {
    setTyped(null)
    close(at, lines[at] === '' && lines.length > 1)
    // A line only looked at changes nobody.
    if (atOpen.current !== JSON.stringify(lines)) follow(lines)
  }
  const remove = (at: number) => {
    setTyped(null)
    const next = lines.filter((_, i) => i !== at)
    edit({ addressees: next })
    follow(next)
    open(at > 0 ? at - 1 : null)
  }
  const add = () => {
    setTyped(null)
    const next = [...lines.filter((n) => n !== ''), '']
    edit({ addressees: next })
    open(next.length - 1)
  }
  return (
    <div className={`addressees ${lines.length > 1 ? 'is-list' : ''}`}>
      <span className="addressees-word">{t.addressees}:</span>
      <ul>
        {lines.map((name, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the list is its place
          <li key={at}>
            <PaperLine
              label={t.addressee(at + 1)}
              typed={
                editing === at
                  ? (typed ?? name)
                  : `${name}${lines.length > 1 && name ? (at === lines.length - 1 ? '.' : ';') : ''}`
              }
              editing={editing === at}
              readOnly={readOnly}
              settled={(known.get(name)?.length ?? 0) > 0}
              onEdit={() => {
                atOpen.current = JSON.stringify(lines)
                open(at)
              }}
              onTyped={(next) => {
                setTyped(next)
                edit({ addressees: change(at, parseTyped(next).text) })
              }}
              onPick={(s) => {
                // A quick Enter takes the words as typed before the list came: they may still name an organisation.
                if (s.kind !== 'outside') known.set(s.text, s.agencyIds)
                setTyped(null)
                edit({ addressees: change(at, s.text) })
                follow(change(at, s.text))
              }}
              onEnter={add}
              onRemove={() => remove(at)}
              onLeave={() => leave(at)}
              placeholder={t.addAddressee}
            />
          </li>
        ))}
      </ul>
      {!readOnly && content.addressees.length > 0 && (
        <button type="button" className="line-add" onClick={add}>
          <Icon name="plus" size={14} /> {t.addAddressee}
        </button>
      )}
    </div>
  )
}
