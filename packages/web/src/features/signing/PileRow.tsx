// A document of the pile: its checkbox, what it is, who vouched for it, and how its signature goes.
import type { SigningCard } from '@congvan/contract'
import type { ReactNode } from 'react'
import { say } from '../../lib/language.ts'
import { capital } from '../../lib/plain-text.ts'
import { Icon, UrgencyMark } from '../../ui/index.ts'
import type { ItemState } from './model/batch.ts'

export interface PileRowProps {
  card: SigningCard
  selected: boolean
  selectLabel: string
  onSelect: (on: boolean) => void
  item: ItemState | undefined
  states: { queued: string; running: string; done: string }
  /** Left and right of the last line. */
  identity: ReactNode
  reason: ReactNode
}

export function PileRow(props: PileRowProps) {
  const { card, item } = props
  return (
    <div className={`pile-row ${item?.state ?? ''}`}>
      <label className="pile-check">
        <input
          type="checkbox"
          tabIndex={-1}
          checked={props.selected}
          aria-label={props.selectLabel}
          onChange={(event) => props.onSelect(event.target.checked)}
        />
      </label>
      <div className="pile-text">
        <div className="document-row-top">
          <span className="row-issuer">{card.typeName}</span>
          <span className="row-marks">
            <UrgencyMark urgency={card.urgency} />
          </span>
        </div>
        <div className="row-subject">{capital(card.subject)}</div>
        <div className="document-row-foot">
          <span className="row-identity">{props.identity}</span>
          <span className="row-reason">
            {item ? <Progress item={item} states={props.states} /> : props.reason}
          </span>
        </div>
        {item?.state === 'failed' && (
          <p className="pile-problem" role="alert">
            {say(item.problem)}
          </p>
        )}
      </div>
    </div>
  )
}

function Progress({ item, states }: { item: ItemState; states: PileRowProps['states'] }) {
  if (item.state === 'failed') return null
  return (
    <span className={`pile-state ${item.state}`}>
      {item.state === 'done' && <Icon name="check" size={14} />}
      {states[item.state]}
    </span>
  )
}
