// The way of one document: each addressee with its hops, receipts and statuses, and what the sender may still do.
import { useState } from 'react'
import { Link } from 'wouter'
import { paths } from '../../paths.ts'
import { Badge, Button, Skeleton } from '../../ui/index.ts'
import { type Fact, type MessageView, useWay, type Way } from './api.ts'
import { ChangeDialog, type ChangeKind } from './ChangeDialog.tsx'
import type { Run } from './ExchangePage.tsx'
import { PacketLine } from './PacketLine.tsx'
import { useTexts } from './texts.ts'
import { time } from './time.ts'

const CODES = ['01', '03', '04', '05', '06'] as const

export function Journey(props: { documentId: string; run: Run; onBack: () => void }) {
  const t = useTexts()
  const way = useWay(props.documentId)
  const [asking, setAsking] = useState<ChangeKind | null>(null)
  if (!way.data) return <Skeleton lines={6} />
  const { data } = way
  const sent = data.messages.some((row) => row.kind === 'document')
  const mayChange = sent && data.state === 'issued'
  return (
    <section className="journey" aria-label={t.journey}>
      <header className="journey-head">
        <Button
          variant="plain"
          icon="left"
          iconOnly
          size="small"
          className="journey-back"
          onClick={props.onBack}
        >
          {t.back}
        </Button>
        <div>
          <h2>{data.subject}</h2>
          <Link href={paths.document(props.documentId)}>{t.openDocument}</Link>
        </div>
        {mayChange && (
          <div className="journey-acts">
            {(['update', 'take-back', 'replace'] as const).map((kind) => (
              <Button key={kind} size="small" onClick={() => setAsking(kind)}>
                {t.changes[kind]}
              </Button>
            ))}
          </div>
        )}
      </header>
      {data.arrival && <Arrival arrival={data.arrival} />}
      <ul className="journey-places">
        {placesOf(data).map((place) => (
          <li key={place.code}>
            <Place place={place} run={props.run} refresh={() => void way.refetch()} />
          </li>
        ))}
      </ul>
      {asking && (
        <ChangeDialog
          kind={asking}
          documentId={props.documentId}
          way={data}
          run={props.run}
          onClose={() => {
            setAsking(null)
            void way.refetch()
          }}
        />
      )}
    </section>
  )
}

/** How it came here: every hop wrote itself into the packet. */
function Arrival({ arrival }: { arrival: NonNullable<Way['arrival']> }) {
  const t = useTexts()
  return (
    <section className="journey-arrival" aria-label={t.cameFrom(arrival.senderName)}>
      <h3>{t.cameFrom(arrival.senderName)}</h3>
      <ol className="place-lines">
        {arrival.trace.map((hop, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: hops may repeat and never move
          <li key={i}>
            <span className="exchange-note nowrap">{hop.at && time(hop.at)}</span>
            <span>{i === 0 ? t.leftAt(hop.organId) : t.passed(hop.organId)}</span>
          </li>
        ))}
        <li>
          <span className="exchange-note nowrap">{time(arrival.arrivedAt)}</span>
          <span>{t.arrivedBy(arrival.peerName)}</span>
        </li>
      </ol>
    </section>
  )
}

interface PlaceView {
  code: string
  name: string
  messages: MessageView[]
  status: Way['statuses'][number] | undefined
}

function placesOf(way: Way): PlaceView[] {
  const codes = [...new Set(way.messages.map((row) => row.recipientCode))]
  return codes.map((code) => {
    const messages = way.messages.filter((row) => row.recipientCode === code)
    return {
      code,
      name: messages[0]?.recipientName ?? code,
      messages,
      status: way.statuses.find((row) => row.recipientCode === code),
    }
  })
}

function Place({ place, run, refresh }: { place: PlaceView; run: Run; refresh: () => void }) {
  const t = useTexts()
  const { status } = place
  const facts = (status?.facts ?? []).filter((fact) => fact.code !== 'sent')
  return (
    <>
      <div className="place-head">
        <strong>{place.name}</strong>
        <span className="exchange-note">{place.code}</span>
        {status?.frozen && <Badge tone="seal">{t.frozen}</Badge>}
        {status?.refusal && <Badge tone="seal">{t.whats['02']}</Badge>}
      </div>
      {status && <Steps facts={facts} />}
      <ol className="place-lines">
        {place.messages.map((row) => (
          <li key={row.id}>
            <PacketLine row={row} run={run} refresh={refresh} />
          </li>
        ))}
        {facts.map((fact) => (
          <li key={`${fact.code} ${fact.at} ${fact.text}`}>
            <span className="exchange-note nowrap">{fact.at && time(fact.at)}</span>
            <span>
              {t.whats[fact.code] ?? t.kinds[fact.code] ?? fact.code}
              {fact.text && <span className="exchange-note"> · {fact.text}</span>}
            </span>
            {fact.signed && (
              <Badge tone="accent" icon="check">
                {t.signed}
              </Badge>
            )}
          </li>
        ))}
      </ol>
    </>
  )
}

/** 01 → 06 as five marks with their times: how far it is, at one glance. */
function Steps({ facts }: { facts: Fact[] }) {
  const t = useTexts()
  return (
    <ol className="place-steps">
      {CODES.map((code) => {
        const fact = facts.find((one) => one.code === code)
        return (
          <li key={code} className={fact ? 'is-reached' : ''}>
            <span>{t.whats[code]}</span>
            <small>{fact?.at ? time(fact.at) : '–'}</small>
          </li>
        )
      })}
    </ol>
  )
}
