// The page to be signed, with what a signer needs to know above it and two acts within the thumb's reach.
import type { SigningCard } from '@congvan/contract'
import { Link, useLocation } from 'wouter'
import { say } from '../../lib/language.ts'
import { capital } from '../../lib/plain-text.ts'
import { paths } from '../../paths.ts'
import { Button, Empty, Icon, PdfView, UrgencyMark } from '../../ui/index.ts'
import { numberRoom } from '../drafting/model/sections.ts'
import { Checks } from './Checks.tsx'
import type { ItemState } from './model/batch.ts'
import { useTexts } from './texts.ts'

export interface SigningReaderProps {
  card: SigningCard | undefined
  rows: SigningCard[]
  phone: boolean
  busy: boolean
  item: ItemState | undefined
  onSign: () => void
  onReturn: () => void
}

export function SigningReader(props: SigningReaderProps) {
  const t = useTexts()
  const [, go] = useLocation()
  const { card, phone, rows } = props
  if (!card)
    return (
      <section className="pile-reader" aria-label={t.pile}>
        <Empty
          title={props.phone ? t.gone : t.chooseOne}
          action={phone ? <Button onClick={() => go(paths.signing())}>{t.back}</Button> : undefined}
        />
      </section>
    )
  const at = rows.findIndex((r) => r.documentId === card.documentId)
  const step = (to: number) => rows[to] && go(paths.signing(rows[to].documentId), { replace: true })
  const acts = (
    <>
      <Button refusal={card.can.return} shortcut="t" onClick={props.onReturn}>
        {phone ? t.sendBackShort : t.sendBack}
      </Button>
      <Button
        variant="primary"
        icon="sign"
        shortcut="s"
        busy={props.busy}
        refusal={card.can.sign}
        onClick={props.onSign}
      >
        {t.sign}
      </Button>
    </>
  )
  return (
    <section className="pile-reader" aria-label={card.subject}>
      {phone && (
        <nav className="pile-nav">
          <Link href={paths.signing()} className="pile-back" aria-label={t.back}>
            <Icon name="left" />
          </Link>
          <span className="pile-place">{t.place(at + 1, rows.length)}</span>
          <Button variant="plain" disabled={at <= 0} onClick={() => step(at - 1)}>
            {t.previous}
          </Button>
          <Button variant="plain" disabled={at >= rows.length - 1} onClick={() => step(at + 1)}>
            {t.next}
          </Button>
        </nav>
      )}
      <div className="pile-scroll">
        <header className="pile-about">
          <div>
            <p className="pile-kind">
              <UrgencyMark urgency={card.urgency} /> {card.typeName}{' '}
              <span className="pile-symbol">{numberRoom(card.symbolPreview).replace(/\s{2,}/u, ' … ')}</span>
            </p>
            <h1 title={card.subject}>{capital(card.subject)}</h1>
            <Checks card={card} short={phone} />
            <p className="pile-facts">
              <span>{t.drafter(card.drafter)}</span>
              <span>{t.recipients(card.recipientCount)}</span>
              <span>{t.pages(card.pages)}</span>
              {card.annexes > 0 && <span>{t.annexes(card.annexes)}</span>}
            </p>
            {props.item?.state === 'failed' && (
              <p className="pile-problem" role="alert">
                {say(props.item.problem)}
              </p>
            )}
          </div>
          {!phone && <div className="pile-acts">{acts}</div>}
        </header>
        <div className="pile-page">
          <PdfView key={card.url} url={card.url} label={t.page(card.subject)} />
        </div>
      </div>
      {phone && <div className="pile-thumb">{acts}</div>}
    </section>
  )
}
