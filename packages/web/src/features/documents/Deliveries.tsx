import type { DeliverySummary, DocumentView } from '@congvan/contract'
import { useState } from 'react'
import { type ApiProblem, command } from '../../lib/api.ts'
import { timeWords } from '../../lib/clock.ts'
import { takeAnswer } from '../../lib/data.ts'
import { Button, ProgressBar, toast } from '../../ui/index.ts'
import { useReaderTexts } from './texts.ts'

/** 169 recipients on one screen: groups with their fraction, only the late ones by name. */
export function Deliveries({
  document,
  deliveries,
}: {
  document: DocumentView
  deliveries: DeliverySummary
}) {
  const t = useReaderTexts()
  const [busy, setBusy] = useState(false)
  const { total, accepted, refused } = deliveries
  const late = total - accepted - refused
  const remind = async () => {
    setBusy(true)
    try {
      takeAnswer(await command('deliveries.remind', { documentId: document.card.id }))
      toast(t.reminded(late))
    } catch (problem) {
      toast((problem as ApiProblem).message, { tone: 'error' })
    } finally {
      setBusy(false)
    }
  }
  const waiting = deliveries.groups.filter((group) => group.late.length > 0 || group.accepted < group.total)
  const full = deliveries.groups.filter((group) => !waiting.includes(group))
  return (
    <section className="deliveries" aria-label={t.deliveries}>
      <p className="deliveries-line">{t.deliveriesLine(total, accepted, refused, late)}</p>
      <ProgressBar
        value={total ? accepted / total : 0}
        label={t.deliveriesLine(total, accepted, refused, late)}
      />
      {late > 0 && 'remind' in document.can && (
        <Button busy={busy} refusal={document.can.remind} onClick={() => void remind()}>
          {t.remind(late)}
        </Button>
      )}
      <ul className="delivery-groups">
        {waiting.map((group) => (
          <li key={group.name}>
            <div className="delivery-group">
              <span>{group.name}</span>
              <b>
                {group.accepted}/{group.total}
              </b>
            </div>
            <ul>
              {group.late.map((one) => (
                <li key={one.deliveryId} className="delivery-late">
                  <span>{one.name}</span>
                  <small>{one.state}</small>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {full.length > 0 && (
        <details className="delivery-full">
          <summary>{t.fullGroups(full.length)}</summary>
          <ul className="delivery-groups">
            {full.map((group) => (
              <li key={group.name} className="delivery-group">
                <span>{group.name}</span>
                <span>
                  {group.accepted}/{group.total}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {deliveries.outside.length > 0 && (
        <>
          <h2 className="side-title">{t.outside}</h2>
          <ul className="delivery-groups">
            {deliveries.outside.map((one) => (
              <li key={one.name} className="delivery-group">
                <span>{one.name}</span>
                <small>
                  {one.channel} · {one.sentAt ? timeWords(one.sentAt) : t.notSent}
                </small>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
