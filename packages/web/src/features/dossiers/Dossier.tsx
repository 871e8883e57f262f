// One dossier: its cover in a line, its table of documents as Appendix V prints it.
import type { DossierItem, DossierView } from '@congvan/contract'
import { useState } from 'react'
import { Link } from 'wouter'
import { actingPosition, command } from '../../lib/api.ts'
import { dayWords } from '../../lib/clock.ts'
import { takeAnswer, useApi } from '../../lib/data.ts'
import { paths } from '../../paths.ts'
import { Banner, Button, Empty, Icon, Skeleton, toast } from '../../ui/index.ts'
import { DossierForm } from './DossierForm.tsx'
import { ReasonDialog } from './ReasonDialog.tsx'
import { useDossierTexts } from './texts.ts'

export function Dossier({ dossierId, onBack }: { dossierId: string; onBack: (() => void) | null }) {
  const t = useDossierTexts()
  const answer = useApi('dossiers.get', { dossierId })
  if (answer.error && !answer.data)
    return (
      <Banner
        tone="amber"
        alert
        actions={<Button onClick={() => void answer.refetch()}>{t.tryAgain}</Button>}
      >
        {answer.error.message}
      </Banner>
    )
  if (!answer.data) return <Skeleton lines={8} />
  return <Opened view={answer.data} onBack={onBack} />
}

export const positionTail = (sign: '?' | '&' = '?') => {
  const position = actingPosition()
  return position ? `${sign}position=${position}` : ''
}

function Opened({ view, onBack }: { view: DossierView; onBack: (() => void) | null }) {
  const t = useDossierTexts()
  const { card, items, can } = view
  const [form, setForm] = useState<'correct' | 'reopen' | null>(null)
  const [out, setOut] = useState<DossierItem | null>(null)
  const close = async () => {
    try {
      await command('dossiers.close', { dossierId: card.id })
      takeAnswer(null)
      toast(t.closed(card.symbol))
    } catch (problem) {
      toast((problem as Error).message, { tone: 'error' })
    }
  }
  const address = `/api/v1/dossiers/${card.id}/contents`
  return (
    <section className="dossier" aria-labelledby="dossier-title">
      <header className="dossier-head">
        {onBack && (
          <Button variant="plain" size="small" icon="left" onClick={onBack}>
            {t.back}
          </Button>
        )}
        <p className="dossier-cover">
          <span>{card.symbol}</span>
          <span>{card.heading}</span>
          <span>{t.years(card.retentionYears)}</span>
          {!card.planned && <span>{t.outside}</span>}
        </p>
        <h1 id="dossier-title">{card.title}</h1>
        <p className="dossier-cover">
          <span>{card.responsible}</span>
          <span>{t.startedOn(dayWords(card.startedOn))}</span>
          {card.closedOn && <span>{t.closedOn(dayWords(card.closedOn))}</span>}
          <span>{t.documents(items.length)}</span>
          {view.pages > 0 && <span>{t.pages(view.pages)}</span>}
        </p>
        <div className="dossier-acts">
          {card.state === 'open' ? (
            <Button refusal={can.close ?? null} onClick={() => void close()}>
              {t.close}
            </Button>
          ) : (
            <Button refusal={can.reopen ?? null} onClick={() => setForm('reopen')}>
              {t.reopen}
            </Button>
          )}
          <Button icon="pen" refusal={can.correct ?? null} onClick={() => setForm('correct')}>
            {t.correct}
          </Button>
          <a
            className="button quiet"
            href={`${address}.pdf${positionTail()}`}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="print" size={18} /> {t.print}
          </a>
          <a className="button quiet" href={`${address}.xlsx${positionTail()}`} download>
            <Icon name="download" size={18} /> {t.export}
          </a>
        </div>
        {card.note && <p className="dossier-note">{card.note}</p>}
      </header>
      {items.length === 0 ? (
        <Empty title={t.contents}>{t.contentsEmpty}</Empty>
      ) : (
        <Contents items={items} mayTakeOut={can.takeOut === null} onTakeOut={setOut} />
      )}
      {form === 'correct' && (
        <DossierForm
          card={card}
          people={view.people}
          onDone={() => setForm(null)}
          onClose={() => setForm(null)}
        />
      )}
      {form === 'reopen' && (
        <ReasonDialog
          title={t.reopen}
          label={t.reopenReason}
          needed={t.reopenNeeded}
          act={t.reopen}
          done={t.reopened}
          run={(reason) => command('dossiers.reopen', { dossierId: card.id, reason })}
          onClose={() => setForm(null)}
        />
      )}
      {out && (
        <ReasonDialog
          title={t.takeOutOf(out.numberSymbol ?? out.typeAndSubject)}
          label={t.takeOutReason}
          needed={t.takeOutNeeded}
          act={t.takeOut}
          done={t.takenOut}
          run={(reason) =>
            command('dossiers.take-out', { dossierId: card.id, documentId: out.documentId, reason })
          }
          onClose={() => setOut(null)}
        />
      )}
    </section>
  )
}

function Contents(props: {
  items: DossierItem[]
  mayTakeOut: boolean
  onTakeOut: (item: DossierItem) => void
}) {
  const t = useDossierTexts()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways is reached by the keyboard too
    <section className="dossier-table" tabIndex={0} aria-label={t.contents}>
      <table>
        <caption className="visually-hidden">{t.contents}</caption>
        <thead>
          <tr>
            {t.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {props.mayTakeOut && (
              <th scope="col">
                <span className="visually-hidden">{t.takeOut}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <tr key={item.documentId}>
              <td>{item.ordinal}</td>
              <td className="nowrap">{item.numberSymbol}</td>
              <td className="nowrap">{dayWords(item.issuedOn)}</td>
              <td>
                <Link href={paths.document(item.documentId)}>{item.typeAndSubject}</Link>
              </td>
              <td>{item.author}</td>
              <td className="nowrap">{item.pages}</td>
              <td>{item.note}</td>
              {props.mayTakeOut && (
                <td>
                  <Button
                    variant="plain"
                    size="small"
                    icon="close"
                    iconOnly
                    onClick={() => props.onTakeOut(item)}
                  >
                    {t.takeOutOf(item.numberSymbol ?? item.typeAndSubject)}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
