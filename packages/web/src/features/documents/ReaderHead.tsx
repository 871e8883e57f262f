import type { DocumentView } from '@congvan/contract'
import { type RefObject, useState } from 'react'
import { dayWords, momentWords, timeWords } from '../../lib/clock.ts'
import { say } from '../../lib/language.ts'
import { PHONE, useMedia } from '../../lib/media.ts'
import { capital } from '../../lib/plain-text.ts'
import { Button, DeadlineMark, Sheet, UrgencyMark } from '../../ui/index.ts'
import { SignatureStrip } from './Signatures.tsx'
import { useReaderTexts } from './texts.ts'

export function ReaderHead(props: {
  document: DocumentView
  heading: RefObject<HTMLHeadingElement | null>
  onBack?: () => void
  onDetails?: () => void
}) {
  const t = useReaderTexts()
  const phone = useMedia(PHONE)
  const { card } = props.document
  return (
    <header className="reader-head">
      <div className="reader-line">
        {props.onBack && (
          <Button
            variant="plain"
            size="small"
            icon="left"
            iconOnly
            className="reader-back"
            onClick={props.onBack}
          >
            {t.back}
          </Button>
        )}
        <span className="reader-identity">
          <span>{card.issuerName}</span>
          {card.numberSymbol && <span className="nowrap">{card.numberSymbol}</span>}
          {card.issuedOn && <span className="nowrap">{dayWords(card.issuedOn)}</span>}
        </span>
        {props.onDetails && (
          <Button
            variant="plain"
            size="small"
            icon="panel"
            iconOnly={phone}
            shortcut="m"
            onClick={props.onDetails}
          >
            {t.details}
          </Button>
        )}
      </div>
      <h1 id="reader-subject" ref={props.heading} tabIndex={-1}>
        {capital(card.subject)}
      </h1>
      <p className="reader-state">
        {(card.urgency > 0 || card.dueOn) && (
          <span className="reader-marks">
            <UrgencyMark urgency={card.urgency} />
            <DeadlineMark dueOn={card.dueOn} workingDaysLeft={card.workingDaysLeft} />
          </span>
        )}
        {say(props.document.stateLine)}
      </p>
      <div className="reader-facts">
        <Trail document={props.document} />
        <SignatureStrip document={props.document} />
      </div>
    </header>
  )
}

/** "Đang ở đâu": names and times on one line, the holder in accent; opens to the whole way. */
function Trail({ document }: { document: DocumentView }) {
  const t = useReaderTexts()
  const phone = useMedia(PHONE)
  const [open, setOpen] = useState(false)
  const { trail } = document
  if (trail.length === 0) return null
  // The holder with what came before and what comes next (on a phone the holder alone); the whole way is a click away.
  const current = trail.findIndex((step) => step.state === 'current')
  const at = current < 0 ? trail.length - 1 : current
  const from = phone ? at : Math.max(0, at - 1)
  return (
    <>
      <button type="button" className="trail" onClick={() => setOpen(true)}>
        <span className="trail-name">{t.trail}</span>
        <span className="trail-steps">
          {from > 0 && !phone && <span className="trail-step">…</span>}
          {trail.slice(from, phone ? at + 1 : at + 2).map((step) => (
            <span key={`${step.what}${step.at}${step.who}`} className={`trail-step ${step.state}`}>
              {step.state === 'next' ? step.what : (step.who ?? step.unit ?? step.what)}
              {step.at && <small> {timeWords(step.at)}</small>}
            </span>
          ))}
        </span>
      </button>
      <Sheet title={t.trailTitle} open={open} onClose={() => setOpen(false)}>
        <ol className="trail-list">
          {trail.map((step) => (
            <li key={`${step.what}${step.at}${step.who}`} className={step.state}>
              <strong>{step.what}</strong>
              {(step.who || step.unit) && <span>{[step.who, step.unit].filter(Boolean).join(', ')}</span>}
              {step.at && <time dateTime={step.at}>{momentWords(step.at)}</time>}
              {step.state !== 'done' && step.dueOn && (
                <span className="trail-due">
                  {t.info.due}: {dayWords(step.dueOn)}
                </span>
              )}
            </li>
          ))}
        </ol>
      </Sheet>
    </>
  )
}
