// The signed page, and above it exactly what the clerk's act will write: number, date, seal.
import type { SigningCard } from '@congvan/contract'
import { Link, useLocation } from 'wouter'
import { dayWords, timeWords } from '../../lib/clock.ts'
import { useMe } from '../../lib/data.ts'
import { say } from '../../lib/language.ts'
import { capital } from '../../lib/plain-text.ts'
import { paths } from '../../paths.ts'
import { Button, Empty, Icon, PdfView, UrgencyMark } from '../../ui/index.ts'
import { Checks } from '../signing/Checks.tsx'
import type { ItemState } from '../signing/model/batch.ts'
import { fullNumber, isHeld } from './numbering.ts'
import { useTexts } from './texts.ts'

export interface IssuingReaderProps {
  card: SigningCard | undefined
  phone: boolean
  busy: boolean
  item: ItemState | undefined
  onIssue: (send: boolean) => void
  onSend: () => void
  onCancelNumber: () => void
  onScan: () => void
}

export function IssuingReader(props: IssuingReaderProps) {
  const t = useTexts()
  const [, go] = useLocation()
  const { card, phone } = props
  if (!card)
    return (
      <section className="pile-reader" aria-label={t.title}>
        <Empty
          title={phone ? t.gone : t.chooseOne}
          action={phone ? <Button onClick={() => go(paths.issuing())}>{t.back}</Button> : undefined}
        />
      </section>
    )
  return (
    <section className="pile-reader" aria-label={card.subject}>
      {phone && (
        <nav className="pile-nav">
          <Link href={paths.issuing()} className="pile-back" aria-label={t.back}>
            <Icon name="left" />
          </Link>
          <span className="pile-place">{t.title}</span>
        </nav>
      )}
      <div className="pile-scroll">
        <header className="pile-about">
          <div>
            <p className="pile-kind">
              <UrgencyMark urgency={card.urgency} /> {card.typeName}
            </p>
            <h1 title={card.subject}>{capital(card.subject)}</h1>
            <Checks card={card} short={phone} />
            <p className="pile-facts">
              {card.paper ? (
                <span>{t.toSign(card.signedBy ?? '')}</span>
              ) : (
                card.signedBy && <span>{t.signedBy(card.signedBy, timeWords(card.signedAt))}</span>
              )}
              <span>{t.recipients(card.recipientCount)}</span>
              {card.annexes > 0 && <span>{t.annexes(card.annexes)}</span>}
            </p>
            {props.item?.state === 'failed' && (
              <p className="pile-problem" role="alert">
                {say(props.item.problem)}
              </p>
            )}
          </div>
          {!phone && (
            <div className="pile-acts">
              <Acts {...props} card={card} />
            </div>
          )}
        </header>
        <Writing card={card} />
        <div className="pile-page">
          <PdfView
            key={card.printUrl ?? card.url}
            url={card.printUrl ?? card.url}
            label={card.paper ? t.paperPage(card.subject) : t.page(card.subject)}
          />
        </div>
      </div>
      {phone && (
        <div className="pile-thumb">
          <Acts {...props} card={card} />
        </div>
      )}
    </section>
  )
}

/** Number, date and seal as they will stand, before anything is written. */
function Writing({ card }: { card: SigningCard }) {
  const t = useTexts()
  const me = useMe().data
  return (
    <dl className="writing" aria-label={isHeld(card) || card.paper ? t.written : t.willWrite}>
      <div>
        <dt>{t.number}</dt>
        <dd className="writing-number">{fullNumber(card)}</dd>
      </div>
      <div>
        <dt>{t.date}</dt>
        <dd>{dayWords(card.issueDate)}</dd>
      </div>
      <div>
        <dt>{t.seal}</dt>
        <dd>
          <span className="writing-seal" aria-hidden="true" />
          {card.paper ? t.sealOnPaper : t.sealText(me?.acting.agencyName ?? '')}
        </dd>
      </div>
    </dl>
  )
}

function Acts(props: IssuingReaderProps & { card: SigningCard }) {
  const t = useTexts()
  const { card, phone, busy } = props
  if (card.paper)
    return (
      <>
        <Button variant="danger" refusal={card.can.cancelNumber} onClick={props.onCancelNumber}>
          {t.cancelNumber}
        </Button>
        {!phone && card.printUrl && (
          <a className="button quiet" href={card.printUrl} target="_blank" rel="noreferrer">
            <Icon name="print" size={18} /> {t.printPaper}
          </a>
        )}
        <Button variant="primary" icon="upload" refusal={card.can.issuePaper} onClick={props.onScan}>
          {t.scan}
        </Button>
      </>
    )
  if (isHeld(card))
    return (
      <>
        <Button variant="danger" refusal={card.can.cancelNumber} onClick={props.onCancelNumber}>
          {t.cancelNumber}
        </Button>
        <Button variant="primary" icon="right" busy={busy} onClick={props.onSend}>
          {t.send}
        </Button>
      </>
    )
  return (
    <>
      {!phone && (
        <Button refusal={card.can.issue} busy={busy} onClick={() => props.onIssue(false)}>
          {t.hold}
        </Button>
      )}
      <Button
        variant="primary"
        icon="stamp"
        shortcut="p"
        busy={busy}
        refusal={card.can.issue}
        onClick={() => props.onIssue(true)}
      >
        {t.issue}
      </Button>
    </>
  )
}
